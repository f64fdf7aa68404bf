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

/** A way out of the house for each channel; throws where the message was not taken. */
export type Gateways = { mail: (message: Outgoing) => Promise<void>; sms: (message: Outgoing) => Promise<void> }

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
      if (await markMessageSent(db, message.id, now())) delivered += 1
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
