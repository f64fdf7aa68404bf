import Sqlite from 'better-sqlite3'

/**
 * Statements run at once on one connection of SQLite, for prepared queries (decision 0017): what they need is a few microseconds of the database and none of
 * a query builder's layers.
 */
export type SqliteStatements = {
  /** The names of the columns a statement gives, as they are in the database. */
  columns(sql: string): readonly string[]
  /** The rows of a statement, each as its values in the order of the columns. */
  rows(sql: string, parameters: readonly unknown[]): readonly unknown[][]
  /** Does a statement that gives no rows; how many rows it touched. */
  run(sql: string, parameters: readonly unknown[]): number
}

/** The statements of a connection. Keeps every one it is given: prepared queries are written in the source, so there is an end to them. */
export function statementsOn(database: Sqlite.Database): SqliteStatements {
  const kept = new Map<string, Sqlite.Statement<unknown[]>>()
  const statementOf = (sql: string) => {
    let statement = kept.get(sql)
    if (!statement) {
      statement = database.prepare<unknown[]>(sql)
      if (statement.reader) statement.raw(true)
      kept.set(sql, statement)
    }
    return statement
  }
  return {
    columns: (sql) =>
      statementOf(sql)
        .columns()
        .map(({ name }) => name),
    rows: (sql, parameters) => statementOf(sql).all(...parameters) as unknown[][],
    run: (sql, parameters) => statementOf(sql).run(...parameters).changes,
  }
}

/**
 * A second connection to the same file that only reads. Kysely has one connection and hands it out in turns, so a page would wait for a transaction that
 * itself waits for something else. In WAL mode a reader sees what was committed and never waits for the writer.
 */
export function openReader(path: string): { statements: SqliteStatements; close: () => void } {
  const database = new Sqlite(path, { readonly: true })
  database.pragma('busy_timeout = 5000')
  database.pragma('cache_size = -16000')
  return { statements: statementsOn(database), close: () => void database.close() }
}

type Handle = { readonly isTransaction: boolean; getExecutor(): { readonly adapter: object } }

const readers = new WeakMap<object, SqliteStatements>()
const writers = new WeakMap<object, SqliteStatements>()

/** Says which statements answer for a handle outside of transactions. */
export function readWith(db: Handle, statements: SqliteStatements): void {
  readers.set(db, statements)
}

/** Says which statements run in the transactions of a handle: those of its one connection. All transactions of a handle share its adapter. */
export function writeWith(db: Handle, statements: SqliteStatements): void {
  writers.set(db.getExecutor().adapter, statements)
}

/**
 * The statements that may be run at once for a handle: its connection's inside a transaction, which nobody else uses meanwhile; its reader's outside. None where
 * Kysely has to find a turn, as for a database in memory outside of transactions, or on PostgreSQL.
 */
export function statementsFor(db: Handle): SqliteStatements | undefined {
  return db.isTransaction ? writers.get(db.getExecutor().adapter) : readers.get(db)
}
