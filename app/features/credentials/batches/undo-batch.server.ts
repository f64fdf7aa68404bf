import type { SignedInContext } from '#app/context.server.ts'
import { obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { groupedBy, inPieces } from '#app/domain/shared/grouped.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findStoredCredentialsByIds, type StoredCredential } from '../credential.repository.server.ts'
import { findOpenProposals } from '../credential-file.repository.server.ts'
import { findTypesOfBrands, type StoredType } from '../credential-type.repository.server.ts'
import { longestReason, shortestReason } from '../decide-credential.server.ts'
import { conflictsOfDecider } from '../decider-conflicts.ts'
import {
  type BatchRecord,
  findBatch,
  findBatchRows,
  insertBatchRows,
  moveBatch,
} from './batch.repository.server.ts'
import { holdCredentials } from './batch-lock.server.ts'
import { conflictProblems, type PlannedRow, type RowProblem, refusedRow } from './batch-row.ts'
import { endCredentials } from './carry-out-revocation.server.ts'
import { auditBatch } from './confirm-batch.server.ts'
import { brandOfOfficer } from './deciders.ts'
import { fromBatchRow, toBatchRow } from './stored-row.ts'

const atOnce = 500

export type UndoProblem = 'unknown' | 'closed' | 'not-undoable' | 'reason-missing' | 'nothing-left'

/**
 * Takes a batch back that issued or took over: every credential of it that nothing has happened to since is withdrawn with the reason, the others stay and are
 * named with why. Nothing is deleted. A revocation cannot be taken back: revoked is over (model 5.4).
 */
export async function undoBatch(
  ctx: SignedInContext,
  input: { readonly batchId: string; readonly reason: string },
): Promise<Outcome<{ readonly withdrawn: number; readonly kept: number }, UndoProblem>> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  const reason = input.reason.trim()
  return ctx.db.transaction().execute(async (trx) => {
    await holdCredentials(trx)
    const batch = await findBatch(trx, input.batchId, brandId)
    if (!batch) return { ok: false, reason: 'unknown' } as const
    if (batch.kind === 'REVOKE') return { ok: false, reason: 'not-undoable' } as const
    if (batch.state !== 'DONE') return { ok: false, reason: 'closed' } as const
    if (reason.length < shortestReason || reason.length > longestReason)
      return { ok: false, reason: 'reason-missing' } as const
    const rows = await planUndo(ctx, trx, batch)
    const ready = rows.filter(({ result }) => result === 'WITHDRAW')
    if (ready.length === 0) return { ok: false, reason: 'nothing-left' } as const
    await endCredentials(ctx, trx, batch, ready, { kind: 'WITHDRAWN', reason })
    await insertBatchRows(
      trx,
      rows.map((row) => toBatchRow(batch.id, 'UNDO', row)),
    )
    const isMoved = await moveBatch(trx, batch.id, ['DONE'], {
      state: 'UNDONE',
      undoneBy: ctx.actor.personId,
      undoneAt: ctx.now(),
      undoneCount: ready.length,
      undoReason: reason,
    })
    // The transaction would leave everything behind; throwing takes it back.
    if (!isMoved) throw new Error(`Batch ${batch.id} was taken back while it was being taken back`)
    await auditBatch(ctx, trx, batch, 'credential-batch.undone', {
      reason,
      count: ready.length,
      kept: rows.length - ready.length,
    })
    return { ok: true, withdrawn: ready.length, kept: rows.length - ready.length } as const
  })
}

/** What taking a batch back would do to each credential of it now. Writes nothing. */
export async function planUndo(
  ctx: SignedInContext,
  db: Db,
  batch: BatchRecord,
): Promise<readonly PlannedRow[]> {
  const rows = (await findBatchRows(db, batch.id, 'RESULT')).filter(
    ({ credentialId }) => credentialId !== null,
  )
  const types = new Map((await findTypesOfBrands(db, [batch.brandId])).map((type) => [type.id, type]))
  const { actor } = ctx
  const at = ctx.now()
  const planned: PlannedRow[] = []
  for (const piece of inPieces(rows, atOnce)) {
    const ids = piece.flatMap(({ credentialId }) => (credentialId === null ? [] : [credentialId]))
    const people = piece.flatMap(({ personId }) => (personId === null ? [] : [personId]))
    const [records, proposals, independence] = await Promise.all([
      findStoredCredentialsByIds(db, ids),
      findOpenProposals(db, ids),
      findIndependence(db, [...new Set([...people, actor.personId])], at),
    ])
    const byId = new Map(records.map((record) => [record.id, record]))
    const proposed = new Set(proposals.map(({ credentialId }) => credentialId))
    const trainings = groupedBy(independence.trainings, ({ trainee }) => trainee)
    for (const row of piece) {
      const { rowNumber, read, details } = fromBatchRow(row)
      const record = byId.get(row.credentialId ?? '')
      const type = record && types.get(record.credentialTypeId)
      if (!record || !type) throw new Error(`Row ${rowNumber} of batch ${batch.id} has no credential`)
      const own = { parties: independence.parties, trainings: [...(trainings.get(record.personId) ?? [])] }
      const problems: readonly RowProblem[] = [
        ...whatStandsAgainst(record, type, at),
        ...(proposed.has(record.id) ? [{ code: 'PROPOSED' as const }] : []),
        ...conflictProblems(conflictsOfDecider(actor, own, record.personId, at, type.brand.zone)),
      ]
      const number = details.number ? { number: details.number } : {}
      planned.push({
        ...refusedRow({ rowNumber, read }, problems, record.personId),
        result: problems.length > 0 ? 'REFUSED' : 'WITHDRAW',
        details: { problems, ...number },
        credentialId: record.id,
      })
    }
  }
  return planned
}

/** What has happened to a credential since it was issued: the first thing that says it is no longer the batch's alone. */
function whatStandsAgainst(record: StoredCredential, type: StoredType, at: string): readonly RowProblem[] {
  const kinds = record.events.map(({ kind }) => kind)
  if (kinds.includes('REVOKED') || kinds.includes('WITHDRAWN')) return [{ code: 'OVER' }]
  if (kinds.includes('SUPERSEDED')) return [{ code: 'REPLACED' }]
  // Withdrawing it would leave its person with less than before the batch.
  if (kinds.includes('RENEWED'))
    return [{ code: 'REPLACED_ANOTHER', params: { number: record.supersedes ?? '' } }]
  if (kinds.length > 1) return [{ code: 'TOUCHED' }]
  const obstacle = obstacleOfAct({ kind: 'WITHDRAWN' }, record, type.rules, at, type.brand.zone)
  return obstacle ? [{ code: 'OVER' }] : []
}
