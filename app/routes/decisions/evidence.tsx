import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { type AnsweredDecision, DecisionPage } from '#app/features/credentials/components/decision-page.tsx'
import { readDecisionFile } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'

export const handle = { i18n: ['credentials', 'practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['certification-officer'], async (ctx, { params }) => {
  const file = await readDecisionFile(ctx, requireParam(params, 'enrolment'))
  if (!file) throw new Response(null, { status: 404 })
  return { title: i18nFor(ctx.language).t('credentials:file.title', { name: file.candidate.name }), file }
})

export default function EvidenceRoute() {
  const { file } = useLoaderData<typeof loader>()
  const answered = useActionData<AnsweredDecision>()
  return <DecisionPage file={file} answered={answered} />
}
