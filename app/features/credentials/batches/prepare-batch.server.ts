import { createHash } from 'node:crypto'
import type { SignedInContext } from '#app/context.server.ts'
import { dayIn, isDay } from '#app/domain/shared/instants.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import type { CredentialBatchTable } from '#db/schema/credentials.ts'
import { findQueueIds } from '../enrolment.repository.server.ts'
import {
  findAttemptsIn,
  findEvidenceOf,
  findSessionsByCode,
  insertBatch,
  insertBatchRows,
} from './batch.repository.server.ts'
import { type BroughtKind, batchLimits, type NumberedRow, type PlannedRow } from './batch-row.ts'
import { brandOfOfficer, decidersOf } from './deciders.ts'
import { planImport } from './plan-import.server.ts'
import { planIssue } from './plan-issue.server.ts'
import { planRevocation } from './plan-revocation.server.ts'
import { type BatchFault, readBatchRows } from './read-batch-rows.server.ts'
import { toBatchRow } from './stored-row.ts'

type Prepared = { readonly batchId: string }

/** A file with its name, or what was pasted. */
export type Brought =
  | { readonly source: 'FILE'; readonly bytes: Uint8Array; readonly name: string }
  | { readonly source: 'PASTED'; readonly text: string }

export type PreparedBatch =
  | ({ readonly ok: true } & Prepared)
  | { readonly ok: false; readonly reason: 'unknown' }
  | { readonly ok: false; readonly reason: 'fault'; readonly fault: BatchFault }

/**
 * Reads earlier certificates, or the numbers of those to revoke, and keeps what each row would do, for an officer of the brand. Nothing else is written: a batch
 * is done when somebody confirms it. A file that cannot be read leaves nothing behind.
 */
export async function prepareBroughtBatch(
  ctx: SignedInContext,
  input: { readonly kind: BroughtKind; readonly brought: Brought; readonly attestsProctored: boolean },
): Promise<PreparedBatch> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  const { kind, brought, attestsProctored } = input
  const bytes =
    brought.source === 'FILE' ? brought.bytes : new TextEncoder().encode(pastedText(kind, brought.text))
  const read = await readBatchRows(kind, bytes)
  if (!read.ok) return { ok: false, reason: 'fault', fault: read.fault }
  const question = { brandId, deciders: decidersOf(ctx.actor, null), at: ctx.now() }
  const rows =
    kind === 'import'
      ? await planImport(ctx.db, question, read.rows, attestsProctored)
      : await planRevocation(ctx.db, question, read.rows)
  return keep(ctx, brandId, rows, {
    kind: kind === 'import' ? 'IMPORT' : 'REVOKE',
    source: brought.source,
    sourceName: brought.source === 'FILE' ? brought.name.slice(0, 120) : null,
    sourceHash: createHash('sha256').update(bytes).digest('hex'),
    attestsProctored: kind === 'import' && attestsProctored ? 1 : 0,
  })
}

/** Numbers are pasted one below the other, or beside each other. */
function pastedText(kind: BroughtKind, text: string): string {
  return kind === 'import' ? text : text.replace(/[,;，；、\t]+/g, '\n')
}

/** Which enrolments of the queue are meant: some that were ticked, or all that a search finds. */
export type Chosen =
  | { readonly enrolmentIds: readonly string[] }
  | { readonly search: string; readonly all: true }

/** Keeps what issuing several enrolments of the queue together would do, for an officer of the brand. Other brands' enrolments are not among them. */
export async function prepareIssue(
  ctx: SignedInContext,
  chosen: Chosen,
): Promise<Outcome<Prepared, 'unknown' | 'nothing-chosen' | 'too-many'>> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  const ids =
    'all' in chosen
      ? await findQueueIds(ctx.db, { brandId, search: chosen.search, limit: batchLimits.chosen + 1 })
      : [...new Set(chosen.enrolmentIds)]
  if (ids.length > batchLimits.chosen) return { ok: false, reason: 'too-many' }
  const { rows } = await planIssue(
    ctx,
    ctx.db,
    ids.map((enrolmentId, index) => ({ rowNumber: index + 1, read: { enrolmentId } })),
    null,
  )
  if (rows.length === 0) return { ok: false, reason: 'nothing-chosen' }
  return keep(ctx, brandId, rows, {
    kind: 'ISSUE',
    source: 'CHOSEN',
    sourceName: null,
    sourceHash: createHash('sha256').update(ids.join('\n')).digest('hex'),
    attestsProctored: 0,
  })
}

export type SessionProblem = 'unknown' | 'session-unknown' | 'session-ambiguous' | 'session-empty'

/**
 * Keeps what revoking everything would do that rests on an exam of one session, found by its check-in code, and by its day where the code was given out more than
 * once. `day` is a day in the brand's zone, or empty.
 */
export async function prepareSessionRevocation(
  ctx: SignedInContext,
  input: { readonly code: string; readonly day: string },
): Promise<Outcome<Prepared, SessionProblem>> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  const { timeZone } = ctx.actor.acting
  const code = input.code.normalize('NFKC').replace(/\D/g, '')
  const sessions = (code.length === 6 ? await findSessionsByCode(ctx.db, code, brandId) : []).filter(
    ({ opensAt }) => !isDay(input.day) || dayIn(opensAt, timeZone) === input.day,
  )
  const [session, another] = sessions
  if (!session) return { ok: false, reason: 'session-unknown' }
  if (another) return { ok: false, reason: 'session-ambiguous' }
  const attempts = await findAttemptsIn(ctx.db, session.id)
  const attemptIds = new Set(attempts.map(({ id }) => id))
  const evidence = await findEvidenceOf(ctx.db, brandId, [
    ...new Set(attempts.map(({ personId }) => personId)),
  ])
  const numbers = evidence.filter(({ evidenceJson }) => restsOn(evidenceJson, attemptIds))
  if (numbers.length === 0) return { ok: false, reason: 'session-empty' }
  const rows = await planRevocation(
    ctx.db,
    { brandId, deciders: decidersOf(ctx.actor, null), at: ctx.now() },
    numbers.map(({ number }, index): NumberedRow => ({ rowNumber: index + 1, read: { number } })),
  )
  return keep(ctx, brandId, rows, {
    kind: 'REVOKE',
    source: 'SESSION',
    sourceName: `${session.examCode} ${dayIn(session.opensAt, timeZone)} ${code.slice(0, 3)} ${code.slice(3)}`,
    sourceHash: createHash('sha256').update(session.id).digest('hex'),
    attestsProctored: 0,
  })
}

function restsOn(evidenceJson: string, attemptIds: ReadonlySet<string>): boolean {
  const pieces: readonly { readonly attemptId?: string }[] = JSON.parse(evidenceJson)
  return pieces.some(({ attemptId }) => attemptId !== undefined && attemptIds.has(attemptId))
}

async function keep(
  ctx: SignedInContext,
  brandId: string,
  rows: readonly PlannedRow[],
  batch: Pick<CredentialBatchTable, 'kind' | 'source' | 'sourceName' | 'sourceHash' | 'attestsProctored'>,
): Promise<{ readonly ok: true; readonly batchId: string }> {
  const batchId = ctx.newId()
  const ready = rows.filter(({ result }) => result !== 'REFUSED')
  await ctx.db.transaction().execute(async (trx) => {
    await insertBatch(trx, {
      ...batch,
      id: batchId,
      brandId,
      state: 'PREVIEWED',
      needsSecond: ready.some(({ isTwoPerson }) => isTwoPerson) ? 1 : 0,
      rowCount: rows.length,
      readyCount: ready.length,
      madeBy: ctx.actor.personId,
      madeAt: ctx.now(),
    })
    await insertBatchRows(
      trx,
      rows.map((row) => toBatchRow(batchId, 'PREVIEW', row)),
    )
  })
  return { ok: true, batchId }
}
