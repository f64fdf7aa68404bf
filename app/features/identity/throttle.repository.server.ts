import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'

const windowMs = 15 * 60_000
const failuresAllowed = 5
const blockMs = 15 * 60_000

/** Until when a subject (an account, a code) takes no more tries; null while it does. Kept in the database, so that a restart forgets nothing. */
export async function findBlockedUntil(db: Db, subject: string, at: string): Promise<string | null> {
  const row = await db.selectFrom('signInThrottle').select('blockedUntil').where('subject', '=', subject).executeTakeFirst()
  return row?.blockedUntil && row.blockedUntil > at ? row.blockedUntil : null
}

/** Counts a failure: the fifth within 15 minutes blocks the subject for 15 minutes. */
export async function recordFailure(db: Db, subject: string, at: string): Promise<void> {
  const row = await db.selectFrom('signInThrottle').selectAll().where('subject', '=', subject).executeTakeFirst()
  const isFresh = !row || addMilliseconds(row.firstFailureAt, windowMs) <= at
  const failures = isFresh ? 1 : row.failures + 1
  const entry = {
    failures,
    firstFailureAt: isFresh ? at : row.firstFailureAt,
    blockedUntil: failures >= failuresAllowed ? addMilliseconds(at, blockMs) : null,
  }
  await db
    .insertInto('signInThrottle')
    .values({ subject, ...entry })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(entry))
    .execute()
}

/** Forgets the failures of a subject after a success. */
export async function clearFailures(db: Db, subject: string): Promise<void> {
  await db.deleteFrom('signInThrottle').where('subject', '=', subject).execute()
}
