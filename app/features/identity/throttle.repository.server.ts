import { sql } from 'kysely'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'

const windowMs = 15 * 60_000
const usualTries = 5
const blockMs = 15 * 60_000
const keptMs = 24 * 60 * 60_000

/**
 * Takes one of a subject's tries before it is judged, in one statement, so that a thousand tries at once are still counted one by one. Null where
 * the try may be judged; else the instant until which no try is taken: the last one allowed within 15 minutes blocks the subject for 15 minutes. Kept
 * in the database, so that a restart forgets nothing.
 */
export async function takeTry(
  db: Db,
  subject: string,
  at: string,
  triesAllowed = usualTries,
): Promise<string | null> {
  const blockedUntil = sql<string | null>`sign_in_throttle.blocked_until`
  const startedAt = sql<string>`sign_in_throttle.first_failure_at`
  const tries = sql<number>`sign_in_throttle.failures`
  const windowStart = addMilliseconds(at, -windowMs)
  const startsAnew = sql`((${blockedUntil} is null and ${startedAt} <= ${windowStart}) or ${blockedUntil} <= ${at})`
  const blockEnd = addMilliseconds(at, blockMs)
  const row = await db
    .insertInto('signInThrottle')
    .values({ subject, failures: 1, firstFailureAt: at, blockedUntil: null })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        failures: sql<number>`case when ${startsAnew} then 1 else ${tries} + 1 end`,
        firstFailureAt: sql<string>`case when ${startsAnew} then ${at} else ${startedAt} end`,
        blockedUntil: sql<string | null>`case when ${startsAnew} then null
          when ${blockedUntil} is null and ${tries} + 1 >= ${triesAllowed} then ${blockEnd}
          else ${blockedUntil} end`,
      }),
    )
    .returning(['failures', 'blockedUntil'])
    .executeTakeFirstOrThrow()
  return row.failures > triesAllowed ? (row.blockedUntil ?? blockEnd) : null
}

/** Forgets the tries of a subject after a success. */
export async function clearTries(db: Db, subject: string): Promise<void> {
  await db.deleteFrom('signInThrottle').where('subject', '=', subject).execute()
}

/** Drops what is too old to matter, so that names tried by strangers do not pile up. */
export async function forgetOldTries(db: Db, at: string): Promise<void> {
  await db.deleteFrom('signInThrottle').where('firstFailureAt', '<=', addMilliseconds(at, -keptMs)).execute()
}
