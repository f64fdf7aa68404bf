import Sqlite from 'better-sqlite3'

/**
 * A second connection to the same SQLite file that only reads, for prepared reads. Kysely has one connection and hands it out in turns, so a page would
 * wait for a transaction that itself waits for something else. In WAL mode a reader sees what was committed and never waits for the writer.
 */
export type SqliteReader = {
  /** The names of the columns a statement gives, as they are in the database. */
  columns(sql: string): readonly string[]
  /** The rows of a statement, each as its values in the order of the columns. */
  rows(sql: string, parameters: readonly unknown[]): readonly unknown[][]
  close(): void
}

/** Keeps every statement it is given: prepared reads are written in the source, so there is an end to them. */
export function openSqliteReader(path: string): SqliteReader {
  const database = new Sqlite(path, { readonly: true })
  database.pragma('busy_timeout = 5000')
  database.pragma('cache_size = -16000')
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  const statementOf = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = database.prepare<unknown[]>(sql).raw(true)
      statements.set(sql, statement)
    }
    return statement
  }
  return {
    columns: (sql) =>
      statementOf(sql)
        .columns()
        .map(({ name }) => name),
    rows: (sql, parameters) => statementOf(sql).all(...parameters) as unknown[][],
    close: () => void database.close(),
  }
}

const readers = new WeakMap<object, SqliteReader>()

/** The reader of a handle, if it has one: not a transaction's handle, not a database in memory, not PostgreSQL. */
export function readerOf(db: object): SqliteReader | undefined {
  return readers.get(db)
}

/** Says which reader answers for a handle. */
export function readWith(db: object, reader: SqliteReader): void {
  readers.set(db, reader)
}
