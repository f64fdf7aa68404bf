import { createHash } from 'node:crypto'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

const keyBytes = 6

/**
 * Holds everybody else off one attempt until the transaction ends, where the database has several writers: an answer is either in the journal
 * before the attempt is scored or refused, never acknowledged and left out.
 */
export async function lockAttempt(trx: Db, attemptId: string): Promise<void> {
  const key = createHash('sha256').update(attemptId).digest().readUIntBE(0, keyBytes)
  await lockInTransaction(trx, key)
}
