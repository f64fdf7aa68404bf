import type { Instant } from '../shared/instants.ts'
import type { CredentialEvent } from './credential.ts'

/** An event as it is stored: the columns that every kind has, and the rest as JSON. `untilAt` is the end of a suspension. */
export type StoredEvent = {
  readonly kind: CredentialEvent['kind']
  readonly effectiveAt: Instant
  readonly untilAt: Instant | null
  readonly recordedAt: Instant
  readonly reason: string
  readonly detailsJson: string
}

/** A stored event as the rules read it; an issue or a renewal opens the period printed on its record. */
export function eventOf(
  event: StoredEvent,
  period: { readonly validFrom: Instant; readonly validUntil: Instant | null },
): CredentialEvent {
  const { kind, effectiveAt, recordedAt } = event
  switch (kind) {
    case 'ISSUED':
    case 'RENEWED':
      return { kind, validFrom: period.validFrom, validUntil: period.validUntil, recordedAt }
    case 'SUSPENDED':
      return { kind, from: effectiveAt, to: event.untilAt, grounds: event.reason, recordedAt }
    case 'SCOPE_REDUCED': {
      const details = JSON.parse(event.detailsJson)
      return { kind, effectiveAt, recordedAt, grants: details.grants, endorsements: details.endorsements }
    }
    case 'CORRECTED':
      return { kind, recordedAt, ...JSON.parse(event.detailsJson) }
    case 'REVOKED':
      return { kind, effectiveAt, recordedAt, grounds: event.reason }
    default:
      return { kind, effectiveAt, recordedAt }
  }
}
