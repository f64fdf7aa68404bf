import type { Instant } from '../shared/instants.ts'
import { endOfPause, isLate, timeLeft } from './deadline.ts'

/** Whether an attempt takes answers, and why not. */
export type AttemptStanding = 'running' | 'paused' | 'too-late' | 'not-running'

/** What of a stored attempt says how it stands; `deadlineAt` counts a pause that lasts in full. */
export type StandingFacts = {
  readonly state: string
  readonly deadlineAt: Instant
  /** Since when the clock stands still; null while it runs. One that ended by itself may still stand here. */
  readonly pausedAt: Instant | null
}

/** Whether an attempt takes answers at an instant. */
export function attemptStanding(
  { state, deadlineAt, pausedAt }: StandingFacts,
  at: Instant,
): AttemptStanding {
  if (state !== 'IN_PROGRESS') return 'not-running'
  if (isLate(deadlineAt, at)) return 'too-late'
  return pausedAt !== null && at < endOfPause({ from: pausedAt, until: null }) ? 'paused' : 'running'
}

/** Milliseconds that an attempt whose clock stands still has left once it runs again. */
export function timeLeftWhilePaused(deadlineAt: Instant, pausedAt: Instant): number {
  return timeLeft(deadlineAt, endOfPause({ from: pausedAt, until: null }))
}
