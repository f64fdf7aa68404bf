import { addDays, firstInstantPast, type Instant, type Zone } from '../shared/instants.ts'
import { holdsAt, type Interval } from '../shared/intervals.ts'
import type { Credential, CredentialEvent, CredentialType, Grant } from './credential.ts'
import { type CredentialLife, readLife, scopeAt } from './credential-life.ts'

/** Derived, never stored (model 5.4). */
export type CredentialStatus =
  | 'NOT_YET_VALID'
  | 'ACTIVE'
  | 'RENEWAL_WINDOW'
  | 'WORKING_GRACE'
  | 'ADMIN_GRACE'
  | 'LAPSED'
  | 'SUSPENDED'
  | 'SCOPE_REDUCED'
  | 'RECENCY_LAPSED'
  | 'REVOKED'
  | 'WITHDRAWN'
  | 'SUPERSEDED'

/** The rule that decided a status, with the dates or grounds it used; put into words by the interface. */
export type StatusCause = {
  readonly rule: string
  readonly params: Readonly<Record<string, string | number>>
}

export type StatusReading = {
  readonly status: CredentialStatus
  /** What the dates alone say; tells a reduced credential in its renewal window from one that has years left. */
  readonly dateStatus: CredentialStatus
  readonly grantsWork: boolean
  /** When this status began; null if it held since before the first known fact. */
  readonly since: Instant | null
  /** When it ends by what is known now; null if nothing known ends it. */
  readonly until: Instant | null
  readonly why: StatusCause
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  /** What the credential grants while its status grants work. */
  readonly scope: { readonly grants: readonly Grant[]; readonly endorsements: readonly string[] }
}

export type StatusQuestion = {
  readonly type: StatusType
  readonly events: readonly CredentialEvent[]
  readonly asOf: Instant
  readonly zone: Zone
  /** Only what was recorded by then is used; `asOf` where absent. */
  readonly knownAt?: Instant
}

/** The facts of a type that its status depends on. */
export type StatusType = Pick<
  CredentialType,
  | 'grants'
  | 'endorsements'
  | 'windowDays'
  | 'workingGraceDays'
  | 'adminGraceDays'
  | 'recencyMaxGapDays'
  | 'safetyCritical'
> & { readonly statutory?: boolean }

/**
 * The status of a credential told by its events, at an instant. Precedence: REVOKED > WITHDRAWN > SUPERSEDED >
 * SUSPENDED > dates > RECENCY (model 5.4). Null when no issue was known by then.
 */
export function deriveStatus({
  type,
  events,
  asOf,
  zone,
  knownAt = asOf,
}: StatusQuestion): StatusReading | null {
  return readStatus(type, readLife(events, null, knownAt), asOf, zone)
}

/** The status of a stored record, with the qualifying jobs known for its category; null before it was recorded. */
export function deriveRecordStatus(
  record: Pick<Credential, 'validFrom' | 'validUntil' | 'events' | 'recordedAt'>,
  type: StatusType,
  asOf: Instant,
  zone: Zone,
  { knownAt = asOf, workedAt = [] }: { knownAt?: Instant; workedAt?: readonly Instant[] } = {},
): StatusReading | null {
  if (record.recordedAt > knownAt) return null
  const life = readLife(record.events, { from: record.validFrom, until: record.validUntil }, knownAt)
  return readStatus(type, { ...life, practisedAt: [...life.practisedAt, ...workedAt] }, asOf, zone)
}

function readStatus(type: StatusType, life: CredentialLife, asOf: Instant, zone: Zone): StatusReading | null {
  if (life.periods.length === 0) return null
  const now = statusAt(type, life, asOf, zone)
  const { grants, endorsements } = scopeAt(type, life, asOf)
  const scope = { grants, endorsements }
  const isReduced = life.reductions.some((reduction) => reduction.at <= asOf)
  const { since, until } = spanOf(now.status, type, life, asOf, zone)
  const { from: validFrom, until: validUntil } = now.period
  return {
    status: now.status,
    dateStatus: now.dateStatus,
    grantsWork: grantsWork(now, scope, isReduced),
    since,
    until,
    why: now.why,
    validFrom,
    validUntil,
    scope,
  }
}

type Momentary = {
  readonly status: CredentialStatus
  readonly dateStatus: CredentialStatus
  readonly recencyLapsed: boolean
  readonly period: Interval
  readonly why: StatusCause
}

function statusAt(type: StatusType, life: CredentialLife, at: Instant, zone: Zone): Momentary {
  const period = periodAt(life, at)
  const dated = dateStatusAt(type, period, at, zone)
  const lapse = recencyLapse(type, life, period, at, zone)
  const recencyLapsed = lapse !== null && lapse <= at
  const as = (status: CredentialStatus, rule: string, params: StatusCause['params']): Momentary => ({
    status,
    dateStatus: dated.status,
    recencyLapsed,
    period,
    why: { rule, params },
  })

  if (life.revokedAt !== null && life.revokedAt <= at) return as('REVOKED', 'REVOKED', { at: life.revokedAt })
  if (life.withdrawnAt !== null && life.withdrawnAt <= at)
    return as('WITHDRAWN', 'WITHDRAWN', { at: life.withdrawnAt })
  if (life.supersededAt !== null && life.supersededAt <= at)
    return as('SUPERSEDED', 'SUPERSEDED', { at: life.supersededAt })
  const suspension = life.suspensions.find((candidate) => holdsAt(candidate, at))
  if (suspension !== undefined) {
    const params = { from: suspension.from, to: suspension.until ?? '', grounds: suspension.grounds }
    return as('SUSPENDED', 'SUSPENDED', params)
  }
  if (dated.status !== 'ACTIVE' && dated.status !== 'RENEWAL_WINDOW')
    return as(dated.status, dated.rule, dated.params)
  if (recencyLapsed)
    return as('RECENCY_LAPSED', 'NO_RECENT_WORK', { since: lapse, days: type.recencyMaxGapDays ?? 0 })
  const reduction = life.reductions.findLast((candidate) => candidate.at <= at)
  if (reduction !== undefined) return as('SCOPE_REDUCED', 'SCOPE_REDUCED', { at: reduction.at })
  return as(dated.status, dated.rule, dated.params)
}

/**
 * Nothing is granted where a reduction left nothing, and by a working grace whose recency has lapsed: the dates name the
 * status, and both would have to hold.
 */
function grantsWork(now: Momentary, scope: StatusReading['scope'], isReduced: boolean): boolean {
  if (isReduced && scope.grants.length + scope.endorsements.length === 0) return false
  if (now.status === 'WORKING_GRACE') return !now.recencyLapsed
  return now.status === 'ACTIVE' || now.status === 'RENEWAL_WINDOW' || now.status === 'SCOPE_REDUCED'
}

/** The period that counts at an instant: the last one begun, or the first where none has. */
function periodAt(life: CredentialLife, at: Instant): Interval {
  const period = life.periods.findLast((candidate) => candidate.from <= at) ?? life.periods[0]
  if (period === undefined) throw new RangeError('A credential needs a period')
  return period
}

/** Where the dates change the status. Both graces count from validUntil; a safety-critical type has no working grace. */
export function dateBoundaries(type: StatusType, period: Interval, zone: Zone) {
  if (period.until === null) return { windowOpensAt: null, workingGraceEndsAt: null, adminGraceEndsAt: null }
  const mayWork = !type.safetyCritical && type.statutory !== true
  const longest = Math.max(type.workingGraceDays, type.adminGraceDays)
  return {
    windowOpensAt: addDays(period.until, -type.windowDays, zone),
    workingGraceEndsAt: mayWork ? addDays(period.until, type.workingGraceDays, zone) : period.until,
    adminGraceEndsAt: addDays(period.until, longest, zone),
  }
}

function dateStatusAt(type: StatusType, period: Interval, at: Instant, zone: Zone) {
  const as = (status: CredentialStatus, rule: string, params: StatusCause['params']) => ({
    status,
    rule,
    params,
  })
  if (at < period.from) return as('NOT_YET_VALID', 'BEFORE_VALID_FROM', { validFrom: period.from })
  if (period.until === null) return as('ACTIVE', 'NO_EXPIRY', { validFrom: period.from })
  const { windowOpensAt, workingGraceEndsAt, adminGraceEndsAt } = dateBoundaries(type, period, zone)
  const params = { validUntil: period.until }
  if (at < period.until) {
    const open = windowOpensAt !== null && at >= windowOpensAt
    return open ? as('RENEWAL_WINDOW', 'WINDOW_OPEN', params) : as('ACTIVE', 'WITHIN_VALIDITY', params)
  }
  if (workingGraceEndsAt !== null && at < workingGraceEndsAt) {
    return as('WORKING_GRACE', 'WITHIN_WORKING_GRACE', { ...params, graceUntil: workingGraceEndsAt })
  }
  if (adminGraceEndsAt !== null && at < adminGraceEndsAt) {
    return as('ADMIN_GRACE', 'WITHIN_ADMIN_GRACE', { ...params, graceUntil: adminGraceEndsAt })
  }
  return as('LAPSED', 'GRACES_OVER', params)
}

/** When recency lapses counted from the later of the last practice and the period's start; null if the type asks for none. */
function recencyLapse(
  type: StatusType,
  life: CredentialLife,
  period: Interval,
  at: Instant,
  zone: Zone,
): Instant | null {
  if (type.recencyMaxGapDays === null) return null
  let base = period.from
  for (const practised of life.practisedAt) if (practised <= at && practised > base) base = practised
  return firstInstantPast(base, type.recencyMaxGapDays, zone)
}

/** The unbroken span around an instant in which the status is the same, by walking every instant where something changes. */
function spanOf(status: CredentialStatus, type: StatusType, life: CredentialLife, asOf: Instant, zone: Zone) {
  const edges = edgesOf(type, life, zone)
  let since: Instant | null = null
  for (let index = edges.findLastIndex((edge) => edge <= asOf); index >= 0; index--) {
    const edge = edges[index]
    if (edge === undefined || statusAt(type, life, edge, zone).status !== status) break
    since = edge
  }
  const until =
    edges.find((edge) => edge > asOf && statusAt(type, life, edge, zone).status !== status) ?? null
  return { since, until }
}

function edgesOf(type: StatusType, life: CredentialLife, zone: Zone): readonly Instant[] {
  const edges = new Set<Instant>()
  const add = (edge: Instant | null) => {
    if (edge !== null) edges.add(edge)
  }
  for (const period of life.periods) {
    const { windowOpensAt, workingGraceEndsAt, adminGraceEndsAt } = dateBoundaries(type, period, zone)
    for (const edge of [period.from, period.until, windowOpensAt, workingGraceEndsAt, adminGraceEndsAt])
      add(edge)
    add(recencyLapse(type, { ...life, practisedAt: [] }, period, period.from, zone))
  }
  for (const { from, until } of life.suspensions) {
    add(from)
    add(until)
  }
  for (const { at } of life.reductions) add(at)
  for (const practised of life.practisedAt) {
    add(practised)
    if (type.recencyMaxGapDays !== null) add(firstInstantPast(practised, type.recencyMaxGapDays, zone))
  }
  for (const edge of [life.revokedAt, life.withdrawnAt, life.supersededAt]) add(edge)
  return [...edges].sort()
}
