import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Gateways, Outgoing } from './deliver-messages.server.ts'

export type GatewaySettings = {
  /** `smtp://…`; null: mails become files of the outbox. */
  smtpUrl: string | null
  /** An address that takes `{ to, text }` by POST; null: text messages become files of the outbox. */
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

function mailThrough(smtpUrl: string, from: string) {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return async (message: Outgoing) => {
    await transport.sendMail({ from, to: message.destination, subject: message.subject, text: message.body })
  }
}

function smsThrough(smsUrl: string) {
  return async (message: Outgoing) => {
    const answer = await fetch(smsUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: message.destination, text: message.body }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`The SMS gateway answered ${answer.status}`)
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
