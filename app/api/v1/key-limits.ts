/**
 * What a key may ask in a minute, counted in units: a decision of a batch is one, and what makes the gate decide many cases is more. Counted by each process
 * for itself. It keeps one system from taking the whole machine from the others; whoever has a day's work sends it in batches over minutes.
 */
export const unitsAMinute = 120_000

const spanMs = 60_000

export type LimitState = {
  readonly isOver: boolean
  readonly limit: number
  readonly remaining: number
  /** Seconds until everything may be asked again. */
  readonly resetsIn: number
}

/** Counts units by key in spans of a minute that begin with the first request. */
export function keyLimits(limit = unitsAMinute) {
  const spans = new Map<string, { begun: number; used: number }>()
  return {
    /** Takes units from a key's minute; takes none where they are more than is left. */
    take(keyId: string, units: number, nowMs: number): LimitState {
      let span = spans.get(keyId)
      if (!span || nowMs - span.begun >= spanMs) {
        span = { begun: nowMs, used: 0 }
        spans.set(keyId, span)
      }
      const isOver = span.used + units > limit
      if (!isOver) span.used += units
      return {
        isOver,
        limit,
        remaining: limit - span.used,
        resetsIn: Math.ceil((span.begun + spanMs - nowMs) / 1_000),
      }
    },
  }
}
