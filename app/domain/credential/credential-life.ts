import type { Instant } from '../shared/instants.ts'
import type { Interval } from '../shared/intervals.ts'
import type { CredentialEvent, CredentialType, Grant } from './credential.ts'

type RecordedPeriod = Interval & { readonly recordedAt: Instant }

export type Suspension = Interval & { readonly grounds: string }
export type ScopeReduction = {
  readonly at: Instant
  readonly grants: readonly Grant[]
  readonly endorsements: readonly string[]
}

/** What the events known at an instant say, put in order. */
export type CredentialLife = {
  readonly periods: readonly Interval[]
  readonly suspensions: readonly Suspension[]
  readonly reductions: readonly ScopeReduction[]
  readonly revokedAt: Instant | null
  readonly withdrawnAt: Instant | null
  readonly supersededAt: Instant | null
  /** Instants that restart the recency clock: qualifying work and refreshes. */
  readonly practisedAt: readonly Instant[]
}

/**
 * Reads the events of one credential as known at an instant. `record` gives the period of a stored record; without it
 * the ISSUED and RENEWED events give the periods. Order of the events does not matter: the last recorded correction
 * wins, and of several revocations the earliest counts.
 */
export function readLife(
  events: readonly CredentialEvent[],
  record: Interval | null,
  knownAt: Instant,
): CredentialLife {
  if (events.length === 0 || (record !== null && events.every(isBeginning))) return untouchedLife(record)
  const known = events.filter((event) => event.recordedAt <= knownAt)
  const life = {
    periods: (record === null ? [] : [{ ...record, recordedAt: '' }]) as RecordedPeriod[],
    suspensions: [] as Suspension[],
    reductions: [] as ScopeReduction[],
    revokedAt: null as Instant | null,
    withdrawnAt: null as Instant | null,
    supersededAt: null as Instant | null,
    practisedAt: [] as Instant[],
  }
  for (const event of known) {
    switch (event.kind) {
      case 'ISSUED':
      case 'RENEWED':
        if (record === null) {
          const { validFrom, validUntil, recordedAt } = event
          life.periods.push({ from: validFrom, until: validUntil, recordedAt })
        }
        break
      case 'SUSPENDED':
        life.suspensions.push({ from: event.from, until: event.to, grounds: event.grounds })
        break
      case 'SCOPE_REDUCED':
        life.reductions.push({
          at: event.effectiveAt,
          grants: event.grants,
          endorsements: event.endorsements,
        })
        break
      case 'REVOKED':
        life.revokedAt = earliest(life.revokedAt, event.effectiveAt)
        break
      case 'WITHDRAWN':
        life.withdrawnAt = earliest(life.withdrawnAt, event.effectiveAt)
        break
      case 'SUPERSEDED':
        life.supersededAt = earliest(life.supersededAt, event.effectiveAt)
        break
      case 'WORKED':
      case 'REFRESHED':
        life.practisedAt.push(event.effectiveAt)
        break
      default:
        break
    }
  }
  life.periods.sort((a, b) => byFrom(a, b) || inText(a, b))
  life.suspensions.sort((a, b) => byFrom(a, b) || inText(a, b))
  life.reductions.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : inText(a, b)))
  return { ...life, periods: corrected(life.periods, known), suspensions: lifted(life.suspensions, known) }
}

/** The scope that a credential of a type has at an instant, after every reduction in force by then. */
export function scopeAt(
  type: Pick<CredentialType, 'grants' | 'endorsements'>,
  life: CredentialLife,
  at: Instant,
): { readonly grants: readonly Grant[]; readonly endorsements: readonly string[] } {
  let scope: Pick<CredentialType, 'grants' | 'endorsements'> = type
  for (const reduction of life.reductions) if (reduction.at <= at) scope = narrowed(scope, reduction)
  return scope
}

/** An issue or a renewal says nothing that the record of its period does not. */
function isBeginning({ kind }: CredentialEvent): boolean {
  return kind === 'ISSUED' || kind === 'RENEWED'
}

const nothing: readonly never[] = []

/** Most credentials have no story; theirs is made without walking anything. */
function untouchedLife(record: Interval | null): CredentialLife {
  return {
    periods: record === null ? nothing : [record],
    suspensions: nothing,
    reductions: nothing,
    practisedAt: nothing,
    revokedAt: null,
    withdrawnAt: null,
    supersededAt: null,
  }
}

/** A reduction can only take away: what it states is cut down to what was there before. */
function narrowed(scope: Pick<CredentialType, 'grants' | 'endorsements'>, reduction: ScopeReduction) {
  const levelBefore = new Map(scope.grants.map((grant) => [grant.category, grant.level]))
  return {
    grants: reduction.grants
      .filter((grant) => levelBefore.has(grant.category))
      .map((grant) => ({ ...grant, level: Math.min(grant.level, levelBefore.get(grant.category) ?? 0) })),
    endorsements: reduction.endorsements.filter((code) => scope.endorsements.includes(code)),
  }
}

function earliest(a: Instant | null, b: Instant): Instant {
  return a === null || b < a ? b : a
}

function byFrom(a: Interval, b: Interval): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1
  if (a.until === b.until) return 0
  return a.until === null || (b.until !== null && a.until > b.until) ? 1 : -1
}

/** An order for what is simultaneous, so that the order of the events never shows. */
function inText(a: object, b: object): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

/** A correction sets right the last period that had been recorded by then; a later renewal stands as it was recorded. */
function corrected(
  periods: readonly RecordedPeriod[],
  known: readonly CredentialEvent[],
): readonly Interval[] {
  const corrections = known.filter((event) => event.kind === 'CORRECTED')
  corrections.sort((a, b) =>
    a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : inText(a, b),
  )
  const result: RecordedPeriod[] = [...periods]
  for (const { recordedAt, validFrom, validUntil } of corrections) {
    const index = result.findLastIndex((period) => period.recordedAt <= recordedAt)
    const period = result[index]
    if (period === undefined) continue
    const until = validUntil === undefined ? period.until : validUntil
    result[index] = { ...period, from: validFrom ?? period.from, until }
  }
  return result.map(({ from, until }) => ({ from, until })).sort(byFrom)
}

function lifted(
  suspensions: readonly Suspension[],
  known: readonly CredentialEvent[],
): readonly Suspension[] {
  return suspensions.map((suspension) => {
    let until = suspension.until
    for (const event of known) {
      if (event.kind !== 'SUSPENSION_LIFTED') continue
      const meant = event.suspendedFrom === undefined || event.suspendedFrom === suspension.from
      const open = suspension.from <= event.effectiveAt && (until === null || event.effectiveAt < until)
      if (meant && open) until = event.effectiveAt
    }
    return { ...suspension, until }
  })
}
