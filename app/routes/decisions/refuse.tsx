import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { type AnsweredDecision, DecisionPage } from '#app/features/credentials/components/decision-page.tsx'
import { readDecisionFile, refuseCredential } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['credentials', 'practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

/** The same page as the evidence's own: it stands here only while the decision comes back with something to correct. */
export const loader = forRoles(['certification-officer'], async (ctx, { params }) => {
  const file = await readDecisionFile(ctx, requireParam(params, 'enrolment'))
  if (!file) throw new Response(null, { status: 404 })
  return { title: i18nFor(ctx.language).t('credentials:file.title', { name: file.candidate.name }), file }
})

export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const enrolmentId = requireParam(params, 'enrolment')
  const reason = String((await request.formData()).get('reason') ?? '')
  const outcome = await refuseCredential(ctx, { enrolmentId, reason })
  if (outcome.ok) throw redirect(paths.evidence(enrolmentId))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = outcome.reason === 'reason-missing' ? 400 : outcome.reason === 'conflict' ? 403 : 409
  return data<AnsweredDecision>({ form: 'refuse', reason, problem: outcome.reason }, { status })
})

export default function RefuseRoute() {
  const { file } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return <DecisionPage file={file} answered={answered} />
}
