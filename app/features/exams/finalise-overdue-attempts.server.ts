import type { Context } from '#app/context.server.ts'
import { isLate } from '#app/domain/exam/deadline.ts'
import { findOverdueAttempts } from './attempt.repository.server.ts'
import { closeAttempt } from './close-attempt.server.ts'

const attemptsAtOnce = 100

/**
 * Closes every running attempt whose deadline has passed, with what was saved: nobody needs to be connected, and a server that was down at that
 * moment catches up. Returns how many it closed. An attempt that cannot be closed is logged and does not hold up the others.
 */
export async function finaliseOverdueAttempts(ctx: Context): Promise<number> {
  let closed = 0
  let after: { deadlineAt: string; id: string } | null = null
  for (;;) {
    const overdue: { deadlineAt: string; id: string }[] = await findOverdueAttempts(ctx.db, {
      at: ctx.now(),
      after,
      limit: attemptsAtOnce,
    })
    for (const { id } of overdue) {
      try {
        if (await finaliseAttempt(ctx, id)) closed += 1
      } catch (failure) {
        ctx.log.error({ err: failure, attempt: id }, 'An overdue attempt could not be closed')
      }
    }
    after = overdue.at(-1) ?? null
    if (overdue.length < attemptsAtOnce) return closed
  }
}

/** Closes a running attempt if its deadline has passed, for somebody who looks at it; whether it did so. */
export async function finaliseIfOverdue(
  ctx: Context,
  attempt: { id: string; state: string; deadlineAt: string },
): Promise<boolean> {
  if (attempt.state !== 'IN_PROGRESS' || !isLate(attempt.deadlineAt, ctx.now())) return false
  await finaliseAttempt(ctx, attempt.id)
  return true
}

async function finaliseAttempt(ctx: Context, attemptId: string): Promise<boolean> {
  const closedBy = await ctx.db.transaction().execute((trx) => closeAttempt(ctx, trx, attemptId))
  return closedBy !== null
}
