import { type SeededRandom, shuffled } from '../shared/seeded-random.ts'
import { type BankItem, type BlueprintSection, bandOf, difficultyBands, isDrawable } from './blueprint.ts'

/** How items have been shown so far, by item id; what is absent counts as never shown. */
export type Exposure = {
  /** Items this person has met in an earlier attempt. */
  readonly seen: ReadonlySet<string>
  /** How often each item has been on anybody's form. */
  readonly shown: ReadonlyMap<string, number>
}

/** The best critical and the best plain items of one cell, and how many it draws. */
type Cell = {
  readonly needed: number
  readonly critical: readonly BankItem[]
  readonly plain: readonly BankItem[]
}

/** How many of each cell's draw are critical. */
type Split = readonly number[]

/**
 * Draws one section: the exact count of each difficulty cell and the exact number of critical items together. Among all
 * such draws it takes one with the fewest items this person has seen, then the least shown in total; the seed decides
 * ties. Null if no draw exists, which `findBlueprintGaps` explains.
 */
export function drawSection(
  section: BlueprintSection,
  bank: readonly BankItem[],
  random: SeededRandom,
  exposure: Exposure,
): readonly BankItem[] | null {
  const cells = difficultyBands.map((band) => {
    const items = bank.filter(
      (item) => item.domain === section.domain && bandOf(item.difficulty) === band && isDrawable(item),
    )
    return { needed: section.difficulty[band], items: byPreference(items, random, exposure) }
  })
  if (cells.some(({ needed, items }) => items.length < needed)) return null
  if (section.critical === undefined) {
    return shuffled(
      cells.flatMap(({ needed, items }) => items.slice(0, needed)),
      random,
    )
  }

  const parted: Cell[] = cells.map(({ needed, items }) => ({
    needed,
    critical: items.filter((item) => item.critical),
    plain: items.filter((item) => !item.critical),
  }))
  let best: { readonly splits: Split[]; readonly cost: Cost } | null = null
  for (const split of splitsOf(parted, section.critical)) {
    const cost = costOf(drawn(parted, split), exposure)
    const order = best === null ? -1 : compareCosts(cost, best.cost)
    if (order < 0) best = { splits: [split], cost }
    else if (order === 0) best?.splits.push(split)
  }
  if (best === null) return null
  const split = best.splits[random.below(best.splits.length)]
  return split === undefined ? null : shuffled(drawn(parted, split), random)
}

/** Unseen first, then least shown; the bank's own order never matters, since equals are shuffled from the order of ids. */
function byPreference(
  items: readonly BankItem[],
  random: SeededRandom,
  exposure: Exposure,
): readonly BankItem[] {
  const byId = [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
  return shuffled(byId, random).sort((a, b) => compareCosts(costOf([a], exposure), costOf([b], exposure)))
}

/** Every way to share the critical items out among the cells that the bank allows. */
function splitsOf(cells: readonly Cell[], critical: number): readonly Split[] {
  const [cell, ...rest] = cells
  if (cell === undefined) return critical === 0 ? [[]] : []
  const atLeast = Math.max(0, cell.needed - cell.plain.length)
  const atMost = Math.min(cell.needed, cell.critical.length, critical)
  const splits: Split[] = []
  for (let here = atLeast; here <= atMost; here++) {
    for (const others of splitsOf(rest, critical - here)) splits.push([here, ...others])
  }
  return splits
}

/** For a given split the best draw takes the first of each list, because cells and kinds do not touch each other. */
function drawn(cells: readonly Cell[], split: Split): readonly BankItem[] {
  return cells.flatMap(({ needed, critical, plain }, index) => {
    const here = split[index] ?? 0
    return [...critical.slice(0, here), ...plain.slice(0, needed - here)]
  })
}

type Cost = readonly [seen: number, shown: number]

function costOf(items: readonly BankItem[], { seen, shown }: Exposure): Cost {
  let [again, times] = [0, 0]
  for (const { id } of items) {
    if (seen.has(id)) again += 1
    times += shown.get(id) ?? 0
  }
  return [again, times]
}

function compareCosts(a: Cost, b: Cost): number {
  return a[0] - b[0] || a[1] - b[1]
}
