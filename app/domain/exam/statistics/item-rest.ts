import { absent, type Figure, figure } from './figure.ts'
import { answerOf, type ResponseTable, type TableItem, type Total } from './response-table.ts'
import { correlationOf, squaredDeviations } from './spread.ts'

/**
 * Item-rest correlation: Pearson's correlation between the points on an item and the share earned on all other items of the form; for
 * right-or-wrong items the point-biserial corrected for overlap (Henrysson 1963; Crocker and Algina 1986, ch. 14). The item itself is left out
 * because it would correlate with itself. A share is used because drawn forms may differ in points; where all sat the same form, it is the
 * correlation with the rest score.
 */
export function itemRestOf(
  table: ResponseTable,
  column: number,
  people: readonly number[],
  totals: readonly Total[],
): Figure {
  if (people.length < 2) return absent('too-few-people')
  const { possible } = table.items[column] as TableItem
  const own = new Float64Array(people.length)
  const rest = new Float64Array(people.length)
  for (let at = 0; at < people.length; at++) {
    const person = people[at] as number
    const total = totals[person] as Total
    if (total.items < 2) return absent('too-few-items')
    const { earned } = answerOf(table, person, column)
    own[at] = earned
    rest[at] = (total.points - earned) / (total.possible - possible)
  }
  if (squaredDeviations(own) === 0) return absent('item-constant')
  const correlation = correlationOf(own, rest)
  return correlation === null ? absent('rest-constant') : figure(correlation)
}
