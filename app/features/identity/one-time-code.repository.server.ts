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

/** The person's newest code, while it is unused, not over, and not tried too often. An older one is never taken in its place. */
export async function findUsableCode(
  db: Db,
  personId: string,
  purpose: Purpose,
  at: string,
  failuresAllowed: number,
) {
  const newest = await db
    .selectFrom('oneTimeCode')
    .selectAll()
    .where('personId', '=', personId)
    .where('purpose', '=', purpose)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const isUsable = newest && !newest.usedAt && newest.expiresAt > at && newest.failures < failuresAllowed
  return isUsable ? newest : undefined
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
export async function spendCode(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('oneTimeCode')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Uses up every open code of a purpose: after a new password no older link sets another. */
export async function spendCodesOf(db: Db, personId: string, purpose: Purpose, at: string): Promise<void> {
  await db
    .updateTable('oneTimeCode')
    .set({ usedAt: at })
    .where('personId', '=', personId)
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .execute()
}

export async function countCodeFailure(db: Db, id: string): Promise<void> {
  await db
    .updateTable('oneTimeCode')
    .set((set) => ({ failures: set('failures', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
