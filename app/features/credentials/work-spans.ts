import type { Credential, Grant } from '#app/domain/credential/credential.ts'
import { deriveRecordStatus, type StatusType } from '#app/domain/credential/derived-status.ts'
import type { Instant, Zone } from '#app/domain/shared/instants.ts'
import type { Interval } from '#app/domain/shared/intervals.ts'

/** A span in which a credential grants work, with the scope it has then. */
export type WorkSpan = Interval & {
  readonly grants: readonly Grant[]
  readonly endorsements: readonly string[]
}

type Record = Pick<Credential, 'validFrom' | 'validUntil' | 'events' | 'recordedAt'>

/**
 * Every span in which a credential grants work, by what is known at an instant: suspended, revoked and superseded stretches are left out, a
 * working grace is part of it. In order; spans of one scope that touch are one. Empty for a credential that was not recorded by then.
 */
export function workSpansOf(
  record: Record,
  type: StatusType,
  knownAt: Instant,
  zone: Zone,
): readonly WorkSpan[] {
  const spans: WorkSpan[] = []
  let from: Instant | null = record.validFrom
  while (from !== null) {
    const reading = deriveRecordStatus(record, type, from, zone, { knownAt })
    if (reading === null) return []
    const until: Instant | null = reading.until
    if (reading.grantsWork) {
      const { grants, endorsements } = reading.scope
      const last = spans.at(-1)
      const isSameScope =
        last && JSON.stringify([last.grants, last.endorsements]) === JSON.stringify([grants, endorsements])
      if (last?.until === from && isSameScope) spans[spans.length - 1] = { ...last, until }
      else spans.push({ from, until, grants, endorsements })
    }
    from = until
  }
  return spans
}
