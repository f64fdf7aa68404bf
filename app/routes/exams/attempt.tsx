import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { ExamRoomPage, type RoomProblem } from '#app/features/exams/components/exam-room.tsx'
import { PausedPage } from '#app/features/exams/components/paused-page.tsx'
import { readAttempt } from '#app/features/exams/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['room'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.examCode} · Tiergate` : 'Tiergate' },
]

/** A running attempt, at the item of the address; one that is over leads to its result. */
export const loader = forRoles(['engineer'], async (ctx, { params, request }) => {
  const attemptId = requireParam(params, 'attempt')
  const view = await readAttempt(ctx, attemptId)
  if (view.kind === 'unknown') throw new Response(null, { status: 404 })
  if (view.kind === 'over') throw redirect(paths.attemptResult(attemptId))
  if (view.kind === 'paused') return { ...view, problem: null }
  const query = new URL(request.url).searchParams
  const number = Number.parseInt(query.get('item') ?? '', 10)
  const firstOpen = view.room.items.findIndex(({ id }) => !(id in view.room.responses))
  const place = Number.isInteger(number) ? number - 1 : Math.max(0, firstOpen)
  const asked = query.get('problem')
  const problem: RoomProblem | null = asked === 'not-a-number' || asked === 'not-saved' ? asked : null
  const { room } = view
  return {
    kind: 'running' as const,
    examCode: room.examCode,
    room,
    place: Math.min(Math.max(0, place), view.room.items.length - 1),
    problem,
  }
})

/** Answers travel by themselves; asking for the whole room again would only get in their way. */
export const shouldRevalidate = () => false

export default function AttemptRoute() {
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'paused') return <PausedPage paused={view} />
  const { room, place, problem } = view
  return <ExamRoomPage room={room} view={place} problem={problem} />
}
