import { createHash } from 'node:crypto'
import type { SignedInContext } from '#app/context.server.ts'
import { answerText } from '#app/domain/exam/answer-text.ts'
import { type ClockEvent, clockAfter, pauseAt } from '#app/domain/exam/attempt-clock.ts'
import { nextAttemptState } from '#app/domain/exam/attempt-states.ts'
import { effectiveDeadline, isLate } from '#app/domain/exam/deadline.ts'
import { currentResponses } from '#app/domain/exam/journal.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { paths } from '#app/paths.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import type { ExamAttemptEventTable } from '#db/schema/exam-room.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findAttemptEvents,
  findWatchedAttempts,
  insertAttemptEvent,
  setAttemptClock,
  voidRunningAttempt,
  type WatchedAttempt,
} from './attempt-event.repository.server.ts'
import { lockAttempt } from './attempt-lock.server.ts'
import { findOwnSession } from './exam-session.repository.server.ts'
import { findFormForCandidate } from './form.repository.server.ts'
import { findResponses } from './response.repository.server.ts'
import { entryOf } from './stored-journal.server.ts'

export const longestReason = 500
export const mostExtraMinutes = 180

/** What an invigilator can do to a running attempt. */
export type WatchAct =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'extra-time'; readonly minutes: number }
  | { readonly kind: 'note' }
  /** We interrupted it: it ends and is not counted. */
  | { readonly kind: 'void' }
  /** Misconduct: it ends and counts. */
  | { readonly kind: 'end-for-cause' }

export type WatchProblem =
  /** Not the actor's session, or no such attempt in it. */
  | 'unknown'
  /** Nobody, or not this one, is sitting any more. */
  | 'nobody-sits'
  | 'reason-missing'
  | 'reason-long'
  | 'minutes'
  /** Notes and ends are written about one person. */
  | 'one-at-a-time'

const eventKind: Record<WatchAct['kind'], ExamAttemptEventTable['kind']> = {
  pause: 'PAUSED',
  resume: 'RESUMED',
  'extra-time': 'EXTRA_TIME',
  note: 'NOTE',
  void: 'VOIDED',
  'end-for-cause': 'VOIDED_FOR_CAUSE',
}

const auditAction = {
  pause: 'attempt.paused',
  resume: 'attempt.resumed',
  'extra-time': 'attempt.extended',
  note: 'attempt.noted',
  void: 'attempt.voided',
  'end-for-cause': 'attempt.ended-for-cause',
} as const

/**
 * Does something to one attempt that runs in the actor's own session, or to all of them (`attemptId` null), with a reason that stays on record; resuming
 * needs none. Deadlines are computed anew and hold at once (decision 0062). Returns to how many it was done: an attempt that is paused already is not
 * paused again, one whose time is up is left alone.
 */
export async function watchAttempts(
  ctx: SignedInContext,
  input: { sessionId: string; attemptId: string | null; act: WatchAct; reason: string },
): Promise<Outcome<{ readonly count: number }, WatchProblem>> {
  const { sessionId, attemptId, act } = input
  const reason = input.reason.trim()
  const invigilatorPersonId = ctx.actor.personId
  if (!(await findOwnSession(ctx.db, { sessionId, invigilatorPersonId })))
    return { ok: false, reason: 'unknown' }
  if (reason === '' && act.kind !== 'resume') return { ok: false, reason: 'reason-missing' }
  if (reason.length > longestReason) return { ok: false, reason: 'reason-long' }
  if (act.kind === 'extra-time' && !isExtraTime(act.minutes)) return { ok: false, reason: 'minutes' }
  if (attemptId === null && (act.kind === 'note' || act.kind === 'void' || act.kind === 'end-for-cause'))
    return { ok: false, reason: 'one-at-a-time' }

  const sitting = await findWatchedAttempts(ctx.db, { sessionId, invigilatorPersonId, attemptId })
  // Each by itself: whoever held the locks of several attempts could wait in a ring with those who save answers together.
  const done = await Promise.all(
    sitting.map(({ id }) =>
      inGroupedTransaction(ctx.db, async (trx) => {
        await lockAttempt(trx, id)
        // Somebody may have handed in before the lock was held.
        const [attempt] = await findWatchedAttempts(trx, { sessionId, invigilatorPersonId, attemptId: id })
        if (!attempt) return false
        const events = (await findAttemptEvents(trx, [id])).flatMap(clockEventOf)
        return actOn(ctx, trx, attempt, events, act, reason)
      }),
    ),
  )
  const count = done.filter(Boolean).length
  return count > 0 ? { ok: true, count } : { ok: false, reason: 'nobody-sits' }
}

async function actOn(
  ctx: SignedInContext,
  trx: Db,
  attempt: WatchedAttempt,
  events: readonly ClockEvent[],
  act: WatchAct,
  reason: string,
): Promise<boolean> {
  const at = ctx.now()
  const { id: attemptId, startedAt, minutes, closesAt } = attempt
  if (isLate(attempt.deadlineAt, at)) return false
  const start = { startedAt, minutes, windowEndsAt: closesAt }
  const isPaused = pauseAt(clockAfter(start, events).pauses, at) !== null
  if ((act.kind === 'pause' && isPaused) || (act.kind === 'resume' && !isPaused)) return false

  let { deadlineAt } = attempt
  if (act.kind === 'void' || act.kind === 'end-for-cause') {
    if (!(await end(trx, attempt, act.kind, at))) return false
  } else if (act.kind !== 'note') {
    const clock = clockAfter(start, [...events, clockEvent(act, at)])
    deadlineAt = effectiveDeadline(clock).deadlineAt
    const pausedAt = pauseAt(clock.pauses, at)?.from ?? null
    if (!(await setAttemptClock(trx, { attemptId, deadlineAt, pausedAt }))) return false
  }
  const extra = act.kind === 'extra-time' ? act.minutes : null
  await insertAttemptEvent(trx, {
    id: ctx.newId(),
    attemptId,
    kind: eventKind[act.kind],
    minutes: extra,
    reason,
    byPersonId: ctx.actor.personId,
    at,
  })
  await recordAudit(ctx, trx, {
    action: auditAction[act.kind],
    subjectKind: 'person',
    subjectId: attempt.personId,
    details: {
      attemptId,
      exam: attempt.examCode,
      reason,
      deadlineAt,
      ...(extra === null ? {} : { minutes: extra }),
    },
  })
  if (act.kind === 'void' || act.kind === 'end-for-cause')
    await tellEnded(ctx, trx, attempt, { why: act.kind, reason })
  return true
}

/** The candidate has it in writing, with what it means for the next attempt: the room says it only once. */
async function tellEnded(
  ctx: SignedInContext,
  trx: Db,
  { personId, examCode }: WatchedAttempt,
  { why, reason }: { why: 'void' | 'end-for-cause'; reason: string },
): Promise<void> {
  const { code, name, nameLatin, language } = await findAddressee(trx, personId)
  await queueMessage(ctx, trx, {
    template: why === 'void' ? 'attempt-voided' : 'attempt-ended-for-cause',
    personId,
    channel: 'inbox',
    destination: code,
    language,
    path: paths.exam(examCode),
    values: { name: nameIn({ name, nameLatin }, language), exam: examCode, reason },
  })
}

/** Ends an attempt without a result, by the states of its life; what was answered stays on record under a hash. */
async function end(
  trx: Db,
  attempt: WatchedAttempt,
  why: 'void' | 'end-for-cause',
  at: string,
): Promise<boolean> {
  const state = why === 'void' ? 'VOIDED' : 'VOIDED_FOR_CAUSE'
  const handedIn = nextAttemptState('IN_PROGRESS', 'submit')
  const step = handedIn.ok
    ? nextAttemptState(handedIn.state, why === 'void' ? 'technical-fault' : 'misconduct')
    : handedIn
  if (!step.ok || step.state !== state) throw new Error(`A running attempt cannot become ${state}`)
  const form = await findFormForCandidate(trx, attempt.formId)
  const { responses } = currentResponses((await findResponses(trx, attempt.id)).map(entryOf))
  const text = answerText(
    attempt.id,
    form.map(({ id }) => id),
    responses,
  )
  const answerHash = createHash('sha256').update(text).digest('hex')
  return voidRunningAttempt(trx, { attemptId: attempt.id, state, submittedAt: at, answerHash })
}

function clockEvent(act: WatchAct, at: string): ClockEvent {
  if (act.kind === 'extra-time') return { kind: 'extra-time', at, minutes: act.minutes }
  return { kind: act.kind === 'pause' ? 'paused' : 'resumed', at }
}

type StoredEvent = Pick<ExamAttemptEventTable, 'kind' | 'minutes' | 'at'>

/** What a stored event does to the clock; nothing where it does not touch it. */
export function clockEventOf({ kind, minutes, at }: StoredEvent): ClockEvent[] {
  if (kind === 'EXTRA_TIME') return [{ kind: 'extra-time', at, minutes: minutes ?? 0 }]
  if (kind === 'PAUSED') return [{ kind: 'paused', at }]
  return kind === 'RESUMED' ? [{ kind: 'resumed', at }] : []
}

function isExtraTime(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= mostExtraMinutes
}
