import { addHours, addMilliseconds, type Instant, laterOf, millisecondsBetween } from '../shared/instants.ts'

const MINUTE = 60_000

/** A pause that nobody ends does so by itself after so many hours: a forgotten attempt must not stay open for ever (decision 0062). */
export const longestPauseHours = 4

/** A span in which the clock of an attempt stood still; `until` is null while it lasts. */
export type Pause = { readonly from: Instant; readonly until: Instant | null }

export type AttemptClock = {
  readonly startedAt: Instant
  /** The exam's own time limit. */
  readonly minutes: number
  /** When the session closes; null for an exam without a session. */
  readonly windowEndsAt: Instant | null
  /** Granted to this person, before or during the exam; never negative. */
  readonly extraMinutes: number
  readonly pauses: readonly Pause[]
}

/** The one deadline of an attempt and what it is made of, so that a sentence and a receipt can explain it. */
export type EffectiveDeadline = {
  readonly deadlineAt: Instant
  /** `window` where the session's end cuts the time limit short. */
  readonly decidedBy: 'limit' | 'window'
  readonly limitEndsAt: Instant
  /** The session's end as it stands for this person, moved by extra time and pauses; null without a session. */
  readonly windowEndsAt: Instant | null
  readonly extraMilliseconds: number
  readonly pausedMilliseconds: number
}

/**
 * The earlier of time limit and window. Extra time and pauses move both bounds for this person: an accommodation that the
 * end of the session ate up would be none. Pauses that overlap count once; the part before the start, and a pause that
 * begins when time is already up, counts nothing. A pause that lasts is counted to the instant at which it would end by itself, so that
 * the deadline is one that surely holds. More accommodation never means an earlier deadline.
 * Throws RangeError for negative minutes or a pause that ends before it begins.
 */
export function effectiveDeadline(clock: AttemptClock): EffectiveDeadline {
  const { startedAt, minutes, extraMinutes } = clock
  if (!(minutes >= 0) || !(extraMinutes >= 0)) throw new RangeError('Minutes of an exam cannot be negative')
  const extra = Math.round(extraMinutes * MINUTE)
  const limit = addMilliseconds(startedAt, Math.round(minutes * MINUTE) + extra)
  const window =
    clock.windowEndsAt === null ? null : addMilliseconds(laterOf(clock.windowEndsAt, startedAt), extra)
  const decidedBy = window !== null && window < limit ? 'window' : 'limit'
  const paused = pausedBefore(decidedBy === 'window' && window !== null ? window : limit, clock)

  const limitEndsAt = addMilliseconds(limit, paused)
  const windowEndsAt = window === null ? null : addMilliseconds(window, paused)
  return {
    deadlineAt: decidedBy === 'window' && windowEndsAt !== null ? windowEndsAt : limitEndsAt,
    decidedBy,
    limitEndsAt,
    windowEndsAt,
    extraMilliseconds: extra,
    pausedMilliseconds: paused,
  }
}

/** Minutes that a share of an exam's own time is worth, rounded up: half a minute is not taken from anybody. Throws RangeError for a negative share. */
export function extraMinutesOf(minutes: number, extraPermille: number): number {
  if (!(extraPermille >= 0)) throw new RangeError('A share of time cannot be negative')
  return Math.ceil((minutes * extraPermille) / 1000)
}

/** When a pause ends: when somebody ended it, at the latest by itself. */
export function endOfPause({ from, until }: Pause): Instant {
  const byItself = addHours(from, longestPauseHours)
  return until === null || until > byItself ? byItself : until
}

/** Milliseconds still left at an instant; what an attempt that is paused from that instant on keeps. Never negative. */
export function timeLeft(deadlineAt: Instant, at: Instant): number {
  return Math.max(0, millisecondsBetween(at, deadlineAt))
}

/** Whether something that arrived at an instant came too late. The very instant of the deadline is in time. */
export function isLate(deadlineAt: Instant, at: Instant): boolean {
  return at > deadlineAt
}

/** Milliseconds paused before time was up, each earlier pause having moved that moment. */
function pausedBefore(unpausedEnd: Instant, { startedAt, pauses }: AttemptClock): number {
  let paused = 0
  let countedTo = startedAt
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const { from } = pause
    const until = endOfPause(pause)
    if (until < from) throw new RangeError(`A pause cannot end at ${until} before it begins at ${from}`)
    const begins = laterOf(from, countedTo)
    // Inside the stretch already counted the clock stood still, so time was not up there.
    if (from >= addMilliseconds(unpausedEnd, paused)) break
    if (until <= begins) continue
    paused += millisecondsBetween(begins, until)
    countedTo = until
  }
  return paused
}
