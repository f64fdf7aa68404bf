import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CamelCasePlugin, type Dialect, Kysely } from 'kysely'
import { postgresDialect } from './dialects/postgres.ts'
import { sqliteDialect } from './dialects/sqlite.ts'
import { openReader, readWith, writeWith } from './dialects/sqlite-statements.ts'
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
  if (path === ':memory:') return sqliteDatabase(path)
  mkdirSync(dirname(path), { recursive: true })
  let closeReader = () => {}
  const db = sqliteDatabase(path, () => closeReader())
  const { statements, close } = openReader(path)
  closeReader = close
  readWith(db, statements)
  return db
}

/** A handle on SQLite by its path or an image's bytes, with the statements of its transactions. */
export function sqliteDatabase(source: string | Buffer, onClose?: () => void): Db {
  const { dialect, statements } = sqliteDialect(source, onClose)
  const db = databaseOn(dialect)
  writeWith(db, statements)
  return db
}

/** A handle on any dialect, with the naming rule every query relies on. */
export function databaseOn(dialect: Dialect): Db {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] })
}
