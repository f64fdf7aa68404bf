import type { Db } from '#db/schema/index.ts'

/** The mode this database was made for; null where it has not been said yet. */
export async function findMode(db: Db): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', 'mode').executeTakeFirst()
  return row?.value ?? null
}

/** Says once what a database is for; what has been said stays. */
export async function markMode(db: Db, mode: 'production'): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name: 'mode', value: mode })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** Asks the database for something small; throws where it does not answer. */
export async function askForSign(db: Db): Promise<void> {
  await db.selectFrom('setting').select('name').limit(1).execute()
}
