import { absent, type Figure, figure } from './figure.ts'
import { type Answer, answerOf, peopleWith, type ResponseTable, type TableItem } from './response-table.ts'

/** Reliability of a form's total score. */
export type Reliability = {
  /** Cronbach's alpha; below zero where items contradict one another. */
  readonly alpha: Figure
  /** Kuder and Richardson's formula 20: alpha of items that are right or wrong. */
  readonly kr20: Figure
}

/**
 * Cronbach's alpha (Cronbach 1951) and KR-20 (Kuder and Richardson 1937, formula 20).
 *
 * Where all sat the same k items, alpha = k/(k-1) (1 - sum of item variances / variance of totals). The ratio is the same with n and with n - 1
 * below both lines; KR-20, whose p(1-p) is the variance with n, is therefore taken over the variance of totals with n as well, and equals alpha.
 *
 * Where forms were drawn from a bank, no two people need share their items. With v the mean variance of an item and c the mean covariance of two
 * items that stood on one form, both pooled over all people, alpha = k c / (v + (k-1) c) for forms of k items: the same formula put in terms
 * of means, and the same number where all sat the same items. k is the mean number of items on a form. A pair of items that never met
 * counts through those that did; sampling items like this is the subject of Lord and Novick (1968, ch. 11). In small samples of drawn forms c can
 * exceed v; alpha is then 1.
 */
export function reliabilityOf(table: ResponseTable): Reliability {
  const people = table.rows.length
  if (people < 2) return both(absent('too-few-people'))
  const means = table.items.map((_, column) => meanEarned(table, column))
  let [cells, pairs, variance, covariance] = [0, 0, 0, 0]
  for (const row of table.rows) {
    let [onForm, sum, squares] = [0, 0, 0]
    for (let column = 0; column < row.length; column++) {
      const answer = row[column]
      if (!answer) continue
      const deviation = answer.earned - (means[column] as number)
      onForm += 1
      sum += deviation
      squares += deviation ** 2
    }
    cells += onForm
    pairs += onForm * (onForm - 1)
    variance += squares
    covariance += sum ** 2 - squares
  }
  if (pairs === 0) return both(absent('too-few-items'))
  const length = cells / people
  const [meanVariance, meanCovariance] = [variance / cells, covariance / pairs]
  const perItem = meanVariance + (length - 1) * meanCovariance
  if (perItem <= meanVariance * 1e-12) return both(absent('total-constant'))
  const alpha = figure(Math.min(1, (length * meanCovariance) / perItem))
  return { alpha, kr20: isDichotomous(table) ? alpha : absent('not-dichotomous') }
}

/**
 * Standard error of measurement in points: SD sqrt(1 - reliability) (Lord and Novick 1968, ch. 3). With the SD that is printed, n - 1 below the
 * line.
 */
export function standardErrorOf(deviation: number | null, { alpha }: Reliability): Figure {
  if (deviation === null) return absent('too-few-people')
  if (alpha.value === null) return alpha
  return figure(deviation * Math.sqrt(1 - alpha.value))
}

function both(reason: Figure): Reliability {
  return { alpha: reason, kr20: reason }
}

function meanEarned(table: ResponseTable, column: number): number {
  const people = peopleWith(table, column)
  if (people.length === 0) return 0
  let earned = 0
  for (const person of people) earned += answerOf(table, person, column).earned
  return earned / people.length
}

/** Whether every answer earned all of the item's points or none, and items weigh the same. */
function isDichotomous({ items, rows }: ResponseTable): boolean {
  const first = items[0]?.possible
  if (items.some(({ possible }) => possible !== first)) return false
  const isWhole = (answer: Answer | null, column: number) =>
    answer === null || answer.earned === 0 || answer.earned === (items[column] as TableItem).possible
  return rows.every((row) => row.every(isWhole))
}
