import type { Insertable } from 'kysely'
import type { OneTimeCodeTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'

type Purpose = OneTimeCodeTable['purpose']

export async function insertOneTimeCode(db: Db, code: Insertable<OneTimeCodeTable>): Promise<void> {
  await db.insertInto('oneTimeCode').values(code).execute()
}

/** How many codes a person was sent since an instant. */
export async function findCodesSentSince(db: Db, personId: string, purpose: Purpose, since: string) {
  return db
    .selectFrom('oneTimeCode')
    .select('id')
    .where('personId', '=', personId)
    .where('purpose', '=', purpose)
    .where('createdAt', '>', since)
    .execute()
}

/** The person's newest code that is unused, not over, and not tried too often. */
export async function findUsableCode(db: Db, personId: string, purpose: Purpose, at: string, failuresAllowed: number) {
  return db
    .selectFrom('oneTimeCode')
    .selectAll()
    .where('personId', '=', personId)
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .where('failures', '<', failuresAllowed)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The reset whose link carries this token, while it can be used. */
export async function findUsableReset(db: Db, codeHash: string, at: string) {
  return db
    .selectFrom('oneTimeCode')
    .selectAll()
    .where('codeHash', '=', codeHash)
    .where('purpose', '=', 'password-reset')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst()
}

/** Uses a code up; false where somebody was faster. */
export async function useCode(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('oneTimeCode')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function countCodeFailure(db: Db, id: string): Promise<void> {
  await db
    .updateTable('oneTimeCode')
    .set((set) => ({ failures: set('failures', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
