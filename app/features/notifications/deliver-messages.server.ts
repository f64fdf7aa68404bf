import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import {
  claimMessage,
  findDueMessages,
  markMessageSent,
  markMessageTried,
} from './message.repository.server.ts'

export type Outgoing = {
  id: string
  channel: 'mail' | 'sms' | 'inbox'
  destination: string
  subject: string
  body: string
  createdAt: string
}

export type Gateway = (message: Outgoing) => Promise<void>

/** The other side will never take this message, such as one to an address that does not exist: trying again is of no use. */
export class RefusedForGoodError extends Error {
  override readonly name = 'RefusedForGoodError'
}

/** A way out of the house for each channel; throws where the message was not taken. */
export type Gateways = {
  mail: Gateway
  sms: Gateway
  /** Channels whose messages really leave. Of these no code and no link that opens an account is kept after sending. */
  leaving?: readonly ('mail' | 'sms')[]
}

const maximumTries = 6
const firstPauseMs = 30_000
/** Longer than any try takes; after a crash in the middle of one the message is due again then. */
const claimMs = 120_000
/** A try that takes longer has failed: it must end before its claim does, or the message would go out twice. */
const longestTryMs = 100_000
/** So many messages of a channel are under way at once. */
const atOnce = 4

type Due = Awaited<ReturnType<typeof findDueMessages>>[number]

/** The channels whose messages leave the house. */
export const outgoingChannels = ['mail', 'sms'] as const

/**
 * Delivers what is due of one channel, at most `limit` messages, and returns how many went out. A failed one is tried again after 30 s, then twice as long each
 * time, six times in all, or given up at once where the other side refused it for good; the failure stays in the record, and of what is given up neither code nor
 * link that opens an account. Each try claims its message first, so that two processes do not both send it; nothing is locked while a gateway is spoken to. A
 * crash between sending and marking sends a message twice rather than never, under the same id. Each channel has a worker of its own: neither waits for the other.
 * A server that stops begins no further tries and waits for those under way.
 */
export async function deliverChannel(
  db: Db,
  gateways: Gateways,
  channel: (typeof outgoingChannels)[number],
  now: () => string,
  { limit = 50, isStopping = () => false }: { limit?: number; isStopping?: () => boolean } = {},
): Promise<number> {
  const due = await findDueMessages(db, channel, now(), limit)
  let delivered = 0
  for (let start = 0; start < due.length && !isStopping(); start += atOnce) {
    const some = due.slice(start, start + atOnce)
    const outcomes = await Promise.all(some.map((message) => deliver(db, gateways, now, message)))
    delivered += outcomes.filter(Boolean).length
  }
  return delivered
}

async function deliver(db: Db, gateways: Gateways, now: () => string, message: Due): Promise<boolean> {
  const claimedUntil = addMilliseconds(now(), claimMs)
  if (!(await claimMessage(db, message, claimedUntil))) return false
  const leaves = gateways.leaving?.some((channel) => channel === message.channel) ?? false
  const kept = leaves ? withoutSecret(message) : null
  try {
    if (message.channel !== 'inbox') await inTime(gateways[message.channel](message))
  } catch (failure) {
    const tries = message.tries + 1
    const isGivenUp = tries >= maximumTries || failure instanceof RefusedForGoodError
    await markMessageTried(db, message.id, {
      tries,
      failure: failure instanceof Error ? failure.message : String(failure),
      dueAt: addMilliseconds(now(), firstPauseMs * 2 ** (tries - 1)),
      isGivenUp,
      kept: isGivenUp ? kept : null,
    })
    return false
  }
  return markMessageSent(db, message.id, now(), kept)
}

/** Fails once a try takes longer than its claim allows; what the other side does with it then is not known. */
async function inTime(attempt: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The other side took too long')), longestTryMs)
    timer.unref()
  })
  try {
    await Promise.race([attempt, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

type Kept = { body: string; link: string | null }

/** What is kept of a message once it has left or was given up: one that opened an account loses its code or the token of its link. Null: keep it whole. */
function withoutSecret(message: { template: string; body: string; link: string | null }): Kept | null {
  if (message.template === 'sign-in-code')
    return { body: message.body.replace(/\d{6}/g, '••••••'), link: message.link }
  if (message.template !== 'password-reset' && message.template !== 'invitation') return null
  const token = message.link?.split('/').at(-1)
  return { body: token ? message.body.replaceAll(token, '…') : message.body, link: null }
}
