import type { CredentialType } from '../credential/credential.ts'
import { evidenceMeets, isComposite } from '../credential/credential.ts'
import { type CredentialLife, readLife, type Suspension, scopeAt } from '../credential/credential-life.ts'
import { addDays, earlierEnd, firstInstantPast, type Instant, laterOf } from '../shared/instants.ts'
import { covers, type Interval, reaches, touches, unionCovers } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import type { CredentialFact } from './party-facts.ts'

/** A credential of the job's brand in a person's hands, as it stands for one case. Composites are left out (6.15, 17). */
export type Holding = {
  readonly credential: CredentialFact
  readonly type: CredentialType
  readonly life: CredentialLife
  readonly validFrom: Instant
  /** End of the printed validity, exclusive. */
  readonly validUntil: Instant | null
  /** End of what may count: the validity, cut by withdrawal or by a newer record. */
  readonly until: Instant | null
  readonly superseded: boolean
  readonly revoked: boolean
  readonly suspension: Suspension | null
}

const nothingHeld: readonly Holding[] = []

/** What a person holds of the job's brand. */
export function holdingsOf(c: GateCase, engineer: string): readonly Holding[] {
  let held: Holding[] | null = null
  for (const credential of c.facts.credentials) {
    if (credential.engineer !== engineer || credential.brand !== c.request.brand) continue
    const type = typeOf(c, credential)
    if (type === null || isComposite(type)) continue
    held ??= []
    held.push(holding(c, credential, type))
  }
  return held ?? nothingHeld
}

function typeOf(c: GateCase, credential: CredentialFact): CredentialType | null {
  for (const type of c.facts.credentialTypes) {
    if (type.code === credential.type && type.brand === credential.brand) return type
  }
  return null
}

function holding(c: GateCase, credential: CredentialFact, type: CredentialType): Holding {
  const { sanctionsFrom, sanctionsTo } = c.at
  const record = { from: credential.validFrom, until: credential.validUntil }
  const life = readLife(credential.events, record, c.request.asOf)
  const { from, until } = life.periods[0] ?? record
  const supersededAt = earlierEnd(life.supersededAt, successorFrom(c, credential))
  const revokedSpan = life.revokedAt === null ? null : { from: life.revokedAt, until: null }
  return {
    credential,
    type,
    life,
    validFrom: from,
    validUntil: until,
    until: earlierEnd(until, earlierEnd(supersededAt, life.withdrawnAt)),
    superseded: supersededAt !== null,
    revoked: revokedSpan !== null && touches(revokedSpan, sanctionsFrom, sanctionsTo),
    suspension:
      life.suspensions.length === 0
        ? null
        : (life.suspensions.find((span) => touches(span, sanctionsFrom, sanctionsTo)) ?? null),
  }
}

/** From when a newer record of the same person replaces this one. */
function successorFrom(c: GateCase, credential: CredentialFact): Instant | null {
  let earliest: Instant | null = null
  for (const other of c.facts.credentials) {
    if (other.supersedes !== credential.number || other.engineer !== credential.engineer) continue
    if (other.brand === credential.brand && (earliest === null || other.validFrom < earliest))
      earliest = other.validFrom
  }
  return earliest
}

/** The highest level that a holding gives in a category at an instant; 0 without one. */
export function levelAt(held: Holding, category: string, at: Instant): number {
  let level = 0
  const { grants } = held.life.reductions.length === 0 ? held.type : scopeAt(held.type, held.life, at)
  for (const grant of grants) if (grant.category === category && grant.level > level) level = grant.level
  return level
}

/** A span in which a holding counts; `graceUntil` adds the working grace where one may be used. */
export type Piece = Interval & { readonly held: Holding; readonly graceUntil: Instant | null }

/** The span in which a holding gives a level in a category; null if it never does. A later reduction ends it. */
export function levelPiece(c: GateCase, held: Holding, category: string, level: number): Piece | null {
  if (levelAt(held, category, held.validFrom) < level) return null
  const cut =
    held.life.reductions.find((reduction) => levelAt(held, category, reduction.at) < level)?.at ?? null
  return pieceOf(c, held, cut)
}

/** The span in which a holding gives an endorsement; null if it never does. */
export function endorsementPiece(c: GateCase, held: Holding, endorsement: string): Piece | null {
  if (!held.type.endorsements.includes(endorsement)) return null
  const cut = held.life.reductions.find(
    (reduction) => !scopeAt(held.type, held.life, reduction.at).endorsements.includes(endorsement),
  )
  return pieceOf(c, held, cut?.at ?? null)
}

function pieceOf(c: GateCase, held: Holding, cut: Instant | null): Piece {
  const until = earlierEnd(held.until, cut)
  // Grace belongs to a validity that ran out, not to one that was cut off.
  const graceUntil = until === held.validUntil ? workingGraceEnd(c, held) : until
  return { held, from: held.validFrom, until, graceUntil }
}

/** End of the usable working grace: none if the type or the operation is safety-critical (6.4 c). */
export function workingGraceEnd(c: GateCase, held: Holding): Instant | null {
  const { validUntil, type } = held
  if (validUntil === null || type.workingGraceDays <= 0 || type.safetyCritical || type.statutory === true)
    return validUntil
  if (c.operation === null || c.operation.safetyCritical) return validUntil
  // Not needed, and not worth the calendar, while the validity itself reaches past the job.
  if (validUntil > c.at.end && validUntil > c.at.now) return validUntil
  return addDays(validUntil, type.workingGraceDays, c.zone)
}

/** Whether a holding may count at all: neither revoked nor suspended for this case. */
export function isSound(held: Holding): boolean {
  return !held.revoked && held.suspension === null
}

/** Whether pieces together cover the job: in validity, only with working grace, or not at all. */
export function coverage(c: GateCase, pieces: readonly Piece[]): 'VALID' | 'GRACE' | 'NONE' {
  const { start, end } = c.at
  if (pieces.length === 0) return 'NONE'
  for (const piece of pieces) if (covers(piece, start, end)) return 'VALID'
  if (unionCovers(pieces, start, end)) return 'VALID'
  const withGrace = pieces.map((piece) => ({ from: piece.from, until: piece.graceUntil }))
  return unionCovers(withGrace, start, end) ? 'GRACE' : 'NONE'
}

/** Whether the evidence behind a holding is what its type demands (6.4 h). */
export function evidenceHolds(held: Holding): boolean {
  return evidenceMeets(held.credential.evidenceMode, held.type.requiredEvidenceMode)
}

/** Whether its category was practised recently enough (6.4 g), counted from the later of the last work and validFrom (6.15, 18). */
export function recencyHolds(c: GateCase, held: Holding, category: string): boolean {
  const gap = held.type.recencyMaxGapDays
  if (gap === null) return true
  let base = held.validFrom
  for (const at of held.life.practisedAt) if (at > base) base = at
  for (const work of c.facts.work) {
    const counts =
      work.engineer === held.credential.engineer &&
      work.brand === c.request.brand &&
      work.category === category
    if (counts && work.finishedAt > base) base = work.finishedAt
  }
  return !reaches(firstInstantPast(base, gap, c.zone), c.at.start, c.at.end)
}

/** Whether a holding counts at an instant, working grace included. */
export function isEffectiveAt(piece: Piece, at: Instant): boolean {
  return covers({ from: piece.from, until: piece.graceUntil }, at, at)
}

/** The highest level that a person holds in a category now or over the job; 0 without one (6.15, 28). */
export function currentLevel(c: GateCase, holdings: readonly Holding[], category: string): number {
  let current = 0
  for (const held of holdings) {
    if (!isSound(held)) continue
    const level = levelAt(held, category, laterOf(c.at.now, c.at.end))
    if (level <= current) continue
    const piece = levelPiece(c, held, category, level)
    if (piece === null) continue
    if (isEffectiveAt(piece, c.at.now) || coverage(c, [piece]) !== 'NONE') current = level
  }
  return current
}
