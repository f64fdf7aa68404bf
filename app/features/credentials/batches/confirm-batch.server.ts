import type { SignedInContext } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { longestReason, shortestReason } from '../decide-credential.server.ts'
import {
  type BatchRecord,
  findBatch,
  findBatchRows,
  insertBatchRows,
  moveBatch,
} from './batch.repository.server.ts'
import { holdCredentials } from './batch-lock.server.ts'
import { type NumberedRow, type PlannedRow, refusedRow } from './batch-row.ts'
import { carryOutImport } from './carry-out-import.server.ts'
import { carryOutIssue } from './carry-out-issue.server.ts'
import { carryOutRevocation } from './carry-out-revocation.server.ts'
import { brandOfOfficer, type Decider, decidersOf } from './deciders.ts'
import { planImport } from './plan-import.server.ts'
import { planIssue } from './plan-issue.server.ts'
import { planRevocation } from './plan-revocation.server.ts'
import { fromBatchRow, toBatchRow } from './stored-row.ts'

export type ConfirmOutcome =
  /** `isDone` false: the batch asks for two people, and this was the first. */
  | { readonly ok: true; readonly isDone: boolean }
  | {
      readonly ok: false
      readonly reason:
        | 'unknown'
        /** Done, dropped or taken back meanwhile; also the second press of a button. */
        | 'closed'
        | 'reason-missing'
        | 'second-person-needed'
        /** Nothing of what was shown can be done any more. */
        | 'nothing-left'
    }

/**
 * Does what a preview showed, by an officer of the brand, with the one reason that is recorded: all of it in one transaction, or nothing. Every row that could be
 * done is judged anew; one of which something else would become now is refused and named. Where a type of it asks for two people, the first officer agrees and
 * the second one does it; the reason stays the first one's, and the conflicts of both count.
 */
export async function confirmBatch(
  ctx: SignedInContext,
  input: { readonly batchId: string; readonly reason: string },
): Promise<ConfirmOutcome> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  const { personId: officer } = ctx.actor
  return ctx.db.transaction().execute(async (trx): Promise<ConfirmOutcome> => {
    await holdCredentials(trx)
    const batch = await findBatch(trx, input.batchId, brandId)
    if (!batch) return { ok: false, reason: 'unknown' }
    if (batch.state !== 'PREVIEWED' && batch.state !== 'PROPOSED') return { ok: false, reason: 'closed' }
    if (batch.agreedBy === officer) return { ok: false, reason: 'second-person-needed' }
    const reason = batch.reason ?? input.reason.trim()
    if (reason.length < shortestReason || reason.length > longestReason)
      return { ok: false, reason: 'reason-missing' }

    const { rows, doAll } = await judgeAnew(ctx, trx, batch, reason)
    const ready = rows.filter(({ result }) => result !== 'REFUSED')
    if (ready.length === 0) return { ok: false, reason: 'nothing-left' }
    const at = ctx.now()
    const isTwoPerson = batch.needsSecond === 1 || ready.some((row) => row.isTwoPerson)
    if (isTwoPerson && batch.agreedBy === null) {
      await moveBatch(trx, batch.id, ['PREVIEWED'], {
        state: 'PROPOSED',
        needsSecond: 1,
        reason,
        agreedBy: officer,
        agreedAt: at,
      })
      await auditBatch(ctx, trx, batch, 'credential-batch.agreed', { reason, count: ready.length })
      return { ok: true, isDone: false }
    }
    const done = new Map((await doAll(ready)).map((row) => [row.rowNumber, row]))
    await insertBatchRows(
      trx,
      rows.map((row) => toBatchRow(batch.id, 'RESULT', done.get(row.rowNumber) ?? row)),
    )
    const isMoved = await moveBatch(trx, batch.id, [batch.state], {
      state: 'DONE',
      reason,
      doneBy: officer,
      doneAt: at,
      doneCount: done.size,
    })
    // The transaction would leave everything behind; throwing takes it back.
    if (!isMoved) throw new Error(`Batch ${batch.id} was closed while it was being done`)
    await auditBatch(ctx, trx, batch, 'credential-batch.done', {
      reason,
      agreedBy: batch.agreedBy,
      count: done.size,
      refused: rows.length - done.size,
    })
    return { ok: true, isDone: true }
  })
}

/** Writes what happened to a batch as a whole into the audit. */
export async function auditBatch(
  ctx: SignedInContext,
  trx: Db,
  batch: Pick<BatchRecord, 'id' | 'kind' | 'sourceName' | 'sourceHash'>,
  action:
    | 'credential-batch.agreed'
    | 'credential-batch.done'
    | 'credential-batch.dropped'
    | 'credential-batch.undone',
  details: Record<string, unknown>,
): Promise<void> {
  await recordAudit(ctx, trx, {
    action,
    subjectKind: 'credential-batch',
    subjectId: batch.id,
    details: { kind: batch.kind, fileName: batch.sourceName, fileHash: batch.sourceHash, ...details },
  })
}

type Judged = {
  readonly rows: readonly PlannedRow[]
  readonly doAll: (ready: readonly PlannedRow[]) => Promise<readonly PlannedRow[]>
}

/** Every row of the preview as it stands now, and how those are done that can be. */
async function judgeAnew(ctx: SignedInContext, trx: Db, batch: BatchRecord, reason: string): Promise<Judged> {
  const shown = (await findBatchRows(trx, batch.id, 'PREVIEW')).map((row) => ({
    ...fromBatchRow(row),
    result: row.result,
    personId: row.personId,
    credentialId: row.credentialId,
  }))
  const tried: readonly NumberedRow[] = shown
    .filter(({ result }) => result !== 'REFUSED')
    .map(({ rowNumber, read }) => ({ rowNumber, read }))
  const deciders = decidersOf(ctx.actor, batch.agreedBy)
  const question = { brandId: batch.brandId, deciders, at: ctx.now() }
  const compared = (planned: readonly PlannedRow[]): readonly PlannedRow[] => {
    const now = new Map(planned.map((row) => [row.rowNumber, row]))
    return shown.map((before) => {
      if (before.result === 'REFUSED') return refusedRow(before, before.details.problems, before.personId)
      const row = now.get(before.rowNumber)
      if (row && isAsShown(batch, before, row)) return row
      return refusedRow(before, [{ code: 'CHANGED' }, ...(row?.details.problems ?? [])], before.personId)
    })
  }
  switch (batch.kind) {
    case 'IMPORT': {
      const planned = await planImport(trx, question, tried, batch.attestsProctored === 1)
      return {
        rows: compared(planned),
        doAll: (ready) => carryOutImport(ctx, trx, batch, ready, reason),
      }
    }
    case 'ISSUE': {
      const first: Decider | null = deciders[1] ?? null
      const plan = await planIssue(ctx, trx, tried, first)
      return {
        rows: compared(plan.rows),
        doAll: (ready) => carryOutIssue(ctx, trx, batch, { ready, cases: plan.cases }, reason),
      }
    }
    case 'REVOKE': {
      const planned = await planRevocation(trx, question, tried)
      return {
        rows: compared(planned),
        doAll: (ready) => carryOutRevocation(ctx, trx, batch, ready, reason),
      }
    }
  }
}

/** Whether a row would still do what was shown. The dates of an issue are those of its own day; those of an import were shown. */
function isAsShown(
  { kind }: BatchRecord,
  before: Pick<PlannedRow, 'result' | 'details' | 'personId' | 'credentialId'>,
  now: PlannedRow,
): boolean {
  if (now.result !== before.result || now.personId !== before.personId) return false
  if (now.credentialId !== before.credentialId) return false
  if ((now.details.supersedes ?? null) !== (before.details.supersedes ?? null)) return false
  return (
    kind !== 'IMPORT' ||
    (now.details.validFrom === before.details.validFrom &&
      now.details.validUntil === before.details.validUntil &&
      now.details.evidenceMode === before.details.evidenceMode)
  )
}
