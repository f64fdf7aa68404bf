import type { SignedInContext } from '#app/context.server.ts'
import { isLate } from '#app/domain/exam/deadline.ts'
import type { ItemContent } from '#app/domain/exam/item.ts'
import { type JournalEntry, mergeIntoJournal } from '#app/domain/exam/journal.ts'
import { type ResponseRefusal, readResponse } from '#app/domain/exam/response.ts'
import { readStoredFace } from '#app/features/item-bank/index.server.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import type { Db } from '#db/schema/index.ts'
import { lockAttempt } from './attempt-lock.server.ts'
import { findAnswerPlace, findResponse, insertResponse } from './response.repository.server.ts'
import { entryOf, valueJsonOf } from './stored-journal.server.ts'

/** No attempt has so many changes; a device that counts further is refused before it can use up the numbers. */
export const highestSequence = 100_000

export type SaveInput = {
  readonly attemptId: string
  readonly itemId: string
  /** The candidate's own number of this change, from 1; null takes the next free one. */
  readonly sequence: number | null
  readonly kind: 'answer' | 'flag'
  /** A response of the item's type or null for an answer, true or false for a flag; whatever arrives is judged. */
  readonly value: unknown
}

export type SaveRefusal =
  | ResponseRefusal
  /** Another's attempt, or none. */
  | 'unknown-attempt'
  /** Not on this attempt's form. */
  | 'unknown-item'
  /** Submitted or closed already. */
  | 'not-running'
  /** Arrived after the deadline. */
  | 'too-late'
  /** The number stands for another change; `lastSequence` is the highest in use. */
  | 'sequence-taken'

export type SaveOutcome =
  | { readonly ok: true; readonly savedAt: string; readonly sequence: number }
  | { readonly ok: false; readonly reason: SaveRefusal; readonly lastSequence?: number }

/** After these the rest of a delivery is not looked at: it would fare alike, or has to be numbered anew first. */
const endsDelivery: ReadonlySet<SaveRefusal> = new Set([
  'unknown-attempt',
  'not-running',
  'too-late',
  'sequence-taken',
])

/** Adds one change to a journal, as `saveResponses` does. */
export async function saveResponse(
  ctx: SignedInContext,
  { attemptId, ...change }: SaveInput,
): Promise<SaveOutcome> {
  const [outcome] = await saveResponses(ctx, { attemptId, changes: [change] })
  if (!outcome) throw new Error('A delivery of one change has one outcome')
  return outcome
}

/**
 * Adds changes of answers and flags to the journal of the actor's own running attempt, in their order; durable when it returns, in one commit with what other
 * candidates deliver at the same moment. A change that was stored before is acknowledged again with its first instant and changes nothing, so that a device
 * may send until it hears an answer. Gives an outcome for each change, up to the first refusal that ends the delivery.
 */
export async function saveResponses(
  ctx: SignedInContext,
  { attemptId, changes }: { attemptId: string; changes: readonly Omit<SaveInput, 'attemptId'>[] },
): Promise<SaveOutcome[]> {
  const at = ctx.now()
  return inGroupedTransaction(ctx.db, async (trx) => {
    await lockAttempt(trx, attemptId)
    const outcomes: SaveOutcome[] = []
    for (const change of changes) {
      const outcome = await save(trx, ctx.actor.personId, { attemptId, ...change }, at)
      outcomes.push(outcome)
      if (!outcome.ok && endsDelivery.has(outcome.reason)) break
    }
    return outcomes
  })
}

async function save(trx: Db, personId: string, input: SaveInput, at: string): Promise<SaveOutcome> {
  if (!isSequence(input.sequence)) return { ok: false, reason: 'malformed' }
  const { attemptId, itemId } = input
  const place = await findAnswerPlace(trx, { attemptId, personId, itemVersionId: itemId })
  if (!place) return { ok: false, reason: 'unknown-attempt' }
  if (place.faceJson === null) return { ok: false, reason: 'unknown-item' }

  const last = place.lastSequence ?? 0
  const sequence = input.sequence ?? last + 1
  const read = readEntry(readStoredFace(place.faceJson).content, input, sequence)
  if (!read.ok) return read
  const isOver = place.state !== 'IN_PROGRESS'
  const isTooLate = isLate(place.deadlineAt, at)
  if (!isOver && !isTooLate && sequence <= highestSequence) {
    const isStored = await insertResponse(trx, {
      attemptId,
      sequence,
      itemVersionId: itemId,
      kind: input.kind,
      valueJson: valueJsonOf(read.entry),
      receivedAt: at,
    })
    if (isStored) return { ok: true, savedAt: at, sequence }
  }
  const known = await acknowledge(trx, attemptId, read.entry)
  if (known?.ok) return known
  if (isTooLate) return { ok: false, reason: 'too-late' }
  if (isOver) return { ok: false, reason: 'not-running' }
  return known ? { ...known, lastSequence: last } : { ok: false, reason: 'malformed' }
}

function isSequence(sequence: number | null): boolean {
  return sequence === null || (Number.isInteger(sequence) && sequence >= 1 && sequence <= highestSequence)
}

function readEntry(
  content: ItemContent,
  { itemId, kind, value }: SaveInput,
  sequence: number,
): { ok: true; entry: JournalEntry } | { ok: false; reason: ResponseRefusal } {
  if (kind === 'flag') {
    if (typeof value !== 'boolean') return { ok: false, reason: 'malformed' }
    return { ok: true, entry: { sequence, itemId, kind, flagged: value } }
  }
  const read = readResponse(content, value)
  if (!read.ok) return read
  return { ok: true, entry: { sequence, itemId, kind, response: read.response } }
}

/** Compares with what already stands under the number; null where nothing does. */
async function acknowledge(trx: Db, attemptId: string, entry: JournalEntry): Promise<SaveOutcome | null> {
  const stored = await findResponse(trx, attemptId, entry.sequence)
  if (!stored) return null
  const { repeated } = mergeIntoJournal([entryOf(stored)], [entry])
  return repeated.length > 0
    ? { ok: true, savedAt: stored.receivedAt, sequence: entry.sequence }
    : { ok: false, reason: 'sequence-taken' }
}
