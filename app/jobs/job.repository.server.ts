import type { Insertable } from 'kysely'
import type { JobTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'

/** Writes a job; one of the same id is there already and stays. */
export async function insertJob(db: Db, job: Insertable<JobTable>): Promise<void> {
  await db
    .insertInto('job')
    .values(job)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

const jobsAtOnce = 500

export async function insertJobs(db: Db, jobs: readonly Insertable<JobTable>[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += jobsAtOnce)
    await db
      .insertInto('job')
      .values(jobs.slice(start, start + jobsAtOnce))
      .execute()
}

/** Jobs that are due, oldest first. */
export async function findDueJobs(db: Db, at: string, limit: number) {
  return db
    .selectFrom('job')
    .select(['id', 'kind', 'payloadJson', 'tries'])
    .where('state', '=', 'waiting')
    .where('runAt', '<=', at)
    .orderBy('runAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Takes a waiting job; false where another worker was first. */
export async function takeJob(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ state: 'running' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function finishJob(db: Db, id: string, at: string): Promise<void> {
  await db.updateTable('job').set({ state: 'done', finishedAt: at }).where('id', '=', id).execute()
}

/** Notes a failed try: waiting for another one, or given up. */
export async function failJob(
  db: Db,
  id: string,
  next: { tries: number; failure: string; runAt: string; isGivenUp: boolean },
): Promise<void> {
  const { tries, failure, runAt, isGivenUp } = next
  await db
    .updateTable('job')
    .set({ tries, failure, runAt, state: isGivenUp ? 'failed' : 'waiting' })
    .where('id', '=', id)
    .execute()
}

/** Jobs that were running when the process ended wait again: a job may run twice and must bear it. */
export async function releaseRunningJobs(db: Db): Promise<void> {
  await db.updateTable('job').set({ state: 'waiting' }).where('state', '=', 'running').execute()
}
