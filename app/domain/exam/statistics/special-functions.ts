/** The few functions of mathematics that statistics need and JavaScript does not have. */

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function for x > 0, by Lanczos' approximation (g = 7, nine terms); about 14 digits. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma wants a positive number, not ${x}`)
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  let series = lanczos[0] as number
  for (let term = 1; term < lanczos.length; term++) series += (lanczos[term] as number) / (shifted + term)
  const base = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series)
}

/** Natural logarithm of the beta function for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/**
 * The chance that a chi-square variable with one degree of freedom exceeds x: erfc(sqrt(x/2)), by its series for small x and its continued fraction
 * beyond (Abramowitz and Stegun 1964, 7.1.5 and 7.1.14).
 */
export function chiSquareTail(x: number): number {
  if (!(x >= 0)) throw new RangeError(`A chi-square cannot be ${x}`)
  const z = Math.sqrt(x / 2)
  if (z < 1.5) {
    let [sum, term] = [z, z]
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -(z * z) / n
      sum += term / (2 * n + 1)
      if (n > 200) break
    }
    return Math.max(0, 1 - (2 / Math.sqrt(Math.PI)) * sum)
  }
  let fraction = z
  for (let n = 200; n >= 1; n--) fraction = z + n / 2 / fraction
  return Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction)
}
