import Sqlite from 'better-sqlite3'
import { SqliteDialect } from 'kysely'
import { type SqliteStatements, statementsOn } from './sqlite-statements.ts'

/** Prepared statements kept at most: more than the product has queries, so that only lists of changing length push each other out. */
const mostStatements = 500

/**
 * A transaction takes the right to write as it begins: one that asked for it only after reading would fail, and not wait, where another process (a command
 * line beside the server) has written meanwhile.
 */
const beginning = 'begin immediate'

/** What may be kept prepared; everything else, such as a migration, may change what a prepared statement means. */
const keepable = /^(select|with|insert|update|delete|begin|commit|rollback)\b/i

/**
 * SQLite in a file, in memory (`:memory:`) or from the bytes of an image (tests copy one migrated image).
 * A commit returns only when it is on the disk (`synchronous = FULL`): an answer shown as saved survives a power cut. `onClose` is called before the
 * database is closed. Beside the dialect come the statements of the same connection, for prepared queries inside a transaction.
 */
export function sqliteDialect(
  source: string | Buffer,
  onClose: () => void = () => {},
): { dialect: SqliteDialect; statements: SqliteStatements } {
  const database = new Sqlite(source)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('cache_size = -16000')
  // In pages: moving what was committed into the database file waits for the disk too, and pages that change all the time are then moved once.
  database.pragma('wal_autocheckpoint = 4000')
  const dialect = new SqliteDialect({
    database: {
      prepare: preparedOnce(database),
      close: () => {
        onClose()
        database.close()
      },
    },
  })
  return { dialect, statements: statementsOn(database) }
}

/**
 * Prepares each SQL text once and keeps the statements used last: Kysely asks for a statement at every query, and preparing costs more than most
 * of our queries. One statement never runs twice at a time, because Kysely gives the one connection to one query after the other.
 */
function preparedOnce(database: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement<unknown[]>>()
  return (asked: string): Sqlite.Statement<unknown[]> => {
    const sql = asked === 'begin' ? beginning : asked
    const known = kept.get(sql)
    const statement = known ?? database.prepare<unknown[]>(sql)
    if (!keepable.test(sql)) {
      kept.clear()
      return statement
    }
    // Put at the end again: the first of the map is then the one not used for longest.
    if (known) kept.delete(sql)
    kept.set(sql, statement)
    if (kept.size > mostStatements) kept.delete(kept.keys().next().value as string)
    return statement
  }
}
