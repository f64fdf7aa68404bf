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

const MOST_ORDERS = 200

/**
 * Places steps for one learner who gives `hoursPerDay` hours to study each day, so that the last one ends as early as
 * possible. A step begins when the steps before it are finished and the learner is free; after its hours and its wait it
 * takes the first published date. Orders of study are tried one by one, up to 200 (every order of five independent steps);
 * the first tried takes what can begin soonest, then the longest wait (Jackson's rule), then what is listed first, and it
 * stays where no other ends sooner. The result is in topological order. Throws RangeError when steps wait for each other.
 */
export function placeSteps(
  steps: readonly OpenStep[],
  from: Instant,
  hoursPerDay: number,
): readonly PlacedStep[] {
  if (!(hoursPerDay > 0 && hoursPerDay <= 24))
    throw new RangeError(`Nobody studies ${hoursPerDay} hours a day`)
  const keys = new Set(steps.map(({ key }) => key))
  let best: readonly PlacedStep[] = []
  let tried = 0

  const tryFrom = (placed: readonly PlacedStep[], waiting: readonly OpenStep[], freeAt: Instant): void => {
    if (waiting.length === 0) {
      if (tried === 0 || endsSooner(placed, best)) best = placed
      tried += 1
      return
    }
    const candidates = nextSteps(placed, waiting, keys, from, freeAt)
    if (candidates.length === 0)
      throw new RangeError(`Steps wait for each other: ${waiting.map(({ key }) => key).join(', ')}`)
    for (const { step, beginsAt } of candidates) {
      if (tried >= MOST_ORDERS) return
      const rest = waiting.filter((other) => other !== step)
      if (beginsAt === null) {
        tryFrom([...placed, { key: step.key, startsAt: null, finishesAt: null }], rest, freeAt)
        continue
      }
      const studied = addHours(beginsAt, (step.cost.hours * 24) / hoursPerDay)
      const entry = { key: step.key, startsAt: beginsAt, finishesAt: finishOf(step.cost, studied) }
      tryFrom([...placed, entry], rest, step.cost.hours > 0 ? studied : freeAt)
    }
  }
  tryFrom([], steps, from)
  return best
}

type Candidate = { readonly step: OpenStep; readonly beginsAt: Instant | null }

/** What can come next, the most promising first. A step that takes no study or has no known date keeps nobody waiting: it comes at once. */
function nextSteps(
  placed: readonly PlacedStep[],
  waiting: readonly OpenStep[],
  keys: ReadonlySet<string>,
  from: Instant,
  freeAt: Instant,
): readonly Candidate[] {
  const ends = new Map(placed.map(({ key, finishesAt }) => [key, finishesAt]))
  const candidates: Candidate[] = []
  for (const step of waiting) {
    const before = [...step.after].filter((key) => keys.has(key) && key !== step.key)
    if (before.some((key) => !ends.has(key))) continue
    const readyAt = latest(
      from,
      before.map((key) => ends.get(key) ?? null),
    )
    const beginsAt = readyAt === null || step.cost.hours === 0 ? readyAt : laterOf(readyAt, freeAt)
    if (beginsAt === null || step.cost.hours === 0) return [{ step, beginsAt }]
    candidates.push({ step, beginsAt })
  }
  return candidates.sort((a, b) => {
    if (a.beginsAt === b.beginsAt) return b.step.cost.waitDays - a.step.cost.waitDays
    return (a.beginsAt ?? '') < (b.beginsAt ?? '') ? -1 : 1
  })
}

/** A known end is sooner than an unknown one. */
function endsSooner(a: readonly PlacedStep[], b: readonly PlacedStep[]): boolean {
  if (a.length === 0) return false
  const [first, second] = [endOf(a), endOf(b)]
  return first !== null && (second === null || first < second)
}

/** When all steps are finished; null where one of them has no known date. Throws RangeError for no steps. */
export function endOf(placed: readonly Pick<PlacedStep, 'finishesAt'>[]): Instant | null {
  const ends = placed.map(({ finishesAt }) => finishesAt)
  const [first, ...others] = ends
  if (first === undefined) throw new RangeError('No steps, no end')
  return first === null ? null : latest(first, others)
}

function latest(first: Instant, others: readonly (Instant | null)[]): Instant | null {
  let result: Instant = first
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
