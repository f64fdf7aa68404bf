/** Shares as whole thousandths, and exact fractions for sums that must not lose a thousandth on the way. */

/** A share in whole thousandths, 0 to 1000. */
export type Permille = number

/** An exact share; the denominator is positive and both parts are whole numbers. */
export type Fraction = { readonly numerator: number; readonly denominator: number }

export const nothing: Fraction = { numerator: 0, denominator: 1 }

/** Whether a number is a share in whole thousandths. */
export function isPermille(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 1000
}

/**
 * The share that a part is of a whole, rounded down: nobody reaches a line by rounding. Because cut scores are whole
 * thousandths, the rounded share reaches a cut exactly when the true share does.
 * Throws RangeError unless 0 <= part <= whole and whole > 0.
 */
export function permilleOf(part: number | Fraction, whole: number): Permille {
  const { numerator, denominator } = typeof part === 'number' ? fraction(part, 1) : part
  const divisor = safe(denominator * whole)
  if (divisor <= 0 || numerator < 0 || numerator > divisor) {
    throw new RangeError(`${numerator}/${denominator} is no part of ${whole}`)
  }
  const thousandths = safe(numerator * 1000)
  return (thousandths - (thousandths % divisor)) / divisor
}

/** A reduced fraction; throws RangeError for parts that are no whole numbers or a denominator below one. */
export function fraction(numerator: number, denominator: number): Fraction {
  if (safe(denominator) < 1)
    throw new RangeError(`A fraction needs a positive denominator, not ${denominator}`)
  const common = greatestCommonDivisor(Math.abs(safe(numerator)), denominator)
  return { numerator: numerator / common, denominator: denominator / common }
}

/** The exact sum of two fractions. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  const common = greatestCommonDivisor(a.denominator, b.denominator)
  const left = safe(a.numerator * (b.denominator / common))
  const right = safe(b.numerator * (a.denominator / common))
  return fraction(safe(left + right), safe((a.denominator / common) * b.denominator))
}

function greatestCommonDivisor(a: number, b: number): number {
  let [large, small] = [a, b]
  while (small !== 0) [large, small] = [small, large % small]
  return large === 0 ? 1 : large
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is outside exact whole numbers`)
  return value
}
