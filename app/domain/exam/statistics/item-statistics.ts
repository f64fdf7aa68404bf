import { distractorsOf, type OptionCount } from './distractors.ts'
import { facilityOf, omissionOf } from './facility.ts'
import type { Figure } from './figure.ts'
import { itemRestOf } from './item-rest.ts'
import { peopleWith, type ResponseTable, type TableItem, type Total } from './response-table.ts'
import { scoreGroupsOf } from './score-groups.ts'
import { upperLowerOf } from './upper-lower.ts'

/** What the answers say of one item version. */
export type ItemStatistics = {
  readonly id: string
  /** People whose form held it. */
  readonly n: number
  readonly facility: Figure
  readonly itemRest: Figure
  readonly upperLower27: Figure
  readonly omission: Figure
  readonly distractors: readonly OptionCount[] | null
  /** People in each of the extreme groups. */
  readonly groupSize: number
}

/** The statistics of the item in a column; `totals` are those of `totalsOf`, computed once for all items. */
export function itemStatisticsOf(
  table: ResponseTable,
  column: number,
  totals: readonly Total[],
): ItemStatistics {
  const people = peopleWith(table, column)
  const groups = scoreGroupsOf(people, totals)
  return {
    id: (table.items[column] as TableItem).id,
    n: people.length,
    facility: facilityOf(table, column, people),
    itemRest: itemRestOf(table, column, people, totals),
    upperLower27: upperLowerOf(table, column, people, groups),
    omission: omissionOf(table, column, people),
    distractors: distractorsOf(table, column, people, groups),
    groupSize: groups.size,
  }
}
