import { describe, expect, test } from 'vitest'
import { makeApiKey, readKeyPage, revokeApiKey } from '#app/features/api-keys/index.server.ts'
import { apiScopes } from '#app/features/api-keys/scopes.ts'
import { action as keysAction, loader as keysPage } from '#app/routes/api-keys/api-keys.tsx'
import { drierRequest, machineOn, secretFor } from '#tests/features/api/machine-client.ts'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

async function opened() {
  const frozen = await frozenContext({ filled: 'demo' })
  const idOf = async (code: string) =>
    (
      await frozen.db
        .selectFrom('organisation')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
    ).id
  return { ...frozen, idOf, machine: await machineOn(frozen.ctx) }
}

describe('a key', () => {
  test('opens nothing where it is missing, wrong, revoked or has run out', async () => {
    const { machine, ctx, clock, db } = await opened()
    const secret = await secretFor(ctx, 'MEIHE')
    const ask = async (one: string | null) => {
      const { status, body, headers } = await machine.ask(one, '/gate/check', { body: drierRequest })
      return [status, body.reason, headers['www-authenticate']]
    }
    expect(await ask(null)).toEqual([401, 'no-key', 'Bearer'])
    expect(await ask(`${secret}x`)).toEqual([401, 'unknown-key', 'Bearer'])
    expect(await ask('tgk_')).toEqual([401, 'no-key', 'Bearer'])
    clock.advance(31 * 24 * 3_600_000)
    expect(await ask(secret)).toEqual([401, 'expired-key', 'Bearer'])
    const other = await secretFor(ctx, 'MEIHE')
    const admin = await actingAs(ctx, 'S-8001')
    const { keys } = await readKeyPage(admin, { page: 1 })
    expect(await revokeApiKey(admin, { keyId: keys[0]?.id ?? '', reason: 'Lost on a train' })).toEqual({
      ok: true,
    })
    expect(await ask(other)).toEqual([401, 'revoked-key', 'Bearer'])
    expect(await db.selectFrom('gateDecision').selectAll().execute()).toEqual([])
  })

  test('is nowhere kept in a form that opens anything, and its page never shows one again', async () => {
    const { ctx, db } = await opened()
    const secret = await secretFor(ctx, 'MEIHE')
    const stored = JSON.stringify([
      await db.selectFrom('apiKey').selectAll().execute(),
      await db.selectFrom('auditEntry').selectAll().execute(),
    ])
    expect(stored).not.toContain(secret)
    expect(stored).not.toContain(secret.slice(10))
    const page = await callRoute(keysPage, await actingAs(ctx, 'S-8001'), { address: '/api-keys' })
    expect(JSON.stringify(page.value)).not.toContain(secret.slice(10))
    expect(JSON.stringify(page.value)).not.toContain('secretHash')
  })

  test('may do what it was given and nothing else', async () => {
    const { machine, ctx } = await opened()
    const calls = {
      'gate:check': ['POST', '/gate/check'],
      'gate:read': ['GET', '/gate/decisions/x'],
      'worklog:write': ['POST', '/work-log'],
      'availability:write': ['PUT', '/engineers/E-1001/availability'],
    } as const
    for (const held of apiScopes) {
      const secret = await secretFor(ctx, 'MEIHE', [held])
      for (const scope of apiScopes) {
        const [method, path] = calls[scope]
        const { status, body } = await machine.ask(secret, path, {
          method,
          ...(method === 'GET' ? {} : { body: {} }),
        })
        if (scope === held) expect([404, 422], `${held} at ${path}`).toContain(status)
        else expect([status, body.reason, body.scope]).toEqual([403, 'scope-missing', scope])
      }
    }
  })

  test('of a provider reports no jobs, since none of its keys may', async () => {
    const { ctx, idOf } = await opened()
    const values = { organisationId: await idOf('P1'), name: 'Jobs', scopes: ['worklog:write'], days: '' }
    expect(await makeApiKey(await actingAs(ctx, 'S-8001'), values)).toEqual({
      ok: false,
      problems: { scopes: 'scope-not-theirs' },
    })
  })
})

describe('the keys of an organisation', () => {
  test('are made, seen and revoked by its own people alone', async () => {
    const { ctx, idOf } = await opened()
    const officer = await actingAs(ctx, 'B-5001')
    const values = { name: 'Dispatch', scopes: ['gate:check'], days: '90' }
    const other = { ...values, organisationId: await idOf('LUMEN') }
    expect(await makeApiKey(officer, other)).toEqual({
      ok: false,
      problems: { organisationId: 'unknown-organisation' },
    })
    const made = await makeApiKey(officer, { ...values, organisationId: await idOf('MEIHE') })
    if (!made.ok) throw new Error('not made')
    const lumen = await actingAs(ctx, 'B-5101')
    expect((await readKeyPage(lumen, { page: 1 })).keys).toEqual([])
    expect(await revokeApiKey(lumen, { keyId: made.keyId, reason: 'Not mine at all' })).toEqual({
      ok: false,
      reason: 'unknown-key',
    })
    expect((await readKeyPage(officer, { page: 1 })).keys).toMatchObject([
      { id: made.keyId, state: 'live', makerCode: 'B-5001', scopes: ['gate:check'] },
    ])
  })

  test('are not for dispatchers, engineers, observers and visitors', async () => {
    const { ctx } = await opened()
    for (const code of ['D-7001', 'E-1001', 'M-4001', 'G-3001', 'T-2201'])
      expect((await callRoute(keysPage, await actingAs(ctx, code))).status).toBe(403)
    expect((await callRoute(keysPage, ctx, { address: '/api-keys' })).status).toBe(302)
    const fields = { name: 'Mine', scopes: 'gate:check', days: '' }
    const foreign = { fields, origin: 'https://elsewhere.example' }
    expect((await callRoute(keysAction, await actingAs(ctx, 'S-8001'), foreign)).status).toBe(403)
  })

  test('a refused form says what is wrong and keeps what was typed', async () => {
    const { ctx } = await opened()
    const fields = { name: 'X', organisationId: '', scopes: 'everything', days: '7' }
    const { status, value } = await callRoute(keysAction, await actingAs(ctx, 'S-8001'), { fields })
    expect(status).toBe(400)
    expect(value).toMatchObject({
      values: { name: 'X', days: '7' },
      problems: {
        name: 'name-short',
        organisationId: 'unknown-organisation',
        scopes: 'no-scope',
        days: 'unknown-lifetime',
      },
    })
  })

  test('are revoked with a reason, once, and both stand in the audit', async () => {
    const { ctx, db } = await opened()
    await secretFor(ctx, 'MEIHE')
    const admin = await actingAs(ctx, 'S-8001')
    const [key] = (await readKeyPage(admin, { page: 1 })).keys
    const keyId = key?.id ?? ''
    expect(await revokeApiKey(admin, { keyId, reason: ' no ' })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    expect(await revokeApiKey(admin, { keyId, reason: 'Lost on a train' })).toEqual({ ok: true })
    expect(await revokeApiKey(admin, { keyId, reason: 'Lost on a train' })).toMatchObject({ ok: false })
    const entries = await db
      .selectFrom('auditEntry')
      .select(['action', 'detailsJson'])
      .where('subjectKind', '=', 'api-key')
      .orderBy('sequence')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['api-key.made', 'api-key.revoked'])
    expect(entries[1]?.detailsJson).toContain('Lost on a train')
  })
})

/** LUMEN's people and outlets, which MEIHE has nothing to do with, and the other way round. */
describe('a key of one tenant', () => {
  const nothing = (answer: { status: number; body: { reason?: string; errors?: { path: string }[] } }) => [
    answer.status,
    answer.body.reason,
    answer.body.errors?.map(({ path }) => path),
  ]

  test('gets the same answer for what is another’s as for what is not there', async () => {
    const { machine, ctx } = await opened()
    const secret = await secretFor(ctx, 'MEIHE')
    const check = (change: object) =>
      machine.ask(secret, '/gate/check', { body: { ...drierRequest, ...change } })
    const pairs = [
      [{ brand: 'LUMEN' }, { brand: 'NOBRAND' }],
      [{ outlet: 'O7' }, { outlet: 'NOWHERE' }],
      [{ engineer: 'E-1006' }, { engineer: 'NOBODY' }],
      [{ supervisor: 'E-1006' }, { supervisor: 'NOBODY' }],
      [{ operation: 'NB-BOARD' }, { operation: 'NOTHING' }],
      [{ model: 'LM-NB-14' }, { model: 'NO-MODEL' }],
    ] as const
    for (const [anothers, missing] of pairs) {
      const one = await check(anothers)
      const other = await check(missing)
      expect(nothing(one)).toEqual([422, 'unknown-subject', [`/${Object.keys(anothers)[0]}`]])
      const { requestId: _, ...problem } = one.body
      const { requestId: __, ...expected } = other.body
      expect(problem).toEqual(expected)
    }
    expect(await ctx.db.selectFrom('gateDecision').selectAll().execute()).toEqual([])
  })

  test('reads no decision, permission, candidate or free time of another', async () => {
    const { machine, ctx } = await opened()
    const meihe = await secretFor(ctx, 'MEIHE')
    const lumen = await secretFor(ctx, 'LUMEN')
    const { body } = await machine.ask(meihe, '/gate/check', { body: drierRequest })
    const id = body.decisionId
    expect((await machine.ask(meihe, `/gate/decisions/${id}`)).status).toBe(200)
    expect((await machine.ask(lumen, `/gate/decisions/${id}`)).status).toBe(404)
    expect((await machine.ask(lumen, `/gate/decisions/${id}/replay`, { method: 'POST' })).status).toBe(404)
    expect((await machine.ask(meihe, '/engineers/E-1006/permissions')).status).toBe(404)
    expect((await machine.ask(meihe, '/engineers/E-1001/permissions?brand=LUMEN')).status).toBe(422)
    expect((await machine.ask(meihe, '/outlets/O7/permissions')).status).toBe(404)
    const query =
      'outlet=O7&operation=NB-BOARD&model=LM-NB-14&start=2026-11-24T01:00:00Z&end=2026-11-24T03:00:00Z'
    expect((await machine.ask(meihe, `/gate/candidates?${query}`)).status).toBe(422)
    const slots = { method: 'PUT', body: { slots: [] } } as const
    expect((await machine.ask(meihe, '/engineers/E-1006/availability', slots)).status).toBe(404)
  })

  test('of a provider sees its own outlets and people, and decisions on them', async () => {
    const { machine, ctx } = await opened()
    const own = await secretFor(ctx, 'P1')
    const other = await secretFor(ctx, 'P2')
    const check = (secret: string, change: object = {}) =>
      machine.ask(secret, '/gate/check', { body: { ...drierRequest, ...change } })
    const mine = await check(own)
    expect(mine.status).toBe(200)
    expect(nothing(await check(other))).toEqual([422, 'unknown-subject', ['/outlet', '/engineer']])
    expect(nothing(await check(own, { brand: 'LUMEN', operation: 'NB-BOARD', model: 'LM-NB-14' }))).toEqual([
      422,
      'unknown-subject',
      ['/brand'],
    ])
    expect((await machine.ask(other, `/gate/decisions/${mine.body.decisionId}`)).status).toBe(404)
    expect((await machine.ask(own, `/gate/decisions/${mine.body.decisionId}`)).status).toBe(200)
    expect(nothing(await machine.ask(own, '/outlets/O1/permissions'))).toEqual([422, 'malformed', ['/brand']])
    expect((await machine.ask(own, '/outlets/O1/permissions?brand=MEIHE')).status).toBe(200)
  })

  test('reports no jobs of people, outlets and work that are another’s', async () => {
    const { machine, ctx } = await opened()
    const secret = await secretFor(ctx, 'MEIHE')
    const job = {
      job: 'J-1',
      engineer: 'E-1001',
      operation: 'AC-ROOM-SENSOR',
      outlet: 'O1',
      finishedAt: '2026-11-20T10:00:00+08:00',
    }
    const { body } = await machine.ask(secret, '/work-log', {
      body: {
        jobs: [
          { ...job, engineer: 'E-1006' },
          { ...job, outlet: 'O7' },
          { ...job, operation: 'NB-BOARD' },
          { ...job, model: 'LM-NB-14' },
          { ...job, supervisor: 'E-1006' },
          { ...job, redoOf: 'J-0' },
        ],
      },
    })
    expect(
      body.results.map(({ errors }: { errors: { path: string }[] }) => errors.map(({ path }) => path)),
    ).toEqual([['/engineer'], ['/outlet'], ['/operation'], ['/model'], ['/supervisor'], ['/redoOf']])
    expect(await ctx.db.selectFrom('workLogEntry').selectAll().execute()).toEqual([])
  })
})
