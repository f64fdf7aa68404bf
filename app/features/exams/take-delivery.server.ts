import type { SignedInContext } from '#app/context.server.ts'
import { type AttemptStanding, attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import { currentResponses } from '#app/domain/exam/journal.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { addMilliseconds, millisecondsBetween } from '#app/domain/shared/instants.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import type { Db } from '#db/schema/index.ts'
import { lockAttempt } from './attempt-lock.server.ts'
import { addToJournal, type Change, type SaveOutcome, type SaveRefusal } from './journal-change.server.ts'
import { openRoom } from './open-room.server.ts'
import { countSignals, type Desk, findDesk, insertSignals, markSeen } from './opening.repository.server.ts'
import { findResponses } from './response.repository.server.ts'
import { entryOf } from './stored-journal.server.ts'

/** Something a device noticed by itself: the page was left or the connection was lost for so many seconds. */
export type Signal = { readonly kind: 'away' | 'offline'; readonly seconds: number }

export type Delivery = {
  readonly attemptId: string
  /** The opening's own name, chosen at random when its page started. */
  readonly openingId: string
  /** The newest opening when its page was made. */
  readonly seen: number
  /** In their order. May be none: then the opening says that it is there, and hears how the attempt stands. */
  readonly changes: readonly Change[]
  readonly signals: readonly Signal[]
}

/** How an attempt stands, for the opening that asks. */
export type DeskState = {
  readonly standing: AttemptStanding
  readonly deadlineAt: string
  /** Since when the clock stands still; null while it runs. */
  readonly pausedAt: string | null
  /** When the room was opened elsewhere since; null for the newest opening, which alone should go on. */
  readonly openedElsewhereAt: string | null
  /** All answers and flags as they now count; given to an opening at its first word and to one that is no longer the newest. */
  readonly current: {
    readonly responses: Readonly<Record<string, Response>>
    readonly flagged: readonly string[]
  } | null
}

export type DeliveryOutcome = Outcome<
  { readonly results: readonly SaveOutcome[]; readonly desk: DeskState },
  'unknown-attempt' | 'too-many-openings'
>

/** After these the rest of a delivery is not looked at: it would fare alike, or has to be numbered anew first. */
const endsDelivery: ReadonlySet<SaveRefusal> = new Set([
  'not-running',
  'too-late',
  'paused',
  'sequence-taken',
])

/** An opening that speaks often is not written down each time. */
const seenEveryMs = 15_000

/** More signals of one attempt say nothing more. */
const mostSignals = 400

/**
 * Takes what an opening of the actor's own exam room delivers: adds changes to the journal, in their order, durable when it returns, in one commit with
 * what other candidates deliver at the same moment. A change that was stored before is acknowledged again, so that a device may send until it hears an
 * answer. Gives an outcome for each change, up to the first refusal that ends the delivery, and how the attempt stands.
 */
export async function takeDelivery(ctx: SignedInContext, delivery: Delivery): Promise<DeliveryOutcome> {
  const at = ctx.now()
  const { attemptId, openingId, changes } = delivery
  return inGroupedTransaction(ctx.db, async (trx): Promise<DeliveryOutcome> => {
    await lockAttempt(trx, attemptId)
    const desk = await findDesk(trx, { attemptId, personId: ctx.actor.personId, openingId })
    if (!desk) return { ok: false, reason: 'unknown-attempt' }
    const standing = attemptStanding(desk, at)
    const isNew = desk.opening === null && (standing === 'running' || standing === 'paused')
    const opening = isNew ? await openRoom(ctx, trx, { ...delivery, kind: 'room' }) : desk.opening
    if (isNew && opening === null) return { ok: false, reason: 'too-many-openings' }
    if (!isNew && opening !== null && isStale(desk.lastSeenAt, at))
      await markSeen(trx, { attemptId, number: opening, at })

    const results: SaveOutcome[] = []
    for (const change of changes) {
      const outcome = await addToJournal(
        trx,
        { attemptId, formId: desk.formId, opening, standing },
        change,
        at,
      )
      results.push(outcome)
      if (!outcome.ok && endsDelivery.has(outcome.reason)) break
    }
    const isTooLate = results.some(
      (one) => !one.ok && (one.reason === 'too-late' || one.reason === 'not-running'),
    )
    await keepSignals(ctx, trx, delivery, opening ?? 0, isTooLate ? desk : null)

    const newest = isNew ? Math.max(opening ?? 0, desk.newest ?? 0) : desk.newest
    const isNewest = opening !== null && opening === newest
    return {
      ok: true,
      results,
      desk: {
        standing,
        deadlineAt: desk.deadlineAt,
        pausedAt: standing === 'paused' ? desk.pausedAt : null,
        openedElsewhereAt: isNewest || opening === null ? null : desk.newestOpenedAt,
        current: opening !== null && (isNew || !isNewest) ? await currentOf(trx, attemptId) : null,
      },
    }
  })
}

async function keepSignals(
  ctx: SignedInContext,
  trx: Db,
  { attemptId, signals, changes }: Delivery,
  opening: number,
  /** The attempt whose deadline the changes missed. */
  missed: Desk | null,
): Promise<void> {
  if (signals.length === 0 && missed === null) return
  if ((await countSignals(trx, attemptId)) >= mostSignals) return
  const receivedAt = ctx.now()
  const row = { attemptId, opening, receivedAt }
  const late = missed ? Math.max(0, Math.round(millisecondsBetween(missed.deadlineAt, receivedAt) / 1000)) : 0
  await insertSignals(trx, [
    ...signals.map(({ kind, seconds }) => ({ ...row, id: ctx.newId(), kind, seconds, changes: 0 })),
    ...(missed
      ? [{ ...row, id: ctx.newId(), kind: 'late' as const, seconds: late, changes: changes.length }]
      : []),
  ])
}

async function currentOf(trx: Db, attemptId: string): Promise<DeskState['current']> {
  const { responses, flagged } = currentResponses((await findResponses(trx, attemptId)).map(entryOf))
  return { responses: Object.fromEntries(responses), flagged: [...flagged] }
}

function isStale(lastSeenAt: string | null, at: string): boolean {
  return lastSeenAt === null || addMilliseconds(lastSeenAt, seenEveryMs) <= at
}
