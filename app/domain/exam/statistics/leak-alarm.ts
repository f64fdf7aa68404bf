import { seededRandom } from '../../shared/seeded-random.ts'
import { meanOf } from './spread.ts'

/** One answer to an item, in the order in which attempts were handed in. */
export type WatchedAnswer = {
  /** Share of the item's points, 0 to 1. */
  readonly share: number
  /** Share of the points of all other items of the same attempt. */
  readonly restShare: number
  /** Seconds on the item; null where unknown. */
  readonly seconds: number | null
  /** Geometric mean of the seconds on the other items of the same attempt; null where unknown. */
  readonly usualSeconds: number | null
}

/** What a sudden change looked like. Places count answers from 0. */
export type LeakAlarm = {
  /** The answer at which the alarm was raised. */
  readonly at: number
  /** The answer from which on things seem to have changed. */
  readonly since: number
  readonly facilityBefore: number
  readonly facilitySince: number
  readonly secondsBefore: number
  readonly secondsSince: number
}

/** A false alarm comes no more often than once in so many answers to an item, on average. */
export const answersPerFalseAlarm = 1_000_000

/**
 * Looks for the answer from which on an item was suddenly known: more often right than the person's other answers would let expect, and faster. A
 * sequential test that assumes no distribution (conformal Shiryaev-Roberts; Vovk 2021, "Testing randomness online", Statistical Science 36, 595-611).
 *
 * Each answer's advantage is (share - share on the other items) - ln(seconds / usual seconds of the person); without times the second part is 0.
 * Its place among all answers so far, u in (0, 1) with ties broken by a stream drawn from `seed`, is uniform and independent of the past as long
 * as answers are exchangeable, that is as long as nothing changes. R grows by R = (R + 1) 2u; R - t is then a martingale, so that R reaches
 * `threshold` by chance after at least `threshold` answers on average, and within n answers with a probability of n / `threshold` at most.
 *
 * When R gets there, the start of the change is where the sum of ln(2u) was last at its lowest. An alarm is raised only if facility rose and times
 * fell from there on, which makes false alarms rarer still; otherwise the count begins anew. Null: no alarm.
 */
export function leakAlarmOf(
  answers: readonly WatchedAnswer[],
  seed: string,
  threshold: number = answersPerFalseAlarm,
): LeakAlarm | null {
  const random = seededRandom(`leak/${seed}`)
  const advantages = answers.map(advantageOf)
  const place = placesIn(advantages)
  let [growth, climb, since] = [0, 0, 0]
  for (let at = 0; at < answers.length; at++) {
    const { below, equal } = place.add(advantages[at] as number)
    const u = (below + equal * ((random.next32() + 0.5) / 2 ** 32)) / (at + 1)
    growth = (growth + 1) * 2 * u
    if (climb <= 0) {
      climb = 0
      since = at
    }
    climb += Math.log(2 * u)
    if (growth < threshold) continue
    const alarm = changeOf(answers, since, at)
    if (alarm !== null) return alarm
    growth = 0
  }
  return null
}

function advantageOf({ share, restShare, seconds, usualSeconds }: WatchedAnswer): number {
  const isTimed = seconds !== null && usualSeconds !== null && seconds > 0 && usualSeconds > 0
  return share - restShare - (isTimed ? Math.log(seconds / usualSeconds) : 0)
}

/** The change from `since` to `at`; null where facility did not rise or times did not fall. */
function changeOf(answers: readonly WatchedAnswer[], since: number, at: number): LeakAlarm | null {
  const before = answers.slice(0, since)
  const after = answers.slice(since, at + 1)
  const [secondsBefore, secondsSince] = [medianSeconds(before), medianSeconds(after)]
  if (before.length === 0 || secondsBefore === null || secondsSince === null) return null
  const [facilityBefore, facilitySince] = [before, after].map((part) =>
    meanOf(part.map(({ share }) => share)),
  )
  if (facilityBefore === undefined || facilitySince === undefined) return null
  if (facilitySince <= facilityBefore || secondsSince >= secondsBefore) return null
  return { at, since, facilityBefore, facilitySince, secondsBefore, secondsSince }
}

function medianSeconds(answers: readonly WatchedAnswer[]): number | null {
  const times = answers.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).sort((a, b) => a - b)
  if (times.length === 0) return null
  const middle = times.length >> 1
  const upper = times[middle] as number
  return times.length % 2 === 1 ? upper : ((times[middle - 1] as number) + upper) / 2
}

/** Counts how many values so far lie below and at a value, in logarithmic time (Fenwick 1994). All values that will come must be named. */
function placesIn(all: readonly number[]) {
  const sorted = [...new Set(all)].sort((one, other) => one - other)
  const order = new Map(sorted.map((value, index) => [value, index + 1]))
  const tree = new Int32Array(sorted.length + 1)
  const upTo = (index: number) => {
    let count = 0
    for (let at = index; at > 0; at -= at & -at) count += tree[at] as number
    return count
  }
  return {
    add(value: number) {
      const index = order.get(value) ?? 0
      for (let at = index; at < tree.length; at += at & -at) tree[at] = (tree[at] as number) + 1
      const below = upTo(index - 1)
      return { below, equal: upTo(index) - below }
    },
  }
}
