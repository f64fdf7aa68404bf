import type { Instant } from '../shared/instants.ts'
import { type AttemptClock, endOfPause, type Pause } from './deadline.ts'

/** What was done to the clock of one attempt, in the order in which it was recorded. */
export type ClockEvent =
  | { readonly kind: 'extra-time'; readonly at: Instant; readonly minutes: number }
  | { readonly kind: 'paused'; readonly at: Instant }
  | { readonly kind: 'resumed'; readonly at: Instant }

/**
 * The clock of an attempt after some events: extra time adds up; a pause lasts until it is ended, at the latest until it ends by itself. Pausing what is
 * paused and resuming what runs change nothing. Throws RangeError for extra time that is negative.
 */
export function clockAfter(
  start: Pick<AttemptClock, 'startedAt' | 'minutes' | 'windowEndsAt'>,
  events: readonly ClockEvent[],
): AttemptClock {
  let extraMinutes = 0
  const pauses: Pause[] = []
  for (const event of events) {
    if (event.kind === 'extra-time') {
      if (!(event.minutes >= 0)) throw new RangeError('Extra time cannot be negative')
      extraMinutes += event.minutes
      continue
    }
    const last = pauses.at(-1)
    const running = last !== undefined && last.until === null && event.at < endOfPause(last) ? last : null
    if (event.kind === 'paused') {
      if (running) continue
      if (last && last.until === null) pauses[pauses.length - 1] = { ...last, until: endOfPause(last) }
      pauses.push({ from: event.at, until: null })
    } else if (last && last.until === null) {
      pauses[pauses.length - 1] = { ...last, until: running ? event.at : endOfPause(last) }
    }
  }
  return { ...start, extraMinutes, pauses }
}

/** The pause that holds an attempt at an instant; null while its clock runs. */
export function pauseAt(pauses: readonly Pause[], at: Instant): Pause | null {
  return pauses.find((pause) => pause.from <= at && at < endOfPause(pause)) ?? null
}
