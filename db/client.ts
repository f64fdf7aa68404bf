import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CamelCasePlugin, type Dialect, Kysely } from 'kysely'
import { postgresDialect } from './dialects/postgres.ts'
import { sqliteDialect } from './dialects/sqlite.ts'
import { openSqliteReader, readWith, type SqliteReader } from './dialects/sqlite-reader.ts'
import type { Database, Db } from './schema/index.ts'

/**
 * Opens a database by its address: `file:path` (the folder is made when missing), `file::memory:` or `postgres://…`.
 * Throws where the address is of another kind or cannot be opened.
 */
export function createDatabase(url: string): Db {
  if (/^postgres(ql)?:\/\//.test(url)) return databaseOn(postgresDialect(url))
  if (!url.startsWith('file:'))
    throw new Error(`DATABASE_URL is neither file: nor postgres://: ${url.slice(0, 12)}…`)
  const path = url.slice('file:'.length)
  if (path === ':memory:') return databaseOn(sqliteDialect(path))
  mkdirSync(dirname(path), { recursive: true })
  let reader: SqliteReader | undefined
  const db = databaseOn(sqliteDialect(path, () => reader?.close()))
  reader = openSqliteReader(path)
  readWith(db, reader)
  return db
}

/** A handle on any dialect, with the naming rule every query relies on. */
export function databaseOn(dialect: Dialect): Db {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] })
}
