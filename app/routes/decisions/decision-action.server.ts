import { data, redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import type { SignedInContext } from '#app/context.server.ts'
import type { AnsweredDecision } from '#app/features/credentials/components/decision-page.tsx'
import type { IssueOutcome, RefuseOutcome } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

type Decide = (
  ctx: SignedInContext,
  input: { enrolmentId: string; reason: string },
) => Promise<IssueOutcome | RefuseOutcome>

/** The action of one of the two forms under the evidence: takes the decision, or comes back with what was typed and what is in the way. */
export function decisionAction(form: AnsweredDecision['form'], decide: Decide) {
  return forRoles(['certification-officer'], async (ctx, { params, request }) => {
    const enrolmentId = requireParam(params, 'enrolment')
    const reason = String((await request.formData()).get('reason') ?? '')
    const outcome = await decide(ctx, { enrolmentId, reason })
    if (outcome.ok) throw redirect(paths.evidence(enrolmentId))
    if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
    const status = outcome.reason === 'reason-missing' ? 400 : outcome.reason === 'conflict' ? 403 : 409
    return data<AnsweredDecision>({ form, reason, problem: outcome.reason }, { status })
  })
}
