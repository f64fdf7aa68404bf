import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, testDialects } from '#tests/support/database.ts'
import { fillEveryTable } from './fill-tables.ts'

/** What is only ever added to: the record of who did what, of what was answered, decided and issued. */
const tables = [
  'audit_entry',
  'badge',
  'badge_status_place',
  'certificate_file',
  'check_answer',
  'credential',
  'credential_batch_row',
  'credential_decision',
  'credential_event',
  'exam_response',
  'gate_decision',
  'gate_inputs',
  'gate_ledger_entry',
  'work_log_connection',
  'work_log_entry',
] as const

const opened = new Map(
  await Promise.all(testDialects.map(async (dialect) => [dialect, await openDatabase(dialect)] as const)),
)
for (const { db } of opened.values()) await fillEveryTable(db)

afterAll(async () => {
  for (const one of opened.values()) await one.close()
})

describe.each(testDialects)('on %s', (dialect) => {
  const { db } = opened.get(dialect) as { db: Db }

  test.each(tables)('a row of %s can neither be changed nor deleted', async (table) => {
    const count = () =>
      sql<{ rows: number }>`select cast(count(*) as integer) as "rows" from ${sql.table(table)}`.execute(db)
    const before = (await count()).rows[0]?.rows
    expect(before).toBeGreaterThan(0)
    const column = await someTextColumn(db, table)
    await expect(
      sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(db),
    ).rejects.toThrow(`${table} is append-only`)
    await expect(sql`delete from ${sql.table(table)}`.execute(db)).rejects.toThrow(`${table} is append-only`)
    expect((await count()).rows[0]?.rows).toBe(before)
  })

  test('a row of any other table can be changed', async () => {
    await expect(sql`update person set name = name`.execute(db)).resolves.toBeDefined()
  })

  test('a reference to nobody is refused', async () => {
    const session = {
      id: 's-2',
      personId: 'nobody',
      expiresAt: '2027-01-01T00:00:00.000Z',
      createdAt: '2026-01-01T00:00:00.000Z',
      lastSeenAt: '2026-01-01T00:00:00.000Z',
      userAgent: '',
      address: '',
    }
    await expect(db.insertInto('session').values(session).execute()).rejects.toThrow(/foreign key/i)
  })

  test('a word outside a set is refused', async () => {
    await expect(sql`update person set account_state = 'asleep'`.execute(db)).rejects.toThrow(/check/i)
  })
})

async function someTextColumn(db: Db, table: string): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} limit 1`.execute(db)
  const [camel] = Object.entries(rows[0] ?? {}).find(([, value]) => typeof value === 'string') ?? ['id']
  return camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
