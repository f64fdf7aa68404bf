import type { OptionId } from '../item.ts'
import { answerOf, type ResponseTable, type TableItem } from './response-table.ts'
import type { ScoreGroups } from './score-groups.ts'

/** How often an option was chosen. A person who chose several counts at each. */
export type OptionCount = {
  readonly option: OptionId
  readonly isKey: boolean
  readonly count: number
  /** Of the upper and the lower 27 %; a part of a person where people tie at the border. */
  readonly upper: number
  readonly lower: number
}

/**
 * The options of an item with how often each was chosen, by all and by the extreme groups (Crocker and Algina 1986, ch. 14; Haladyna 2004, ch. 9).
 * A distractor does its work where the lower group chooses it more often than the upper one. Options come in their own order, then what was
 * chosen beyond them. Null for items that are not about choosing.
 */
export function distractorsOf(
  table: ResponseTable,
  column: number,
  people: readonly number[],
  groups: ScoreGroups,
): readonly OptionCount[] | null {
  const { options } = table.items[column] as TableItem
  if (options === null) return null
  const counts = new Map(
    options.map(({ id, isKey }) => [id, { option: id, isKey, count: 0, upper: 0, lower: 0 }]),
  )
  const strangers = new Set<OptionId>()
  for (const person of people)
    for (const option of answerOf(table, person, column).chosen)
      if (!counts.has(option)) strangers.add(option)
  for (const option of [...strangers].sort())
    counts.set(option, { option, isKey: false, count: 0, upper: 0, lower: 0 })

  for (let at = 0; at < people.length; at++) {
    for (const option of answerOf(table, people[at] as number, column).chosen) {
      const count = counts.get(option)
      if (!count) continue
      count.count += 1
      count.upper += groups.upper[at] as number
      count.lower += groups.lower[at] as number
    }
  }
  return [...counts.values()]
}
