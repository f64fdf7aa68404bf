import { config } from '#app/config.server.ts'
import { createDatabase } from './client.ts'
import { migrateToLatest, migrationStatus } from './migrate.ts'

/** `npm run migrate -- [up|status]`: brings the configured database to the newest schema, or lists what it has. */
const command = process.argv[2] ?? 'up'
const db = createDatabase(config().database.url)
try {
  if (command === 'up') {
    const { applied } = await migrateToLatest(db)
    console.error(applied.length === 0 ? 'Nothing to migrate' : `Applied ${applied.join(', ')}`)
  } else if (command === 'status') {
    for (const { name, executedAt } of await migrationStatus(db))
      console.log(`${executedAt ?? 'pending'}\t${name}`)
  } else {
    console.error('Usage: npm run migrate -- [up|status]')
    process.exitCode = 2
  }
} finally {
  await db.destroy()
}
