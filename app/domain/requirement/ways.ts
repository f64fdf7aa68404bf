import { type EvidenceLeaf, isLeaf, neededOf, type RequirementTree } from './requirement-tree.ts'

/** A set of steps, one bit each. */
export type StepSet = bigint

/** The ways to meet a tree: sets of steps of which none contains another. `complete` is false where some had to be dropped. */
export type Ways = { readonly sets: readonly StepSet[]; readonly complete: boolean }

/** How a single leaf can be met: no way, nothing to do (the empty set), or sets of steps. */
export type LeafWays = (leaf: EvidenceLeaf) => Ways

const MOST_WAYS = 64
const nothingToDo: Ways = { sets: [0n], complete: true }

/**
 * Every minimal set of steps that meets a tree. Choosing n of the children covers all three kinds of branches. A set that
 * contains another is dropped at once: whatever is added to both, it stays the larger one. Where more than 64 sets remain
 * for a branch, the cheapest by `weigh` are kept.
 */
export function waysOf(tree: RequirementTree, leafWays: LeafWays, weigh: (set: StepSet) => number): Ways {
  if (isLeaf(tree)) return leafWays(tree)
  const needed = neededOf(tree)
  // chosen[k]: ways to meet k of the children looked at so far.
  const chosen: Ways[] = [nothingToDo]
  for (const child of tree.children) {
    const own = waysOf(child, leafWays, weigh)
    for (let count = Math.min(chosen.length, needed); count >= 1; count--) {
      const before = chosen[count - 1]
      if (before === undefined) continue
      const joined = before.sets.flatMap((set) => own.sets.map((step) => set | step))
      const known = chosen[count] ?? { sets: [], complete: true }
      chosen[count] = minimal(
        [...known.sets, ...joined],
        known.complete && before.complete && own.complete,
        weigh,
      )
    }
  }
  return chosen[needed] ?? { sets: [], complete: true }
}

/** The sets that contain no other one. */
export function minimal(sets: readonly StepSet[], complete: boolean, weigh: (set: StepSet) => number): Ways {
  const distinct = [...new Set(sets)].sort((a, b) => sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1))
  const kept: StepSet[] = []
  for (const set of distinct) if (!kept.some((smaller) => (smaller & set) === smaller)) kept.push(set)
  if (kept.length <= MOST_WAYS) return { sets: kept, complete }
  const byWeight = kept
    .map((set) => ({ set, weight: weigh(set) }))
    .sort((a, b) => a.weight - b.weight || (a.set < b.set ? -1 : 1))
  return { sets: byWeight.slice(0, MOST_WAYS).map(({ set }) => set), complete: false }
}

function sizeOf(set: StepSet): number {
  let size = 0
  for (let rest = set; rest > 0n; rest &= rest - 1n) size += 1
  return size
}
