import { checkGate } from '#app/features/gate/index.server.ts'
import { idFactory } from '#app/new-id.server.ts'
import { purposeKeysOf } from '#app/purpose-keys.server.ts'
import { createDatabase } from '#db/client.ts'

/** Records so many decisions on a database, several at a time, as one of two processes of a test: address, how many. */
const [url = '', count = ''] = process.argv.slice(2)
const db = createDatabase(url)
const { id: brandId } = await db
  .selectFrom('organisation')
  .select('id')
  .where('code', '=', 'MEIHE')
  .executeTakeFirstOrThrow()
const now = () => new Date().toISOString()
const ctx = {
  db,
  now,
  newId: idFactory(),
  randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  purposeKey: purposeKeysOf('a secret that both processes of this test share'),
  actor: null,
  language: 'en' as const,
  log: console,
  request: { id: 'test', address: '', userAgent: '' },
  settings: { mode: 'demo' as const, publicUrl: 'http://localhost:3000' },
}
const request = {
  engineer: 'E-1001',
  supervisor: null,
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'AC-ROOM-SENSOR',
  model: 'MH-AC-35-R32',
  site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
  window: { start: '2027-01-04T01:00:00.000Z', end: '2027-01-04T03:00:00.000Z' },
  checkpoint: 'ASSIGN' as const,
}
const asker = { personId: null, organisationId: brandId, keyId: null }
const seenBy = { brandId, providerId: null, brandCode: 'MEIHE' }
const four = [1, 2, 3, 4]
for (let done = 0; done < Number(count); done += four.length)
  await Promise.all(
    four.map(() =>
      checkGate(ctx, asker, seenBy, {
        requests: [{ ...request, asOf: now() }],
        isPreview: false,
        withPaths: false,
      }),
    ),
  )
await db.destroy()
