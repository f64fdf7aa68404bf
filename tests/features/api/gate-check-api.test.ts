import { describe, expect, test } from 'vitest'
import { verifyGateLedger } from '#app/features/gate/index.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { type FrozenOptions, frozenContext } from '#tests/support/frozen-context.ts'
import { drierRequest, type MachineAnswer, machineOn, secretFor } from './machine-client.ts'

async function opened(options: FrozenOptions = {}) {
  const frozen = await frozenContext({ filled: 'demo', ...options })
  const machine = await machineOn(frozen.ctx)
  const secret = await secretFor(frozen.ctx, 'MEIHE')
  const check = (body: unknown, headers: Record<string, string> = {}) =>
    machine.ask(secret, '/gate/check', { body, headers })
  const recorded = () => frozen.db.selectFrom('gateDecision').selectAll().orderBy('id').execute()
  return { ...frozen, machine, secret, check, recorded }
}

const codesOf = ({ body }: MachineAnswer) => body.reasons.map(({ code }: { code: string }) => code)

describe.each(testDialects)('POST /api/v1/gate/check on %s', (dialect) => {
  test('answers the example with every reason, in both languages, and what opens it', async () => {
    const { check, recorded, db } = await opened({ dialect })
    const answer = await check(drierRequest)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ decision: 'DENY', preview: false, policyVersion: expect.any(String) })
    expect(codesOf(answer)).toEqual(['IND_ENDORSEMENT', 'IND_LEVEL_TOO_LOW', 'LEG_LICENCE_MISSING'])
    const [endorsement, , licence] = answer.body.reasons
    expect(endorsement).toMatchObject({
      gate: 'INDIVIDUAL',
      severity: 'BLOCK',
      text: { en: 'Missing endorsement: A3', zh: expect.stringContaining('缺少专项许可') },
      remedies: [{ kind: 'EARN_ENDORSEMENT' }],
    })
    expect(licence).toMatchObject({ severity: 'WARN' })
    expect(answer.body.paths.people.map(({ code }: { code: string }) => code)).toContain('E-1001')
    expect(answer.body.paths.person.length).toBeGreaterThan(0)
    const [row] = await recorded()
    expect(row).toMatchObject({ id: answer.body.decisionId, askedBy: null, decision: 'DENY' })
    expect(row?.askedByKey).not.toBeNull()
    expect(await verifyGateLedger(db)).toEqual({ ok: true, count: 1, unchained: 0 })
  }, 60_000)

  test('answers a batch in its order, each by a decision or a problem, and records the decisions', async () => {
    const { check, recorded, db } = await opened({ dialect })
    const { body, status } = await check({
      requests: [
        drierRequest,
        { ...drierRequest, engineer: 'NOBODY' },
        { ...drierRequest, engineer: 'E-1001' },
        { ...drierRequest, window: undefined },
        'nonsense',
      ],
    })
    expect(status).toBe(200)
    const said = body.results.map((one: { decision?: string; reason?: string }) => one.decision ?? one.reason)
    expect(said).toEqual(['DENY', 'unknown-subject', 'ALLOW_WARN', 'malformed', 'malformed'])
    expect(body.results[1].errors).toEqual([
      { path: '/engineer', reason: 'unknown', message: 'There is no such engineer' },
    ])
    expect(body.results[3].errors[0].path).toBe('/window')
    expect(await recorded()).toHaveLength(2)
    expect(await verifyGateLedger(db)).toEqual({ ok: true, count: 2, unchained: 0 })
  }, 60_000)
})

describe('POST /api/v1/gate/check', () => {
  test('a check is recorded as of now; another instant is a preview that leaves no trace', async () => {
    const { check, recorded, ctx } = await opened()
    const preview = await check({ ...drierRequest, asOf: '2026-11-20T10:00:00+08:00' })
    expect(preview.body).toMatchObject({ preview: true, decisionId: null, receipt: null, decision: 'DENY' })
    expect(await recorded()).toEqual([])
    const answer = await check(drierRequest)
    expect(answer.body).toMatchObject({ preview: false, asOf: ctx.now() })
    expect(await recorded()).toHaveLength(1)
  })

  test('leaves paths out where they are not wanted', async () => {
    const { check } = await opened()
    const { body } = await check({ requests: [drierRequest], paths: false })
    expect(body.results[0].paths).toEqual({ people: [], supervised: null, person: [] })
  })

  test('names every wrong field by its place', async () => {
    const { check } = await opened()
    const answer = await check({
      ...drierRequest,
      engineer: '',
      site: {},
      window: { start: 'tomorrow', end: '2026-11-24' },
      colour: 'red',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const places = answer.body.errors.map(({ path }: { path: string }) => path)
    expect(places).toEqual(
      expect.arrayContaining(['/engineer', '/site/jurisdiction', '/window/start', '/window/end', '']),
    )
  })

  test.each([
    [{ requests: [] }],
    [{ requests: 'all' }],
    [{ requests: Array.from({ length: 1_001 }, () => drierRequest) }],
    [[]],
    [null],
  ])('refuses a body that is neither a request nor a batch', async (body) => {
    const { check, recorded } = await opened()
    expect((await check(JSON.stringify(body))).status).toBe(422)
    expect(await recorded()).toEqual([])
  })

  test('takes a thousand requests at once', async () => {
    const { check, recorded, db } = await opened()
    const requests = Array.from({ length: 1_000 }, (_, at) => ({
      ...drierRequest,
      engineer: at % 2 === 0 ? 'E-1001' : 'E-1002',
    }))
    const { body } = await check({ requests, paths: false })
    expect(new Set(body.results.map(({ decisionId }: { decisionId: string }) => decisionId)).size).toBe(1_000)
    expect(body.results.slice(0, 2).map(({ decision }: { decision: string }) => decision)).toEqual([
      'ALLOW_WARN',
      'DENY',
    ])
    expect(await recorded()).toHaveLength(1_000)
    expect(await verifyGateLedger(db)).toMatchObject({ ok: true, count: 1_000 })
  }, 60_000)
})

describe('an Idempotency-Key', () => {
  test('makes a repeated request one: the same answer, one decision', async () => {
    const { check, recorded, clock } = await opened()
    const first = await check(drierRequest, { 'idempotency-key': 'order-1' })
    clock.advance(60_000)
    const again = await check(drierRequest, { 'idempotency-key': 'order-1' })
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(await recorded()).toHaveLength(1)
  })

  test('does not stand for two requests, nor for two keys', async () => {
    const { check, recorded, ctx, machine } = await opened()
    await check(drierRequest, { 'idempotency-key': 'order-1' })
    const other = await check({ ...drierRequest, engineer: 'E-1001' }, { 'idempotency-key': 'order-1' })
    expect([other.status, other.body.reason]).toEqual([422, 'idempotency-key-taken'])
    expect(await recorded()).toHaveLength(1)
    const second = await secretFor(ctx, 'MEIHE')
    const headers = { 'idempotency-key': 'order-1' }
    expect((await machine.ask(second, '/gate/check', { body: drierRequest, headers })).status).toBe(200)
    expect(await recorded()).toHaveLength(2)
  })

  test('at the same time lets one through', async () => {
    const { check, recorded } = await opened()
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => check(drierRequest, { 'idempotency-key': 'at-once' })),
    )
    expect(await recorded()).toHaveLength(1)
    for (const { status, body } of answers)
      expect(status === 200 || body.reason === 'still-running').toBe(true)
  })

  test('is taken again where its request was lost with its process', async () => {
    const { check, recorded, clock, db, ctx } = await opened()
    const [key] = await db.selectFrom('apiKey').select('id').execute()
    const first = await check(drierRequest, { 'idempotency-key': 'lost' })
    expect(first.status).toBe(200)
    await db
      .updateTable('idempotentRequest')
      .set({ status: null, answerJson: null })
      .where('apiKeyId', '=', key?.id ?? '')
      .execute()
    expect((await check(drierRequest, { 'idempotency-key': 'lost' })).status).toBe(409)
    clock.advance(61_000)
    expect((await check(drierRequest, { 'idempotency-key': 'lost' })).status).toBe(200)
    expect(await recorded()).toHaveLength(2)
    expect(ctx.now()).toBe(clock.now())
  })

  test('must be writable in a header', async () => {
    const { check } = await opened()
    expect((await check(drierRequest, { 'idempotency-key': 'a b' })).status).toBe(400)
  })
})

describe('the limit of a key', () => {
  test('counts the decisions of batches, says what is left, refuses above it, and ends with the minute', async () => {
    const { machine, secret, clock, check } = await opened()
    const { headers } = await check({ ...drierRequest, engineer: 'E-1001' })
    expect(headers['ratelimit-limit']).toBe('120000')
    expect(headers['ratelimit-remaining']).toBe('119999')
    expect(headers['ratelimit-reset']).toBe('60')
    // A matrix counts 500.
    const matrix = '/outlets/NOWHERE/permissions'
    for (let used = 1; used + 500 <= 120_000; used += 500) await machine.ask(secret, matrix)
    const over = await machine.ask(secret, matrix)
    expect([over.status, over.body.reason, over.headers['retry-after']]).toEqual([
      429,
      'too-many-requests',
      '60',
    ])
    expect((await machine.ask(secret, '/gate/decisions/none')).status).toBe(404)
    clock.advance(60_000)
    expect((await machine.ask(secret, matrix)).status).toBe(404)
  }, 60_000)
})
