import { dayIn, printedDay } from '../shared/instants.ts'
import { meantCover, touches } from '../shared/intervals.ts'
import { judgeDelta } from './delta-gate.ts'
import { findByCode, type GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import {
  coverage,
  currentLevel,
  endorsementPiece,
  evidenceHolds,
  type Holding,
  holdingsOf,
  isSound,
  levelPiece,
  type Piece,
  recencyHolds,
  workingGraceEnd,
} from './holdings.ts'
import { nearestMiss, suspendedReason } from './near-miss.ts'
import type { AffiliationFact } from './party-facts.ts'

/** What the individual gate learned besides its reasons. */
export type IndividualReading = {
  /** The level the person stands on in the job's category (6.15, 28). */
  readonly currentLevel: number
}

/**
 * The individual gate (6.4), all predicates. Without a classified level those that need one (c, e, g, h) are skipped
 * (6.15, 3); a sanction on the person is the only code for c and d (6.15, 16). Unknown persons are DATA_MISSING elsewhere.
 */
export function judgeIndividual(c: GateCase, engineer: string, reasons: Reason[]): IndividualReading {
  judgeIdentity(c, engineer, reasons)
  judgeAffiliation(c, engineer, reasons)
  judgeDelta(c, engineer, reasons)
  const sanctioned = judgePersonSanctions(c, engineer, reasons)
  const { requirement } = c
  if (requirement === null) return { currentLevel: 0 }

  const holdings = holdingsOf(c, engineer)
  judgePart(c, holdings, requirement.category, reasons)
  if (requirement.level === null) return { currentLevel: currentLevel(c, holdings, requirement.category) }
  judgeEndorsements(c, holdings, reasons)
  return judgeCredential(c, holdings, requirement.category, requirement.level, sanctioned, reasons)
}

function judgeIdentity(c: GateCase, engineer: string, reasons: Reason[]) {
  const person = findByCode(c.facts.persons, engineer)
  if (person === null) return
  if (person.accountState !== 'ACTIVE') {
    reasons.push(reason('IND_IDENTITY', { name: engineer, state: person.accountState }))
  } else if (person.identityVerifiedAt === null || person.identityVerifiedAt > c.request.asOf) {
    reasons.push(reason('IND_IDENTITY', { name: engineer, state: 'UNVERIFIED' }))
  }
}

function judgeAffiliation(c: GateCase, engineer: string, reasons: Reason[]) {
  const { start, end } = c.at
  const { outlet } = c.request
  const isOwn = (row: AffiliationFact) => row.engineer === engineer && row.outlet === outlet
  if (!meantCover(c.facts.affiliations, isOwn, start, end))
    reasons.push(reason('IND_NO_AFFILIATION', { name: engineer, outlet }))
}

/** Sanctions on the person whose scope holds the job's brand and category; a revocation outranks a suspension. */
function judgePersonSanctions(c: GateCase, engineer: string, reasons: Reason[]): boolean {
  let found: Reason | null = null
  for (const sanction of c.facts.sanctions) {
    if (sanction.subject.kind !== 'ENGINEER' || sanction.subject.code !== engineer) continue
    if (sanction.brand !== null && sanction.brand !== c.request.brand) continue
    if (sanction.category !== null && sanction.category !== c.model?.category) continue
    if (!touches(sanction, c.at.sanctionsFrom, c.at.sanctionsTo)) continue
    if (sanction.kind === 'REVOCATION') {
      found = earlierText(
        found,
        reason('IND_REVOKED', { subject: engineer, date: dayIn(sanction.from, c.zone) }),
      )
    } else if (sanction.kind === 'SUSPENSION') {
      found = earlierText(found, suspendedReason(c, engineer, sanction))
    }
  }
  if (found !== null) reasons.push(found)
  return found !== null
}

/** One reason for several sanctions, the same whatever their order. */
function earlierText(a: Reason | null, b: Reason): Reason {
  return a === null || JSON.stringify([b.code, b.params]) < JSON.stringify([a.code, a.params]) ? b : a
}

function judgeCredential(
  c: GateCase,
  holdings: readonly Holding[],
  category: string,
  need: number,
  sanctioned: boolean,
  reasons: Reason[],
): IndividualReading {
  const pieces: Piece[] = []
  for (const held of holdings) {
    const piece = isSound(held) ? levelPiece(c, held, category, need) : null
    if (piece !== null) pieces.push(piece)
  }
  const brand = findByCode(c.facts.brands, c.request.brand)
  const workLog = brand?.workLogConnected === true
  const recent = (piece: Piece) => recencyHolds(c, piece.held, category)
  const proven = (piece: Piece) => evidenceHolds(piece.held)

  const holds = (piece: Piece) => proven(piece) && (!workLog || recent(piece))
  const passing = pieces.every(holds) ? pieces : pieces.filter(holds)
  const reached = coverage(c, passing)
  if (reached !== 'NONE') {
    if (reached === 'GRACE' && !sanctioned) reasons.push(graceReason(c, passing))
    // Without a connected work log a missing practice is only said (6.15, 18).
    const stale = workLog ? undefined : passing.find((piece) => !recent(piece))
    if (stale !== undefined && coverage(c, passing.filter(recent)) === 'NONE') {
      reasons.push(
        recencyReason(
          passing.filter((piece) => !recent(piece)),
          category,
          'INFO',
        ),
      )
    }
    return { currentLevel: sanctioned ? currentLevel(c, holdings, category) : need }
  }

  const held = coverage(c, pieces)
  if (held === 'NONE') {
    const miss = nearestMiss(c, holdings, category, need)
    if (!sanctioned) reasons.push(miss.reason)
    return { currentLevel: miss.currentLevel }
  }
  if (held === 'GRACE' && !sanctioned) reasons.push(graceReason(c, pieces))
  const stale = pieces.filter((piece) => workLog && !recent(piece))
  const unproven = pieces.filter((piece) => !proven(piece))
  const recencyAlone = coverage(c, pieces.filter(proven)) !== 'NONE'
  const evidenceAlone =
    coverage(
      c,
      pieces.filter((piece) => !workLog || recent(piece)),
    ) !== 'NONE'
  if (stale.length > 0 && (recencyAlone || !evidenceAlone))
    reasons.push(recencyReason(stale, category, 'BLOCK'))
  if (unproven.length > 0 && !recencyAlone) reasons.push(evidenceReason(unproven))
  return { currentLevel: need }
}

function graceReason(c: GateCase, pieces: readonly Piece[]): Reason {
  const piece = lowestNumber(pieces.filter((candidate) => candidate.graceUntil !== candidate.until))
  const { credential, type, validUntil } = piece.held
  const until = workingGraceEnd(c, piece.held)
  const params = {
    credential: credential.number,
    type: type.code,
    date: validUntil === null ? '' : printedDay(validUntil, c.zone),
    until: until === null ? '' : printedDay(until, c.zone),
  }
  return reason('IND_IN_GRACE', params, { severity: 'WARN' })
}

function recencyReason(pieces: readonly Piece[], category: string, severity: 'BLOCK' | 'INFO'): Reason {
  const { credential, type } = lowestNumber(pieces).held
  const params = { credential: credential.number, category, days: type.recencyMaxGapDays ?? 0 }
  return reason('IND_RECENCY', params, { severity, overridable: true, curable: true })
}

function evidenceReason(pieces: readonly Piece[]): Reason {
  const { credential, type } = lowestNumber(pieces).held
  const params = {
    credential: credential.number,
    type: type.code,
    need: type.requiredEvidenceMode ?? '',
    have: credential.evidenceMode ?? 'UNKNOWN',
  }
  return reason('IND_EVIDENCE_MODE', params, { curable: true })
}

function lowestNumber(pieces: readonly Piece[]): Piece {
  return pieces.reduce((lowest, piece) =>
    piece.held.credential.number < lowest.held.credential.number ? piece : lowest,
  )
}

/** Every demanded endorsement must hold over the job, from any credential of the brand that gives it (6.4 e). */
function judgeEndorsements(c: GateCase, holdings: readonly Holding[], reasons: Reason[]) {
  const { requirement } = c
  if (requirement === null) return
  for (const code of requirement.endorsementsAllOf) {
    const pieces = endorsementPieces(c, holdings, code)
    const reached = coverage(c, pieces)
    if (reached === 'GRACE') reasons.push(graceReason(c, pieces))
    if (reached === 'NONE') reasons.push(reason('IND_ENDORSEMENT', { name: code }))
  }
  for (const choice of requirement.endorsementsAnyOf) {
    const sorted = [...choice].sort()
    const reached = sorted.map((code) => coverage(c, endorsementPieces(c, holdings, code)))
    if (reached.includes('VALID')) continue
    const inGrace = sorted[reached.indexOf('GRACE')]
    if (inGrace !== undefined) reasons.push(graceReason(c, endorsementPieces(c, holdings, inGrace)))
    else reasons.push(reason('IND_ENDORSEMENT', { name: sorted.join('|') }))
  }
}

function endorsementPieces(c: GateCase, holdings: readonly Holding[], code: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const held of holdings) {
    const piece = isSound(held) ? endorsementPiece(c, held, code) : null
    if (piece !== null) pieces.push(piece)
  }
  return pieces
}

/** At PARTS_RELEASE the part's class must not be above the level that the person holds (6.15, 5). */
function judgePart(c: GateCase, holdings: readonly Holding[], category: string, reasons: Reason[]) {
  const { part, checkpoint, brand } = c.request
  if (part == null || checkpoint !== 'PARTS_RELEASE') return
  const known = c.facts.parts.find((row) => row.partNo === part.partNo && row.brand === brand)
  if (known === undefined) {
    reasons.push(reason('DATA_MISSING', { what: 'PART', code: part.partNo }))
    return
  }
  const have = currentLevel(c, holdings, category)
  if (known.minLevel > have)
    reasons.push(reason('IND_PART_LEVEL', { part: part.partNo, need: known.minLevel, have }))
}
