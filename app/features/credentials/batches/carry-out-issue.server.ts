import type { Insertable } from 'kysely'
import type { SignedInContext } from '#app/context.server.ts'
import { type AuditFact, recordAudits } from '#app/features/audit/index.server.ts'
import { queueJobs } from '#app/jobs/jobs.server.ts'
import type { CredentialDecisionTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'
import { evidenceJsonOf, evidenceModeOf } from '../decide-credential.server.ts'
import type { DecisionCase } from '../decision-case.server.ts'
import { completeEnrolments, insertDecisions } from '../enrolment.repository.server.ts'
import type { BatchRecord } from './batch.repository.server.ts'
import type { PlannedRow } from './batch-row.ts'
import { type ToWrite, writeCredentials } from './write-credentials.server.ts'

/**
 * Issues what the chosen enrolments ask for. Each gets the decision of whoever does it, and of who agreed before, so that a credential says afterwards who decided on
 * what, as one that was decided alone.
 */
export async function carryOutIssue(
  ctx: SignedInContext,
  trx: Db,
  batch: BatchRecord,
  {
    ready,
    cases,
  }: { readonly ready: readonly PlannedRow[]; readonly cases: ReadonlyMap<string, DecisionCase> },
  reason: string,
): Promise<readonly PlannedRow[]> {
  const decisions: Insertable<CredentialDecisionTable>[] = []
  const wanted = ready.map((row): ToWrite => {
    const found = cases.get(row.read.enrolmentId ?? '')
    if (!found || found.validity.validUntil === null)
      throw new Error(`Row ${row.rowNumber} of batch ${batch.id} lost what it needs`)
    const { enrolment, type, previous, validity } = found
    const decided = {
      enrolmentId: enrolment.id,
      personId: enrolment.personId,
      credentialTypeId: type.id,
      outcome: 'ISSUED' as const,
      reason,
      evidenceJson: evidenceJsonOf(found),
    }
    if (batch.agreedBy !== null)
      decisions.push({
        ...decided,
        id: ctx.newId(),
        decidedBy: batch.agreedBy,
        decidedAt: batch.agreedAt ?? ctx.now(),
      })
    const decisionId = ctx.newId()
    decisions.push({ ...decided, id: decisionId, decidedBy: ctx.actor.personId, decidedAt: ctx.now() })
    return {
      row,
      personId: enrolment.personId,
      type,
      decisionId,
      previous,
      supersedesFrom: validity.supersedesFrom ?? validity.validFrom,
      issuedAt: ctx.now(),
      validFrom: validity.validFrom,
      validUntil: found.validity.validUntil,
      evidenceMode: evidenceModeOf(found),
      evidenceJson: decided.evidenceJson,
      reason,
      eventDetails: { batchId: batch.id },
    }
  })
  await insertDecisions(trx, decisions)
  await recordAudits(
    ctx,
    trx,
    // The first officer's word is in the audit since they gave it.
    decisions
      .filter(({ decidedBy }) => decidedBy === ctx.actor.personId)
      .map(
        (one): AuditFact => ({
          action: 'credential.decided',
          subjectKind: 'person',
          subjectId: one.personId,
          details: {
            enrolmentId: one.enrolmentId,
            decisionId: one.id,
            reason,
            batchId: batch.id,
            agreedBy: batch.agreedBy,
          },
        }),
      ),
  )
  const closed = await completeEnrolments(
    trx,
    ready.map(({ read }) => read.enrolmentId ?? ''),
    ctx.now(),
  )
  // The transaction would leave decisions behind; throwing takes them back.
  if (closed !== ready.length)
    throw new Error(`An enrolment of batch ${batch.id} was closed while it was being decided`)
  const rows = await writeCredentials(ctx, trx, batch.id, wanted)
  await queueJobs(
    ctx,
    trx,
    [...new Set(wanted.map(({ personId }) => personId))].map((personId) => ({
      kind: 'advance-enrolments',
      payload: { personId },
    })),
  )
  return rows
}
