import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { gatewaysFrom, queueMessage } from '#app/features/notifications/index.server.ts'
import { deliverWaitingMessages } from '#tests/support/deliver-waiting-messages.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'

async function scene() {
  const frozen = await frozenContext()
  const send = (
    template: 'sign-in-code' | 'password-reset' | 'enrolled',
    path: string | null,
    values: Record<string, string>,
  ) =>
    frozen.db.transaction().execute((trx) =>
      queueMessage(frozen.ctx, trx, {
        template,
        personId: null,
        channel: 'sms',
        destination: '+8613800138000',
        language: 'en',
        path,
        values,
      }),
    )
  const stored = () => frozen.db.selectFrom('message').selectAll().orderBy('id').execute()
  return { ...frozen, send, stored }
}

const accept = { mail: async () => {}, sms: async () => {} }

describe('a message', () => {
  test('goes out once', async () => {
    const { db, clock, send, stored } = await scene()
    await send('enrolled', '/courses', { name: 'A', what: 'B' })
    expect(await deliverWaitingMessages(db, accept, clock.now)).toBe(1)
    expect(await deliverWaitingMessages(db, accept, clock.now)).toBe(0)
    expect(await stored()).toMatchObject([{ state: 'sent', failure: null, link: '/courses' }])
  })

  test('that fails is tried six times with growing pauses, then given up', async () => {
    const { db, clock, send, stored } = await scene()
    await send('enrolled', null, { name: 'A', what: 'B' })
    let tries = 0
    const refuse = {
      ...accept,
      sms: async () => {
        tries += 1
        throw new Error('no network')
      },
    }
    const pauses = [0, 30, 60, 120, 240, 480, 960]
    for (const seconds of pauses) {
      clock.advance(seconds * 1_000 - 1)
      await deliverWaitingMessages(db, refuse, clock.now)
      clock.advance(1)
      await deliverWaitingMessages(db, refuse, clock.now)
    }
    expect(tries).toBe(6)
    expect(await stored()).toMatchObject([{ state: 'failed', tries: 6, failure: 'no network' }])
  })

  test('that opened an account keeps neither code nor link once it has left', async () => {
    const { db, clock, send, stored } = await scene()
    await send('sign-in-code', null, { code: '123456' })
    await send('password-reset', '/reset-password/tokentoken', {})
    await deliverWaitingMessages(db, { ...accept, leaving: ['sms'] }, clock.now)
    const kept = JSON.stringify(await stored())
    expect(kept).not.toContain('123456')
    expect(kept).not.toContain('tokentoken')
    expect(kept).toContain('••••••')
  })

  test('without a gateway becomes a file that only its owner can read, and stays readable in the demonstration', async () => {
    const { db, clock, send, stored } = await scene()
    const folder = await mkdtemp(join(tmpdir(), 'tiergate-outbox-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const outboxDir = join(folder, 'outbox')
    await send('sign-in-code', null, { code: '123456' })
    const gateways = gatewaysFrom({ smtpUrl: null, smsUrl: null, outboxDir, from: 'x@example.com' })
    expect(await deliverWaitingMessages(db, gateways, clock.now)).toBe(1)
    const [file] = await readdir(outboxDir)
    expect(await readFile(join(outboxDir, file ?? ''), 'utf8')).toContain('123456')
    expect((await stat(join(outboxDir, file ?? ''))).mode & 0o777).toBe(0o600)
    expect((await stored())[0]?.body).toContain('123456')
  })
})
