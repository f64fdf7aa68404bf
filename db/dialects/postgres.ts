import { PostgresDialect } from 'kysely'
import pg from 'pg'

/** PostgreSQL through a pool of ten connections; instants, flags and JSON travel as text and integers, as on SQLite. */
export function postgresDialect(url: string): PostgresDialect {
  return new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10 }) })
}
