import {
  addDays,
  addMonths,
  addMonthsToDay,
  dayIn,
  type Instant,
  midnightOf,
  type Zone,
} from '../shared/instants.ts'
import type { CredentialType } from './credential.ts'
import { dateBoundaries, type StatusType } from './derived-status.ts'

type DatedType = StatusType & Pick<CredentialType, 'validityMonths' | 'renewalAnchor' | 'fixedDate'>

export type ValidityPeriod = {
  readonly validFrom: Instant
  /** Exclusive; null for a type without expiry. */
  readonly validUntil: Instant | null
  readonly anchor: 'DECISION' | 'PREVIOUS_EXPIRY' | 'FIXED_DATE'
  /** From when a previous record is superseded; null without one. */
  readonly supersedesFrom: Instant | null
}

/**
 * The validity of a credential decided at an instant (model 4.3). It begins on the day of the decision in the issuer's
 * zone. PREVIOUS_EXPIRY: decided inside the renewal window or a grace, it ends one validity after the old end, so no
 * time is lost and none gained; before the window or after lapse it counts from the decision. COMPLETION always counts
 * from the decision. FIXED_DATE ends at the first whole period after the base day that leaves the minimum active days.
 * `previous` is the period of the record being renewed. Throws RangeError for a FIXED_DATE type without its base day.
 */
export function validityFor(
  type: DatedType,
  decidedAt: Instant,
  zone: Zone,
  previous: { validFrom: Instant; validUntil: Instant | null } | null,
): ValidityPeriod {
  const validFrom = midnightOf(dayIn(decidedAt, zone), zone)
  const supersedesFrom = previous === null ? null : validFrom
  if (type.validityMonths === null) return { validFrom, validUntil: null, anchor: 'DECISION', supersedesFrom }

  if (type.renewalAnchor === 'FIXED_DATE') {
    return { validFrom, validUntil: fixedEnd(type, validFrom, zone), anchor: 'FIXED_DATE', supersedesFrom }
  }
  if (type.renewalAnchor === 'PREVIOUS_EXPIRY' && previous?.validUntil != null) {
    const period = { from: previous.validFrom, until: previous.validUntil }
    const { windowOpensAt, adminGraceEndsAt } = dateBoundaries(type, period, zone)
    if (
      windowOpensAt !== null &&
      adminGraceEndsAt !== null &&
      decidedAt >= windowOpensAt &&
      decidedAt < adminGraceEndsAt
    ) {
      const validUntil = addMonths(previous.validUntil, type.validityMonths, zone)
      return { validFrom, validUntil, anchor: 'PREVIOUS_EXPIRY', supersedesFrom }
    }
  }
  return {
    validFrom,
    validUntil: addMonths(validFrom, type.validityMonths, zone),
    anchor: 'DECISION',
    supersedesFrom,
  }
}

function fixedEnd(type: DatedType, validFrom: Instant, zone: Zone): Instant {
  const { fixedDate, validityMonths } = type
  if (fixedDate == null || validityMonths === null || validityMonths < 1) {
    throw new RangeError(
      'A credential type anchored to a fixed date needs its base day and a validity in months',
    )
  }
  const earliestEnd = addDays(validFrom, Math.max(1, fixedDate.minimumActiveDays), zone)
  // Always counted from the base day, so that a 31st clamped in February comes back in March.
  for (let periods = 0; ; periods++) {
    const end = midnightOf(addMonthsToDay(fixedDate.baseDay, periods * validityMonths), zone)
    if (end >= earliestEnd) return end
  }
}
