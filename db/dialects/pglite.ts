import type { PGlite } from '@electric-sql/pglite'
import { PostgresDialect, type PostgresPoolClient } from 'kysely'

/**
 * PostgreSQL inside this process, for tests. One connection, so whoever asks for it while it is taken waits, as on SQLite. Make the
 * instance with `int8AsText` among its parsers: node-postgres hands out 64-bit integers as text, and what is tested here must hold there.
 */
export function pgliteDialect(database: PGlite): PostgresDialect {
  let lastTurn: Promise<void> = Promise.resolve()

  async function connect(): Promise<PostgresPoolClient> {
    const myTurn = lastTurn
    let release = () => {}
    lastTurn = new Promise((done) => {
      release = done
    })
    await myTurn
    return { query: query as PostgresPoolClient['query'], release }
  }

  async function query(text: string, parameters: readonly unknown[]) {
    const { rows, affectedRows = 0 } = await database.query(text, [...parameters])
    return { command: commandOf(text), rowCount: affectedRows, rows }
  }

  return new PostgresDialect({ pool: { connect, end: () => database.close() } })
}

/** Parser by type number, for the instance's `parsers`. */
export const int8AsText = { 20: (value: string) => value }

/** What a statement does, as the server would tell: Kysely reads the number of changed rows for these. */
function commandOf(text: string): 'INSERT' | 'UPDATE' | 'DELETE' | 'SELECT' {
  const word = /^\s*(insert|update|delete)\b/i.exec(text)?.[1]?.toUpperCase()
  return word === 'INSERT' || word === 'UPDATE' || word === 'DELETE' ? word : 'SELECT'
}
