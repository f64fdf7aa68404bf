import type { AbsenceReason } from './figure.ts'
import { logBeta, logGamma } from './special-functions.ts'

export type ConsistencyInput = {
  /** Mean and standard deviation of total scores as shares of the points possible. */
  readonly mean: number
  readonly deviation: number
  readonly reliability: number
  /** The share that passes. */
  readonly cut: number
}

/** How far a second form of the same kind would decide alike. */
export type DecisionConsistency = {
  /** Share of people who would pass both times or fail both times. */
  readonly agreement: number
  /** Agreement beyond chance (Cohen 1960); null where everybody is expected to pass, or to fail. */
  readonly kappa: number | null
  /** Share of people expected to pass. */
  readonly passRate: number
  /** Number of equally hard right-or-wrong items that would be as reliable. */
  readonly effectiveLength: number
}

export type ConsistencyOutcome =
  | { readonly value: DecisionConsistency; readonly reason: null }
  | { readonly value: null; readonly reason: AbsenceReason }

/** The equivalent test may not be longer; beyond it the sums take too long and agreement is next to one anyway. */
const longestEffective = 2_000

/**
 * Decision consistency from one sitting, after Livingston and Lewis (1995, J. Educ. Meas. 32, 179-197) with a two-parameter beta distribution of
 * true scores. The exam is replaced by n equally hard right-or-wrong items, n = (m (1-m) - r s^2) / (s^2 (1-r)) rounded, which are as
 * reliable; true scores have mean m and variance r s^2. Two forms are then beta-binomial with a common true score:
 *
 * P(x, y) = C(n,x) C(n,y) B(a+x+y, b+2n-x-y) / B(a,b).
 *
 * Passing means x/n >= cut. Where reliability is KR-21, n is the number of items and this is Huynh's beta-binomial method (1976, J. Educ. Meas.
 * 13, 253-264). The method knows of one cut, not of section cuts or critical items.
 */
export function decisionConsistencyOf({
  mean,
  deviation,
  reliability,
  cut,
}: ConsistencyInput): ConsistencyOutcome {
  const variance = deviation ** 2
  if (!(variance > 0) || mean <= 0 || mean >= 1) return { value: null, reason: 'total-constant' }
  if (!(reliability > 0)) return { value: null, reason: 'reliability-not-positive' }
  if (reliability >= 1) return { value: null, reason: 'reliability-beyond-method' }
  const trueVariance = reliability * variance
  const concentration = (mean * (1 - mean)) / trueVariance - 1
  // Scores spread wider than any true scores between 0 and 1 can: possible only in very small samples.
  if (!(concentration > 0)) return { value: null, reason: 'too-few-people' }
  const length = Math.max(1, Math.round((mean * (1 - mean) - trueVariance) / (variance * (1 - reliability))))
  if (length > longestEffective) return { value: null, reason: 'reliability-beyond-method' }
  const [a, b] = [mean * concentration, (1 - mean) * concentration]
  // The cut as a number of items; what rounding adds to it must not cost an item.
  const least = Math.max(0, Math.ceil(length * cut - 1e-9))
  const { passOnce, passTwice } = passChances(length, least, a, b)
  const agreement = Math.min(1, Math.max(0, 1 - 2 * (passOnce - passTwice)))
  const byChance = passOnce ** 2 + (1 - passOnce) ** 2
  return {
    value: {
      agreement,
      kappa: 1 - byChance < 1e-12 ? null : (agreement - byChance) / (1 - byChance),
      passRate: passOnce,
      effectiveLength: length,
    },
    reason: null,
  }
}

/** The chances to reach a number of items once, and on two forms. */
function passChances(length: number, least: number, a: number, b: number) {
  if (least > length) return { passOnce: 0, passTwice: 0 }
  const logChoose = Array.from(
    { length: length + 1 },
    (_, x) => logGamma(length + 1) - logGamma(x + 1) - logGamma(length - x + 1),
  )
  const base = logBeta(a, b)
  const joint = Array.from(
    { length: 2 * length + 1 },
    (_, sum) => logBeta(a + sum, b + 2 * length - sum) - base,
  )
  let [passOnce, passTwice] = [0, 0]
  for (let x = least; x <= length; x++) {
    passOnce += Math.exp((logChoose[x] as number) + logBeta(a + x, b + length - x) - base)
    for (let y = least; y <= length; y++)
      passTwice += Math.exp((logChoose[x] as number) + (logChoose[y] as number) + (joint[x + y] as number))
  }
  return { passOnce: Math.min(1, passOnce), passTwice: Math.min(1, passTwice) }
}
