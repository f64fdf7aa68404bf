import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { config } from '#app/config.server.ts'
import type { Context } from '#app/context.server.ts'
import type { CommandPlace } from '#app/features/item-bank/index.server.ts'
import { idFactory } from '#app/new-id.server.ts'
import { purposeKeysOf } from '#app/purpose-keys.server.ts'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest, migrationStatus } from '#db/migrate.ts'

/**
 * Where a command on item banks runs: lines to standard output and standard error, and the configured database with nobody signed in. For work the database is
 * brought to the newest schema; a trial changes nothing, so it has none where the file is missing or the schema is older.
 */
export function commandPlace(name: string): CommandPlace {
  const err = (line: string) => void process.stderr.write(`${line}\n`)
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err,
    outBytes: (bytes) => void process.stdout.write(bytes),
    open: async (purpose) => {
      const { mode, database, publicUrl, secret } = config()
      const file = /^file:(.+)$/.exec(database.url)?.[1]
      if (file !== undefined && !existsSync(file)) return null
      const db = createDatabase(database.url)
      if (purpose === 'work') await migrateToLatest(db)
      else if ((await migrationStatus(db)).some(({ executedAt }) => executedAt === null)) {
        err('The database has an older schema. Bring it up by: npm run migrate')
        await db.destroy()
        return null
      }
      const ctx: Context = {
        db,
        now: () => new Date().toISOString(),
        newId: idFactory(),
        randomBytes: (length) => new Uint8Array(randomBytes(length)),
        purposeKey: purposeKeysOf(secret),
        actor: null,
        language: 'en',
        log: { info: () => {}, warn: () => {}, error: (_fields, message) => err(message) },
        request: { id: name, address: '', userAgent: '' },
        settings: { mode, publicUrl },
      }
      return { ctx, close: () => db.destroy() }
    },
  }
}
