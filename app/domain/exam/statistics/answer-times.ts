import type { Instant } from '../../shared/instants.ts'

/** A line of an attempt's journal: which item was changed or flagged, and when the server had it. */
export type JournalMoment = { readonly itemId: string; readonly at: Instant }

/** Changes to several items that arrive closer together than this were kept by a device without a connection. */
const onlineGap = 1_000

/**
 * Seconds spent on each item of an attempt, as far as its journal says: a change ends a span that began with the change before it, or with the
 * start, and the span belongs to the item that was changed. Several spans of an item add up. Reading after the last change belongs to nobody.
 *
 * Changes to different items within a second of one another were delivered together after a loss of connection; nobody answers so fast. How
 * long each took is then unknown, and their items are null. An item that was never touched is absent: to look and pass on leaves no trace. What
 * counts is the order of arrival, not that of the journal: an earlier opening of the room may deliver after a later one.
 */
export function answerTimesOf(
  startedAt: Instant,
  journal: readonly JournalMoment[],
): ReadonlyMap<string, number | null> {
  const moments = journal.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const seconds = new Map<string, number | null>()
  // Parsed once: a page of statistics goes through a quarter of a million of them.
  const times = moments.map(({ at }) => Date.parse(at))
  let from = Date.parse(startedAt)
  for (let first = 0; first < moments.length; ) {
    let last = first
    while (last + 1 < moments.length && (times[last + 1] ?? 0) - (times[last] ?? 0) < onlineGap) last += 1
    const end = times[last] ?? from
    const items = new Set(moments.slice(first, last + 1).map(({ itemId }) => itemId))
    for (const itemId of items) {
      const before = seconds.get(itemId)
      const isKnown = items.size === 1 && before !== null
      seconds.set(itemId, isKnown ? (before ?? 0) + Math.max(0, end - from) / 1000 : null)
    }
    from = end
    first = last + 1
  }
  return seconds
}
