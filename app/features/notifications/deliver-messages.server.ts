import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import { findDueMessages, markMessageSent, markMessageTried } from './message.repository.server.ts'

export type Outgoing = {
  id: string
  channel: 'mail' | 'sms' | 'inbox'
  destination: string
  subject: string
  body: string
  createdAt: string
}

export type Gateway = (message: Outgoing) => Promise<void>

/** A way out of the house for each channel; throws where the message was not taken. */
export type Gateways = {
  mail: Gateway
  sms: Gateway
  /** Channels whose messages really leave. Of these no code and no link that opens an account is kept after sending. */
  leaving?: readonly ('mail' | 'sms')[]
}

const maximumTries = 6
const firstPauseMs = 30_000

/**
 * Delivers what is due, at most `limit` messages, and returns how many went out. A failed one is tried again after 30 s, then twice as long each
 * time, six times in all; the failure stays in the record. A crash between sending and marking sends a message twice rather than never.
 */
export async function deliverWaitingMessages(
  db: Db,
  gateways: Gateways,
  now: () => string,
  limit = 50,
): Promise<number> {
  let delivered = 0
  for (const message of await findDueMessages(db, now(), limit)) {
    try {
      if (message.channel === 'mail') await gateways.mail(message)
      if (message.channel === 'sms') await gateways.sms(message)
      const leaves = gateways.leaving?.some((channel) => channel === message.channel) ?? false
      const kept = leaves ? withoutSecret(message) : null
      if (await markMessageSent(db, message.id, now(), kept)) delivered += 1
    } catch (failure) {
      const tries = message.tries + 1
      await markMessageTried(db, message.id, {
        tries,
        failure: failure instanceof Error ? failure.message : String(failure),
        dueAt: addMilliseconds(now(), firstPauseMs * 2 ** (tries - 1)),
        isGivenUp: tries >= maximumTries,
      })
    }
  }
  return delivered
}

type Kept = { body: string; link: string | null }

/** What is kept of a message once it has left: one that opened an account loses its code or the token of its link. Null: keep it whole. */
function withoutSecret(message: { template: string; body: string; link: string | null }): Kept | null {
  if (message.template === 'sign-in-code')
    return { body: message.body.replace(/\d{6}/g, '••••••'), link: message.link }
  if (message.template !== 'password-reset' && message.template !== 'invitation') return null
  const token = message.link?.split('/').at(-1)
  return { body: token ? message.body.replaceAll(token, '…') : message.body, link: null }
}
