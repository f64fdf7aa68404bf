import type { SignedInContext } from '#app/context.server.ts'
import { attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import type { Db } from '#db/schema/index.ts'
import { lockAttempt } from './attempt-lock.server.ts'
import { addToJournal, type Change, type SaveOutcome } from './journal-change.server.ts'
import { openRoom } from './open-room.server.ts'
import { type Desk, findDesk } from './opening.repository.server.ts'

/**
 * Adds one change to the journal of the actor's own running attempt, for a plain form: what somebody sends by pressing a button is their latest word, so it
 * goes behind everything that is there, under an opening of forms.
 */
export async function saveResponse(
  ctx: SignedInContext,
  { attemptId, ...change }: Omit<Change, 'sequence'> & { attemptId: string },
): Promise<SaveOutcome> {
  const at = ctx.now()
  return inGroupedTransaction(ctx.db, async (trx): Promise<SaveOutcome> => {
    await lockAttempt(trx, attemptId)
    const desk = await findDesk(trx, { attemptId, personId: ctx.actor.personId, openingId: '' })
    if (!desk) return { ok: false, reason: 'unknown-attempt' }
    const standing = attemptStanding(desk, at)
    const opening = standing === 'running' ? await openingOfForms(ctx, trx, attemptId, desk) : null
    const place = { attemptId, formId: desk.formId, opening, standing }
    return addToJournal(trx, place, { ...change, sequence: null }, at)
  })
}

/** The newest opening if forms made it, or a new one. */
async function openingOfForms(
  ctx: SignedInContext,
  trx: Db,
  attemptId: string,
  { newest, newestKind }: Desk,
): Promise<number | null> {
  if (newest !== null && newestKind === 'form') return newest
  return openRoom(ctx, trx, { attemptId, openingId: `form-${ctx.newId()}`, seen: newest ?? 0, kind: 'form' })
}
