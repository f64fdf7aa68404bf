import { sql } from 'kysely'
import { dialectOf } from './portable.ts'
import type { Db } from './schema/index.ts'

/**
 * Does work of many small commits whose loss nobody would notice, such as filling the demonstration: on SQLite a commit does not wait for the disk
 * meanwhile. When the work is done or has failed, all of it is on the disk, and commits wait again. Other databases have their own settings.
 */
export async function withoutWaitingForDisk(db: Db, work: () => Promise<void>): Promise<void> {
  if (dialectOf(db) !== 'sqlite') return work()
  await sql`pragma synchronous = normal`.execute(db)
  try {
    await work()
  } finally {
    await sql`pragma synchronous = full`.execute(db)
    await sql`pragma wal_checkpoint(passive)`.execute(db)
  }
}
