import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { gatewaysFrom, queueMessage } from '#app/features/notifications/index.server.ts'
import { deliverWaitingMessages } from '#tests/support/deliver-waiting-messages.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { decodedBody, decodedWords, startMailServer } from '#tests/support/mail-server.ts'
import { freePort } from '#tests/support/server.ts'
import { startSmsGateway } from '#tests/support/sms-gateway.ts'

type Letter = { channel: 'mail' | 'sms'; destination: string; language?: 'en' | 'zh-CN' }

/** Queues letters and delivers them through real connections; nothing is replaced by a fake on our side. */
async function post(urls: { smtpUrl?: string; smsUrl?: string }, letters: readonly Letter[]) {
  const { ctx, db, clock } = await frozenContext()
  for (const { channel, destination, language = 'en' } of letters)
    await db.transaction().execute((trx) =>
      queueMessage(ctx, trx, {
        template: 'password-reset',
        personId: null,
        channel,
        destination,
        language,
        path: '/reset-password/tokentoken',
        values: { minutes: '60' },
      }),
    )
  const gateways = gatewaysFrom({
    smtpUrl: urls.smtpUrl ?? null,
    smsUrl: urls.smsUrl ?? null,
    outboxDir: '/nowhere',
    from: 'Tiergate <no-reply@skills.example.com>',
  })
  const deliver = () => deliverWaitingMessages(db, gateways, clock.now)
  const stored = () => db.selectFrom('message').selectAll().orderBy('id').execute()
  return { clock, deliver, stored }
}

async function mailServer(...options: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...options)
  onTestFinished(() => server.stop())
  return server
}

async function smsGateway(...options: Parameters<typeof startSmsGateway>) {
  const gateway = await startSmsGateway(...options)
  onTestFinished(() => gateway.stop())
  return gateway
}

describe('a mail', () => {
  test.each([
    ['en', 'li.min@example.com'],
    ['zh-CN', 'wang.qiang@example.com'],
  ] as const)('arrives as it was written, in %s', async (language, destination) => {
    const server = await mailServer()
    const { deliver, stored } = await post({ smtpUrl: server.url }, [
      { channel: 'mail', destination, language },
    ])
    expect(await deliver()).toBe(1)
    const [mail] = server.mails
    const [row] = await stored()
    if (!mail || !row) throw new Error('Nothing arrived')
    expect(mail).toMatchObject({ from: 'no-reply@skills.example.com', to: [destination] })
    expect(mail.headers.get('from')).toBe('Tiergate <no-reply@skills.example.com>')
    expect(mail.headers.get('to')).toBe(destination)
    expect(mail.headers.get('message-id')).toBe(`<${row.id}@skills.example.com>`)
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(decodedWords(mail.headers.get('subject') ?? '')).toBe(row.subject)
    // What is kept has lost the token; what was sent has it.
    expect(decodedBody(mail).trim().replaceAll('\r\n', '\n').replaceAll('tokentoken', '…')).toBe(row.body)
    expect(decodedBody(mail)).toContain('http://localhost:3000/reset-password/tokentoken')
    expect(row).toMatchObject({ state: 'sent', failure: null, link: null })
  })

  test('to an address that does not exist is given up at once, and the others go out', async () => {
    const server = await mailServer({
      onRcptTo({ address }, _session, done) {
        const refusal = Object.assign(new Error('No such user here'), { responseCode: 550 })
        done(address.startsWith('nobody') ? refusal : null)
      },
    })
    const { deliver, stored } = await post({ smtpUrl: server.url }, [
      { channel: 'mail', destination: 'nobody@example.com' },
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await deliver()).toBe(1)
    const [refused, taken] = await stored()
    expect(refused).toMatchObject({ state: 'failed', tries: 1, sentAt: null })
    expect(refused?.failure).toMatch(/550.*No such user here/)
    expect(taken).toMatchObject({ state: 'sent' })
  })

  test('that is put off comes again later, under the same id', async () => {
    let isBusy = true
    const server = await mailServer({
      onRcptTo(_address, _session, done) {
        done(isBusy ? Object.assign(new Error('Try again later'), { responseCode: 451 }) : null)
      },
    })
    const { clock, deliver, stored } = await post({ smtpUrl: server.url }, [
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await deliver()).toBe(0)
    expect(await stored()).toMatchObject([{ state: 'waiting', tries: 1 }])
    expect(await deliver()).toBe(0)
    isBusy = false
    clock.advance(30_000)
    expect(await deliver()).toBe(1)
    const [row] = await stored()
    expect(server.mails.map(({ headers }) => headers.get('message-id'))).toEqual([
      `<${row?.id}@skills.example.com>`,
    ])
  })

  test('never sends its password in the clear, and says so', async () => {
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(null, { user: 'post' }),
    })
    const port = new URL(server.url).port
    // This machine's own address by another name, so that it counts as another machine.
    const { deliver, stored } = await post({ smtpUrl: `smtp://post:s3cr3t@[::ffff:127.0.0.1]:${port}` }, [
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await deliver()).toBe(0)
    expect(server.mails).toEqual([])
    const [row] = await stored()
    expect(row?.failure).toMatch(/TLS/i)
    expect(row?.failure).not.toContain('s3cr3t')
  })

  test('signs in where the server asks for it; refused, it waits and keeps no password in its record', async () => {
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        if (username === 'post' && password === 'p@ss wörd') done(null, { user: username })
        else done(new Error('Invalid username or password'))
      },
    })
    const at = server.url.slice('smtp://'.length)
    const good = await post({ smtpUrl: `smtp://post:${encodeURIComponent('p@ss wörd')}@${at}` }, [
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await good.deliver()).toBe(1)
    expect(server.mails[0]?.user).toBe('post')
    const bad = await post({ smtpUrl: `smtp://post:wr0ng-one@${at}` }, [
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await bad.deliver()).toBe(0)
    const [row] = await bad.stored()
    expect(row).toMatchObject({ state: 'waiting', tries: 1 })
    expect(row?.failure).not.toContain('wr0ng-one')
  })

  test('waits where nobody listens', async () => {
    const { deliver, stored } = await post({ smtpUrl: `smtp://127.0.0.1:${await freePort()}` }, [
      { channel: 'mail', destination: 'li.min@example.com' },
    ])
    expect(await deliver()).toBe(0)
    const [row] = await stored()
    expect(row).toMatchObject({ state: 'waiting', tries: 1 })
    expect(row?.failure).toContain('ECONNREFUSED')
  })

  test('that a silent server holds up does not hold up a text message', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void silent.close())
    const { port } = silent.address() as { port: number }
    const gateway = await smsGateway()
    const { deliver, stored } = await post(
      { smtpUrl: `smtp://127.0.0.1:${port}`, smsUrl: `http://127.0.0.1:${gateway.port}/` },
      [
        { channel: 'mail', destination: 'li.min@example.com' },
        { channel: 'sms', destination: '+8613800138000' },
      ],
    )
    const delivering = deliver()
    await expect.poll(async () => (await stored()).map(({ state }) => state)).toEqual(['waiting', 'sent'])
    // The greeting never comes: the try ends by itself.
    expect(await delivering).toBe(1)
    expect((await stored())[0]?.failure).toMatch(/greeting/i)
  }, 20_000)
})

describe('a text message', () => {
  test('is posted with its number, its text and an id that stays the same', async () => {
    const gateway = await smsGateway()
    const { deliver, stored } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/send` }, [
      { channel: 'sms', destination: '+8613800138000', language: 'zh-CN' },
    ])
    expect(await deliver()).toBe(1)
    const [row] = await stored()
    const [one] = gateway.posted
    expect(one?.body).toEqual({ to: '+8613800138000', text: expect.stringContaining('tokentoken') })
    expect(one?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': row?.id })
    expect(one?.headers.authorization).toBeUndefined()
  })

  test('names itself to a gateway that asks for name and password, and its record does not', async () => {
    const gateway = await smsGateway((response, { headers }) => {
      const isRight = headers.authorization === `Basic ${Buffer.from('key:p@ss').toString('base64')}`
      response.writeHead(isRight ? 500 : 401).end()
    })
    const { deliver, stored } = await post({ smsUrl: `http://key:p%40ss@127.0.0.1:${gateway.port}/send` }, [
      { channel: 'sms', destination: '+8613800138000' },
    ])
    expect(await deliver()).toBe(0)
    expect((await stored())[0]).toMatchObject({ failure: 'The SMS gateway answered 500', state: 'waiting' })
  })

  test.each([
    [422, 'failed'],
    [401, 'waiting'],
    [429, 'waiting'],
    [503, 'waiting'],
  ])('that is answered with %d is then %s', async (status, state) => {
    const gateway = await smsGateway((response) => response.writeHead(status).end('no'))
    const { deliver, stored } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/` }, [
      { channel: 'sms', destination: '+86' },
    ])
    expect(await deliver()).toBe(0)
    expect(await stored()).toMatchObject([{ state, failure: `The SMS gateway answered ${status}` }])
  })

  test('is not sent on to where a gateway points', async () => {
    const other = await smsGateway()
    const gateway = await smsGateway((response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end(),
    )
    const { deliver } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/` }, [
      { channel: 'sms', destination: '+8613800138000' },
    ])
    expect(await deliver()).toBe(0)
    expect(other.posted).toEqual([])
  })

  test('is sent once by two processes that deliver at the same moment', async () => {
    const gateway = await smsGateway()
    const letters = Array.from({ length: 10 }, (_, at) => ({
      channel: 'sms' as const,
      destination: `+86138001380${at}0`,
    }))
    const { deliver } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/` }, letters)
    const counts = await Promise.all([deliver(), deliver()])
    expect(counts[0] + counts[1]).toBe(10)
    expect(gateway.posted).toHaveLength(10)
  })

  test('whose answer was lost goes out again under the same id', async () => {
    const gateway = await smsGateway((response, { headers }) => {
      if (gateway.posted.length === 1) response.destroy()
      else response.writeHead(200).end(String(headers['idempotency-key']))
    })
    const { clock, deliver, stored } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/` }, [
      { channel: 'sms', destination: '+8613800138000' },
    ])
    expect(await deliver()).toBe(0)
    expect((await stored())[0]?.failure).toMatch(/^The SMS gateway cannot be reached: /)
    clock.advance(120_000)
    expect(await deliver()).toBe(1)
    const [first, second] = gateway.posted
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
  })

  test('goes out though a whole round of older mails waits for a server', async () => {
    const gateway = await smsGateway()
    const mails = Array.from({ length: 60 }, (_, at) => ({
      channel: 'mail' as const,
      destination: `one${at}@example.com`,
    }))
    const { deliver } = await post(
      {
        smtpUrl: `smtp://127.0.0.1:${await freePort()}`,
        smsUrl: `http://127.0.0.1:${gateway.port}/`,
      },
      [...mails, { channel: 'sms', destination: '+8613800138000' }],
    )
    expect(await deliver()).toBe(1)
    expect(gateway.posted).toHaveLength(1)
  })

  test('that is given up keeps nothing that opens an account', async () => {
    const gateway = await smsGateway((response) => response.writeHead(422).end())
    const { deliver, stored } = await post({ smsUrl: `http://127.0.0.1:${gateway.port}/` }, [
      { channel: 'sms', destination: '+86' },
    ])
    await deliver()
    const [row] = await stored()
    expect(row).toMatchObject({ state: 'failed', link: null })
    expect(row?.body).not.toContain('tokentoken')
  })
})
