import { addDays, addMonths, type Instant } from '../shared/instants.ts'
import { holdsAt } from '../shared/intervals.ts'
import type { CredentialEvent, CredentialType, Grant } from './credential.ts'
import { readLife, scopeAt } from './credential-life.ts'
import { deriveRecordStatus, type StatusType } from './derived-status.ts'

/**
 * What an officer may do to an issued credential (model 5.4). A suspension without `from` begins the moment it is recorded; `until` is exclusive, and without
 * one it lasts until it is lifted.
 */
export type CredentialAct =
  | { readonly kind: 'SUSPENDED'; readonly from: Instant | null; readonly until: Instant | null }
  | { readonly kind: 'SUSPENSION_LIFTED' }
  | {
      readonly kind: 'SCOPE_REDUCED'
      /** What remains. */
      readonly grants: readonly Grant[]
      readonly endorsements: readonly string[]
    }
  | { readonly kind: 'REVOKED' }
  | { readonly kind: 'WITHDRAWN' }
  /** Sets dates right that were written wrongly: what they should have been from the beginning. */
  | { readonly kind: 'CORRECTED'; readonly validFrom: Instant; readonly validUntil: Instant }

/** Why an act is impossible, whoever wants it. */
export type ActObstacle =
  /** Revoked, withdrawn or replaced: nothing more happens to it. */
  | 'OVER'
  /** Lapsed: there is nothing left to suspend, reduce or withdraw. */
  | 'LAPSED'
  | 'NOT_SUSPENDED'
  /** A suspension covers the beginning of the new one. */
  | 'SUSPENDED_ALREADY'
  /** Ends before it begins, or lies wholly in the past. */
  | 'PERIOD'
  /** Begins before now: a suspension never reaches back over work that was allowed. */
  | 'REACHES_BACK'
  /** What remains is not less than what is there. */
  | 'NOT_LESS'
  /** Nothing would remain: that is a withdrawal or a revocation. */
  | 'NOTHING_LEFT'
  /** The dates are those that stand. */
  | 'NOTHING_CHANGED'
  /** The period is longer than the type ever gives. */
  | 'TOO_LONG'
  /** A suspension is open: nothing that grants the same is issued meanwhile (model 5.4). */
  | 'SUSPENDED_NOW'

type Record = {
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly recordedAt: Instant
  readonly events: readonly CredentialEvent[]
}

/** The first thing in the way of an act on a credential at an instant; null where it is possible. */
export function obstacleOfAct(
  act: CredentialAct,
  record: Record,
  type: ActedType,
  at: Instant,
  zone: string,
): ActObstacle | null {
  const reading = deriveRecordStatus(record, type, at, zone)
  if (!reading) return 'OVER'
  if (['REVOKED', 'WITHDRAWN', 'SUPERSEDED'].includes(reading.status)) return 'OVER'
  const life = readLife(record.events, { from: record.validFrom, until: record.validUntil }, at)
  const open = life.suspensions.filter((one) => holdsAt(one, at))
  if (act.kind === 'SUSPENSION_LIFTED') return open.length > 0 ? null : 'NOT_SUSPENDED'
  if (act.kind === 'REVOKED') return null
  if (act.kind === 'CORRECTED') return obstacleOfCorrection(act, reading, open.length > 0, type, zone)
  if (reading.dateStatus === 'LAPSED') return 'LAPSED'
  if (act.kind === 'SUSPENDED') {
    const from = act.from ?? at
    if (from < at) return 'REACHES_BACK'
    if (act.until !== null && act.until <= from) return 'PERIOD'
    return life.suspensions.some((one) => holdsAt(one, from)) ? 'SUSPENDED_ALREADY' : null
  }
  if (act.kind === 'SCOPE_REDUCED') {
    if (act.grants.length === 0 && act.endorsements.length === 0) return 'NOTHING_LEFT'
    const now = scopeAt(type, life, at)
    return isLess(act, now) ? null : 'NOT_LESS'
  }
  return null
}

type ActedType = StatusType & Pick<CredentialType, 'validityMonths'>

/** A renewal decided as its window opens lasts longest: the type's validity and the days of the window. */
function obstacleOfCorrection(
  { validFrom, validUntil }: Extract<CredentialAct, { kind: 'CORRECTED' }>,
  standing: { readonly validFrom: Instant; readonly validUntil: Instant | null },
  isSuspended: boolean,
  type: ActedType,
  zone: string,
): ActObstacle | null {
  if (isSuspended) return 'SUSPENDED_NOW'
  if (validUntil <= validFrom) return 'PERIOD'
  if (validFrom === standing.validFrom && validUntil === standing.validUntil) return 'NOTHING_CHANGED'
  if (type.validityMonths === null) return null
  const longest = addDays(addMonths(validFrom, type.validityMonths, zone), type.windowDays, zone)
  return validUntil > longest ? 'TOO_LONG' : null
}

/** The event that an act appends to a credential's life. */
export function eventOfAct(act: CredentialAct, at: Instant, reason: string): CredentialEvent {
  switch (act.kind) {
    case 'SUSPENDED':
      return { kind: 'SUSPENDED', from: act.from ?? at, to: act.until, grounds: reason, recordedAt: at }
    case 'SCOPE_REDUCED':
      return {
        kind: 'SCOPE_REDUCED',
        effectiveAt: at,
        recordedAt: at,
        grants: act.grants,
        endorsements: act.endorsements,
      }
    case 'CORRECTED':
      return { kind: 'CORRECTED', recordedAt: at, validFrom: act.validFrom, validUntil: act.validUntil }
    case 'REVOKED':
      return { kind: 'REVOKED', effectiveAt: at, recordedAt: at, grounds: reason }
    default:
      return { kind: act.kind, effectiveAt: at, recordedAt: at }
  }
}

type Scope = Pick<CredentialType, 'grants' | 'endorsements'>

/** Whether a scope is part of another and lacks something of it. */
function isLess(remaining: Scope, now: Scope): boolean {
  const levelNow = new Map(now.grants.map(({ category, level }) => [category, level]))
  const isPart =
    remaining.grants.every(({ category, level }) => level >= 1 && level <= (levelNow.get(category) ?? 0)) &&
    remaining.endorsements.every((code) => now.endorsements.includes(code))
  const sum = (scope: Scope) =>
    scope.grants.reduce((total, { level }) => total + level, 0) + scope.endorsements.length
  return isPart && sum(remaining) < sum(now)
}
