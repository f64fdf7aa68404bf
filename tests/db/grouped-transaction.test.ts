import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '#db/client.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, testDialects } from '#tests/support/database.ts'

const put = (trx: Db, name: string, value: string) =>
  trx.insertInto('setting').values({ name, value }).execute()

const names = async (db: Db) =>
  (await db.selectFrom('setting').select('name').orderBy('name').execute()).map(({ name }) => name)

/** Counts the transactions begun on a handle from now on. */
function transactionsOn(db: Db) {
  const counted = { begun: 0 }
  const transaction = db.transaction.bind(db)
  db.transaction = () => {
    counted.begun += 1
    return transaction()
  }
  return counted
}

describe.each(testDialects)('work grouped on %s', (dialect) => {
  // Making the first database of a kind takes longer than any test.
  beforeAll(async () => (await openDatabase(dialect)).close())

  test('that arrives together is committed together, and each gets its own result', async () => {
    const { db, close } = await openDatabase(dialect)
    const counted = transactionsOn(db)
    const results = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        inGroupedTransaction(db, async (trx) => {
          await put(trx, name, 'x')
          return name.toUpperCase()
        }),
      ),
    )
    expect(results).toEqual(['A', 'B', 'C'])
    expect(await names(db)).toEqual(['a', 'b', 'c'])
    expect(counted.begun).toBe(1)
    await close()
  })

  test('fails alone where it fails alone, and leaves nothing behind', async () => {
    const { db, close } = await openDatabase(dialect)
    const outcomes = await Promise.allSettled([
      inGroupedTransaction(db, (trx) => put(trx, 'a', 'x')),
      inGroupedTransaction(db, async (trx) => {
        await put(trx, 'half', 'x')
        throw new Error('not this one')
      }),
      inGroupedTransaction(db, (trx) => put(trx, 'c', 'x')),
      // A fault of the database, after which PostgreSQL takes nothing more in the same transaction.
      inGroupedTransaction(db, (trx) => put(trx, 'd', null as unknown as string)),
      inGroupedTransaction(db, (trx) => put(trx, 'e', 'x')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await names(db)).toEqual(['a', 'c', 'e'])
    await close()
  })

  test('that arrives while others are committed waits its turn and is not forgotten', async () => {
    const { db, close } = await openDatabase(dialect)
    const all = Array.from({ length: 300 }, (_, number) => String(number).padStart(3, '0'))
    await Promise.all(
      all.map(async (name, number) => {
        if (number % 3 === 0) await new Promise((later) => setTimeout(later, number % 7))
        await inGroupedTransaction(db, (trx) => put(trx, name, 'x'))
      }),
    )
    expect(await names(db)).toEqual(all)
    await close()
  })
})

describe('a grouped commit on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-grouped-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is there for another process as soon as it is answered', async () => {
    const url = `file:${folder}/one.db`
    const db = createDatabase(url)
    await migrateToLatest(db)
    await inGroupedTransaction(db, (trx) => put(trx, 'a', 'x'))
    const other = createDatabase(url)
    expect(await names(other)).toContain('a')
    await other.destroy()
    await db.destroy()
  })
})
