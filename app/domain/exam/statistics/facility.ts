import { absent, type Figure, figure } from './figure.ts'
import { answerOf, type ResponseTable, type TableItem } from './response-table.ts'

/**
 * Facility, also called the p-value of an item: the mean share of its points, in [0, 1]; for right-or-wrong items the share of people who had
 * it right (Crocker and Algina 1986, ch. 14). Everybody whose form held it counts, those who omitted it with nothing.
 */
export function facilityOf(table: ResponseTable, column: number, people: readonly number[]): Figure {
  if (people.length === 0) return absent('too-few-people')
  const { possible } = table.items[column] as TableItem
  let earned = 0
  for (const person of people) earned += answerOf(table, person, column).earned
  return figure(Math.min(1, earned / possible / people.length))
}

/** The share of people who left the item unanswered, in [0, 1]. */
export function omissionOf(table: ResponseTable, column: number, people: readonly number[]): Figure {
  if (people.length === 0) return absent('too-few-people')
  const omitted = people.filter((person) => answerOf(table, person, column).isOmitted).length
  return figure(omitted / people.length)
}
