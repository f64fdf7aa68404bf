import { rankOf, type Total } from './response-table.ts'

/**
 * The upper and the lower 27 % of people by total score, the shares with which extreme groups say most (Kelley 1939). A group has
 * 27 % of the people, rounded half up, and at least one.
 *
 * Ties at the border: those who share the last places of a group share them evenly, each counting with the same part of a person. This is what
 * drawing lots among them would give on average, and it does not depend on the order of rows.
 */
export type ScoreGroups = {
  /** People in each group. */
  readonly size: number
  /** For each of the given people, in order, how much of them is in the group: 0 to 1. */
  readonly upper: Float64Array
  readonly lower: Float64Array
  /** Everybody has the same total, so that the groups are one and the same. */
  readonly isOneGroup: boolean
}

/** Divides people (numbers of rows) by their totals. */
export function scoreGroupsOf(people: readonly number[], totals: readonly Total[]): ScoreGroups {
  const ranks = people.map((person) => rankOf(totals[person] as Total))
  const counts = new Map<number, number>()
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  const rising = [...counts.keys()].sort((one, other) => one - other)
  const size = Math.min(people.length, Math.max(1, Math.floor((27 * people.length + 50) / 100)))
  const lowerPart = partsOf(rising, counts, size)
  const upperPart = partsOf(rising.toReversed(), counts, size)
  const weigh = (parts: ReadonlyMap<number, number>) =>
    Float64Array.from(ranks, (rank) => parts.get(rank) ?? 0)
  return {
    size,
    upper: weigh(upperPart),
    lower: weigh(lowerPart),
    isOneGroup: counts.size < 2,
  }
}

/** Fills a group from one end of the scores; the last score to fit in gives the part that is left. */
function partsOf(
  ordered: readonly number[],
  counts: ReadonlyMap<number, number>,
  size: number,
): ReadonlyMap<number, number> {
  const parts = new Map<number, number>()
  let free = size
  for (const rank of ordered) {
    if (free <= 0) break
    const count = counts.get(rank) ?? 0
    parts.set(rank, Math.min(1, free / count))
    free -= count
  }
  return parts
}
