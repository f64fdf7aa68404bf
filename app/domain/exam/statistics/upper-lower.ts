import { absent, type Figure, figure } from './figure.ts'
import { answerOf, type ResponseTable, type TableItem } from './response-table.ts'
import type { ScoreGroups } from './score-groups.ts'

/**
 * Discrimination index D: facility in the upper 27 % less facility in the lower 27 %, in [-1, 1] (Johnson 1951; Ebel 1954; groups after Kelley
 * 1939). The total that divides people contains the item, as in the literature. Null where everybody has the same total.
 */
export function upperLowerOf(
  table: ResponseTable,
  column: number,
  people: readonly number[],
  groups: ScoreGroups,
): Figure {
  if (people.length < 2) return absent('too-few-people')
  if (groups.isOneGroup) return absent('total-constant')
  const { possible } = table.items[column] as TableItem
  let [above, below] = [0, 0]
  for (let at = 0; at < people.length; at++) {
    const { earned } = answerOf(table, people[at] as number, column)
    above += earned * (groups.upper[at] as number)
    below += earned * (groups.lower[at] as number)
  }
  return figure(Math.max(-1, Math.min(1, (above - below) / (possible * groups.size))))
}
