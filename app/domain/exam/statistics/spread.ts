/**
 * Mean, spread and correlation. All sums run over deviations from the mean (two passes), which loses no digits where scores are
 * large and close together.
 */

/** Below this share of its scale a spread is what rounding left of zero. */
const negligible = 1e-12

/** The arithmetic mean; NaN-free callers give at least one value. Throws RangeError for none. */
export function meanOf(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('There is no mean of nothing')
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at] as number
  return sum / values.length
}

/** Sum of squared deviations from the mean; exactly 0 where the values differ by no more than rounding. */
export function squaredDeviations(values: ArrayLike<number>): number {
  if (values.length === 0) return 0
  const mean = meanOf(values)
  let sum = 0
  let scale = 0
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    sum += (value - mean) ** 2
    scale += value ** 2
  }
  return sum <= scale * negligible ** 2 ? 0 : sum
}

/** Standard deviation with n - 1 below the line: people are a sample of those to come. Null for fewer than two values. */
export function sampleDeviation(values: ArrayLike<number>): number | null {
  return values.length < 2 ? null : Math.sqrt(squaredDeviations(values) / (values.length - 1))
}

/**
 * Pearson's product-moment correlation, kept within -1 and 1; null where either side is constant or there are fewer than two pairs. With one
 * side of 0 and 1 it is the point-biserial correlation (Lord and Novick 1968, ch. 15).
 */
export function correlationOf(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  if (one.length !== other.length) throw new RangeError('A correlation needs pairs')
  const [spread, otherSpread] = [squaredDeviations(one), squaredDeviations(other)]
  if (one.length < 2 || spread === 0 || otherSpread === 0) return null
  const [mean, otherMean] = [meanOf(one), meanOf(other)]
  let together = 0
  for (let at = 0; at < one.length; at++)
    together += ((one[at] as number) - mean) * ((other[at] as number) - otherMean)
  return Math.max(-1, Math.min(1, together / Math.sqrt(spread * otherSpread)))
}
