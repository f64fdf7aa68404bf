import type { AttemptStanding } from '#app/domain/exam/attempt-standing.ts'
import type { ItemContent } from '#app/domain/exam/item.ts'
import { type JournalEntry, mergeIntoJournal } from '#app/domain/exam/journal.ts'
import { isChangeNumber, numberOf, placeInJournal } from '#app/domain/exam/journal-place.ts'
import { type ResponseRefusal, readResponse } from '#app/domain/exam/response.ts'
import { readStoredFace } from '#app/features/item-bank/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findFaceOnForm, findLastPlace, findResponse, insertResponse } from './response.repository.server.ts'
import { entryOf, valueJsonOf } from './stored-journal.server.ts'

/** A change of an answer or a flag as it arrives; whatever it holds is judged. */
export type Change = {
  readonly itemId: string
  /** The opening's own number of this change, from 1; null takes the next free one. */
  readonly sequence: number | null
  readonly kind: 'answer' | 'flag'
  /** A response of the item's type or null for an answer, true or false for a flag. */
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
  /** The clock stands still; to be sent again when it runs. */
  | 'paused'
  /** The number stands for another change of this opening; `lastSequence` is the highest in use. */
  | 'sequence-taken'

export type SaveOutcome =
  | { readonly ok: true; readonly savedAt: string; readonly sequence: number }
  | { readonly ok: false; readonly reason: SaveRefusal; readonly lastSequence?: number }

type Place = {
  readonly attemptId: string
  readonly formId: string
  /** Null where it never spoke and cannot any more. */
  readonly opening: number | null
  readonly standing: AttemptStanding
}

/**
 * Adds one change to the journal of an attempt, for an opening of its room. One that was stored before is acknowledged again with its first instant and
 * changes nothing, also when the attempt is over.
 */
export async function addToJournal(trx: Db, place: Place, change: Change, at: string): Promise<SaveOutcome> {
  const { attemptId, formId, opening, standing } = place
  const { sequence } = change
  if (sequence !== null && !isChangeNumber(sequence)) return { ok: false, reason: 'malformed' }
  const stored = await findFaceOnForm(trx, { formId, itemVersionId: change.itemId })
  if (!stored) return { ok: false, reason: 'unknown-item' }
  if (opening === null) return { ok: false, reason: standing === 'running' ? 'malformed' : standing }

  const number = sequence ?? 1 + (await lastNumber(trx, attemptId, opening))
  if (!isChangeNumber(number)) return { ok: false, reason: 'malformed' }
  const read = readEntry(readStoredFace(stored.faceJson).content, change, placeInJournal(opening, number))
  if (!read.ok) return read
  if (standing === 'running') {
    const isStored = await insertResponse(trx, {
      attemptId,
      sequence: read.entry.sequence,
      itemVersionId: change.itemId,
      kind: change.kind,
      valueJson: valueJsonOf(read.entry),
      receivedAt: at,
    })
    if (isStored) return { ok: true, savedAt: at, sequence: number }
  }
  const known = await acknowledge(trx, attemptId, read.entry)
  if (known?.ok) return known
  if (standing !== 'running') return { ok: false, reason: standing }
  return known
    ? { ...known, lastSequence: await lastNumber(trx, attemptId, opening) }
    : { ok: false, reason: 'not-running' }
}

async function lastNumber(trx: Db, attemptId: string, opening: number): Promise<number> {
  const last = await findLastPlace(trx, attemptId, opening)
  return last === null ? 0 : numberOf(last)
}

function readEntry(
  content: ItemContent,
  { itemId, kind, value }: Change,
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

/** Compares with what already stands at the place; null where nothing does. */
async function acknowledge(trx: Db, attemptId: string, entry: JournalEntry): Promise<SaveOutcome | null> {
  const stored = await findResponse(trx, attemptId, entry.sequence)
  if (!stored) return null
  const { repeated } = mergeIntoJournal([entryOf(stored)], [entry])
  return repeated.length > 0
    ? { ok: true, savedAt: stored.receivedAt, sequence: numberOf(entry.sequence) }
    : { ok: false, reason: 'sequence-taken' }
}
