import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { ExamRoomPage } from '#app/features/exams/components/exam-room.tsx'
import { readAttempt } from '#app/features/exams/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['room'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.room.examCode} · Tiergate` : 'Tiergate' },
]

/** What is answered and what is open, before handing in. */
export const loader = forRoles(['engineer'], async (ctx, { params }) => {
  const attemptId = requireParam(params, 'attempt')
  const view = await readAttempt(ctx, attemptId)
  if (view.kind === 'unknown') throw new Response(null, { status: 404 })
  if (view.kind === 'over') throw redirect(paths.attemptResult(attemptId))
  if (view.kind === 'paused') throw redirect(paths.attempt(attemptId))
  return { room: view.room }
})

/** As in the room itself. */
export const shouldRevalidate = () => false

export default function ReviewRoute() {
  const { room } = useLoaderData<typeof loader>()
  return <ExamRoomPage room={room} view="review" />
}
