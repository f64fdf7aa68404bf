import { describe, expect, test } from 'vitest'
import { testDialects } from '#tests/support/database.ts'
import { type FrozenOptions, frozenContext } from '#tests/support/frozen-context.ts'
import { drierRequest, machineOn, secretFor } from './machine-client.ts'

async function opened(options: FrozenOptions = {}) {
  const frozen = await frozenContext({ filled: 'demo', ...options })
  const machine = await machineOn(frozen.ctx)
  const secret = await secretFor(frozen.ctx, 'MEIHE')
  const get = (path: string) => machine.ask(secret, path)
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    machine.ask(secret, path, { method, body })
  return { ...frozen, machine, secret, get, send }
}

const morning = 'start=2026-11-24T09:00:00%2B08:00&end=2026-11-24T11:00:00%2B08:00'
const drier = `outlet=O1&operation=RF-DRIER&model=MH-RF-320-R600A&${morning}`
const job = {
  job: 'J-1',
  engineer: 'E-1001',
  operation: 'AC-ROOM-SENSOR',
  outlet: 'O1',
  finishedAt: '2026-11-20T10:00:00+08:00',
}

describe.each(testDialects)('on %s', (dialect) => {
  test('candidates are those of the outlet first; their free time is named once it is known', async () => {
    const { get, send } = await opened({ dialect })
    const before = await get(`/gate/candidates?${drier}`)
    expect(before.status).toBe(200)
    expect(before.body.candidates[0]).toMatchObject({ engineer: 'E-1001', outlet: 'O1', freeFrom: null })
    expect(before.body.nearMisses).toEqual([])
    const slots = [
      { start: '2026-11-24T08:00:00+08:00', end: '2026-11-24T10:00:00+08:00' },
      { start: '2026-11-24T13:00:00+08:00', end: '2026-11-24T15:00:00+08:00' },
      { start: '2026-11-24T15:00:00+08:00', end: '2026-11-24T16:00:00+08:00' },
    ]
    const set = await send('PUT', '/engineers/E-1001/availability', { slots })
    expect(set.body).toEqual({
      engineer: 'E-1001',
      slots: [
        { start: '2026-11-24T00:00:00.000Z', end: '2026-11-24T02:00:00.000Z' },
        { start: '2026-11-24T05:00:00.000Z', end: '2026-11-24T08:00:00.000Z' },
      ],
    })
    // From nine to ten is too short for two hours.
    const after = await get(`/gate/candidates?${drier}`)
    expect(after.body.candidates[0].freeFrom).toBe('2026-11-24T05:00:00.000Z')
    await send('PUT', '/engineers/E-1001/availability', { slots: [] })
    expect((await get(`/gate/candidates?${drier}`)).body.candidates[0].freeFrom).toBeNull()
  }, 60_000)

  test('finished jobs are logged once, in order, and never changed', async () => {
    const { send, db } = await opened({ dialect })
    const jobs = [job, { ...job, job: 'J-2', redoOf: 'J-1', supervisor: 'E-1008' }]
    const first = await send('POST', '/work-log', { jobs })
    expect(first.body.results).toEqual([
      { job: 'J-1', outcome: 'logged' },
      { job: 'J-2', outcome: 'logged' },
    ])
    const again = await send('POST', '/work-log', {
      jobs: [job, { ...job, outlet: 'O2' }, { ...job, job: 'J-3', finishedAt: '2027-01-01T00:00:00Z' }],
    })
    const said = again.body.results.map(
      (one: { outcome?: string; reason?: string }) => one.outcome ?? one.reason,
    )
    expect(said).toEqual(['logged-before', 'job-taken', 'in-the-future'])
    expect(await db.selectFrom('workLogEntry').select('job').execute()).toHaveLength(2)
    const [entry] = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'work-log.reported')
      .execute()
    expect(JSON.parse(entry?.detailsJson ?? '')).toEqual({ count: 2, organisation: 'MEIHE' })
    expect(entry?.organisationId).not.toBeNull()
  }, 60_000)

  test('a decision is read with its link and replayed to the same answer, whatever has changed since', async () => {
    const { get, send, db } = await opened({ dialect })
    const { body: decided } = await send('POST', '/gate/check', drierRequest)
    const { body: read } = await get(`/gate/decisions/${decided.decisionId}`)
    expect(read).toMatchObject({
      decisionId: decided.decisionId,
      decision: 'DENY',
      reasons: decided.reasons,
      paths: decided.paths,
      inputsDigest: decided.inputsDigest,
      request: { engineer: 'E-1002', operation: 'RF-DRIER' },
      ledger: { sequence: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    await db.deleteFrom('requirementRule').execute()
    const { body: replay } = await send('POST', `/gate/decisions/${decided.decisionId}/replay`, {})
    expect(replay).toEqual({ decisionId: decided.decisionId, outcome: 'same', differences: [] })
  }, 60_000)
})

describe('recency', () => {
  const sensor = { ...drierRequest, engineer: 'E-1001', operation: 'AC-ROOM-SENSOR', model: 'MH-AC-35-R32' }

  async function withGapOf30Days() {
    const scene = await opened()
    await scene.db.updateTable('credentialType').set({ recencyMaxGapDays: 30 }).execute()
    const recency = async () => {
      const { body } = await scene.send('POST', '/gate/check', sensor)
      const found = body.reasons.find(({ code }: { code: string }) => code === 'IND_RECENCY')
      return [body.decision, found?.severity ?? null]
    }
    return { ...scene, recency }
  }

  test('is an INFO until the brand says that its log counts, then a block without work, and none with it', async () => {
    const { send, recency, clock } = await withGapOf30Days()
    expect(await recency()).toEqual(['ALLOW', 'INFO'])
    await send('POST', '/work-log', { jobs: [{ ...job, finishedAt: '2026-01-10T10:00:00+08:00' }] })
    expect(await recency()).toEqual(['ALLOW', 'INFO'])
    const counts = { countsFrom: '2026-01-01T00:00:00+08:00', reason: 'Complete since January' }
    expect((await send('PUT', '/work-log/connection', counts)).status).toBe(200)
    clock.advance(1_000)
    expect(await recency()).toEqual(['DENY', 'BLOCK'])
    await send('POST', '/work-log', { jobs: [{ ...job, job: 'J-2' }] })
    clock.advance(1_000)
    expect(await recency()).toEqual(['ALLOW', null])
    await send('PUT', '/work-log/connection', { countsFrom: null, reason: 'Broken for a while' })
    clock.advance(1_000)
    expect(await recency()).toEqual(['ALLOW', 'INFO'])
  })

  test('counts work in the category alone', async () => {
    const { send, recency, clock } = await withGapOf30Days()
    await send('PUT', '/work-log/connection', { countsFrom: '2026-01-01T00:00:00Z', reason: 'Complete' })
    await send('POST', '/work-log', {
      jobs: [
        { ...job, operation: 'WM-INLET-VALVE' },
        { ...job, job: 'J-2', operation: 'DIAGNOSE' },
      ],
    })
    clock.advance(1_000)
    expect(await recency()).toEqual(['DENY', 'BLOCK'])
    await send('POST', '/work-log', {
      jobs: [{ ...job, job: 'J-3', operation: 'DIAGNOSE', model: 'MH-AC-35-R32' }],
    })
    clock.advance(1_000)
    expect(await recency()).toEqual(['ALLOW', null])
  })
})

describe('the supervised exception', () => {
  test('begins its clock with the first supervised job of the log', async () => {
    const { send, clock, db } = await opened()
    const trainee = await db
      .selectFrom('person')
      .select('id')
      .where('code', '=', 'E-1004')
      .executeTakeFirstOrThrow()
    const type = await db
      .selectFrom('credentialType')
      .select('id')
      .where('code', '=', 'WM-L2')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('enrolment')
      .values({
        id: 'enrolment',
        personId: trainee.id,
        credentialTypeId: type.id,
        requirementJson: '{}',
        state: 'LEARNING',
        enrolledBy: trainee.id,
        enrolledAt: '2025-01-01T00:00:00.000Z',
        recordedAt: '2025-01-01T00:00:00.000Z',
      })
      .execute()
    const { gatherFacts } = await import('#app/features/gate/index.server.ts')
    const facts = async () => {
      clock.advance(1_000)
      return gatherFacts(db, {
        ...drierRequest,
        engineer: 'E-1004',
        operation: 'WM-INLET-VALVE',
        model: 'MH-WM-10',
        asOf: clock.now(),
      })
    }
    await send('POST', '/work-log', {
      jobs: [{ ...job, engineer: 'E-1004', operation: 'WM-INLET-VALVE', supervisor: 'E-1008' }],
    })
    expect((await facts()).supervisedJobs).toEqual([])
    await send('PUT', '/work-log/connection', { countsFrom: '2026-01-01T00:00:00Z', reason: 'Complete' })
    expect((await facts()).supervisedJobs).toMatchObject([
      {
        engineer: 'E-1004',
        supervisor: 'E-1008',
        credentialType: 'WM-L2',
        start: '2026-11-20T02:00:00.000Z',
      },
    ])
  })
})

describe('reading permissions', () => {
  test('an engineer’s say what the gate says of each operation', async () => {
    const { get, send, ctx } = await opened()
    const { status, body } = await get('/engineers/E-1002/permissions')
    expect(status).toBe(200)
    expect(body).toMatchObject({ engineer: 'E-1002', outlet: 'O1', brand: 'MEIHE', at: ctx.now() })
    const fridge = body.models.find(({ model }: { model: string }) => model === 'MH-RF-320-R600A')
    const drierDenied = fridge.deny.find(({ operation }: { operation: string }) => operation === 'RF-DRIER')
    expect(drierDenied.codes).toEqual(['IND_ENDORSEMENT', 'IND_LEVEL_TOO_LOW'])
    const window = { start: ctx.now(), end: '2026-11-23T03:00:00.000Z' }
    for (const operation of [...fridge.allow, ...fridge.allowWithWarning]) {
      const { body: checked } = await send('POST', '/gate/check', { ...drierRequest, operation, window })
      expect(checked.decision, operation).toMatch(/^ALLOW(_WARN)?$/)
    }
    expect((await get('/engineers/NOBODY/permissions')).status).toBe(404)
  })

  test('an outlet’s are a matrix of the same', async () => {
    const { get } = await opened()
    const { body: matrix } = await get('/outlets/O1/permissions')
    const { body: one } = await get('/engineers/E-1001/permissions')
    const row = matrix.engineers.find(({ engineer }: { engineer: string }) => engineer === 'E-1001')
    const allowed = (models: { model: string; allow: string[]; allowWithWarning: string[] }[]) =>
      models.map(({ model, allow, allowWithWarning }) => ({ model, allow, allowWithWarning }))
    expect(allowed(row.models)).toEqual(allowed(one.models))
    expect(matrix.work.length).toBe(one.models.length)
    expect((await get('/outlets/NOWHERE/permissions')).status).toBe(404)
  })
})

describe('candidates', () => {
  test('where nobody may are the nearest misses, the nearest first', async () => {
    const { get } = await opened()
    const { body } = await get(`/gate/candidates?outlet=O1&operation=AC-CLEAN&model=MH-AC-35-NEW&${morning}`)
    expect(body.candidates).toEqual([])
    expect(body.nearMisses[0]).toMatchObject({ decision: 'DENY', codes: ['IND_DELTA'] })
    const counts = body.nearMisses.map(({ codes }: { codes: string[] }) => codes.length)
    expect(counts).toEqual([...counts].sort((one, other) => one - other))
  })

  test('of a job that ends before it starts are refused', async () => {
    const { get } = await opened()
    const query =
      'outlet=O1&operation=AC-CLEAN&model=MH-AC-35-R32&start=2026-11-24T03:00:00Z&end=2026-11-24T01:00:00Z'
    const { status, body } = await get(`/gate/candidates?${query}`)
    expect([status, body.errors[0].path]).toEqual([422, '/end'])
    expect((await get('/gate/candidates?outlet=O1')).status).toBe(422)
  })
})
