/** What a series of timed acts came to. Rates are per second, times in milliseconds. */
export type Measured = {
  readonly name: string
  readonly rate: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly errors: number
  /** Rate of the floor of the same run, and how many times slower than it we are. */
  readonly floor: { readonly name: string; readonly rate: number; readonly timesSlower: number } | null
  /** What is more to know, such as memory. */
  readonly notes: Readonly<Record<string, number>>
}

export type Run = { readonly rate: number; readonly latencies: Float64Array; readonly errors: number }

/** The run in the middle by rate: one disturbed run does not decide. */
export function medianRun(runs: readonly Run[]): Run {
  const sorted = [...runs].sort((one, other) => one.rate - other.rate)
  return sorted[Math.floor(sorted.length / 2)] as Run
}

/** The time below which a share of the acts stayed. */
export function percentile(latencies: Float64Array, share: number): number {
  if (latencies.length === 0) return Number.NaN
  const sorted = Float64Array.from(latencies).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
}

export function measured(
  name: string,
  runs: readonly Run[],
  floor: { name: string; rate: number } | null,
  notes: Record<string, number> = {},
): Measured {
  const { rate, latencies } = medianRun(runs)
  return {
    name,
    rate,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    errors: runs.reduce((sum, run) => sum + run.errors, 0),
    floor: floor && { ...floor, timesSlower: floor.rate / rate },
    notes,
  }
}

/** A line for people. */
export function lineOf({ name, rate, p50, p95, p99, errors, floor, notes }: Measured): string {
  const times = [p50, p95, p99].map((time) => time.toFixed(time < 1 ? 3 : 1)).join(' / ')
  const below = floor
    ? `, floor ${Math.round(floor.rate)} /s (${floor.name}): ${floor.timesSlower.toFixed(1)} times slower`
    : ''
  const more = Object.entries(notes).map(
    ([note, value]) => `, ${note} ${Number.isInteger(value) ? value : value.toFixed(1)}`,
  )
  return `${name}: ${Math.round(rate)} /s, p50 / p95 / p99 ${times} ms, ${errors} errors${below}${more.join('')}`
}
