import type { Instant, Zone } from '../shared/instants.ts'
import { type Evidence, readLeaf } from './evidence.ts'
import { type EvidenceLeaf, leafKey, type RequirementTree } from './requirement-tree.ts'
import { endOf, type OpenStep, type PlacedStep, placeSteps, type StepCost } from './schedule.ts'
import { readStepGraph, type StepGraph } from './step-graph.ts'
import { minimal, type StepSet, type Ways, waysOf } from './ways.ts'

/** What steps cost a person, and how steps are earned. Keys are those of `leafKey`. */
export type WayCosts = {
  /** Hours of study a day. */
  readonly hoursPerDay: number
  /** A leaf without a cost cannot be earned by this person (revoked for good, not offered). */
  readonly leaves: Readonly<Record<string, StepCost>>
  /** For a leaf that rests on others, such as the rung below: what it rests on. Its own cost is then the decision alone. */
  readonly ways?: Readonly<Record<string, RequirementTree>>
}

export type WayStep = PlacedStep & {
  readonly leaf: EvidenceLeaf
  readonly hours: number
  readonly feeCents: number
}

export type Way = {
  /** In an order in which they can be taken. */
  readonly steps: readonly WayStep[]
  /** When the last step is finished; null is "unknown": a step needs a date and none is published. */
  readonly earliestFinish: Instant | null
  readonly learnerHours: number
  readonly feeCents: number
  /** False only for trees so wide that some sets of steps had to be left out of the comparison. */
  readonly proven: boolean
}

export type WayOutcome =
  | { readonly state: 'met' }
  | ({ readonly state: 'way' } & Way)
  /** No way at all; `blocked`: the leaves that cannot be earned. */
  | { readonly state: 'none'; readonly blocked: readonly EvidenceLeaf[] }

/**
 * The cheapest way to meet a tree from what a person can show at an instant, by earliest finish, then learner hours, then
 * fee (gate 6.12). AND adds study hours and overlaps waits, OR takes the cheaper branch, n-of the cheapest n; a step that
 * several branches need is taken and paid once. A known date beats an unknown one. All minimal sets of steps are compared, so
 * the choice is the best one and not the best guess per branch. Throws RangeError when a leaf rests on itself, or when the
 * orders demanded contradict each other: trees are checked for both when they are published.
 */
export function cheapestWay(
  tree: RequirementTree,
  evidence: Evidence,
  costs: WayCosts,
  at: Instant,
  { zone = 'UTC' }: { readonly zone?: Zone } = {},
): WayOutcome {
  const isMet = (leaf: EvidenceLeaf) => readLeaf(leaf, evidence, at, zone).met
  const restsOn = (key: string) => (costs.leaves[key] === undefined ? undefined : costs.ways?.[key])
  const graph = readStepGraph(tree, isMet, restsOn)
  const bits = new Map(graph.keys.map((key, place) => [key, 1n << BigInt(place)]))
  const stepsIn = (set: StepSet) => graph.keys.filter((key) => ((bits.get(key) ?? 0n) & set) !== 0n)
  const weigh = (set: StepSet) => stepsIn(set).reduce((sum, key) => sum + (costs.leaves[key]?.hours ?? 0), 0)

  const leafWays = (leaf: EvidenceLeaf): Ways => {
    if (isMet(leaf)) return { sets: [0n], complete: true }
    const key = leafKey(leaf)
    if (costs.leaves[key] === undefined) return { sets: [], complete: true }
    const self = bits.get(key) ?? 0n
    const base = restsOn(key)
    if (base === undefined) return { sets: [self], complete: true }
    const below = waysOf(base, leafWays, weigh)
    return minimal(
      below.sets.map((set) => set | self),
      below.complete,
      weigh,
    )
  }

  const { sets, complete } = waysOf(tree, leafWays, weigh)
  if (sets.includes(0n)) return { state: 'met' }
  const ways = sets.map((set) => priced(stepsIn(set), graph, costs, at, complete))
  const [first, ...others] = ways
  if (first === undefined) {
    const blocked = [...graph.leaves]
      .filter(([key]) => costs.leaves[key] === undefined)
      .map(([, leaf]) => leaf)
    return { state: 'none', blocked }
  }
  return { state: 'way', ...others.reduce((best, way) => (compareWays(way, best) < 0 ? way : best), first) }
}

/** Earliest finish, then hours, then fee; negative when the first way is cheaper. */
export function compareWays(
  a: Pick<Way, 'earliestFinish' | 'learnerHours' | 'feeCents'>,
  b: Pick<Way, 'earliestFinish' | 'learnerHours' | 'feeCents'>,
): number {
  if (a.earliestFinish !== b.earliestFinish) {
    if (a.earliestFinish === null) return 1
    if (b.earliestFinish === null) return -1
    return a.earliestFinish < b.earliestFinish ? -1 : 1
  }
  return a.learnerHours - b.learnerHours || a.feeCents - b.feeCents
}

function priced(
  keys: readonly string[],
  graph: StepGraph,
  costs: WayCosts,
  at: Instant,
  proven: boolean,
): Way {
  const open = keys.map(
    (key): OpenStep => ({ key, cost: costOf(costs, key), after: graph.after.get(key) ?? new Set() }),
  )
  const steps = placeSteps(open, at, costs.hoursPerDay).map((step): WayStep => {
    const leaf = graph.leaves.get(step.key)
    if (leaf === undefined) throw new RangeError(`No leaf for step ${step.key}`)
    const { hours, feeCents } = costOf(costs, step.key)
    return { ...step, leaf, hours, feeCents }
  })
  return {
    steps,
    earliestFinish: endOf(steps),
    learnerHours: steps.reduce((sum, { hours }) => sum + hours, 0),
    feeCents: steps.reduce((sum, { feeCents }) => sum + feeCents, 0),
    proven,
  }
}

function costOf(costs: WayCosts, key: string): StepCost {
  const cost = costs.leaves[key]
  if (cost === undefined) throw new RangeError(`No cost for step ${key}`)
  return cost
}
