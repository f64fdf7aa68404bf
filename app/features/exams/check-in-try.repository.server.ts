import { sql } from 'kysely'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'

const windowMs = 15 * 60_000
const triesAllowed = 10

/**
 * Takes one of a person's tries at check-in codes before the code is judged; false where ten within a quarter of an hour are used up. Six digits
 * are safe only while nobody can try them all. Kept in the database, so that a restart forgets nothing.
 */
export async function takeCheckInTry(db: Db, personId: string, at: string): Promise<boolean> {
  const windowStart = addMilliseconds(at, -windowMs)
  const startsAnew = sql`sign_in_throttle.first_failure_at <= ${windowStart}`
  const { failures } = await db
    .insertInto('signInThrottle')
    .values({ subject: subjectOf(personId), failures: 1, firstFailureAt: at, blockedUntil: null })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        failures: sql<number>`case when ${startsAnew} then 1 else sign_in_throttle.failures + 1 end`,
        firstFailureAt: sql<string>`case when ${startsAnew} then ${at} else sign_in_throttle.first_failure_at end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow()
  return failures <= triesAllowed
}

/** Forgets a person's tries after a code was right. */
export async function clearCheckInTries(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('signInThrottle').where('subject', '=', subjectOf(personId)).execute()
}

function subjectOf(personId: string): string {
  return `check-in ${personId}`
}
