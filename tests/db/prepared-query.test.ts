import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, testDialects } from '#tests/support/database.ts'

const settingNamed = preparedRead((db, { name }: { name: string }) =>
  db
    .selectFrom('setting')
    .select(['name', 'value', sql<number>`cast(7 as integer)`.as('alwaysSeven')])
    .where('name', '=', name)
    .where('value', '!=', 'never'),
)

const newSetting = preparedWrite((db, { name, value }: { name: string; value: string }) =>
  db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing()),
)

const settingsNamed = preparedRead((db, { names, least }: { names: readonly string[]; least: string }) =>
  db
    .selectFrom('setting')
    .select('name')
    .where('name', 'in', names)
    .where('value', '>=', least)
    .orderBy('name'),
)

const newSettings = preparedWrite((db, { rows }: { rows: readonly { name: string; value: string }[] }) =>
  db.insertInto('setting').values(rows),
)

const folder = mkdtempSync(join(tmpdir(), 'tiergate-prepared-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function onFile(name: string): Promise<Db> {
  const db = createDatabase(`file:${folder}/${name}.db`)
  await migrateToLatest(db)
  return db
}

describe.each([...testDialects, 'sqlite in a file' as const])('prepared queries on %s', (dialect) => {
  const open = async () => {
    if (dialect !== 'sqlite in a file') return openDatabase(dialect)
    const db = await onFile(`any-${Math.floor(performance.now() * 1000)}`)
    return { db, close: () => db.destroy() }
  }
  // Making the first database of a kind takes longer than any test.
  beforeAll(async () => (await open()).close())

  test('put each call’s values in their places and name the fields as every query does', async () => {
    const { db, close } = await open()
    expect(await newSetting(db, { name: 'one', value: '壹' })).toBe(1)
    expect(await newSetting(db, { name: 'one', value: 'again' })).toBe(0)
    expect(await newSetting(db, { name: 'two', value: 'b' })).toBe(1)
    expect(await firstOf(settingNamed(db, { name: 'one' }))).toEqual({
      name: 'one',
      value: '壹',
      alwaysSeven: 7,
    })
    expect(await settingNamed(db, { name: 'two' })).toHaveLength(1)
    expect(await firstOf(settingNamed(db, { name: "'; drop table setting; --" }))).toBeUndefined()
    await close()
  })

  test('take lists of any length, and rows', async () => {
    const { db, close } = await open()
    const rows = ['a', 'b', 'c', 'd'].map((name, place) => ({ name, value: String(place) }))
    expect(await newSettings(db, { rows: rows.slice(0, 3) })).toBe(3)
    expect(await newSettings(db, { rows: rows.slice(3) })).toBe(1)
    const found = async (names: readonly string[], least: string) =>
      (await settingsNamed(db, { names, least })).map(({ name }) => name)
    expect(await found(['a'], '0')).toEqual(['a'])
    expect(await found(['d', 'a', 'b', 'nobody'], '1')).toEqual(['b', 'd'])
    expect(await found(['c', 'b'], '0')).toEqual(['b', 'c'])
    for (let length = 1; length < 130; length += 1)
      expect(
        await found(
          Array.from({ length }, (_, place) => (place === 0 ? 'a' : `no-${place}`)),
          '0',
        ),
      ).toEqual(['a'])
    await close()
  })

  test('see inside a transaction what it has written, and outside only what was committed', async () => {
    const { db, close } = await open()
    const inside = db.transaction().execute(async (trx) => {
      await newSetting(trx, { name: 'new', value: 'x' })
      expect(await settingNamed(trx, { name: 'new' })).toHaveLength(1)
      // Only a connection of its own can answer while the transaction is open.
      if (dialect === 'sqlite in a file' || dialect === 'postgres')
        expect(await settingNamed(db, { name: 'new' })).toEqual([])
      throw new Error('roll back')
    })
    await expect(inside).rejects.toThrow('roll back')
    expect(await settingNamed(db, { name: 'new' })).toEqual([])
    await close()
  })
})

describe('what cannot be prepared', () => {
  test('is refused at its first call', async () => {
    const db = await onFile('refused')
    const unused = preparedRead((handle, _input: { name: string }) =>
      handle.selectFrom('setting').select('name'),
    )
    await expect(unused(db, { name: 'x' })).rejects.toThrow('does not pass on')
    const built = preparedRead((handle, { name }: { name: string }) =>
      handle.selectFrom('setting').select('value').where('name', '=', `${name}!`),
    )
    await expect(built(db, { name: 'x' })).rejects.toThrow('does not pass on')
    const twice = preparedRead((handle, { name }: { name: string }) =>
      handle
        .selectFrom('setting as one')
        .innerJoin('setting as other', 'other.name', 'one.name')
        .select(['one.name', 'other.name'])
        .where('one.name', '=', name),
    )
    await expect(twice(db, { name: 'x' })).rejects.toThrow('one name')
    await db.destroy()
  })
})
