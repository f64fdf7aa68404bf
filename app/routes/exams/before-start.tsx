import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { BeforeStartPage, type StartProblem } from '#app/features/exams/components/before-start-page.tsx'
import { readExam } from '#app/features/exams/index.server.ts'

const problems: readonly StartProblem[] = [
  'wrong-code',
  'too-many-tries',
  'own-invigilator',
  'invigilator-is-trainer',
  'invigilator-is-colleague',
  'course-not-completed',
  'not-yet',
  'result-pending',
  'bank-too-small',
  'running-already',
]

export const handle = { i18n: ['exams', 'room'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.exam.code} ${data.exam.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { params, request }) => {
  const exam = await readExam(ctx, requireParam(params, 'exam'))
  if (!exam) throw new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get('problem')
  return { exam, problem: problems.find((one) => one === asked) ?? null }
})

export default function BeforeStartRoute() {
  const { exam, problem } = useLoaderData<typeof loader>()
  return <BeforeStartPage exam={exam} problem={problem} />
}
