import type { DeskState } from '../take-delivery.server.ts'
import type { Parcel, SendAnswer, SendReply } from './answer-sender.ts'

const patienceMs = 15_000

/** What the server said, and its clock. */
export type Sent = SendAnswer & { readonly now: string | null }

/** Sends a parcel to the server and says what came of it. Never throws: a broken connection is an answer too. */
export async function sendParcel(address: string, parcel: Parcel): Promise<Sent> {
  const { openingId: opening, seen, changes, signals } = parcel
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ opening, seen, changes, signals }),
      signal: AbortSignal.timeout(patienceMs),
      keepalive: true,
    })
    const body: unknown = await response.json()
    return answerOf(response.status, (body ?? {}) as Record<string, unknown>)
  } catch {
    return { replies: [{ kind: 'lost' }], desk: null, now: null }
  }
}

/** What an answer of the server means: for each change it looked at, or for the whole parcel where it was refused as one. */
export function answerOf(status: number, body: Readonly<Record<string, unknown>>): Sent {
  const { results, desk, now } = body
  if (status !== 200) return { replies: [replyOf(status, body)], desk: null, now: null }
  if (!Array.isArray(results) || typeof desk !== 'object' || desk === null || typeof now !== 'string')
    return { replies: [{ kind: 'lost' }], desk: null, now: null }
  const replies = results.map((result): SendReply => {
    const { status: ownStatus, savedAt } = result as Readonly<Record<string, unknown>>
    if (typeof savedAt === 'string') return { kind: 'saved', savedAt }
    return replyOf(typeof ownStatus === 'number' ? ownStatus : 0, result)
  })
  return { replies, desk: desk as DeskState, now }
}

function replyOf(status: number, body: Readonly<Record<string, unknown>>): SendReply {
  const { reason, lastSequence } = body
  if (status === 401) return { kind: 'signed-out' }
  // Whoever is signed in here has no such attempt, or may sit none: not the one who began it.
  if (reason === 'unknown-attempt' || reason === 'not-allowed') return { kind: 'not-yours' }
  if (reason === 'too-late' || reason === 'not-running') return { kind: 'over' }
  if (reason === 'too-many-openings') return { kind: 'no-place' }
  if (reason === 'paused') return { kind: 'paused' }
  if (reason === 'sequence-taken' && typeof lastSequence === 'number')
    return { kind: 'renumber', lastSequence }
  const isFinal = typeof reason === 'string' && [400, 404, 413].includes(status)
  return isFinal ? { kind: 'refused' } : { kind: 'lost' }
}
