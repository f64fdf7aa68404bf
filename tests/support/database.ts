import { setTimeout as wait } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import Sqlite from 'better-sqlite3'
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely'
import pg from 'pg'
import { createDatabase, databaseOn, sqliteDatabase } from '#db/client.ts'
import { int8AsText, pgliteDialect } from '#db/dialects/pglite.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Database, Db } from '#db/schema/index.ts'
import { createPostgresDatabase, postgresServer } from './postgres.ts'

/** The databases a test can run on: SQLite in memory, PostgreSQL inside this process, a PostgreSQL server. */
export type TestDialect = 'sqlite' | 'pglite' | 'postgres'

/** Those that are there: a PostgreSQL server only where `TEST_DATABASE_URL` names one. */
export const testDialects: readonly TestDialect[] = [
  'sqlite',
  'pglite',
  ...(postgresServer ? (['postgres'] as const) : []),
]

/** The dialect of suites that do not choose one themselves: `TEST_DIALECT`, or SQLite. */
export const chosenDialect: TestDialect = dialectNamed(process.env.TEST_DIALECT || 'sqlite')

export type OpenedDatabase = {
  readonly db: Db
  /** Closes the handle and takes away what was made for it. */
  close(): Promise<void>
}

/** An empty database of a dialect, without any table. */
export async function openEmptyDatabase(dialect: TestDialect): Promise<OpenedDatabase> {
  if (dialect === 'sqlite') return closing(sqliteDatabase(':memory:'))
  if (dialect === 'pglite') return closing(databaseOn(pgliteDialect(new PGlite({ parsers: int8AsText }))))
  const { url, drop } = await createPostgresDatabase()
  return closing(createDatabase(url), async () => {
    await untilNobodyIsConnected(new URL(url).pathname.slice(1))
    await drop()
  })
}

/**
 * A database of its own with all tables: on SQLite a copy of one migrated image, which takes under a millisecond; elsewhere migrated
 * anew or loaded from a dump.
 */
export async function openDatabase(dialect: TestDialect = chosenDialect): Promise<OpenedDatabase> {
  if (dialect === 'sqlite') return closing(sqliteDatabase(await migratedImage()))
  if (dialect === 'pglite') {
    const instance = new PGlite({ parsers: int8AsText, loadDataDir: await migratedDump() })
    return closing(databaseOn(pgliteDialect(instance)))
  }
  const opened = await openEmptyDatabase(dialect)
  await migrateToLatest(opened.db)
  return opened
}

/** The bytes of an SQLite database that `fill` has prepared, to be opened as often as wanted. */
export async function imageOf(fill: (db: Db) => Promise<void>): Promise<Buffer> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database }),
    plugins: [new CamelCasePlugin()],
  })
  await fill(db)
  const image = database.serialize()
  await db.destroy()
  return image
}

let image: Promise<Buffer> | undefined
let dump: Promise<Blob> | undefined

function migratedImage(): Promise<Buffer> {
  image ??= imageOf(async (db) => void (await migrateToLatest(db)))
  return image
}

function migratedDump(): Promise<Blob> {
  dump ??= (async () => {
    const instance = new PGlite({ parsers: int8AsText })
    const db = databaseOn(pgliteDialect(instance))
    await migrateToLatest(db)
    const bytes = await instance.dumpDataDir('none')
    await db.destroy()
    return bytes
  })()
  return dump
}

/** A closed pool's connections take a moment to go; one that is cut off by the drop would fail in nobody's hands. */
async function untilNobodyIsConnected(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresServer ?? '' })
  await client.connect()
  try {
    for (let tries = 0; tries < 100; tries += 1) {
      const { rowCount } = await client.query('select 1 from pg_stat_activity where datname = $1', [name])
      if (rowCount === 0) return
      await wait(20)
    }
  } finally {
    await client.end()
  }
}

function closing(db: Db, after?: () => Promise<void>): OpenedDatabase {
  return {
    db,
    async close() {
      await db.destroy()
      await after?.()
    },
  }
}

function dialectNamed(name: string): TestDialect {
  const dialect = testDialects.find((one) => one === name)
  if (!dialect) throw new Error(`TEST_DIALECT: found "${name}", expected one of ${testDialects.join(', ')}`)
  return dialect
}
