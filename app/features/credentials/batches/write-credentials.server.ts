import type { SignedInContext } from '#app/context.server.ts'
import { printedDay } from '#app/domain/shared/instants.ts'
import { type AuditFact, recordAudits } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { insertCredentials } from '../credential.repository.server.ts'
import type { StoredType } from '../credential-type.repository.server.ts'
import { freshNumbers } from '../fresh-number.server.ts'
import type { PlannedRow } from './batch-row.ts'
import { tellBatch } from './tell-batch.server.ts'

/** A credential that a batch is to issue, or take over where no decision stands behind it. */
export type ToWrite = {
  readonly row: PlannedRow
  readonly personId: string
  readonly type: StoredType
  readonly decisionId: string | null
  readonly previous: { readonly id: string; readonly number: string } | null
  /** From when what is replaced is. */
  readonly supersedesFrom: string
  readonly issuedAt: string
  readonly validFrom: string
  /** Exclusive. */
  readonly validUntil: string
  readonly evidenceMode: 'PROCTORED' | 'UNPROCTORED'
  readonly evidenceJson: string
  readonly reason: string
  readonly eventDetails: object
}

/** Writes credentials with the events that begin them and end what they replace, an audit entry for each, and tells their people. Returns the rows with what became of them. */
export async function writeCredentials(
  ctx: SignedInContext,
  trx: Db,
  batchId: string,
  wanted: readonly ToWrite[],
): Promise<readonly PlannedRow[]> {
  const at = ctx.now()
  const numbers = await freshNumbers(
    ctx,
    trx,
    wanted.map(({ type }) => ({ brandCode: type.brand.code, typeCode: type.code })),
  )
  const written = wanted.map((one, index) => {
    const fresh = numbers[index]
    if (!fresh) throw new Error('A credential of the batch got no number')
    return { ...one, ...fresh, id: ctx.newId() }
  })
  const event = { recordedAt: at, untilAt: null, actorPersonId: ctx.actor.personId }
  await insertCredentials(
    trx,
    written.map((one) => ({
      id: one.id,
      number: one.number,
      publicSlug: one.publicSlug,
      personId: one.personId,
      credentialTypeId: one.type.id,
      decisionId: one.decisionId,
      supersedesId: one.previous?.id ?? null,
      issuedAt: one.issuedAt,
      validFrom: one.validFrom,
      validUntil: one.validUntil,
      evidenceMode: one.evidenceMode,
      evidenceJson: one.evidenceJson,
      recordedAt: at,
    })),
    written.flatMap((one) => [
      {
        ...event,
        id: ctx.newId(),
        credentialId: one.id,
        kind: one.previous ? ('RENEWED' as const) : ('ISSUED' as const),
        effectiveAt: one.validFrom,
        reason: one.reason,
        detailsJson: JSON.stringify(one.eventDetails),
      },
      ...(one.previous
        ? [
            {
              ...event,
              id: ctx.newId(),
              credentialId: one.previous.id,
              kind: 'SUPERSEDED' as const,
              effectiveAt: one.supersedesFrom,
              reason: one.number,
              detailsJson: '{}',
            },
          ]
        : []),
    ]),
  )
  await recordAudits(
    ctx,
    trx,
    written.map((one): AuditFact => {
      const action = one.decisionId === null ? 'credential.taken-over' : 'credential.issued'
      return {
        action,
        subjectKind: 'credential',
        subjectId: one.id,
        details: {
          number: one.number,
          personId: one.personId,
          validFrom: one.validFrom,
          lastDay: printedDay(one.validUntil, one.type.brand.zone),
          supersedes: one.previous?.number ?? null,
          decisionId: one.decisionId,
          batchId,
          reason: one.reason,
        },
      }
    }),
  )
  await tellBatch(
    ctx,
    trx,
    written.map((one) => ({
      personId: one.personId,
      number: one.number,
      type: one.type,
      change: one.decisionId === null ? 'TAKEN_OVER' : 'ISSUED',
      validUntil: one.validUntil,
      reason: one.reason,
    })),
  )
  return written.map(({ row, id, number }) => ({
    ...row,
    details: { ...row.details, number },
    credentialId: id,
  }))
}
