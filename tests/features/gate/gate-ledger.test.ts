import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { decideGate, replayDecision, verifyGateLedger } from '#app/features/gate/index.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { actingAs, type FrozenContext, frozenContext } from '#tests/support/frozen-context.ts'

const asked = (engineer: string, asOf: string): GateRequest => ({
  engineer,
  supervisor: null,
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'RF-DRIER',
  model: 'MH-RF-320-R600A',
  site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
  window: { start: '2026-11-24T01:00:00.000Z', end: '2026-11-24T03:00:00.000Z' },
  checkpoint: 'ASSIGN',
  asOf,
})

async function decided(frozen: FrozenContext, ...engineers: string[]): Promise<string[]> {
  const dispatcher = await actingAs(frozen.ctx, 'D-7001')
  const ids: string[] = []
  for (const engineer of engineers) {
    const outcome = await decideGate(dispatcher, asked(engineer, frozen.ctx.now()))
    if (!outcome.ok) throw new Error(outcome.reason)
    ids.push(outcome.decisionId)
    frozen.clock.advance(1_000)
  }
  return ids
}

const rowOf = ({ db }: FrozenContext, id: string) =>
  db.selectFrom('gateDecision').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe.each(testDialects)('the ledger of the gate on %s', (dialect) => {
  test('links every decision, keeps what several rest on once, and holds', async () => {
    const frozen = await frozenContext({ filled: 'demo', dialect })
    await decided(frozen, 'E-1001', 'E-1002', 'E-1001')
    expect(await verifyGateLedger(frozen.db)).toEqual({ ok: true, count: 3, unchained: 0 })
    const kept = await frozen.db.selectFrom('gateInputs').select('hash').execute()
    // The rules and the place once, and each of the two people once.
    expect(kept).toHaveLength(4)
  }, 60_000)

  test('decisions asked for at the same time stand in one line', async () => {
    const frozen = await frozenContext({ filled: 'demo', dialect })
    const dispatcher = await actingAs(frozen.ctx, 'D-7001')
    const engineers = ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1007', 'E-1008']
    const outcomes = await Promise.all(
      [...engineers, ...engineers].map((code) => decideGate(dispatcher, asked(code, frozen.ctx.now()))),
    )
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(await verifyGateLedger(frozen.db)).toEqual({ ok: true, count: 12, unchained: 0 })
  }, 60_000)

  test('I6: a decision is replayed to the same answer after everything it rested on has changed', async () => {
    const frozen = await frozenContext({ filled: 'demo', dialect })
    const { db } = frozen
    const [id = ''] = await decided(frozen, 'E-1002')
    await db.updateTable('organisation').set({ timeZone: 'UTC' }).execute()
    await db.updateTable('operation').set({ activityTagsJson: '[]' }).execute()
    await db.deleteFrom('requirementRule').execute()
    await db.updateTable('person').set({ accountState: 'disabled' }).execute()
    const replay = await replayDecision(frozen.ctx, await rowOf(frozen, id))
    expect(replay.outcome).toBe('same')
    const [later = ''] = await decided(frozen, 'E-1002')
    const after = await rowOf(frozen, later)
    expect(after.reasonsJson).toContain('CLS_NO_REQUIREMENT')
    expect(after.reasonsJson).toContain('IND_IDENTITY')
    expect((await replayDecision(frozen.ctx, after)).outcome).toBe('same')
  }, 60_000)
})

describe('a ledger that somebody has been at', () => {
  async function opened() {
    const frozen = await frozenContext({ filled: 'demo', dialect: 'sqlite' })
    const ids = await decided(frozen, 'E-1001', 'E-1002', 'E-1003', 'E-1001')
    for (const table of ['gate_decision', 'gate_inputs', 'gate_ledger_entry'])
      for (const act of ['update', 'delete'])
        await sql.raw(`drop trigger ${table}_no_${act}`).execute(frozen.db)
    await sql.raw('pragma foreign_keys = off').execute(frozen.db)
    return { ...frozen, ids }
  }

  test.each([
    [
      'a decision turned round',
      (id: string) => `update gate_decision set decision = 'ALLOW' where id = '${id}'`,
    ],
    ['a reason taken out', (id: string) => `update gate_decision set reasons_json = '[]' where id = '${id}'`],
    ['another request', (id: string) => `update gate_decision set request_json = '{}' where id = '${id}'`],
    ['a link taken out', (id: string) => `delete from gate_ledger_entry where decision_id = '${id}'`],
    ['a decision taken out', (id: string) => `delete from gate_decision where id = '${id}'`],
  ])('shows %s', async (_, statement) => {
    const { db, ids } = await opened()
    await sql.raw(statement(ids[1] ?? '')).execute(db)
    expect(await verifyGateLedger(db)).toMatchObject({ ok: false, brokenAt: 2 })
  })

  test('shows changed facts, and replays no decision from them', async () => {
    const frozen = await opened()
    const row = await rowOf(frozen, frozen.ids[2] ?? '')
    const { people } = JSON.parse(row.inputsJson ?? '{}') as { people: string }
    await frozen.db
      .updateTable('gateInputs')
      .set({ body: sql<string>`replace(body, 'PROCTORED', 'UNPROCTORED')` })
      .where('hash', '=', people)
      .execute()
    expect(await verifyGateLedger(frozen.db)).toMatchObject({ ok: false, brokenAt: 3 })
    expect(await replayDecision(frozen.ctx, row)).toEqual({ outcome: 'inputs-damaged' })
  })

  test('shows a decision put beside it', async () => {
    const frozen = await opened()
    const row = await rowOf(frozen, frozen.ids[0] ?? '')
    await frozen.db
      .insertInto('gateDecision')
      .values({ ...row, id: 'forged' })
      .execute()
    expect(await verifyGateLedger(frozen.db)).toEqual({ ok: true, count: 4, unchained: 1 })
  })

  test('says of a decision from before facts were kept that they were not, and of a changed evaluation where it differs', async () => {
    const frozen = await opened()
    const row = await rowOf(frozen, frozen.ids[1] ?? '')
    expect(await replayDecision(frozen.ctx, { ...row, inputsJson: null })).toEqual({
      outcome: 'inputs-not-kept',
    })
    const [first, ...others] = JSON.parse(row.reasonsJson)
    const reasonsJson = JSON.stringify([{ ...first, severity: 'INFO' }, ...others])
    expect(await replayDecision(frozen.ctx, { ...row, decision: 'ALLOW', reasonsJson })).toMatchObject({
      outcome: 'different',
      differences: [
        { path: '/decision', recorded: 'ALLOW', replayed: 'DENY' },
        { path: '/reasons/0/severity', recorded: 'INFO', replayed: first.severity },
      ],
    })
  })
})
