import type { Change, SendReply } from './answer-sender.ts'

const patienceMs = 15_000

/** Sends one change to the server and says what came of it. Never throws: a broken connection is an answer too. */
export async function sendChange(address: string, change: Change): Promise<SendReply> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
      signal: AbortSignal.timeout(patienceMs),
      keepalive: true,
    })
    const body: unknown = await response.json()
    return replyOf(response.status, (body ?? {}) as Record<string, unknown>)
  } catch {
    return { kind: 'lost' }
  }
}

/** What an answer of the server means for the change it answers. */
export function replyOf(status: number, body: Readonly<Record<string, unknown>>): SendReply {
  const { reason, savedAt, now, lastSequence } = body
  if (status === 200 && typeof savedAt === 'string' && typeof now === 'string')
    return { kind: 'saved', savedAt, now }
  if (status === 401) return { kind: 'signed-out' }
  if (reason === 'too-late' || reason === 'not-running' || reason === 'unknown-attempt')
    return { kind: 'over' }
  if (reason === 'sequence-taken' && typeof lastSequence === 'number')
    return { kind: 'renumber', lastSequence }
  const isFinal = typeof reason === 'string' && [400, 404, 413].includes(status)
  return isFinal ? { kind: 'refused' } : { kind: 'lost' }
}
