import { describe, expect, test } from 'vitest'
import { demoPeople } from '#app/features/identity/demo-people.ts'
import { deviceName } from '#app/features/identity/device-name.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { loader as account } from '#app/routes/account/account.tsx'
import { loader as inbox, action as markRead } from '#app/routes/account/inbox.tsx'
import { action as preferences } from '#app/routes/account/preferences.tsx'
import { action as setPassword } from '#app/routes/account/set-password.tsx'
import { loader as desk } from '#app/routes/desk/desk.tsx'
import { loader as notFound, action as notFoundAction } from '#app/routes/public/not-found.tsx'
import { loader as outbox } from '#app/routes/public/outbox.tsx'
import { loader as codePage, action as enterCode } from '#app/routes/sign-in/enter-code.tsx'
import { action as sendCode } from '#app/routes/sign-in/send-code.tsx'
import { loader as signIn } from '#app/routes/sign-in/sign-in.tsx'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { callRoute } from './call-route.ts'

const demo = (more = {}) => frozenContext({ filled: 'demo', ...more })

describe('the sign-in page', () => {
  test('offers all of the demonstration’s people, each with a word in both languages, and nobody in production', async () => {
    const { ctx } = await demo()
    const { value } = await callRoute(signIn, ctx)
    const { demoPeople: offered } = value as { demoPeople: { code: string }[] }
    expect(offered.map(({ code }) => code)).toEqual([...demoPeople])
    for (const language of ['en', 'zh-CN'] as const)
      expect(Object.keys(resources[language].identity.demo.person).sort()).toEqual([...demoPeople].sort())
    const production = await demo({ mode: 'production' })
    expect((await callRoute(signIn, production.ctx)).value).toMatchObject({ demoPeople: null })
  })

  test('carries the typed name to the page for the code in a cookie, not in the address', async () => {
    const { ctx } = await demo()
    const sent = await callRoute(sendCode, ctx, { fields: { name: '138 0013 8000', next: '/wallet' } })
    expect(sent.location).toBe('/sign-in/code?next=%2Fwallet')
    const cookie = (sent.cookies[0] ?? '').split(';')[0]
    expect((await callRoute(codePage, ctx, { address: sent.location ?? '', cookie })).value).toMatchObject({
      name: '138 0013 8000',
      next: '/wallet',
    })
    const missing = await callRoute(sendCode, ctx, { fields: { name: ' ' } })
    expect(missing.location).toBe('/sign-in?problem=name-missing')
  })

  test('takes the code and goes on', async () => {
    const { ctx, db } = await demo()
    await callRoute(sendCode, ctx, { fields: { name: 'D-7001' } })
    const { body } = await db.selectFrom('message').select('body').executeTakeFirstOrThrow()
    const code = /\d{6}/.exec(body)?.[0] ?? ''
    const wrong = await callRoute(enterCode, ctx, { fields: { name: 'D-7001', code: 'x' } })
    expect(wrong).toMatchObject({ status: 400, value: { problem: 'wrong', name: 'D-7001' } })
    const right = await callRoute(enterCode, ctx, { fields: { name: 'D-7001', code, next: '/check?x=1' } })
    expect(right).toMatchObject({ status: 302, location: '/check?x=1' })
  })

  test('ignores problems it does not know', async () => {
    const { ctx } = await demo()
    const { value } = await callRoute(signIn, ctx, { address: '/sign-in?problem=<b>&minutes=99999' })
    expect(value).toMatchObject({ problem: null })
    const blocked = await callRoute(signIn, ctx, { address: '/sign-in?problem=blocked&minutes=99999' })
    expect(blocked.value).toMatchObject({ problem: { problem: 'blocked', minutes: 15 } })
  })
})

describe('preferences', () => {
  test('keep language and appearance for a year and the language with the account', async () => {
    const { ctx, db } = await demo()
    const me = await actingAs(ctx, 'E-1002')
    const answer = await callRoute(preferences, me, {
      fields: { language: 'zh-CN', theme: 'dark', next: '/ladder?x=1' },
    })
    expect(answer.location).toBe('/ladder?x=1')
    expect(answer.cookies).toEqual([
      'language=zh-CN; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
      'theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
    ])
    expect(
      await db.selectFrom('person').select('language').where('code', '=', 'E-1002').executeTakeFirst(),
    ).toEqual({ language: 'zh-CN' })
    expect(
      (await callRoute(preferences, ctx, { fields: { language: 'xx', theme: 'x; Path=/' } })).cookies,
    ).toEqual([])
    expect((await callRoute(preferences, ctx, { fields: { theme: 'system' } })).cookies[0]).toContain(
      'theme=; Path=/; Max-Age=0',
    )
    expect(
      (await callRoute(preferences, ctx, { fields: { next: '/sign-in?next=%2Fwallet' } })).location,
    ).toBe('/sign-in?next=%2Fwallet')
  })
})

describe('the account page', () => {
  test('says why a password was not taken, and never carries one', async () => {
    const { ctx } = await demo()
    const me = await actingAs(ctx, 'E-1002')
    const refused = await callRoute(setPassword, me, {
      fields: { password: 'secret-one-111', repeat: 'secret-two-222' },
    })
    expect(refused.location).toBe('/account#password-form')
    const cookie = (refused.cookies[0] ?? '').split(';')[0] ?? ''
    expect(Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString()).not.toContain('secret')
    expect((await callRoute(account, me, { cookie })).value).toMatchObject({ problem: 'differs' })
    expect((await callRoute(account, me)).value).toMatchObject({ problem: null })
  })

  test.each([
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    ['Mozilla/5.0 (Linux; Android 13) Chrome/107.0 MicroMessenger/8.0.49', 'WeChat · Android'],
    ['curl/8', null],
  ])('names the device of %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name)
  })
})

describe('the inbox', () => {
  test('shows one’s own messages and marks them as read', async () => {
    const { ctx } = await demo()
    const me = await actingAs(ctx, 'E-1002')
    const other = await actingAs(ctx, 'E-1003')
    expect((await callRoute(inbox, me)).value).toMatchObject({ inbox: { total: 0, unread: 0 } })
    for (const one of [me, other])
      await ctx.db.transaction().execute((trx) =>
        queueMessage(ctx, trx, {
          template: 'enrolled',
          personId: one.actor.personId,
          channel: 'inbox',
          destination: one.actor.code,
          language: 'en',
          path: '/courses/WM-201',
          values: { name: one.actor.name, what: 'WM-201' },
        }),
      )
    expect((await callRoute(inbox, me)).value).toMatchObject({
      inbox: { total: 1, unread: 1, messages: [{ link: '/courses/WM-201', readAt: null }] },
    })
    expect(await callRoute(markRead, me, { fields: {} })).toMatchObject({ status: 302, location: '/inbox' })
    expect((await callRoute(inbox, me)).value).toMatchObject({ inbox: { unread: 0 } })
    expect((await callRoute(inbox, other)).value).toMatchObject({ inbox: { unread: 1 } })
  })
})

test('the desk knows who may invite', async () => {
  const { ctx } = await demo()
  for (const [code, mayInvite] of [
    ['B-5003', false],
    ['P-6001', true],
    ['S-8001', true],
  ] as const)
    expect((await callRoute(desk, await actingAs(ctx, code))).value).toMatchObject({ mayInvite })
})

test('the sent messages are shown in the demonstration only', async () => {
  const { ctx } = await demo()
  expect((await callRoute(outbox, ctx)).value).toMatchObject({ outbox: { total: 0 } })
  const production = await demo({ mode: 'production' })
  expect((await callRoute(outbox, production.ctx)).status).toBe(404)
})

test('an unknown address is 404, asked for or posted to', async () => {
  const { ctx } = await demo()
  expect((await callRoute(notFound, ctx, { address: '/nowhere' })).status).toBe(404)
  expect((await callRoute(notFoundAction, ctx, { address: '/nowhere', fields: {} })).status).toBe(404)
})
