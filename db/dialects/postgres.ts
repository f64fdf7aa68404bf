import { PostgresDialect } from 'kysely'
import pg from 'pg'

/** PostgreSQL through a pool of ten connections; instants, flags and JSON travel as text and integers, as on SQLite. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // A connection that breaks while idle is replaced by the pool; without a listener its error would end the process.
  pool.on('error', () => {})
  return new PostgresDialect({ pool })
}
