import { Migrator, sql } from 'kysely'
import { migrations } from './migrations/index.ts'
import { dialectOf } from './portable.ts'
import type { Db } from './schema/index.ts'

/** What a migration run did: the names that were applied now, oldest first. */
export type MigrationReport = { readonly applied: readonly string[] }

/**
 * Brings a database to the newest schema, all the way or not at all. Runs nothing twice, also where several processes start on one database: the later one
 * waits. Throws with the failed migration's name.
 */
export async function migrateToLatest(db: Db): Promise<MigrationReport> {
  // Kysely locks PostgreSQL by itself; on SQLite it knows neither a lock nor transactions for tables, which SQLite has.
  if (dialectOf(db) === 'postgres') return migrate(db)
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection)
    try {
      const report = await migrate(connection)
      await sql`commit`.execute(connection)
      return report
    } catch (failure) {
      await sql`rollback`.execute(connection)
      throw failure
    }
  })
}

async function migrate(db: Db): Promise<MigrationReport> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  const failed = results.find((result) => result.status === 'Error')
  if (error) throw new Error(`Migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  return { applied: results.map((result) => result.migrationName) }
}

/** Every migration with the instant at which this database took it, or null where it has not yet. */
export async function migrationStatus(
  db: Db,
): Promise<readonly { name: string; executedAt: string | null }[]> {
  const known = await migratorOf(db).getMigrations()
  return known.map(({ name, executedAt }) => ({ name, executedAt: executedAt?.toISOString() ?? null }))
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}
