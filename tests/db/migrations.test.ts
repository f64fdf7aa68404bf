import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { migrateToLatest, migrationStatus } from '#db/migrate.ts'
import { migrations } from '#db/migrations/index.ts'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, openEmptyDatabase, testDialects } from '#tests/support/database.ts'
import { type DeclaredColumn, declaredTables } from './declared-tables.ts'
import { describedColumns, describedIndexes } from './describe-tables.ts'

const opened = new Map(
  await Promise.all(testDialects.map(async (dialect) => [dialect, await openDatabase(dialect)] as const)),
)
const sqlite = (opened.get('sqlite') as { db: Db }).db
const others = testDialects.filter((dialect) => dialect !== 'sqlite')

afterAll(async () => {
  for (const one of opened.values()) await one.close()
})

describe('the list of migrations', () => {
  test('has every file of the folder, oldest first', () => {
    const files = readdirSync('db/migrations')
      .filter((name) => name !== 'index.ts')
      .map((name) => name.replace(/\.ts$/, ''))
    expect(Object.keys(migrations)).toEqual([...files].sort())
  })
})

describe.each(testDialects)('migrations on %s', (dialect) => {
  test('run on an empty database, once', async () => {
    const { db, close } = await openEmptyDatabase(dialect)
    try {
      expect((await migrateToLatest(db)).applied).toEqual(Object.keys(migrations))
      expect((await migrateToLatest(db)).applied).toEqual([])
      expect((await migrationStatus(db)).every(({ executedAt }) => executedAt !== null)).toBe(true)
    } finally {
      await close()
    }
  })
})

describe.each(others)('%s has what SQLite has', (dialect) => {
  const { db } = opened.get(dialect) as { db: Db }

  test('the same tables, columns, kinds and nullability', async () => {
    expect(await describedColumns(db)).toEqual(await describedColumns(sqlite))
  })

  test('the same indexes, unique and partial ones told apart', async () => {
    const indexes = await describedIndexes(db)
    expect(indexes.length).toBeGreaterThan(50)
    expect(indexes).toEqual(await describedIndexes(sqlite))
  })
})

describe('the table interfaces', () => {
  const declared = declaredTables()

  test('name every table and no other', async () => {
    const real = [...new Set((await describedColumns(sqlite)).map(({ table }) => table))]
    expect([...declared.keys()].sort()).toEqual(real.sort())
  })

  test.each([...declared.keys()].sort())('%s has the columns its interface says', async (table) => {
    const real = (await describedColumns(sqlite)).filter((one) => one.table === table)
    const said = declared.get(table) as readonly DeclaredColumn[]
    expect(said.map(({ column, kind, isNullable }) => ({ column, kind, isNullable })).sort(byColumn)).toEqual(
      real.map(({ column, kind, isNullable }) => ({ column, kind, isNullable })).sort(byColumn),
    )
    const withDefault = real.filter(({ hasDefault }) => hasDefault).map(({ column }) => column)
    expect(
      said
        .filter(({ isGenerated }) => isGenerated)
        .map(({ column }) => column)
        .sort(),
    ).toEqual(withDefault.sort())
  })
})

describe('what is kept', () => {
  test('instants, flags and ids are text and integers, as both databases keep them alike', async () => {
    const kinds = new Set((await describedColumns(sqlite)).map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['integer', 'text'])
  })

  test('every column that ends in _json, _at or _on is text', async () => {
    const odd = (await describedColumns(sqlite)).filter(
      ({ column, kind }) => /_(json|at|on|until|from)$/.test(column) && kind !== 'text',
    )
    expect(odd).toEqual([])
  })

  test('every flag is checked to be 0 or 1', async () => {
    const ddl = await sql<{ sql: string }>`select sql from sqlite_master where type = 'table'`.execute(sqlite)
    const flags = ddl.rows.flatMap(({ sql: text }) => [...text.matchAll(/^\s*(is_\w+) integer.*$/gm)])
    expect(flags.length).toBeGreaterThan(8)
    for (const [line, name] of flags) expect(line).toContain(`check (${name} in (0, 1))`)
  })
})

test('every append-only table is named in a migration', () => {
  const text = readdirSync('db/migrations')
    .map((name) => readFileSync(`db/migrations/${name}`, 'utf8'))
    .join('\n')
  const named = [...text.matchAll(/appendOnly\(db, '(\w+)'\)/g)].map(([, table]) => table)
  expect(named.sort()).toEqual([
    'audit_entry',
    'badge',
    'badge_status_place',
    'certificate_file',
    'check_answer',
    'credential',
    'credential_batch_row',
    'credential_decision',
    'credential_event',
    'exam_attempt_event',
    'exam_response',
    'exam_signal',
    'gate_decision',
    'gate_inputs',
    'gate_ledger_entry',
    'work_log_connection',
    'work_log_entry',
  ])
})

function byColumn(one: { column: string }, other: { column: string }): number {
  return one.column < other.column ? -1 : 1
}
