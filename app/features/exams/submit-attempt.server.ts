import type { SignedInContext } from '#app/context.server.ts'
import { attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import { findOwnAttempt } from './attempt.repository.server.ts'
import { type ClosedBy, closeAttempt } from './close-attempt.server.ts'

export type SubmitOutcome = Outcome<
  { readonly closedBy: ClosedBy },
  'unknown-attempt' | 'not-running' | 'paused'
>

/**
 * Hands in the actor's own attempt, once, with what was saved. After the deadline it is closed as the deadline would have done, which is no
 * refusal: the answers that arrived in time count all the same. While the clock stands still nothing is handed in.
 */
export async function submitAttempt(
  ctx: SignedInContext,
  { attemptId }: { attemptId: string },
): Promise<SubmitOutcome> {
  return inGroupedTransaction(ctx.db, async (trx): Promise<SubmitOutcome> => {
    const own = await findOwnAttempt(trx, attemptId, ctx.actor.personId)
    if (!own) return { ok: false, reason: 'unknown-attempt' }
    if (attemptStanding(own, ctx.now()) === 'paused') return { ok: false, reason: 'paused' }
    const closedBy = await closeAttempt(ctx, trx, attemptId)
    return closedBy ? { ok: true, closedBy } : { ok: false, reason: 'not-running' }
  })
}
