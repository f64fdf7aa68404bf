import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { contains, countOf, dialectOf, jsonRowsOf, lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, testDialects } from '#tests/support/database.ts'

const at = '2026-11-23T02:00:00.000Z'
const names = ['100% sure', '100 percent', 'A_B', 'AxB', 'back\\slash', 'BACK slash', '王强', "O'Neill"]

const opened = new Map(
  await Promise.all(testDialects.map(async (dialect) => [dialect, await openDatabase(dialect)] as const)),
)
for (const { db } of opened.values()) {
  const people = names.map((name, at_) => ({
    id: `p${at_}`,
    code: `P-${at_}`,
    name,
    accountState: 'active' as const,
    createdAt: at,
  }))
  await db.insertInto('person').values(people).execute()
}

afterAll(async () => {
  for (const one of opened.values()) await one.close()
})

describe.each(testDialects)('on %s', (dialect) => {
  const { db } = opened.get(dialect) as { db: Db }
  const found = async (needle: string) => {
    const rows = await db
      .selectFrom('person')
      .select('name')
      .where(contains(sql.ref('name'), needle))
      .orderBy('id')
      .execute()
    return rows.map(({ name }) => name)
  }

  test('the dialect is told by the handle, inside a transaction too', async () => {
    const expected = dialect === 'sqlite' ? 'sqlite' : 'postgres'
    expect(dialectOf(db)).toBe(expected)
    expect(await db.transaction().execute(async (trx) => dialectOf(trx))).toBe(expected)
  })

  test('"contains" takes %, _ and \\ as they are', async () => {
    expect(await found('100%')).toEqual(['100% sure'])
    expect(await found('%')).toEqual(['100% sure'])
    expect(await found('a_b')).toEqual(['A_B'])
    expect(await found('_')).toEqual(['A_B'])
    expect(await found('back\\')).toEqual(['back\\slash'])
    expect(await found("o'n")).toEqual(["O'Neill"])
  })

  test('"contains" does not care about Latin case and finds Chinese', async () => {
    expect(await found('BACK')).toEqual(['back\\slash', 'BACK slash'])
    expect(await found('王')).toEqual(['王强'])
    expect(await found('')).toHaveLength(names.length)
  })

  test('a count is a JavaScript number', async () => {
    const { total } = await db.selectFrom('person').select(countOf().as('total')).executeTakeFirstOrThrow()
    expect(total).toBe(names.length)
  })

  test('an insert that meets its own key changes nothing, and a guarded update says whether it won', async () => {
    const again = { id: 'p0', code: 'P-0', name: 'again', accountState: 'active' as const, createdAt: at }
    const insert = await db
      .insertInto('person')
      .values(again)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    expect(insert.numInsertedOrUpdatedRows).toBe(0n)
    const disable = () =>
      db
        .updateTable('person')
        .set({ accountState: 'disabled' })
        .where('id', '=', 'p1')
        .where('accountState', '=', 'active')
        .executeTakeFirst()
    expect((await disable()).numUpdatedRows).toBe(1n)
    expect((await disable()).numUpdatedRows).toBe(0n)
    expect((await db.deleteFrom('person').where('id', '=', 'nobody').executeTakeFirst()).numDeletedRows).toBe(
      0n,
    )
  })

  test('a transaction that throws leaves nothing behind', async () => {
    const failing = db.transaction().execute(async (trx) => {
      await lockInTransaction(trx, 1)
      await trx.insertInto('setting').values({ name: 'half', value: 'done' }).execute()
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await db.selectFrom('setting').selectAll().where('name', '=', 'half').execute()).toEqual([])
  })

  test('rows of a group come as one text of JSON', async () => {
    for (const name of ['j1', 'j2'])
      await db.insertInto('setting').values({ name, value: '{"a":"中"}' }).execute()
    const { rows } = await db
      .selectFrom('setting')
      .select(jsonRowsOf(db, ['name', 'value']).as('rows'))
      .where('name', 'in', ['j1', 'j2'])
      .executeTakeFirstOrThrow()
    expect(JSON.parse(rows).sort()).toEqual([
      ['j1', '{"a":"中"}'],
      ['j2', '{"a":"中"}'],
    ])
  })

  test('instants as text sort by time', async () => {
    const instants = [
      '2026-11-23T02:00:00.000Z',
      '2026-11-23T02:00:00.001Z',
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]
    for (const [place, instant] of [...instants.entries()].reverse())
      await db
        .insertInto('setting')
        .values({ name: `t${place}`, value: instant })
        .execute()
    const rows = await db
      .selectFrom('setting')
      .select('value')
      .where('name', 'like', 't%')
      .orderBy('value')
      .execute()
    expect(rows.map(({ value }) => value)).toEqual(instants)
  })
})
