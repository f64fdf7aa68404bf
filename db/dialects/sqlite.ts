import Sqlite from 'better-sqlite3'
import { SqliteDialect } from 'kysely'

/**
 * SQLite in a file, in memory (`:memory:`) or from the bytes of an image (tests copy one migrated image).
 * A commit returns only when it is on the disk (`synchronous = FULL`): an answer shown as saved survives a power cut.
 */
export function sqliteDialect(source: string | Buffer): SqliteDialect {
  const database = new Sqlite(source)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('cache_size = -32000')
  return new SqliteDialect({ database })
}
