/** The same statistics written another way: by definition, with sums of squares and sorting, for complete right-or-wrong tables. */

type Scores = readonly (readonly number[])[]

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const column = (scores: Scores, at: number) => scores.map((row) => row[at] ?? 0)
const totals = (scores: Scores) => scores.map(sum)
const covariance = (x: readonly number[], y: readonly number[]) =>
  sum(x.map((value, at) => value * (y[at] ?? 0))) / x.length - (sum(x) / x.length) * (sum(y) / y.length)

export function naiveKr20(scores: Scores): number | null {
  const items = scores[0]?.length ?? 0
  const total = totals(scores)
  const variance = covariance(total, total)
  if (Math.abs(variance) < 1e-12) return null
  const pq = sum(
    Array.from({ length: items }, (_, at) => {
      const p = sum(column(scores, at)) / scores.length
      return p * (1 - p)
    }),
  )
  return (items / (items - 1)) * (1 - pq / variance)
}

export function naiveItemRest(scores: Scores, at: number): number | null {
  const own = column(scores, at)
  const rest = totals(scores).map((total, person) => total - (own[person] ?? 0))
  const spread = covariance(own, own) * covariance(rest, rest)
  return spread < 1e-12 ? null : covariance(own, rest) / Math.sqrt(spread)
}

/** The mean over every way in which ties could be ordered equals the mean of many random orders; here each person is ranked by expected place. */
export function naiveUpperLower(scores: Scores, at: number): number | null {
  const total = totals(scores)
  if (new Set(total).size < 2) return null
  const size = Math.max(1, Math.round(0.27 * scores.length))
  const part = (person: number, isBetter: (other: number, own: number) => boolean) => {
    const own = total[person] ?? 0
    const ahead = total.filter((other) => isBetter(other, own)).length
    const tied = total.filter((other) => other === own).length
    return Math.min(1, Math.max(0, (size - ahead) / tied))
  }
  const own = column(scores, at)
  const upper = sum(own.map((score, person) => score * part(person, (other, mine) => other > mine)))
  const lower = sum(own.map((score, person) => score * part(person, (other, mine) => other < mine)))
  return (upper - lower) / size
}
