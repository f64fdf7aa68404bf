import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findAuditPage, recordAudit, verifyLedger } from '#app/features/audit/index.server.ts'
import { findCredentialsOf, readLadders } from '#app/features/credentials/index.server.ts'
import { decideGate, readDecision } from '#app/features/gate/index.server.ts'
import {
  acceptInvitation,
  endRole,
  grantRole,
  invitePerson,
  listOwnSessions,
  listPeople,
  readActor,
  signInAsDemoPerson,
  signInWithPassword,
  signOut,
} from '#app/features/identity/index.server.ts'
import { queueJob, runDueJobs } from '#app/jobs/jobs.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { deliverWaitingMessages } from '#tests/support/deliver-waiting-messages.ts'
import { actingAs, frozenContext, frozenNow } from '#tests/support/frozen-context.ts'
import { worldOf } from '#tests/support/world.ts'

const hour = 3_600_000
const password = 'a-long-enough-password-9'

/** The same use cases on every database: what holds on SQLite must hold on PostgreSQL. */
describe.each(testDialects)('on %s', { timeout: 60_000 }, (dialect) => {
  const demo = () => frozenContext({ dialect, filled: 'demo' })

  test('the ledger is written by many at once without a gap and verifies', async () => {
    const { ctx, db } = await demo()
    const before = await verifyLedger(db)
    expect(before.ok).toBe(true)
    const count = before.ok ? before.count : 0
    const acts = Array.from({ length: 8 }, (_, place) =>
      db
        .transaction()
        .execute((trx) =>
          recordAudit(ctx, trx, { action: 'tried', subjectKind: 'person', subjectId: `p${place}` }),
        ),
    )
    await Promise.all(acts)
    expect(await verifyLedger(db)).toEqual({ ok: true, count: count + 8 })
    const page = await findAuditPage(db, { organisationId: null, action: 'tried', page: 1, pageSize: 5 })
    expect(page.total).toBe(8)
    expect(page.entries).toHaveLength(5)
    expect(page.entries[0]?.sequence).toBe(count + 8)
  })

  test('a session is opened, read, listed and closed', async () => {
    const { ctx, db, clock } = await demo()
    const opened = await signInAsDemoPerson(ctx, { code: 'A-2002' })
    if (!opened.ok) throw new Error(opened.reason)
    const ask = () =>
      readActor(db, { cookieHeader: opened.setCookie.split(';')[0] ?? '', isSecure: false, now: clock.now() })
    const { actor } = await ask()
    expect(actor?.code).toBe('A-2002')
    expect(actor?.memberships.map(({ organisationCode }) => organisationCode)).toEqual([
      'MEIHE',
      'LUMEN',
      'HAIYUE',
    ])
    if (!actor) return
    const signedIn = { ...ctx, actor }
    expect(await listOwnSessions(signedIn)).toHaveLength(1)
    await signOut(signedIn)
    expect((await ask()).actor).toBeNull()
  })

  test('somebody is invited, accepts once, and signs in with the password', async () => {
    const { ctx, db } = await demo()
    const manager = await actingAs(ctx, 'P-6001')
    const outlet = await db
      .selectFrom('outlet')
      .select('id')
      .where('code', '=', 'O1')
      .executeTakeFirstOrThrow()
    const invited = await invitePerson(manager, {
      name: '新工程师',
      staffCode: 'E-7777',
      phone: '13912345678',
      email: '',
      role: 'engineer',
      outletId: outlet.id,
      language: 'zh-CN',
    })
    expect(invited).toMatchObject({ ok: true })
    const { link } = await db
      .selectFrom('message')
      .select('link')
      .where('template', '=', 'invitation')
      .executeTakeFirstOrThrow()
    const token = link?.split('/').at(-1) ?? ''
    expect(await acceptInvitation(ctx, { token, password })).toMatchObject({ ok: true })
    expect(await acceptInvitation(ctx, { token, password })).toEqual({ ok: false, reason: 'over' })
    expect(await signInWithPassword(ctx, { name: 'e-7777', password })).toMatchObject({ ok: true })
    for (let time = 0; time < 5; time += 1)
      await signInWithPassword(ctx, { name: 'E-7777', password: 'wrong-password-1' })
    expect(await signInWithPassword(ctx, { name: 'E-7777', password })).toMatchObject({
      ok: false,
      reason: 'blocked',
    })
  })

  test('a role is granted, searched for and ended', async () => {
    const { ctx, clock } = await demo()
    const admin = await actingAs(ctx, 'S-8001')
    const found = await listPeople(admin, { search: 'ouyang', page: 1 })
    expect(found.people.map(({ code }) => code)).toEqual(['E-1011'])
    expect(found.total).toBe(1)
    const { id: organisationId } = await ctx.db
      .selectFrom('organisation')
      .select('id')
      .where('code', '=', 'P1')
      .executeTakeFirstOrThrow()
    const role = {
      personCode: 'E-1011',
      organisationId,
      role: 'trainer' as const,
      reason: 'Teaches the new ones',
    }
    expect(await grantRole(admin, role)).toEqual({ ok: true })
    expect(await grantRole(admin, role)).toEqual({ ok: false, reason: 'held-already' })
    const { id } = await ctx.db
      .selectFrom('roleAssignment')
      .select('id')
      .where('role', '=', 'trainer')
      .where('organisationId', '=', organisationId)
      .executeTakeFirstOrThrow()
    clock.advance(hour)
    const end = { personCode: 'E-1011', assignmentId: id, reason: 'No longer teaches' }
    expect(await endRole(admin, end)).toEqual({ ok: true })
    expect(await endRole(admin, end)).toEqual({ ok: false, reason: 'no-change' })
  })

  test('a gate decision is made, kept and read again', async () => {
    const { ctx } = await demo()
    const dispatcher = await actingAs(ctx, 'D-7001')
    const ask = (engineer: string) =>
      decideGate(dispatcher, {
        engineer,
        outlet: 'O1',
        brand: 'MEIHE',
        operation: 'WM-INLET-VALVE',
        model: 'MH-WM-10',
        site: { jurisdiction: 'CN/42/4201' },
        window: { start: frozenNow, end: '2026-11-23T04:00:00.000Z' },
        checkpoint: 'ASSIGN',
        asOf: frozenNow,
      })
    const lead = await ask('E-1008')
    const trainee = await ask('E-1004')
    if (!lead.ok || !trainee.ok) throw new Error('A decision was refused')
    expect(['ALLOW', 'ALLOW_WARN']).toContain(lead.decision.decision)
    expect(trainee.decision.decision).not.toBe('ALLOW')
    expect(await readDecision(dispatcher, lead.decisionId)).not.toBeNull()
    const { rows } = await sql<{
      rows: number
    }>`select cast(count(*) as integer) as "rows" from gate_decision`.execute(ctx.db)
    expect(rows[0]?.rows).toBe(2)
  })

  test('what somebody holds is read with its status, and expires by the clock alone', async () => {
    const { ctx, clock } = await frozenContext({ dialect })
    const world = worldOf(ctx)
    const brand = await world.brand()
    const outlet = await world.outlet({ provider: await world.provider({ brands: [brand] }) })
    const engineer = await world.engineer({ outlet, brand, holds: ['WM-L1', 'WM-L2'] })
    const read = () => findCredentialsOf(ctx.db, [engineer.id], ctx.now())
    expect((await read()).map(({ type, reading }) => [type.code, reading.grantsWork])).toEqual([
      ['WM-L1', true],
      ['WM-L2', true],
    ])
    expect((await readLadders(ctx, engineer.id)).ladders.map(({ held }) => held)).toEqual([2])
    const officer = await (await world.officer(brand)).signedIn()
    expect(officer.actor.acting.roles).toEqual(['certification-officer'])
    clock.advance(2 * 365 * 24 * hour)
    expect((await read()).map(({ reading }) => reading.grantsWork)).toEqual([false, false])
  })

  test('a message that fails is tried again later, and a job runs once', async () => {
    const { ctx, db, clock } = await frozenContext({ dialect, filled: 'demo', mayLogErrors: true })
    const manager = await actingAs(ctx, 'P-6001')
    await invitePerson(manager, {
      name: '人',
      staffCode: 'T-7778',
      phone: '13912345679',
      email: '',
      role: 'trainer',
      outletId: '',
      language: 'en',
    })
    const refuse = { mail: async () => {}, sms: () => Promise.reject(new Error('no network')) }
    const accept = { mail: async () => {}, sms: async () => {} }
    expect(await deliverWaitingMessages(db, refuse, clock.now)).toBe(0)
    expect(await deliverWaitingMessages(db, accept, clock.now)).toBe(0)
    clock.advance(hour)
    expect(await deliverWaitingMessages(db, accept, clock.now)).toBe(1)

    await db
      .transaction()
      .execute((trx) => queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId: 'x' } }))
    const seen: string[] = []
    const handlers = {
      'advance-enrolments': async (_: unknown, { personId }: { personId: string }) =>
        void seen.push(personId),
    }
    expect(await runDueJobs(ctx, handlers)).toBe(1)
    expect(await runDueJobs(ctx, handlers)).toBe(0)
    expect(seen).toEqual(['x'])
  })
})
