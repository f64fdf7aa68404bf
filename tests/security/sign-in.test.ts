import { describe, expect, test } from 'vitest'
import {
  hashPassword,
  requestPasswordReset,
  resetPassword,
  sendSignInCode,
  setOwnPassword,
  signInAsDemoPerson,
  signInWithCode,
  signInWithPassword,
} from '#app/features/identity/index.server.ts'
import { setPasswordHash } from '#app/features/identity/person.repository.server.ts'
import { action as preferences } from '#app/routes/account/preferences.tsx'
import { action as asDemoPerson } from '#app/routes/sign-in/as-demo-person.tsx'
import { action as withPassword } from '#app/routes/sign-in/with-password.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

const password = 'a-long-enough-password-9'
const minute = 60_000

async function scene(options: Parameters<typeof frozenContext>[0] = {}) {
  const frozen = await frozenContext({ filled: 'demo', ...options })
  const person = await frozen.db
    .selectFrom('person')
    .selectAll()
    .where('code', '=', 'E-1002')
    .executeTakeFirstOrThrow()
  await setPasswordHash(frozen.db, person.id, await hashPassword(password), frozen.ctx.now())
  return { ...frozen, person }
}

async function lastMessage(db: Awaited<ReturnType<typeof scene>>['db'], template: string) {
  return db
    .selectFrom('message')
    .selectAll()
    .where('template', '=', template)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

describe('a password', () => {
  test('fits by staff code, phone number and mail address in any spelling', async () => {
    const { ctx, db, person } = await scene()
    await db.updateTable('person').set({ email: 'li.min@example.com' }).where('id', '=', person.id).execute()
    for (const name of [
      'e-1002',
      ' E-1002 ',
      person.phone ?? '',
      (person.phone ?? '').slice(3),
      'LI.MIN@Example.com',
    ])
      expect(await signInWithPassword(ctx, { name, password }), name).toMatchObject({
        ok: true,
        roles: ['engineer'],
      })
  })

  test('is blocked after five failures whichever name is used, also for who knows it, and free again later', async () => {
    const { ctx, clock, person } = await scene()
    for (const name of ['E-1002', person.phone ?? '', 'e-1002', person.phone ?? '', 'E-1002'])
      expect(await signInWithPassword(ctx, { name, password: 'wrong' })).toEqual({
        ok: false,
        reason: 'wrong',
      })
    expect(await signInWithPassword(ctx, { name: 'E-1002', password })).toMatchObject({ reason: 'blocked' })
    clock.advance(14 * minute)
    expect(await signInWithPassword(ctx, { name: person.phone ?? '', password })).toMatchObject({
      reason: 'blocked',
    })
    clock.advance(2 * minute)
    expect(await signInWithPassword(ctx, { name: 'E-1002', password })).toMatchObject({ ok: true })
  })

  test('is judged at most five times even when fifty tries come at once', async () => {
    const { ctx } = await scene()
    const tries = Array.from({ length: 50 }, (_, at) =>
      signInWithPassword(ctx, { name: 'E-1002', password: `wrong ${at}` }),
    )
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((one) => !one.ok && one.reason === 'wrong')).toHaveLength(5)
    expect(outcomes.filter((one) => !one.ok && one.reason === 'blocked')).toHaveLength(45)
  })

  test('answers alike for nobody, a wrong password, a closed account and one without a password', async () => {
    const { ctx, db } = await scene()
    await db.updateTable('person').set({ accountState: 'disabled' }).where('code', '=', 'E-1002').execute()
    for (const name of ['X-0000', 'E-1002', 'E-1003']) {
      for (let time = 0; time < 5; time += 1)
        expect(await signInWithPassword(ctx, { name, password })).toEqual({ ok: false, reason: 'wrong' })
      expect(await signInWithPassword(ctx, { name, password })).toMatchObject({ reason: 'blocked' })
    }
    const subjects = await db.selectFrom('signInThrottle').select('subject').execute()
    expect(subjects.some(({ subject }) => subject.includes('X-0000'))).toBe(false)
  })

  test('does not open an account without any role', async () => {
    const { ctx, db, person } = await scene()
    await db
      .updateTable('roleAssignment')
      .set({ untilAt: ctx.now() })
      .where('personId', '=', person.id)
      .execute()
    expect(await signInWithPassword(ctx, { name: 'E-1002', password })).toEqual({
      ok: false,
      reason: 'no-role',
    })
  })

  test('is changed only with the present one, five times at most, and every other session ends', async () => {
    const { ctx, db } = await scene()
    const other = await signInWithPassword(ctx, { name: 'E-1002', password })
    if (!other.ok) throw new Error(other.reason)
    const me = await actingAs(ctx, 'E-1002')
    expect(await setOwnPassword(me, { current: 'wrong', password: 'another-long-one-7' })).toEqual({
      ok: false,
      reason: 'wrong',
    })
    expect(await setOwnPassword(me, { current: password, password: 'E-1002' })).toEqual({
      ok: false,
      reason: 'too-short',
    })
    expect(await setOwnPassword(me, { current: password, password: 'another-long-one-7' })).toEqual({
      ok: true,
    })
    expect(await db.selectFrom('session').select('id').execute()).toEqual([])
    for (let time = 0; time < 5; time += 1) await setOwnPassword(me, { current: 'wrong', password: 'x' })
    expect(await setOwnPassword(me, { current: 'another-long-one-7', password: 'third-long-one-8' })).toEqual(
      { ok: false, reason: 'blocked' },
    )
  })
})

describe('a code', () => {
  const codeIn = (body: string | undefined) => /\d{6}/.exec(body ?? '')?.[0] ?? ''

  test('opens the account once and within ten minutes', async () => {
    const { ctx, db, clock } = await scene()
    await sendSignInCode(ctx, { name: 'E-1002' })
    const code = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    expect(await signInWithCode(ctx, { name: 'E-1002', code: code.split('').join(' ') })).toMatchObject({
      ok: true,
    })
    expect(await signInWithCode(ctx, { name: 'E-1002', code })).toEqual({ ok: false, reason: 'wrong' })
    await sendSignInCode(ctx, { name: 'E-1002' })
    const late = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    clock.advance(10 * minute)
    expect(await signInWithCode(ctx, { name: 'E-1002', code: late })).toEqual({ ok: false, reason: 'wrong' })
  })

  test('gives way to the newest one, and cannot be guessed by asking for more', async () => {
    const { ctx, db, clock } = await scene()
    await sendSignInCode(ctx, { name: 'E-1002' })
    const first = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    clock.advance(minute)
    await sendSignInCode(ctx, { name: 'E-1002' })
    const second = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    expect(first).not.toBe(second)
    expect(await signInWithCode(ctx, { name: 'E-1002', code: first })).toEqual({ ok: false, reason: 'wrong' })
    for (let time = 0; time < 4; time += 1) await signInWithCode(ctx, { name: 'E-1002', code: 'x' })
    clock.advance(minute)
    await sendSignInCode(ctx, { name: 'E-1002' })
    const third = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    expect(await signInWithCode(ctx, { name: 'E-1002', code: third })).toMatchObject({ reason: 'blocked' })
  })

  test('is not sent to nobody, to a closed account, or a sixth time in ten minutes, and nothing tells so', async () => {
    const { ctx, db } = await scene()
    await db.updateTable('person').set({ accountState: 'disabled' }).where('code', '=', 'E-1003').execute()
    for (const name of ['X-0000', 'E-1003', '']) expect(await sendSignInCode(ctx, { name })).toBeUndefined()
    expect(await lastMessage(db, 'sign-in-code')).toBeUndefined()
    for (let time = 0; time < 7; time += 1) await sendSignInCode(ctx, { name: 'E-1002' })
    expect(await db.selectFrom('message').select('id').execute()).toHaveLength(5)
  })

  test('is stored as a hash', async () => {
    const { ctx, db } = await scene()
    await sendSignInCode(ctx, { name: 'E-1002' })
    const code = codeIn((await lastMessage(db, 'sign-in-code'))?.body)
    const rows = await db.selectFrom('oneTimeCode').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(code)
  })
})

describe('a reset link', () => {
  const tokenOf = (link: string | null | undefined) => link?.split('/').at(-1) ?? ''

  test('works once, ends sessions, and takes every other link with it', async () => {
    const { ctx, db, clock } = await scene()
    await signInWithPassword(ctx, { name: 'E-1002', password })
    await requestPasswordReset(ctx, { name: 'E-1002' })
    const one = tokenOf((await lastMessage(db, 'password-reset'))?.link)
    clock.advance(minute)
    await requestPasswordReset(ctx, { name: 'E-1002' })
    const two = tokenOf((await lastMessage(db, 'password-reset'))?.link)
    expect(await resetPassword(ctx, { token: two, password: 'kurz' })).toEqual({
      ok: false,
      reason: 'too-short',
    })
    expect(await resetPassword(ctx, { token: two, password: 'brand-new-password-1' })).toEqual({ ok: true })
    expect(await db.selectFrom('session').select('id').execute()).toEqual([])
    for (const token of [one, two, 'made-up'])
      expect(await resetPassword(ctx, { token, password: 'brand-new-password-2' })).toEqual({
        ok: false,
        reason: 'over',
      })
    expect(await signInWithPassword(ctx, { name: 'E-1002', password: 'brand-new-password-1' })).toMatchObject(
      { ok: true },
    )
  })

  test('ends after an hour and with the account', async () => {
    const { ctx, db, clock } = await scene()
    await requestPasswordReset(ctx, { name: 'E-1002' })
    const token = tokenOf((await lastMessage(db, 'password-reset'))?.link)
    await db.updateTable('person').set({ accountState: 'disabled' }).where('code', '=', 'E-1002').execute()
    expect(await resetPassword(ctx, { token, password: 'brand-new-password-1' })).toEqual({
      ok: false,
      reason: 'over',
    })
    await db.updateTable('person').set({ accountState: 'active' }).where('code', '=', 'E-1002').execute()
    clock.advance(60 * minute)
    expect(await resetPassword(ctx, { token, password: 'brand-new-password-1' })).toEqual({
      ok: false,
      reason: 'over',
    })
  })
})

describe('the demonstration', () => {
  test('offers nobody in production', async () => {
    const { ctx } = await scene({ mode: 'production' })
    await expect(signInAsDemoPerson(ctx, { code: 'E-1002' })).rejects.toMatchObject({ status: 404 })
    const answer = await callRoute(asDemoPerson, ctx, { fields: { code: 'E-1002' } })
    expect([answer.status, answer.cookies]).toEqual([404, []])
  })

  test('does not open the account of somebody invited who chose a password', async () => {
    const { ctx, db } = await scene()
    const { id } = await db
      .selectFrom('person')
      .select('id')
      .where('code', '=', 'E-1031')
      .executeTakeFirstOrThrow()
    expect(await signInAsDemoPerson(ctx, { code: 'E-1031' })).toMatchObject({ ok: true })
    await setPasswordHash(db, id, 'hash', ctx.now())
    expect(await signInAsDemoPerson(ctx, { code: 'E-1031' })).toEqual({ ok: false, reason: 'wrong' })
    expect(await signInAsDemoPerson(ctx, { code: 'E-1002' })).toMatchObject({ ok: true })
  })
})

describe('where one goes after signing in', () => {
  const elsewhere = [
    'https://evil.example/x',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'evil.example',
    '/sign-out',
    '',
  ]

  test.each(elsewhere)('%j is not followed', async (next) => {
    const { ctx } = await scene()
    const answer = await callRoute(withPassword, ctx, { fields: { name: 'E-1002', password, next } })
    expect([answer.status, answer.location]).toEqual([302, '/ladder'])
    const demo = await callRoute(asDemoPerson, ctx, { fields: { code: 'D-7001', next } })
    expect(demo.location).toBe('/check')
    const refused = await callRoute(withPassword, ctx, {
      fields: { name: 'E-1002', password: 'wrong', next },
    })
    expect(refused.location).toBe('/sign-in?problem=wrong')
    const chosen = await callRoute(preferences, ctx, { fields: { language: 'en', next } })
    expect(chosen.location).toBe('/')
  })

  test('is the page asked for where it is of this site', async () => {
    const { ctx } = await scene()
    const next = '/courses/WM-201?from=mail#top'
    const answer = await callRoute(withPassword, ctx, { fields: { name: 'E-1002', password, next } })
    expect(answer.location).toBe(next)
    const refused = await callRoute(withPassword, ctx, {
      fields: { name: 'E-1002', password: 'wrong', next },
    })
    expect(refused.location).toBe(`/sign-in?next=${encodeURIComponent(next)}&problem=wrong`)
  })

  test('a session that was over does not sign the new one out again', async () => {
    const { ctx } = await scene()
    const blank = 'session=; Max-Age=0; Path=/'
    const answer = await callRoute(withPassword, ctx, {
      fields: { name: 'E-1002', password },
      cookiesBefore: [blank],
    })
    expect(answer.cookies.filter((one) => one.startsWith('session='))).toHaveLength(1)
    expect(answer.cookies.join()).toMatch(/^session=\w+; .*HttpOnly.*SameSite=Lax/)
  })

  test('a form of another site is refused', async () => {
    const { ctx, db } = await scene()
    for (const origin of ['https://evil.example', 'null', '']) {
      const answer = await callRoute(withPassword, ctx, { fields: { name: 'E-1002', password }, origin })
      expect(answer.status).toBe(403)
    }
    expect(await db.selectFrom('session').select('id').execute()).toEqual([])
  })
})
