import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CamelCasePlugin, type Dialect, Kysely } from 'kysely'
import { postgresDialect } from './dialects/postgres.ts'
import { sqliteDialect } from './dialects/sqlite.ts'
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
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  return databaseOn(sqliteDialect(path))
}

/** A handle on any dialect, with the naming rule every query relies on. */
export function databaseOn(dialect: Dialect): Db {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] })
}
