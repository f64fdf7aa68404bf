import { addDays, dayIn, type Instant, printedDay } from '../shared/instants.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import { coverage, currentLevel, type Holding, levelAt, levelPiece } from './holdings.ts'

/** From the nearest miss to the farthest (6.15, 15). */
const ranks = [
  'IND_REVOKED',
  'IND_SUSPENDED',
  'IND_EXPIRES_BEFORE_JOB',
  'IND_NOT_YET_VALID',
  'IND_ADMIN_GRACE',
  'IND_EXPIRED',
  'IND_LEVEL_TOO_LOW',
  'IND_WRONG_CATEGORY',
] as const
type NearMissCode = (typeof ranks)[number]

type NearMiss = {
  readonly code: NearMissCode
  readonly held: Holding
  readonly level: number
  readonly category: string
}

export type Miss = {
  readonly reason: Reason
  /** The level the person stands on, for the gap of the supervised exception (6.15, 28). */
  readonly currentLevel: number
}

/**
 * Says why no credential passes: the best near-miss only. A total order: rank, then (of lower levels) the higher one,
 * then the type's code, then the credential number.
 */
export function nearestMiss(c: GateCase, holdings: readonly Holding[], category: string, need: number): Miss {
  let best: NearMiss | null = null
  for (const held of holdings) {
    const miss = missOf(c, held, holdings, category, need)
    if (miss !== null && (best === null || isNearer(miss, best))) best = miss
  }
  const current = currentLevel(c, holdings, category)
  if (best === null) {
    const params = { brand: c.request.brand, category, need }
    return { reason: reason('IND_NO_CREDENTIAL', params, { curable: true }), currentLevel: current }
  }
  const counts = best.code === 'IND_EXPIRED' || best.code === 'IND_ADMIN_GRACE'
  return {
    reason: reasonFor(c, best, category, need),
    currentLevel: counts ? Math.max(current, best.level) : current,
  }
}

function missOf(
  c: GateCase,
  held: Holding,
  all: readonly Holding[],
  category: string,
  need: number,
): NearMiss | null {
  if (held.superseded) return null
  const level = levelAt(held, category, c.at.end)
  const as = (code: NearMissCode): NearMiss => ({ code, held, level, category })
  const everInCategory = level > 0 || levelAt(held, category, held.validFrom) > 0

  if (held.revoked) return everInCategory && !isIssuedAgain(held, all, category) ? as('IND_REVOKED') : null
  if (everInCategory && held.suspension !== null) return as('IND_SUSPENDED')
  if (held.life.withdrawnAt !== null && held.life.withdrawnAt <= c.at.now) return null
  if (level >= need) return dateMiss(c, held, category, need, as)
  if (held.suspension !== null) return null
  if (level > 0) {
    const piece = levelPiece(c, held, category, level)
    return piece !== null && coverage(c, [piece]) !== 'NONE' ? as('IND_LEVEL_TOO_LOW') : null
  }
  return otherCategory(c, held, category)
}

/** Why a credential at the right level does not cover the job: judged by its own dates, so it misses only by them. */
function dateMiss(
  c: GateCase,
  held: Holding,
  category: string,
  need: number,
  as: (code: NearMissCode) => NearMiss,
): NearMiss | null {
  const piece = levelPiece(c, held, category, need)
  if (piece === null) return null
  if (piece.from > c.at.start) return as('IND_NOT_YET_VALID')
  if (piece.graceUntil === null || c.at.now < piece.graceUntil) return as('IND_EXPIRES_BEFORE_JOB')
  const adminEnd = adminGraceEnd(c, held)
  return as(adminEnd !== null && c.at.now < adminEnd ? 'IND_ADMIN_GRACE' : 'IND_EXPIRED')
}

function otherCategory(c: GateCase, held: Holding, category: string): NearMiss | null {
  let found: NearMiss | null = null
  for (const grant of held.type.grants) {
    if (grant.category === category) continue
    const level = levelAt(held, grant.category, c.at.end)
    const piece = level > 0 ? levelPiece(c, held, grant.category, level) : null
    if (piece === null || coverage(c, [piece]) === 'NONE') continue
    const miss: NearMiss = { code: 'IND_WRONG_CATEGORY', held, level, category: grant.category }
    if (found === null || grant.category < found.category) found = miss
  }
  return found
}

/** A revoked credential that was later earned again is history, not a miss. */
function isIssuedAgain(revoked: Holding, all: readonly Holding[], category: string): boolean {
  const { revokedAt } = revoked.life
  const level = levelAt(revoked, category, revoked.validFrom)
  return all.some(
    (other) =>
      other !== revoked &&
      !other.revoked &&
      revokedAt !== null &&
      other.validFrom >= revokedAt &&
      levelAt(other, category, other.validFrom) >= level,
  )
}

function isNearer(a: NearMiss, b: NearMiss): boolean {
  const rank = ranks.indexOf(a.code) - ranks.indexOf(b.code)
  if (rank !== 0) return rank < 0
  if (a.code === 'IND_LEVEL_TOO_LOW' && a.level !== b.level) return a.level > b.level
  if (a.held.type.code !== b.held.type.code) return a.held.type.code < b.held.type.code
  return a.held.credential.number < b.held.credential.number
}

/** End of the administrative grace; the grace span of a safety-critical type counts as administrative (6.15, 12). */
function adminGraceEnd(c: GateCase, held: Holding): Instant | null {
  const { validUntil, type } = held
  return validUntil === null
    ? null
    : addDays(validUntil, Math.max(type.adminGraceDays, type.workingGraceDays), c.zone)
}

function reasonFor(c: GateCase, miss: NearMiss, category: string, need: number): Reason {
  const { held, code } = miss
  const credential = held.credential.number
  const type = held.type.code
  const end = held.until ?? held.validUntil
  const date = end === null ? '' : printedDay(end, c.zone)
  switch (code) {
    case 'IND_REVOKED':
      return reason(code, {
        subject: credential,
        date: held.life.revokedAt === null ? '' : dayIn(held.life.revokedAt, c.zone),
      })
    case 'IND_SUSPENDED':
      return suspendedReason(
        c,
        credential,
        held.suspension ?? { from: c.at.sanctionsFrom, until: null, grounds: '' },
      )
    case 'IND_NOT_YET_VALID':
      return reason(code, { credential, type, date: dayIn(held.validFrom, c.zone) }, { curable: true })
    case 'IND_EXPIRES_BEFORE_JOB':
      return reason(
        code,
        { credential, type, date: reducedDate(c, held, category, need) ?? date },
        { curable: true },
      )
    case 'IND_ADMIN_GRACE': {
      const adminEnd = adminGraceEnd(c, held)
      const until = adminEnd === null ? '' : printedDay(adminEnd, c.zone)
      return reason(
        code,
        { credential, type, date, until },
        { curable: true, overridable: isFreshlyExpired(c, held) },
      )
    }
    case 'IND_EXPIRED':
      return reason(
        code,
        { credential, type, date },
        { curable: true, overridable: isFreshlyExpired(c, held) },
      )
    case 'IND_LEVEL_TOO_LOW': {
      const until = date === '' ? 'OPEN' : date
      return reason(code, { category, need, have: miss.level, until }, { curable: true })
    }
    case 'IND_WRONG_CATEGORY':
      return reason(code, { need: category, have: miss.category, level: need }, { curable: true })
  }
}

/** A suspension's or sanction's reason; an open end is written OPEN. */
export function suspendedReason(
  c: GateCase,
  subject: string,
  span: { readonly from: Instant; readonly until: Instant | null; readonly grounds: string },
): Reason {
  const to = span.until === null ? 'OPEN' : printedDay(span.until, c.zone)
  return reason('IND_SUSPENDED', { subject, from: dayIn(span.from, c.zone), to, grounds: span.grounds })
}

/** Where the end came from a reduction of scope, the day on which that took the level away. */
function reducedDate(c: GateCase, held: Holding, category: string, need: number): string | null {
  const piece = levelPiece(c, held, category, need)
  return piece === null || piece.until === null ? null : printedDay(piece.until, c.zone)
}

/** Overridable in the first days after the end, if neither type nor operation is safety-critical (6.15, 30). */
function isFreshlyExpired(c: GateCase, held: Holding): boolean {
  const end = held.until
  if (end === null || held.type.safetyCritical || c.operation === null || c.operation.safetyCritical)
    return false
  return c.request.asOf < addDays(end, c.facts.policy.override.expiredDays, c.zone)
}
