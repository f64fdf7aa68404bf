import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { digestInputs } from '#app/domain/gate/digest-inputs.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { createDatabase } from '#db/client.ts'
import type { Db } from '#db/schema/index.ts'
import { testDialects } from '#tests/support/database.ts'
import { demoImageForTests, frozenContext } from '#tests/support/frozen-context.ts'
import { addEvents } from './eventful-demo.ts'

const request: GateRequest = {
  engineer: 'E-1003',
  supervisor: null,
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'AC-OUTDOOR-FAN',
  model: 'MH-AC-35-R32',
  site: { jurisdiction: 'CN/HB/WUH', heightM: 12 },
  window: { start: '2027-01-24T01:00:00.000Z', end: '2027-01-24T03:00:00.000Z' },
  checkpoint: 'ASSIGN',
  asOf: '2027-01-23T02:00:00.000Z',
}

const read = async (db: Db) => digestInputs(request, await gatherFacts(db, request))

/** A change of each table that the gate reads, which the facts of the case must show at once. */
const changes: readonly (readonly [table: string, change: string])[] = [
  ['ladder_level', 'update ladder_level set is_safety_critical = 1 - is_safety_critical'],
  ['organisation', "update organisation set created_at = '2020-01-01T00:00:00.000Z'"],
  ['category', "update category set code = 'AIR' where code = 'AC'"],
  ['product_model', "update product_model set refrigerant = 'R290' where code = 'MH-AC-35-R32'"],
  ['operation', "update operation set activity_tags_json = '[]' where code = 'AC-OUTDOOR-FAN'"],
  ['requirement_rule', 'update requirement_rule set min_level = 4'],
  ['legal_rule_set', "update legal_rule_set set reviewed_at = '2020-01-01T00:00:00.000Z'"],
  ['legal_rule', "update legal_rule set basis_en = 'changed'"],
  ['gate_policy', "update gate_policy set version = version || 'x'"],
  ['credential_type', 'update credential_type set window_days = 77'],
  ['outlet', "update outlet set created_at = '2020-01-01T00:00:00.000Z'"],
  ['provider_contract', 'delete from provider_contract'],
  ['authorisation', 'update authorisation set max_level = 1'],
  ['authorisation_event', 'delete from authorisation_event'],
  ['deposit', 'update deposit set paid_cents = 7'],
  ['deposit_waiver', 'delete from deposit_waiver'],
  ['sanction', "update sanction set grounds_en = 'changed'"],
  ['licence', "update licence set number = 'changed' where provider_id is not null"],
  ['person', "update person set account_state = 'disabled'"],
  ['affiliation', 'update affiliation set is_primary = 0'],
  ['declared_category', 'delete from declared_category'],
]

describe.each(testDialects)('what the gate keeps in memory on %s', (dialect) => {
  test('is given up with the first change of any table it comes from', async () => {
    const { db } = await frozenContext({ filled: 'demo', dialect })
    await addEvents(db)
    await sql`insert into sanction (id, subject_kind, subject_id, grounds_en, grounds_zh, from_at, recorded_at)
      select 'on-outlet', 'outlet', id, 'a', 'b', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from outlet where code = 'O1'`.execute(
      db,
    )
    for (const [table, change] of changes) {
      const before = await read(db)
      expect(await read(db), table).toBe(before)
      await sql.raw(change).execute(db)
      expect(await read(db), `a change of ${table} is not seen`).not.toBe(before)
    }
  }, 60_000)

  test('is neither used nor filled by a transaction that is undone', async () => {
    const { db } = await frozenContext({ filled: 'demo', dialect })
    const before = await read(db)
    const undone = db.transaction().execute(async (trx) => {
      await trx.updateTable('credentialType').set({ windowDays: 77 }).execute()
      expect(await read(trx)).not.toBe(before)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await read(db)).toBe(before)
    await db.updateTable('credentialType').set({ windowDays: 55 }).execute()
    expect(await read(db)).toContain('"windowDays":55')
  }, 60_000)
})

test('is given up where another process changes something', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-kept-'))
  writeFileSync(`${folder}/demo.db`, await demoImageForTests())
  const [one, other] = [createDatabase(`file:${folder}/demo.db`), createDatabase(`file:${folder}/demo.db`)]
  try {
    const before = await read(one)
    await other.updateTable('credentialType').set({ windowDays: 77 }).execute()
    expect(await read(one)).not.toBe(before)
    expect(await read(one)).toBe(await read(other))
  } finally {
    await one.destroy()
    await other.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
})
