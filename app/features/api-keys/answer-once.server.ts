import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import { addHours, addMilliseconds } from '#app/domain/shared/instants.ts'
import {
  deleteBegun,
  deleteBegunBefore,
  findBegun,
  insertBegun,
  updateAnswer,
  updateBegun,
} from './idempotent-request.repository.server.ts'

/** For how long a name stands for its first request. */
const keptHours = 24
/** After so long a request without an answer was lost with its process, and may be made again. */
const givenUpAfterMs = 60_000

type Answered = { readonly status: number; readonly json: string }

export type OnceOutcome =
  | ({ ok: true; isRepeated: boolean } & Answered)
  | { ok: false; reason: 'other-request' | 'still-running' }

/**
 * Does a request once for each name (Idempotency-Key) of a key: sent again in the same words it is answered as before, in other words it is refused. Answers of
 * 500 and above are not kept. `words`: everything that tells one request from another.
 */
export async function answerOnce(
  ctx: Context,
  named: { keyId: string; idempotencyKey: string; words: string },
  act: () => Promise<Answered>,
): Promise<OnceOutcome> {
  const which = { apiKeyId: named.keyId, idempotencyKey: named.idempotencyKey }
  const requestHash = createHash('sha256').update(named.words).digest('hex')
  const begunAt = ctx.now()
  if (!(await insertBegun(ctx.db, { ...which, requestHash, begunAt }))) {
    const known = await findBegun(ctx.db, which)
    if (!known) return { ok: false, reason: 'still-running' }
    if (known.requestHash !== requestHash) return { ok: false, reason: 'other-request' }
    if (known.status !== null && known.answerJson !== null)
      return { ok: true, isRepeated: true, status: known.status, json: known.answerJson }
    const isLost = addMilliseconds(known.begunAt, givenUpAfterMs) <= begunAt
    if (!isLost || !(await updateBegun(ctx.db, which, known.begunAt, begunAt)))
      return { ok: false, reason: 'still-running' }
  }
  try {
    const { status, json } = await act()
    if (status >= 500) await deleteBegun(ctx.db, which)
    else await updateAnswer(ctx.db, which, { status, answerJson: json })
    return { ok: true, isRepeated: false, status, json }
  } catch (failure) {
    await deleteBegun(ctx.db, which)
    throw failure
  }
}

/** Forgets requests whose names no longer stand for them. */
export async function forgetOldRequests(ctx: Context): Promise<void> {
  await deleteBegunBefore(ctx.db, addHours(ctx.now(), -keptHours))
}
