import { addHours, type Instant, laterOf } from '../shared/instants.ts'

/** What one step takes. All figures are data of the caller; none is negative. */
export type StepCost = {
  /** The learner's own time: study and attendance. Hours of several steps add up, since one person takes them. */
  readonly hours: number
  /** Days of 24 hours from being ready to being finished, such as the days of a decision. Waits of several steps overlap. */
  readonly waitDays: number
  /** A cool-down or a ban; the step cannot be finished before. */
  readonly notBefore: Instant | null
  /** Published dates at which the step can be taken; null where it needs none, empty where none is published. */
  readonly slots: readonly Instant[] | null
  readonly feeCents: number
}

/** A step to be placed: what it costs and the keys of steps that must be finished before it begins. */
export type OpenStep = { readonly key: string; readonly cost: StepCost; readonly after: ReadonlySet<string> }

export type PlacedStep = {
  readonly key: string
  /** When the learner can begin; null where an earlier step has no known end. */
  readonly startsAt: Instant | null
  /** When the step is finished; null where no published date is left for it. */
  readonly finishesAt: Instant | null
}

/**
 * Places steps one after the other for one learner who gives `hoursPerDay` hours to study each day. A step begins when the
 * steps before it are finished and the learner is free; after its hours and its wait it takes the first published date.
 * Of steps that can begin at the same time the one with the longest wait goes first (Jackson's rule: no order ends sooner),
 * then the one listed first. The result is in topological order. Throws RangeError when steps wait for each other.
 */
export function placeSteps(steps: readonly OpenStep[], from: Instant, hoursPerDay: number): readonly PlacedStep[] {
  if (!(hoursPerDay > 0 && hoursPerDay <= 24)) throw new RangeError(`Nobody studies ${hoursPerDay} hours a day`)
  const keys = new Set(steps.map(({ key }) => key))
  const placed = new Map<string, PlacedStep>()
  const waiting = [...steps]
  let freeAt = from
  while (waiting.length > 0) {
    const next = nextStep(waiting, placed, keys, from, freeAt)
    if (next === null) throw new RangeError(`Steps wait for each other: ${waiting.map(({ key }) => key).join(', ')}`)
    waiting.splice(waiting.indexOf(next.step), 1)
    const { key, cost } = next.step
    if (next.readyAt === null) {
      placed.set(key, { key, startsAt: null, finishesAt: null })
      continue
    }
    const startsAt = laterOf(next.readyAt, freeAt)
    const studied = addHours(startsAt, (cost.hours * 24) / hoursPerDay)
    if (cost.hours > 0) freeAt = studied
    placed.set(key, { key, startsAt, finishesAt: finishOf(cost, studied) })
  }
  return [...placed.values()]
}

type Candidate = { readonly step: OpenStep; readonly readyAt: Instant | null }

function nextStep(
  waiting: readonly OpenStep[], placed: ReadonlyMap<string, PlacedStep>, keys: ReadonlySet<string>, from: Instant, freeAt: Instant,
): Candidate | null {
  let best: (Candidate & { readonly beginsAt: Instant | null }) | null = null
  for (const step of waiting) {
    const before = [...step.after].filter((key) => keys.has(key) && key !== step.key)
    if (before.some((key) => !placed.has(key))) continue
    const readyAt = latest(from, before.map((key) => placed.get(key)?.finishesAt ?? null))
    const beginsAt = readyAt === null ? null : laterOf(readyAt, freeAt)
    if (best === null || beginsSooner({ step, beginsAt }, best)) best = { step, readyAt, beginsAt }
  }
  return best
}

function beginsSooner(
  a: { readonly step: OpenStep; readonly beginsAt: Instant | null }, b: { readonly step: OpenStep; readonly beginsAt: Instant | null },
): boolean {
  if (a.beginsAt !== b.beginsAt) return a.beginsAt !== null && (b.beginsAt === null || a.beginsAt < b.beginsAt)
  return a.step.cost.waitDays > b.step.cost.waitDays
}

function latest(from: Instant, others: readonly (Instant | null)[]): Instant | null {
  let result: Instant = from
  for (const other of others) {
    if (other === null) return null
    result = laterOf(result, other)
  }
  return result
}

/** Days of waiting and a ban run side by side; then comes the first date published. */
function finishOf({ waitDays, notBefore, slots }: StepCost, studied: Instant): Instant | null {
  const waited = addHours(studied, waitDays * 24)
  const earliest = notBefore === null ? waited : laterOf(waited, notBefore)
  if (slots === null) return earliest
  return [...slots].sort().find((slot) => slot >= earliest) ?? null
}
