import { describe, expect, test } from 'vitest'
import {
  acceptInvitation,
  type InvitationInput,
  invitePerson,
  readInvitation,
  withdrawInvitation,
} from '#app/features/identity/index.server.ts'
import { action as accept, loader as showInvitation } from '#app/routes/sign-in/accept-invitation.tsx'
import { action as invite } from '#app/routes/team/invite.tsx'
import { action as withdraw } from '#app/routes/team/withdraw-invitation.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { deliverWaitingMessages } from '#tests/support/deliver-waiting-messages.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

const password = 'a-long-enough-password-9'
const day = 24 * 60 * 60_000

async function scene() {
  const frozen = await frozenContext({ filled: 'demo' })
  const manager = await actingAs(frozen.ctx, 'P-6001')
  const outletId = async (code: string) =>
    (await frozen.db.selectFrom('outlet').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
  const input = async (more: Partial<InvitationInput> = {}): Promise<InvitationInput> => ({
    name: '新工程师',
    staffCode: 'E-7001',
    phone: '13900000001',
    email: '',
    role: 'engineer',
    outletId: await outletId('O1'),
    language: 'zh-CN',
    ...more,
  })
  const newestToken = async () => {
    const row = await frozen.db
      .selectFrom('message')
      .select('link')
      .where('template', '=', 'invitation')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return row.link?.split('/').at(-1) ?? ''
  }
  const sent = async (more: Partial<InvitationInput> = {}) => {
    const outcome = await invitePerson(manager, await input(more))
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
    return { id: outcome.invitationId, token: await newestToken() }
  }
  return { ...frozen, manager, outletId, input, sent, newestToken }
}

describe('inviting', () => {
  test('gives away only roles of one’s own and only one’s own outlets', async () => {
    const { manager, input, outletId, db } = await scene()
    for (const role of ['admin', 'certification-officer', 'assessor', 'regulator', '' as 'admin'])
      expect(await invitePerson(manager, await input({ role: role as 'admin' }))).toMatchObject({
        problems: { role: 'role-not-yours' },
      })
    expect(await invitePerson(manager, await input({ outletId: await outletId('O6') }))).toMatchObject({
      problems: { outletId: 'outlet-missing' },
    })
    expect(await db.selectFrom('invitation').select('id').execute()).toEqual([])
  })

  test('names every fault at once and keeps what was typed', async () => {
    const { manager } = await scene()
    const fields = {
      name: ' ',
      staffCode: 'e',
      phone: '12',
      email: 'nobody',
      role: 'engineer',
      outletId: '',
      language: 'en',
    }
    const answer = await callRoute(invite, manager, { fields })
    expect(answer.status).toBe(400)
    expect(answer.value).toEqual({
      values: fields,
      problems: {
        name: 'name-missing',
        staffCode: 'staff-code-form',
        phone: 'phone-form',
        email: 'email-form',
        outletId: 'outlet-missing',
      },
    })
  })

  test('does not promise a staff code twice', async () => {
    const { manager, input, sent } = await scene()
    await sent()
    expect(await invitePerson(manager, await input({ phone: '13900000002' }))).toMatchObject({
      problems: { staffCode: 'staff-code-taken' },
    })
    expect(await invitePerson(manager, await input({ staffCode: 'E-1002' }))).toMatchObject({
      problems: { staffCode: 'staff-code-taken' },
    })
  })

  test('is for managers and admins alone', async () => {
    const { ctx } = await scene()
    for (const code of ['E-1002', 'B-5001', 'G-3001', 'D-7001'])
      expect((await callRoute(invite, await actingAs(ctx, code), { fields: {} })).status).toBe(403)
    expect(await callRoute(invite, ctx, { fields: {} })).toMatchObject({ status: 302, location: '/sign-in' })
  })
})

describe('an invitation', () => {
  test('is accepted once, by somebody who chose a good password, and starts on the page of the role', async () => {
    const { ctx, db, sent } = await scene()
    const { token } = await sent()
    const post = (fields: Record<string, string>) => callRoute(accept, ctx, { fields, params: { token } })
    expect(await post({ password: 'short', repeat: 'short' })).toMatchObject({
      status: 400,
      value: { problem: 'too-short' },
    })
    expect(await post({ password, repeat: 'another' })).toMatchObject({
      status: 400,
      value: { problem: 'differs' },
    })
    expect(await post({ password: '13900000001', repeat: '13900000001' })).toMatchObject({ status: 400 })
    const accepted = await post({ password, repeat: password })
    expect(accepted).toMatchObject({ status: 302, location: '/ladder' })
    expect(accepted.cookies.join()).toMatch(/^session=\w{30}/)
    expect(await post({ password, repeat: password })).toMatchObject({
      status: 302,
      location: `/invitation/${token}`,
    })
    expect(await db.selectFrom('person').select('code').where('code', '=', 'E-7001').execute()).toHaveLength(
      1,
    )
  })

  test('pressed twice at once makes one person', async () => {
    const { ctx, db, sent } = await scene()
    const { token } = await sent()
    const both = await Promise.all([
      acceptInvitation(ctx, { token, password }),
      acceptInvitation(ctx, { token, password }),
    ])
    expect(both.map((one) => (one.ok ? 'ok' : one.reason)).sort()).toEqual(['ok', 'over'])
    expect(
      await db
        .selectFrom('affiliation')
        .innerJoin('person', 'person.id', 'personId')
        .where('code', '=', 'E-7001')
        .select('person.id')
        .execute(),
    ).toHaveLength(1)
  })

  test('ends after fourteen days, by withdrawal, and is nothing for who guesses', async () => {
    const { ctx, clock, sent, manager } = await scene()
    const late = await sent()
    clock.advance(14 * day)
    expect(await readInvitation(ctx, late.token)).toBeNull()
    expect(await acceptInvitation(ctx, { token: late.token, password })).toEqual({
      ok: false,
      reason: 'over',
    })
    const { id, token } = await sent({ staffCode: 'E-7002', phone: '13900000002' })
    expect(await withdrawInvitation(manager, { invitationId: id })).toBe(true)
    expect(await withdrawInvitation(manager, { invitationId: id })).toBe(false)
    for (const one of [token, 'guess', ''])
      expect(await callRoute(showInvitation, ctx, { params: { token: one } })).toMatchObject({
        status: 410,
        value: { invitation: null },
      })
  })

  test('is withdrawn only by its own organisation', async () => {
    const { ctx, sent } = await scene()
    const { id, token } = await sent()
    const admin = await actingAs(ctx, 'S-8001')
    expect((await callRoute(withdraw, admin, { fields: {}, params: { invitation: id } })).status).toBe(404)
    expect(
      (await callRoute(withdraw, await actingAs(ctx, 'E-1002'), { fields: {}, params: { invitation: id } }))
        .status,
    ).toBe(403)
    expect(await readInvitation(ctx, token)).not.toBeNull()
  })

  test('says when its phone number was taken in the meantime', async () => {
    const { ctx, db, sent } = await scene()
    const { token } = await sent()
    await db.updateTable('person').set({ phone: '+8613900000001' }).where('code', '=', 'E-1002').execute()
    expect(await acceptInvitation(ctx, { token, password })).toEqual({ ok: false, reason: 'taken' })
    expect(await db.selectFrom('person').select('id').where('code', '=', 'E-7001').execute()).toEqual([])
  })

  test('keeps its token nowhere but in the message, and there only until it has left', async () => {
    const { db, clock, sent } = await scene()
    const { token } = await sent()
    const invitations = JSON.stringify(await db.selectFrom('invitation').selectAll().execute())
    const ledger = JSON.stringify(await db.selectFrom('auditEntry').selectAll().execute())
    expect(invitations + ledger).not.toContain(token)
    const texts: string[] = []
    const sms = async ({ body }: { body: string }) => void texts.push(body)
    await deliverWaitingMessages(db, { mail: async () => {}, sms, leaving: ['sms'] }, clock.now)
    expect(texts.join()).toContain(token)
    expect(JSON.stringify(await db.selectFrom('message').selectAll().execute())).not.toContain(token)
  })
})
