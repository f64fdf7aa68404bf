import type { SignedInContext } from '#app/context.server.ts'
import type { CredentialAct } from '#app/domain/credential/credential-act.ts'
import { inPieces } from '#app/domain/shared/grouped.ts'
import { recordAudits } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findStoredCredentialsByIds,
  insertCredentials,
  type StoredCredential,
} from '../credential.repository.server.ts'
import { closeProposal, findOpenProposals } from '../credential-file.repository.server.ts'
import { findTypesOfBrands } from '../credential-type.repository.server.ts'
import type { BatchRecord } from './batch.repository.server.ts'
import type { PlannedRow } from './batch-row.ts'
import { tellBatch } from './tell-batch.server.ts'

const atOnce = 500

/** Revokes credentials for a reason. What waits for a second officer on one of them has no object any more and is closed. */
export async function carryOutRevocation(
  ctx: SignedInContext,
  trx: Db,
  batch: BatchRecord,
  ready: readonly PlannedRow[],
  reason: string,
): Promise<readonly PlannedRow[]> {
  for (const piece of inPieces(ready, atOnce)) {
    const ids = piece.flatMap(({ credentialId }) => (credentialId === null ? [] : [credentialId]))
    for (const { id, actJson } of await findOpenProposals(trx, ids)) {
      const { kind }: CredentialAct = JSON.parse(actJson)
      await closeProposal(trx, id, {
        closedBy: ctx.actor.personId,
        closedAt: ctx.now(),
        outcome: kind === 'REVOKED' ? 'CONFIRMED' : 'DROPPED',
        closeReason: reason,
      })
    }
  }
  await endCredentials(ctx, trx, batch, ready, { kind: 'REVOKED', reason })
  return ready
}

/** Appends the event that ends each of some credentials, with an audit entry, and tells holders and managers. */
export async function endCredentials(
  ctx: SignedInContext,
  trx: Db,
  batch: BatchRecord,
  rows: readonly PlannedRow[],
  { kind, reason }: { readonly kind: 'REVOKED' | 'WITHDRAWN'; readonly reason: string },
): Promise<void> {
  const at = ctx.now()
  const records: StoredCredential[] = []
  for (const piece of inPieces(rows, atOnce))
    records.push(
      ...(await findStoredCredentialsByIds(
        trx,
        piece.flatMap(({ credentialId }) => (credentialId === null ? [] : [credentialId])),
      )),
    )
  if (records.length !== rows.length) throw new Error(`Batch ${batch.id} lost one of its credentials`)
  await insertCredentials(
    trx,
    [],
    records.map(({ id }) => ({
      id: ctx.newId(),
      credentialId: id,
      kind,
      effectiveAt: at,
      untilAt: null,
      recordedAt: at,
      actorPersonId: ctx.actor.personId,
      reason,
      detailsJson: JSON.stringify({ batchId: batch.id }),
    })),
  )
  const action = kind === 'REVOKED' ? 'credential.revoked' : 'credential.withdrawn'
  await recordAudits(
    ctx,
    trx,
    records.map(({ id, number, personId }) => ({
      action,
      subjectKind: 'credential',
      subjectId: id,
      details: { number, personId, reason, batchId: batch.id },
    })),
  )
  const types = new Map((await findTypesOfBrands(trx, [batch.brandId])).map((type) => [type.id, type]))
  await tellBatch(
    ctx,
    trx,
    records.flatMap(({ personId, number, validUntil, credentialTypeId }) => {
      const type = types.get(credentialTypeId)
      return type ? [{ personId, number, type, change: kind, validUntil, reason }] : []
    }),
  )
}
