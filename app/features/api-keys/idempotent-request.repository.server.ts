import type { Db } from '#db/schema/index.ts'

type Which = { readonly apiKeyId: string; readonly idempotencyKey: string }

/** Writes down that a request has begun; false where one under the same name has. */
export async function insertBegun(
  db: Db,
  row: Which & { requestHash: string; begunAt: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotentRequest')
    .values({ ...row, status: null, answerJson: null })
    .onConflict((conflict) => conflict.columns(['apiKeyId', 'idempotencyKey']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The request under a name. */
export async function findBegun(db: Db, { apiKeyId, idempotencyKey }: Which) {
  return db
    .selectFrom('idempotentRequest')
    .selectAll()
    .where('apiKeyId', '=', apiKeyId)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst()
}

/** Begins a request anew that began at an instant and was never answered; false where somebody else was faster. */
export async function updateBegun(
  db: Db,
  which: Which,
  begunBefore: string,
  begunAt: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('idempotentRequest')
    .set({ begunAt })
    .where('apiKeyId', '=', which.apiKeyId)
    .where('idempotencyKey', '=', which.idempotencyKey)
    .where('begunAt', '=', begunBefore)
    .where('status', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps the answer of a request that has begun. */
export async function updateAnswer(
  db: Db,
  which: Which,
  answer: { status: number; answerJson: string },
): Promise<void> {
  await db
    .updateTable('idempotentRequest')
    .set(answer)
    .where('apiKeyId', '=', which.apiKeyId)
    .where('idempotencyKey', '=', which.idempotencyKey)
    .execute()
}

/** Forgets a request that failed, so that it can be made again. */
export async function deleteBegun(db: Db, which: Which): Promise<void> {
  await db
    .deleteFrom('idempotentRequest')
    .where('apiKeyId', '=', which.apiKeyId)
    .where('idempotencyKey', '=', which.idempotencyKey)
    .where('status', 'is', null)
    .execute()
}

/** Forgets what began before an instant. */
export async function deleteBegunBefore(db: Db, instant: string): Promise<void> {
  await db.deleteFrom('idempotentRequest').where('begunAt', '<', instant).execute()
}
