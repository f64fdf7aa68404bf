import { lockInTransaction, lockSharedInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

const batchLock = 7_304

/** Keeps everything else that changes a credential waiting until the transaction ends: a batch is judged and done on what stands still. */
export async function holdCredentials(trx: Db): Promise<void> {
  await lockInTransaction(trx, batchLock)
}

/** Waits for a batch that is being done. Changes of single credentials do not wait for each other here. */
export async function waitForBatches(trx: Db): Promise<void> {
  await lockSharedInTransaction(trx, batchLock)
}
