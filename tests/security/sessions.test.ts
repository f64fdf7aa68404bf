import { expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import {
  listOwnSessions,
  readActor,
  revokeOwnSession,
  setAccountState,
  signInAsDemoPerson,
  signOut,
  switchOrganisation,
} from '#app/features/identity/index.server.ts'
import { action as revokeSession } from '#app/routes/account/revoke-session.tsx'
import { action as switchTo } from '#app/routes/account/switch-organisation.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

async function signedIn(ctx: Context, code: string) {
  const opened = await signInAsDemoPerson(ctx, { code })
  if (!opened.ok) throw new Error(opened.reason)
  const cookie = opened.setCookie.split(';')[0] ?? ''
  const read = () => readActor(ctx.db, { cookieHeader: cookie, isSecure: false, now: ctx.now() })
  const { actor } = await read()
  if (!actor) throw new Error('The session was not found')
  return { cookie, read, ctx: { ...ctx, actor } }
}

test('the database holds nothing with which a session could be opened', async () => {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  const { cookie } = await signedIn(ctx, 'E-1002')
  const secret = cookie.split('=')[1] ?? ''
  expect(secret.length).toBeGreaterThanOrEqual(32)
  const rows = await db.selectFrom('session').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(secret)
  const withStoredId = await readActor(db, {
    cookieHeader: `session=${rows[0]?.id}`,
    isSecure: false,
    now: ctx.now(),
  })
  expect(withStoredId.actor).toBeNull()
})

test('what the list shows of a session opens nothing and ends only one’s own', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const phone = await signedIn(ctx, 'E-1002')
  const desktop = await signedIn(ctx, 'E-1002')
  const stranger = await signedIn(ctx, 'E-1003')
  const listed = await listOwnSessions(desktop.ctx)
  expect(listed.map(({ isThisOne }) => isThisOne).sort()).toEqual([false, true])
  const other = listed.find(({ isThisOne }) => !isThisOne)?.id ?? ''
  const foreign = await callRoute(revokeSession, stranger.ctx, { fields: {}, params: { session: other } })
  expect(foreign.status).toBe(404)
  expect((await phone.read()).actor).not.toBeNull()
  expect(await revokeOwnSession(desktop.ctx, { handle: other })).toBe(true)
  expect((await phone.read()).actor).toBeNull()
  expect(await revokeOwnSession(desktop.ctx, { handle: other })).toBe(false)
  expect((await desktop.read()).actor?.code).toBe('E-1002')
})

test('signing in anew ends the session the browser had', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const first = await signedIn(ctx, 'E-1002')
  const second = await signedIn(first.ctx, 'P-6001')
  expect((await first.read()).actor).toBeNull()
  expect((await second.read()).actor?.code).toBe('P-6001')
})

test('signing out ends the session in the database, not only in the browser', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const session = await signedIn(ctx, 'E-1002')
  const { setCookie } = await signOut(session.ctx)
  expect(setCookie).toMatch(/^session=;/)
  expect((await session.read()).actor).toBeNull()
})

test('closing an account and ending the last role end the sessions at once', async () => {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  const admin = await actingAs(ctx, 'S-8001')
  const engineer = await signedIn(ctx, 'E-1002')
  expect(
    await setAccountState(admin, { personCode: 'E-1002', state: 'disabled', reason: 'Left the company' }),
  ).toEqual({ ok: true })
  expect((await engineer.read()).actor).toBeNull()
  const trainee = await signedIn(ctx, 'E-1004')
  await db
    .updateTable('roleAssignment')
    .set({ untilAt: ctx.now() })
    .where('personId', '=', trainee.ctx.actor.personId)
    .execute()
  const answer = await trainee.read()
  expect(answer.actor).toBeNull()
  expect(answer.setCookie).toMatch(/^session=;/)
})

test('nobody acts for an organisation that gives them no role', async () => {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  const assessor = await signedIn(ctx, 'A-2002')
  const { id: foreign } = await db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', 'P1')
    .executeTakeFirstOrThrow()
  const answer = await callRoute(switchTo, assessor.ctx, { fields: { organisation: foreign } })
  expect(answer.status).toBe(404)
  expect((await assessor.read()).actor?.acting.organisationCode).toBe('MEIHE')
  const own = assessor.ctx.actor.memberships.find(({ organisationCode }) => organisationCode === 'LUMEN')
  expect(await switchOrganisation(assessor.ctx, { organisationId: own?.organisationId ?? '' })).toMatchObject(
    { organisationCode: 'LUMEN' },
  )
  expect((await assessor.read()).actor?.acting.organisationCode).toBe('LUMEN')
})

test('a made-up cookie is nobody', async () => {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  for (const value of ['', 'x', "' or 1=1 --", 'a'.repeat(4_000)]) {
    const { actor } = await readActor(db, {
      cookieHeader: `session=${value}`,
      isSecure: false,
      now: ctx.now(),
    })
    expect(actor).toBeNull()
  }
})
