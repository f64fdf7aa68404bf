import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Gateways, type Outgoing, RefusedForGoodError } from './deliver-messages.server.ts'

export type GatewaySettings = {
  /** `smtp://…`; null: mails become files of the outbox. */
  smtpUrl: string | null
  /** An address that takes `{ to, text }` by POST, with name and password in it where the gateway asks for them (Basic); null: text messages become files of the outbox. */
  smsUrl: string | null
  outboxDir: string
  /** The sender of mails. */
  from: string
}

/** The ways out of the house: SMTP and a posting SMS gateway where set, files in the outbox otherwise. */
export function gatewaysFrom(settings: GatewaySettings): Gateways {
  const { smtpUrl, smsUrl } = settings
  const outbox = (message: Outgoing) => writeToOutbox(settings.outboxDir, message)
  return {
    mail: smtpUrl ? mailThrough(smtpUrl, settings.from) : outbox,
    sms: smsUrl ? smsThrough(smsUrl) : outbox,
    leaving: [...(smtpUrl ? (['mail'] as const) : []), ...(smsUrl ? (['sms'] as const) : [])],
  }
}

/** Milliseconds: until a connection stands, until the other side greets, until it says anything more. */
const patience = { connection: 10_000, greeting: 10_000, silence: 20_000 }

function mailThrough(smtpUrl: string, from: string) {
  const { username, hostname } = new URL(smtpUrl)
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    // A name and password never go out in the clear, even where the server forgets to offer encryption.
    requireTLS: username !== '' && !isThisMachine(hostname),
  })
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
  return async (message: Outgoing) => {
    try {
      await transport.sendMail({
        from,
        to: message.destination,
        subject: message.subject,
        text: message.body,
        // The same at each try, so that a mail that was taken twice is seen once.
        messageId: `<${message.id}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      })
    } catch (failure) {
      throw isRefusedForGood(failure)
        ? new RefusedForGoodError((failure as Error).message, { cause: failure })
        : failure
    }
  }
}

/** The server spoke of this recipient or this text, and with a 5, which means never (RFC 5321, 4.2.1). A refused sign-in is our own fault and passes. */
function isRefusedForGood(failure: unknown): boolean {
  const { responseCode = 0, code } = failure as { responseCode?: number; code?: string }
  return responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

/** What a gateway answers to a number or a text that it will never take. */
const refusals: readonly number[] = [400, 410, 422]

function smsThrough(smsUrl: string) {
  const url = new URL(smsUrl)
  const name = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  return async (message: Outgoing) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // The same at each try.
        'idempotency-key': message.id,
        ...(name === '' ? {} : { authorization }),
      },
      body: JSON.stringify({ to: message.destination, text: message.body }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience.silence),
    }).catch((failure: Error) => {
      const { code } = (failure.cause ?? {}) as { code?: string }
      const why = failure.name === 'TimeoutError' ? 'it did not answer' : (code ?? failure.message)
      throw new Error(`The SMS gateway cannot be reached: ${why}`)
    })
    await answer.body?.cancel()
    if (answer.ok) return
    const text = `The SMS gateway answered ${answer.status}`
    throw refusals.includes(answer.status) ? new RefusedForGoodError(text) : new Error(text)
  }
}

async function writeToOutbox(dir: string, message: Outgoing): Promise<void> {
  // Codes and links that open accounts lie here: nobody but the process's own user reads them.
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const head = [`To: ${message.destination}`, `Date: ${message.createdAt}`, `Subject: ${message.subject}`]
  await writeFile(
    join(dir, `${message.id}.${message.channel}.txt`),
    `${head.join('\n')}\n\n${message.body}\n`,
    {
      mode: 0o600,
    },
  )
}
