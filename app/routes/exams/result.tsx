import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { ResultSheet } from '#app/features/exams/components/result-sheet.tsx'
import { readResult } from '#app/features/exams/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['exams'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { params }) => {
  const attemptId = requireParam(params, 'attempt')
  const view = await readResult(ctx, attemptId)
  if (view.kind === 'unknown') throw new Response(null, { status: 404 })
  if (view.kind === 'running') throw redirect(paths.attempt(attemptId))
  const title = i18nFor(ctx.language).t('exams:result.title', { exam: view.result.examCode })
  return { title, result: view.result }
})

export default function ResultRoute() {
  const { result } = useLoaderData<typeof loader>()
  return <ResultSheet result={result} />
}
