import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { verifyGateLedger } from '#app/features/gate/index.server.ts'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { demoImageForTests, fillDemoWorld } from '#tests/support/frozen-context.ts'
import { createPostgresDatabase, postgresServer } from '#tests/support/postgres.ts'

const each = 40

async function recordInTwoProcesses(url: string): Promise<void> {
  const run = () =>
    promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      'tests/features/gate/record-many.ts',
      url,
      String(each),
    ])
  await Promise.all([run(), run()])
  const db = createDatabase(url)
  try {
    expect(await verifyGateLedger(db)).toEqual({ ok: true, count: 2 * each, unchained: 0 })
  } finally {
    await db.destroy()
  }
}

test('two processes that record decisions at once write one chain: SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-two-'))
  try {
    writeFileSync(`${folder}/one.db`, await demoImageForTests())
    await recordInTwoProcesses(`file:${folder}/one.db`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

if (postgresServer)
  test('two processes that record decisions at once write one chain: PostgreSQL', async () => {
    const { url, drop } = await createPostgresDatabase()
    const db = createDatabase(url)
    await migrateToLatest(db)
    await fillDemoWorld(db)
    await db.destroy()
    try {
      await recordInTwoProcesses(url)
    } finally {
      await drop()
    }
  }, 60_000)
