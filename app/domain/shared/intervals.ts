import type { Instant } from './instants.ts'

/** Half-open `[from, until)`; `until` null never ends (model 4.3). */
export type Interval = { readonly from: Instant; readonly until: Instant | null }

/** Whether an interval holds at an instant. */
export function holdsAt(interval: Interval, at: Instant): boolean {
  return interval.from <= at && (interval.until === null || at < interval.until)
}

/** Whether a fact covers a window: from <= start, start < until and end <= until (gate 6.15, 7). A window may be one instant. */
export function covers(interval: Interval, start: Instant, end: Instant): boolean {
  return (
    interval.from <= start && (interval.until === null || (start < interval.until && end <= interval.until))
  )
}

/** Whether the intervals together cover a window without a gap. Their order does not matter. */
export function unionCovers(intervals: readonly Interval[], start: Instant, end: Instant): boolean {
  let reached = start
  for (;;) {
    let furthest: Instant | null = reached
    for (const { from, until } of intervals) {
      if (from > reached) continue
      if (until === null) return true
      if (until > furthest) furthest = until
    }
    if (furthest === reached) return false
    if (furthest >= end) return true
    reached = furthest
  }
}

/** Whether those rows that are meant cover a window together; looks for a single one first, which is the usual case. */
export function meantCover<Row extends Interval>(
  rows: readonly Row[],
  isMeant: (row: Row) => boolean,
  start: Instant,
  end: Instant,
): boolean {
  let meant = 0
  for (const row of rows) {
    if (!isMeant(row)) continue
    if (covers(row, start, end)) return true
    meant++
  }
  return meant > 1 && unionCovers(rows.filter(isMeant), start, end)
}

/** Whether an interval touches the span from now to the end of a job; one that begins as the job ends does not (gate 6.15, 9). */
export function touches(interval: Interval, now: Instant, end: Instant): boolean {
  return (interval.from <= now || interval.from < end) && (interval.until === null || now < interval.until)
}

/** Whether a window `[start, end)`, or the single instant when both are equal, reaches an instant or what follows it. */
export function reaches(boundary: Instant, start: Instant, end: Instant): boolean {
  return boundary <= start || boundary < end
}

/** Whether two half-open windows share an instant. */
export function overlaps(a: { start: Instant; end: Instant }, b: { start: Instant; end: Instant }): boolean {
  return a.start < b.end && b.start < a.end
}
