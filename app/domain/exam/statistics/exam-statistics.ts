import { type ConsistencyOutcome, decisionConsistencyOf } from './decision-consistency.ts'
import { absent, type Figure, figure } from './figure.ts'
import { reliabilityOf, standardErrorOf } from './reliability.ts'
import type { ResponseTable, Total } from './response-table.ts'
import { meanOf, sampleDeviation } from './spread.ts'

/** What the answers say of an exam. Points are those of the items; 1 an item unless an author weighed them. */
export type ExamStatistics = {
  readonly n: number
  /** Items that stood on any form. */
  readonly items: number
  readonly mean: Figure
  /** Standard deviation of the totals, n - 1 below the line. */
  readonly sd: Figure
  readonly kr20: Figure
  readonly alpha: Figure
  readonly sem: Figure
  /** The points possible on a form, on average. */
  readonly possible: Figure
}

/** The statistics of the exam as a whole. */
export function examStatisticsOf(table: ResponseTable, totals: readonly Total[]): ExamStatistics {
  const points = totals.map((total) => total.points)
  const few = absent('too-few-people')
  const deviation = sampleDeviation(points)
  const reliability = reliabilityOf(table)
  return {
    n: totals.length,
    items: table.items.length,
    mean: points.length === 0 ? few : figure(meanOf(points)),
    sd: deviation === null ? few : figure(deviation),
    kr20: reliability.kr20,
    alpha: reliability.alpha,
    sem: standardErrorOf(deviation, reliability),
    possible: points.length === 0 ? few : figure(meanOf(totals.map(({ possible }) => possible))),
  }
}

/** Decision consistency at a cut (a share of the points), with alpha as the reliability. */
export function examConsistencyOf(
  { alpha }: ExamStatistics,
  totals: readonly Total[],
  cut: number,
): ConsistencyOutcome {
  const shares = totals.map(({ points, possible }) => (possible === 0 ? 0 : points / possible))
  const deviation = sampleDeviation(shares)
  if (deviation === null) return { value: null, reason: 'too-few-people' }
  if (alpha.value === null) return { value: null, reason: alpha.reason }
  return decisionConsistencyOf({ mean: meanOf(shares), deviation, reliability: alpha.value, cut })
}
