import { type Context, inTransaction } from '#app/context.server.ts'
import { evaluateRequirement } from '#app/domain/requirement/evaluate-requirement.ts'
import { noEvidence } from '#app/domain/requirement/evidence.ts'
import type { RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findOpenEnrolments, markAwaiting } from './enrolment.repository.server.ts'
import { gatherEvidence } from './gather-evidence.server.ts'

/** The job after new evidence: every open enrolment of the person whose frozen requirement is met now awaits a decision. May run again and again. */
export async function advanceEnrolments(ctx: Context, payload: { personId: string }): Promise<void> {
  await ctx.db.transaction().execute((trx) => advanceIn(inTransaction(ctx, trx), trx, payload.personId))
}

/** The same inside a running transaction. */
export async function advanceIn(ctx: Context, trx: Db, personId: string): Promise<void> {
  const learning = (await findOpenEnrolments(trx, [personId])).filter(({ state }) => state === 'LEARNING')
  if (learning.length === 0) return
  const at = ctx.now()
  const evidence = (await gatherEvidence(trx, [personId], at)).get(personId) ?? noEvidence
  for (const { id, requirementJson, zone, brandCode, typeCode } of learning) {
    const requirement: RequirementTree = JSON.parse(requirementJson)
    if (!evaluateRequirement(requirement, evidence, at, { zone }).met) continue
    if (!(await markAwaiting(trx, id, at))) continue
    await recordAudit(ctx, trx, {
      action: 'credential.awaits-decision',
      subjectKind: 'person',
      subjectId: personId,
      details: { brand: brandCode, type: typeCode, enrolmentId: id },
    })
  }
}
