import type { Change, SendReply } from './answer-sender.ts'

const patienceMs = 15_000

/** Sends changes to the server and says what came of each, as far as it was looked at. Never throws: a broken connection is an answer too. */
export async function sendChanges(address: string, changes: readonly Change[]): Promise<SendReply[]> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changes }),
      signal: AbortSignal.timeout(patienceMs),
      keepalive: true,
    })
    const body: unknown = await response.json()
    return repliesOf(response.status, (body ?? {}) as Record<string, unknown>)
  } catch {
    return [{ kind: 'lost' }]
  }
}

/** What an answer of the server means: for each change it looked at, or for the whole delivery where it was refused as one. */
export function repliesOf(status: number, body: Readonly<Record<string, unknown>>): SendReply[] {
  const { results, now } = body
  if (status !== 200) return [replyOf(status, body)]
  if (!Array.isArray(results) || results.length === 0 || typeof now !== 'string') return [{ kind: 'lost' }]
  return results.map((result) => {
    const { status: ownStatus, savedAt } = result as Readonly<Record<string, unknown>>
    if (typeof savedAt === 'string') return { kind: 'saved', savedAt, now }
    return replyOf(typeof ownStatus === 'number' ? ownStatus : 0, result)
  })
}

function replyOf(status: number, body: Readonly<Record<string, unknown>>): SendReply {
  const { reason, lastSequence } = body
  if (status === 401) return { kind: 'signed-out' }
  if (reason === 'too-late' || reason === 'not-running' || reason === 'unknown-attempt')
    return { kind: 'over' }
  if (reason === 'sequence-taken' && typeof lastSequence === 'number')
    return { kind: 'renumber', lastSequence }
  const isFinal = typeof reason === 'string' && [400, 404, 413].includes(status)
  return isFinal ? { kind: 'refused' } : { kind: 'lost' }
}
