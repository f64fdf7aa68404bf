import { seededRandom, shuffled } from '../shared/seeded-random.ts'
import type { BankItem, Blueprint } from './blueprint.ts'
import { type BlueprintGap, findBlueprintGaps } from './blueprint-gaps.ts'
import { drawSection, type Exposure } from './draw-section.ts'
import type { OptionOrder } from './item.ts'

/** One place on a form. The stored order of options makes a resumed attempt look as it did. */
export type FormItem = {
  readonly itemId: string
  readonly section: string
  readonly optionOrder: OptionOrder
}

/** A frozen set of items for one attempt, in the order in which they are shown. */
export type ExamForm = { readonly seed: string; readonly items: readonly FormItem[] }

export type FormOutcome =
  | { readonly ok: true; readonly form: ExamForm }
  | { readonly ok: false; readonly reason: 'bank-too-small'; readonly gaps: readonly BlueprintGap[] }

const unexposed: Exposure = { seen: new Set(), shown: new Map() }

/**
 * Draws a form: each section fills its difficulty cells and its number of critical items exactly, with items this person
 * has not seen first, then the least shown. The same seed, bank and exposure give the same form, whatever the order of the
 * bank; each section has a random stream of its own, so a change in one leaves the others alone. Sections stand in the
 * blueprint's order, items inside a section and options inside an item in random order. Where no form exists, the gaps
 * prove it. Throws RangeError when two items of the bank share an id.
 */
export function assembleForm(
  blueprint: Pick<Blueprint, 'sections'>,
  bank: readonly BankItem[],
  seed: string,
  exposure: Exposure = unexposed,
): FormOutcome {
  if (new Set(bank.map(({ id }) => id)).size !== bank.length)
    throw new RangeError('Two items of the bank share an id')
  const gaps = findBlueprintGaps(blueprint, bank)
  if (gaps.length > 0) return { ok: false, reason: 'bank-too-small', gaps }

  const items = blueprint.sections.flatMap((section) => {
    const drawn = drawSection(section, bank, seededRandom(`${seed}/section/${section.domain}`), exposure)
    if (drawn === null) throw new Error(`Section ${section.domain} has no gap and yet cannot be drawn`)
    return drawn.map((item) => ({
      itemId: item.id,
      section: section.domain,
      optionOrder: orderOf(item, seed),
    }))
  })
  return { ok: true, form: { seed, items } }
}

function orderOf(item: BankItem, seed: string): OptionOrder {
  if (!item.isShuffled) return item.optionIds
  const random = seededRandom(`${seed}/options/${item.id}`)
  return { options: shuffled(item.optionIds.options, random), right: shuffled(item.optionIds.right, random) }
}
