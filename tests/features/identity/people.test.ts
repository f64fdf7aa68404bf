import { describe, expect, test } from 'vitest'
import {
  createAdmin,
  endRole,
  grantRole,
  listPeople,
  readOwnAccount,
  readPerson,
  setAccountState,
} from '#app/features/identity/index.server.ts'
import { action as endRoleAction } from '#app/routes/admin/end-role.tsx'
import { action as grantRoleAction } from '#app/routes/admin/grant-role.tsx'
import { loader as peoplePage } from '#app/routes/admin/people.tsx'
import { loader as personPage } from '#app/routes/admin/person.tsx'
import { action as setState } from '#app/routes/admin/set-account-state.tsx'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { callRoute } from './call-route.ts'

async function scene() {
  const frozen = await frozenContext({ filled: 'demo' })
  const organisationId = async (code: string) =>
    (
      await frozen.db
        .selectFrom('organisation')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
    ).id
  return { ...frozen, admin: await actingAs(frozen.ctx, 'S-8001'), organisationId }
}

describe('the list of people', () => {
  test('shows roles where they are held, pages in the database, and counts', async () => {
    const { admin, db } = await scene()
    const { all } = await db
      .selectFrom('person')
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow()
    const first = await listPeople(admin, { search: '', page: 1 })
    expect(first).toMatchObject({ total: all, counts: { all, closed: 0 }, pageSize: 25 })
    expect(first.people).toHaveLength(25)
    expect(first.people[0]).toMatchObject({
      code: 'A-2001',
      roles: [{ role: 'assessor', organisationCode: 'MEIHE' }],
    })
    const beyond = await listPeople(admin, { search: '', page: 9_999 })
    expect(beyond.people).toEqual([])
  })

  test('finds by code, either name and phone, and takes signs of the pattern as signs', async () => {
    const { admin } = await scene()
    const found = async (search: string) =>
      (await listPeople(admin, { search, page: 1 })).people.map(({ code }) => code)
    expect(await found('e-1002')).toEqual(['E-1002'])
    expect(await found('李敏')).toEqual(['E-1002'])
    expect(await found('li min')).toEqual(['E-1002'])
    expect(await found('100%')).toEqual([])
    expect(await found('_')).toEqual([])
  })

  test('and every person’s page are for admins alone', async () => {
    const { ctx } = await scene()
    for (const code of ['E-1002', 'P-6001', 'G-3001', 'M-4001', 'B-5001']) {
      const someone = await actingAs(ctx, code)
      expect((await callRoute(peoplePage, someone)).status).toBe(403)
      expect((await callRoute(personPage, someone, { params: { person: 'E-1003' } })).status).toBe(403)
      for (const action of [grantRoleAction, setState, endRoleAction])
        expect(
          (await callRoute(action, someone, { fields: {}, params: { person: code, assignment: 'x' } }))
            .status,
        ).toBe(403)
    }
  })
})

describe('roles', () => {
  test('fit the kind of organisation: nobody becomes admin of anything but the platform', async () => {
    const { admin, organisationId } = await scene()
    const grant = async (organisation: string, role: 'admin' | 'engineer' | 'regulator') =>
      grantRole(admin, {
        personCode: 'E-1002',
        organisationId: await organisationId(organisation),
        role,
        reason: 'Is asked for',
      })
    expect(await grant('P1', 'admin')).toEqual({ ok: false, reason: 'role-not-there' })
    expect(await grant('MEIHE', 'admin')).toEqual({ ok: false, reason: 'role-not-there' })
    expect(await grant('MEIHE', 'regulator')).toEqual({ ok: false, reason: 'role-not-there' })
    expect(await grant('TIERGATE', 'admin')).toEqual({ ok: true })
    const made = {
      personCode: 'E-1002',
      organisationId: 'made-up',
      role: 'engineer' as const,
      reason: 'Is asked for',
    }
    expect(await grantRole(admin, made)).toEqual({ ok: false, reason: 'unknown-organisation' })
  })

  test('are not ended for somebody else, nor one’s own role of admin', async () => {
    const { admin, db } = await scene()
    const idOf = async (code: string) =>
      (
        await db
          .selectFrom('roleAssignment')
          .innerJoin('person', 'person.id', 'personId')
          .select('roleAssignment.id')
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
      ).id
    const own = { personCode: 'S-8001', assignmentId: await idOf('S-8001'), reason: 'Is not wanted' }
    expect(await endRole(admin, own)).toEqual({ ok: false, reason: 'own' })
    const mixed = {
      fields: { reason: 'Is not wanted' },
      params: { person: 'E-1003', assignment: await idOf('E-1002') },
    }
    expect((await callRoute(endRoleAction, admin, mixed)).status).toBe(404)
    expect((await readPerson(admin, 'E-1002'))?.roles[0]?.isInForce).toBe(true)
  })

  test('are refused without a reason, and the form comes back with what was typed, once', async () => {
    const { admin, organisationId } = await scene()
    const organisation = await organisationId('P1')
    const refused = await callRoute(grantRoleAction, admin, {
      fields: { organisation, role: 'trainer', reason: '太短' },
      params: { person: 'E-1002' },
    })
    expect(refused).toMatchObject({ status: 302, location: '/admin/people/E-1002#grant-form' })
    const kept = refused.cookies[0] ?? ''
    expect(kept).toMatch(/; Path=\/admin\/people\/E-1002; Max-Age=60; HttpOnly; SameSite=Lax$/)
    const params = { person: 'E-1002' }
    const shown = await callRoute(personPage, admin, { params, cookie: kept.split(';')[0] })
    expect(shown.value).toMatchObject({
      refused: {
        form: 'grant',
        problem: 'reason-missing',
        values: { organisation, role: 'trainer', reason: '太短' },
      },
    })
    expect(shown.cookies.join()).toContain('form=; Path=/admin/people/E-1002; Max-Age=0')
    for (const cookie of ['form=%%%', 'form=bnVsbA', 'form=e30', 'form=W10'])
      expect((await callRoute(personPage, admin, { params, cookie })).value).toMatchObject({ refused: null })
  })
})

describe('an account', () => {
  test('is closed and opened with a reason, never one’s own', async () => {
    const { admin, db } = await scene()
    const change = (personCode: string, state: 'active' | 'disabled', reason = 'Left the company') =>
      setAccountState(admin, { personCode, state, reason })
    expect(await change('S-8001', 'disabled')).toEqual({ ok: false, reason: 'own' })
    expect(await change('E-1002', 'disabled', ' no ')).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await change('E-1002', 'disabled')).toEqual({ ok: true })
    expect(await change('E-1002', 'disabled')).toEqual({ ok: false, reason: 'no-change' })
    expect((await listPeople(admin, { search: '', page: 1 })).counts.closed).toBe(1)
    expect(await change('E-1002', 'active')).toEqual({ ok: true })
    const entries = await db
      .selectFrom('auditEntry')
      .select(['action', 'detailsJson'])
      .orderBy('sequence')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['account.closed', 'account.opened'])
    expect(entries[0]?.detailsJson).toContain('Left the company')
  })

  test('of one’s own shows no secret', async () => {
    const { ctx } = await scene()
    const account = await readOwnAccount(await actingAs(ctx, 'A-2002'))
    expect(account).toMatchObject({ hasPassword: false, person: { code: 'A-2002' }, sessions: [] })
    expect(account.memberships.map(({ organisationCode }) => organisationCode)).toEqual([
      'MEIHE',
      'LUMEN',
      'HAIYUE',
    ])
  })
})

describe('the first admin', () => {
  const wanted = { code: 's-9001', name: 'Li Na', mail: 'Li.Na@example.com', isAnother: false }

  test('is made once with the platform’s organisation and chooses a password by link', async () => {
    const { ctx, db } = await frozenContext({ mode: 'production' })
    const made = await createAdmin(ctx, wanted)
    expect(made).toMatchObject({ ok: true, expiresAt: '2026-11-24T02:00:00.000Z' })
    expect((await actingAs(ctx, 'S-9001')).actor.acting).toMatchObject({
      organisationKind: 'platform',
      roles: ['admin'],
    })
    const { isResetUsable } = await import('#app/features/identity/index.server.ts')
    expect(await isResetUsable(ctx, made.ok ? (made.link.split('/').at(-1) ?? '') : '')).toBe(true)
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([
      { name: 'mode', value: 'production' },
    ])
    const other = { ...wanted, code: 'S-9002', mail: 'b@example.com' }
    expect(await createAdmin(ctx, other)).toEqual({ ok: false, reason: 'admin-exists' })
    expect(await createAdmin(ctx, { ...wanted, isAnother: true })).toEqual({
      ok: false,
      reason: 'code-taken',
    })
    expect(await createAdmin(ctx, { ...other, mail: wanted.mail, isAnother: true })).toEqual({
      ok: false,
      reason: 'mail-taken',
    })
    expect(await createAdmin(ctx, { ...other, isAnother: true })).toMatchObject({ ok: true })
    expect(await db.selectFrom('organisation').select('id').execute()).toHaveLength(1)
  })

  test('is not made in a demonstration or from nonsense', async () => {
    const demo = await frozenContext({ filled: 'demo', mode: 'production' })
    expect(await createAdmin(demo.ctx, wanted)).toEqual({ ok: false, reason: 'not-production' })
    const { ctx } = await frozenContext({ mode: 'production' })
    expect(await createAdmin(ctx, { ...wanted, code: '!' })).toEqual({ ok: false, reason: 'code-form' })
    expect(await createAdmin(ctx, { ...wanted, name: ' ' })).toEqual({ ok: false, reason: 'name-missing' })
    expect(await createAdmin(ctx, { ...wanted, mail: 'x' })).toEqual({ ok: false, reason: 'mail-form' })
  })
})
