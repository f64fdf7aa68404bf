import { addHours, type Instant, laterOf } from '../shared/instants.ts'
import type { AttemptRule } from './blueprint.ts'

/** One earlier attempt of a person at an exam. */
export type PastAttempt = {
  readonly startedAt: Instant
  /** Submitted, finalised or voided; null while it runs. */
  readonly endedAt: Instant | null
  /** VOIDED (a fault on our side) is not counted; VOIDED_FOR_CAUSE is. PENDING: handed in, not decided yet. */
  readonly outcome: 'RUNNING' | 'PENDING' | 'PASSED' | 'FAILED' | 'VOIDED' | 'VOIDED_FOR_CAUSE'
}

export type RetakeVerdict =
  /** `left`: attempts left in the rolling window, this one included. */
  | { readonly state: 'allowed'; readonly left: number }
  /** An attempt runs or waits for its result; no other begins meanwhile. */
  | { readonly state: 'open' }
  /** A cool-down runs until `from`. */
  | { readonly state: 'wait'; readonly from: Instant; readonly left: number }
  /** The rolling window is used up; without a decision to reopen it (model 5.1), `from` is when the rule lets the person in again. */
  | { readonly state: 'exhausted'; readonly from: Instant }

/**
 * Whether and when a person may begin the next attempt (model 5.2): at most `max` attempts begun within any `perDays`
 * days of 24 hours, and a cool-down after each attempt that did not pass, counted since the last pass from the attempt's
 * end. Throws RangeError for a rule without attempts, days or cool-downs.
 */
export function nextAttemptAllowedAt(
  attempts: readonly PastAttempt[],
  rule: AttemptRule,
  now: Instant,
): RetakeVerdict {
  if (!(rule.max >= 1) || !(rule.perDays >= 1) || rule.coolDownHours.length === 0)
    throw new RangeError('An attempt rule is incomplete')
  if (attempts.some(({ outcome }) => outcome === 'RUNNING' || outcome === 'PENDING')) return { state: 'open' }

  const counted = attempts
    .filter(({ outcome }) => outcome !== 'VOIDED')
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
  const coolUntil = coolDownEnd(
    counted.slice(counted.findLastIndex(({ outcome }) => outcome === 'PASSED') + 1),
    rule,
  )

  const leavesWindowAt = (attempt: PastAttempt) => addHours(attempt.startedAt, rule.perDays * 24)
  const recent = counted.filter((attempt) => leavesWindowAt(attempt) > now)
  const blocking = recent[recent.length - rule.max]
  if (blocking !== undefined) {
    const freeAt = leavesWindowAt(blocking)
    return { state: 'exhausted', from: coolUntil === null ? freeAt : laterOf(freeAt, coolUntil) }
  }
  const left = rule.max - recent.length
  return coolUntil !== null && coolUntil > now
    ? { state: 'wait', from: coolUntil, left }
    : { state: 'allowed', left }
}

/** End of the cool-down that the attempts since the last pass have earned; null without any. */
function coolDownEnd(sincePass: readonly PastAttempt[], rule: AttemptRule): Instant | null {
  const last = sincePass.at(-1)
  if (last === undefined) return null
  const hours = rule.coolDownHours[Math.min(sincePass.length, rule.coolDownHours.length) - 1] ?? 0
  return addHours(last.endedAt ?? last.startedAt, hours)
}
