import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { withoutWaitingForDisk } from '#db/without-waiting-for-disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'tiergate-db-'))
const file = join(folder, 'below', 'tiergate.db')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the folder of a database file is made', async () => {
  const db = createDatabase(`file:${file}`)
  await migrateToLatest(db)
  await db.destroy()
})

test.each<[name: string, value: string | number, why: string]>([
  ['synchronous', 2, 'a commit returns when it is on the disk'],
  ['journal_mode', 'wal', 'readers do not wait for the writer'],
  ['foreign_keys', 1, 'references are kept'],
  ['busy_timeout', 5000, 'a second process waits instead of failing'],
])('%s is %s: %s', async (name, value) => {
  const db = createDatabase(`file:${file}`)
  try {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)
    expect(Object.values(rows[0] ?? {})).toEqual([value])
  } finally {
    await db.destroy()
  }
})

test('what is filled does not wait for the disk, is on it afterwards, and from then on commits wait again', async () => {
  const db = createDatabase(`file:${file}`)
  const synchronous = async () => {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
    return rows[0]?.synchronous
  }
  try {
    await withoutWaitingForDisk(db, async () => {
      expect(await synchronous()).toBe(1)
      await db.insertInto('setting').values({ name: 'filled', value: 'yes' }).execute()
    })
    expect(await synchronous()).toBe(2)
    // The file alone, without what lies beside it, is what a checkpoint has brought to the disk.
    copyFileSync(file, `${file}.copy`)
    const copy = createDatabase(`file:${file}.copy`)
    const row = await copy.selectFrom('setting').select('value').where('name', '=', 'filled').execute()
    expect(row).toEqual([{ value: 'yes' }])
    await copy.destroy()

    const failing = withoutWaitingForDisk(db, async () => {
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await synchronous()).toBe(2)
  } finally {
    await db.destroy()
  }
})

test('what one handle has committed another one reads, while the first is still open', async () => {
  const writer = createDatabase(`file:${file}`)
  const reader = createDatabase(`file:${file}`)
  try {
    await writer.insertInto('setting').values({ name: 'seen', value: 'yes' }).execute()
    const row = await reader
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'seen')
      .executeTakeFirst()
    expect(row).toEqual({ value: 'yes' })
  } finally {
    await writer.destroy()
    await reader.destroy()
  }
})

test('an address of another kind is refused without showing all of it', () => {
  expect(() => createDatabase('mysql://user:secret@host/db')).toThrow(
    /^DATABASE_URL is neither file: nor postgres:\/\/(?!.*secret)/,
  )
})
