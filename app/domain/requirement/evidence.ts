import { type EvidenceMode, evidenceMeets, type Grant } from '../credential/credential.ts'
import { firstInstantPast, type Instant, type Zone } from '../shared/instants.ts'
import { holdsAt, type Interval } from '../shared/intervals.ts'
import type { Permille } from '../shared/permille.ts'
import type { EvidenceLeaf } from './requirement-tree.ts'

/** What a person can show. Spans are half-open. */
export type Evidence = {
  readonly courses: readonly CourseEvidence[]
  /** Passed attempts only. */
  readonly exams: readonly {
    readonly exam: string
    readonly mode: EvidenceMode | null
    readonly passedAt: Instant
  }[]
  /** Passed practicals only. */
  readonly practicals: readonly { readonly practical: string; readonly passedAt: Instant }[]
  /** Spans in which a credential grants work, as its derived status says; suspended or revoked stretches are left out. */
  readonly credentials: readonly HeldCredential[]
  /** Spans in which a verified licence is in force. */
  readonly licences: readonly (Interval & { readonly licence: string })[]
  /** Finished jobs with the level that they asked for. */
  readonly work: readonly {
    readonly brand: string
    readonly category: string
    readonly level: number
    readonly finishedAt: Instant
  }[]
}

/** A course begun or completed. */
export type CourseEvidence = {
  readonly course: string
  readonly completedAt: Instant | null
  readonly permille: Permille
}

export type HeldCredential = Interval & {
  readonly brand: string
  readonly type: string
  readonly grants: readonly Grant[]
  readonly endorsements: readonly string[]
}

export const noEvidence: Evidence = {
  courses: [],
  exams: [],
  practicals: [],
  credentials: [],
  licences: [],
  work: [],
}

/** Why a leaf is not met: nothing at all, begun, passed too long ago, passed in too weak a mode, held only before or only later, level too low. */
export type LeafShortfall = 'missing' | 'started' | 'too-old' | 'too-weak' | 'ended' | 'not-yet' | 'too-low'

export type LeafReading =
  | {
      readonly met: true
      readonly leaf: EvidenceLeaf
      /** When the evidence was earned, or since when it is held. */
      readonly since: Instant
      /** First instant at which it no longer counts; null where nothing known ends it. */
      readonly until: Instant | null
    }
  | {
      readonly met: false
      readonly leaf: EvidenceLeaf
      readonly shortfall: LeafShortfall
      /** How far one has come: share of a course, level held over level asked; 0 where there is nothing between none and all. */
      readonly permille: Permille
    }

type Piece = Interval & { readonly weak?: boolean }

/** Reads one leaf at an instant; of several pieces that meet it, the one that lasts longest. */
export function readLeaf(leaf: EvidenceLeaf, evidence: Evidence, at: Instant, zone: Zone): LeafReading {
  switch (leaf.kind) {
    case 'course': {
      const own = evidence.courses.filter(({ course }) => course === leaf.course)
      const completed = own.flatMap(({ completedAt }) =>
        completedAt === null ? [] : [aged(completedAt, leaf.maxAgeDays, zone)],
      )
      const begun = own.filter(({ completedAt }) => completedAt === null).map(({ permille }) => permille)
      const reading = readPieces(leaf, fresh(completed, leaf.earnedAfter), at, 'too-old')
      if (reading.met || begun.length === 0) return reading
      return { met: false, leaf, shortfall: 'started', permille: Math.max(...begun) }
    }
    case 'exam': {
      const passes = evidence.exams.filter(({ exam }) => exam === leaf.exam)
      const pieces = passes.map(({ mode, passedAt }) => ({
        ...aged(passedAt, leaf.maxAgeDays, zone),
        weak: !evidenceMeets(mode, leaf.mode),
      }))
      return readPieces(leaf, fresh(pieces, leaf.earnedAfter), at, 'too-old')
    }
    case 'practical': {
      const passes = evidence.practicals.filter(({ practical }) => practical === leaf.practical)
      return readPieces(
        leaf,
        fresh(
          passes.map(({ passedAt }) => aged(passedAt, leaf.maxAgeDays, zone)),
          leaf.earnedAfter,
        ),
        at,
        'too-old',
      )
    }
    case 'credential': {
      const held = evidence.credentials.filter(
        ({ brand, type }) => brand === leaf.brand && type === leaf.type,
      )
      return readPieces(leaf, held, at, 'ended')
    }
    case 'level': {
      const levelOf = ({ brand, grants }: HeldCredential) =>
        brand !== leaf.brand
          ? 0
          : Math.max(
              0,
              ...grants.filter(({ category }) => category === leaf.category).map(({ level }) => level),
            )
      const reading = readPieces(
        leaf,
        evidence.credentials.filter((held) => levelOf(held) >= leaf.level),
        at,
        'ended',
      )
      const reached = Math.max(0, ...evidence.credentials.filter((held) => holdsAt(held, at)).map(levelOf))
      if (reading.met || reached === 0) return reading
      return { met: false, leaf, shortfall: 'too-low', permille: Math.floor((reached * 1000) / leaf.level) }
    }
    case 'endorsement': {
      const held = evidence.credentials.filter(
        ({ brand, endorsements }) => brand === leaf.brand && endorsements.includes(leaf.endorsement),
      )
      return readPieces(leaf, held, at, 'ended')
    }
    case 'licence':
      return readPieces(
        leaf,
        evidence.licences.filter(({ licence }) => licence === leaf.licence),
        at,
        'ended',
      )
    case 'work': {
      const counting = evidence.work
        .filter(
          ({ brand, category, level }) =>
            brand === leaf.brand && category === leaf.category && level >= leaf.level,
        )
        .map(({ finishedAt }) => aged(finishedAt, leaf.withinDays, zone))
        .filter((job) => holdsAt(job, at))
        .sort((a, b) => (a.from < b.from ? 1 : -1))
      // Met with the job that completed the number, and until too few are young enough.
      const completing = counting[counting.length - leaf.count]
      const last = counting[leaf.count - 1]
      if (completing && last) return { met: true, leaf, since: completing.from, until: last.until }
      const permille = Math.floor((counting.length * 1000) / leaf.count)
      return { met: false, leaf, shortfall: counting.length > 0 ? 'started' : 'missing', permille }
    }
  }
}

/** What does not count because it was earned too early is as old as what grew too old. */
function fresh(pieces: readonly Piece[], after: Instant | undefined): readonly Piece[] {
  if (after === undefined) return pieces
  return pieces.map((piece) => (piece.from > after ? piece : { from: piece.from, until: piece.from }))
}

/** A pass as the span in which it counts: through the last of its days. */
function aged(from: Instant, maxAgeDays: number | null, zone: Zone): Interval {
  return { from, until: maxAgeDays === null ? null : firstInstantPast(from, maxAgeDays, zone) }
}

function readPieces(
  leaf: EvidenceLeaf,
  pieces: readonly Piece[],
  at: Instant,
  over: 'too-old' | 'ended',
): LeafReading {
  const current = pieces.filter((piece) => holdsAt(piece, at))
  const best = current
    .filter(({ weak }) => weak !== true)
    .reduce<Piece | null>((a, b) => (a === null || lasts(b, a) ? b : a), null)
  if (best !== null) return { met: true, leaf, since: best.from, until: best.until }
  const shortfall =
    current.length > 0
      ? 'too-weak'
      : pieces.some(({ from, weak }) => from > at && weak !== true)
        ? 'not-yet'
        : pieces.length > 0
          ? over
          : 'missing'
  return { met: false, leaf, shortfall, permille: 0 }
}

/** Whether one piece lasts longer than another, or equally long and is older. */
function lasts(piece: Piece, than: Piece): boolean {
  if (piece.until === than.until) return piece.from < than.from
  return piece.until === null || (than.until !== null && piece.until > than.until)
}
