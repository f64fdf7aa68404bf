import type { AbsenceReason } from './figure.ts'
import { chiSquareTail } from './special-functions.ts'

/** One person's answer to the item that is looked at. */
export type MatchedAnswer = {
  readonly group: 'reference' | 'focal'
  /** The matching score: people of the same number are compared. The item itself is part of it (Holland and Thayer 1988). */
  readonly stratum: number
  /** Earned in full. */
  readonly isRight: boolean
}

/** A negligible, B moderate, C large. */
export type DifClass = 'A' | 'B' | 'C'

export type DifferentialFunctioning = {
  readonly reference: number
  readonly focal: number
  /** Above 1 where the item favours the reference group. */
  readonly oddsRatio: number
  /** ETS delta, -2.35 ln(odds ratio); negative where the item is harder for the focal group. */
  readonly delta: number
  readonly standardError: number
  readonly chiSquare: number
  readonly pValue: number
  readonly class: DifClass
}

export type DifOutcome =
  | { readonly value: DifferentialFunctioning; readonly reason: null }
  | { readonly value: null; readonly reason: AbsenceReason }

/** Of a stratum: reference right and wrong, focal right and wrong. */
export type Stratum = { readonly a: number; readonly b: number; readonly c: number; readonly d: number }

/**
 * Differential functioning of an item by the Mantel-Haenszel method (Mantel and Haenszel 1959; Holland and Thayer 1988): the odds of a right
 * answer in the reference group over those in the focal group, among people of the same total score.
 *
 * Chi-square has one degree of freedom and the continuity correction of a half; a deviation below a half is taken as it is, as R's mantelhaen.test
 * does, since a correction must not turn its sign. The standard error of delta is 2.35 times that of the log odds ratio (Robins, Breslow and Greenland 1986).
 * Classes (Zieky 1993; Zwick 2012, ETS RR-12-08): A where |delta| < 1 or chi-square is not significant at 5 %; C where |delta| >= 1.5 and
 * significantly above 1 at 5 %, one-sided; B otherwise.
 */
export function differentialFunctioningOf(answers: readonly MatchedAnswer[]): DifOutcome {
  const strata = new Map<number, { a: number; b: number; c: number; d: number }>()
  for (const { group, stratum, isRight } of answers) {
    const counts = strata.get(stratum) ?? { a: 0, b: 0, c: 0, d: 0 }
    strata.set(stratum, counts)
    if (group === 'reference') counts[isRight ? 'a' : 'b'] += 1
    else counts[isRight ? 'c' : 'd'] += 1
  }
  return mantelHaenszelOf([...strata.values()])
}

/** The same from tables of counts, one a stratum. */
export function mantelHaenszelOf(strata: readonly Stratum[]): DifOutcome {
  let [reference, focal, deviation, variance] = [0, 0, 0, 0]
  let [sumR, sumS, pr, cross, qs] = [0, 0, 0, 0, 0]
  for (const { a, b, c, d } of strata) {
    const total = a + b + c + d
    reference += a + b
    focal += c + d
    if (total < 2) continue
    deviation += a - ((a + b) * (a + c)) / total
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (total ** 2 * (total - 1))
    const [r, s] = [(a * d) / total, (b * c) / total]
    const [p, q] = [(a + d) / total, (b + c) / total]
    sumR += r
    sumS += s
    pr += p * r
    cross += p * s + q * r
    qs += q * s
  }
  if (reference === 0 || focal === 0) return { value: null, reason: 'too-few-people' }
  if (variance === 0) return { value: null, reason: 'no-informative-stratum' }
  if (sumR === 0 || sumS === 0) return { value: null, reason: 'ratio-unbounded' }

  const oddsRatio = sumR / sumS
  const delta = -2.35 * Math.log(oddsRatio)
  const logVariance = pr / (2 * sumR ** 2) + cross / (2 * sumR * sumS) + qs / (2 * sumS ** 2)
  const standardError = 2.35 * Math.sqrt(logVariance)
  const correction = Math.abs(deviation) < 0.5 ? 0 : 0.5
  const chiSquare = (Math.abs(deviation) - correction) ** 2 / variance
  const pValue = chiSquareTail(chiSquare)
  return {
    value: {
      reference,
      focal,
      oddsRatio,
      delta,
      standardError,
      chiSquare,
      pValue,
      class: classOf(Math.abs(delta), standardError, pValue),
    },
    reason: null,
  }
}

/** The normal deviate that 5 % exceed. */
const oneSided = 1.6448536269514722

function classOf(size: number, standardError: number, pValue: number): DifClass {
  if (size < 1 || pValue >= 0.05) return 'A'
  return size >= 1.5 && (size - 1) / standardError > oneSided ? 'C' : 'B'
}
