import { daysBetween } from '#app/domain/shared/instants.ts'
import type { HeldCredential } from './held-credential.ts'

/** Within so many days a level that nothing follows is said to lapse. */
export const lapseDays = 30

/**
 * How somebody stands on one ladder: `held` with time left, `expiring` within `lapseDays`, `grace` past the printed end but still at work,
 * `suspended`, `ended` for what lapsed or was withdrawn, `upcoming` where it begins later, `learning` for a way begun from nothing, `none` where
 * the category is declared and nothing is held, `undeclared` otherwise.
 */
export type LevelState =
  | 'held'
  | 'expiring'
  | 'grace'
  | 'suspended'
  | 'ended'
  | 'upcoming'
  | 'learning'
  | 'none'
  | 'undeclared'

export type HeldLevel = {
  readonly categoryId: string
  readonly state: LevelState
  /** The highest level that lets somebody work now; 0 for none. */
  readonly level: number
  /** The credential type behind the level, or behind what is suspended or ended; null where there is none. */
  readonly typeCode: string | null
  /** Exclusive end of that right, what follows it included; for what is suspended or ended, the end of the printed validity. */
  readonly until: string | null
  readonly daysLeft: number | null
  /** The credential type that somebody is on the way to. */
  readonly learning: { readonly typeCode: string; readonly level: number } | null
}

export type LadderQuestion = {
  readonly categoryId: string
  readonly categoryCode: string
  readonly brandId: string
  readonly credentials: readonly HeldCredential[]
  readonly enrolments: readonly { categoryId: string | null; level: number | null; typeCode: string }[]
  readonly isDeclared: boolean
  /** A suspension of the person that covers this ladder. */
  readonly isSanctioned: boolean
  readonly at: string
}

/** Reads one ladder of one person. Composites are not asked: their components count. */
export function readHeldLevel(question: LadderQuestion): HeldLevel {
  const { categoryId, categoryCode, brandId, isSanctioned, at } = question
  const levelIn = (one: HeldCredential) =>
    Math.max(0, ...one.grants.filter(({ category }) => category === categoryCode).map(({ level }) => level))
  const own = question.credentials.filter(
    (one) => one.brandId === brandId && one.kind !== 'COMPOSITE' && levelIn(one) > 0,
  )
  const enrolled = question.enrolments.findLast((one) => one.categoryId === categoryId && one.level !== null)
  const learning = enrolled ? { typeCode: enrolled.typeCode, level: enrolled.level ?? 0 } : null
  const working = own.filter(({ grantsWork }) => grantsWork)
  const best = working.reduce<HeldCredential | null>(
    (a, b) => (a === null || isBetter(b, a, levelIn) ? b : a),
    null,
  )

  if (best !== null && !isSanctioned) {
    const level = levelIn(best)
    const until = reachOf(
      best,
      own.filter((one) => levelIn(one) >= level),
    )
    const daysLeft = daysBetween(at, until, best.zone) - 1
    const isFollowed = until > best.worksUntil
    const inGrace = best.status === 'WORKING_GRACE' && !isFollowed
    const state = inGrace ? 'grace' : daysLeft <= lapseDays ? 'expiring' : 'held'
    return { categoryId, state, level, typeCode: best.typeCode, until, daysLeft, learning }
  }
  const nothing = { categoryId, level: 0, daysLeft: null, learning }
  if (best !== null)
    return { ...nothing, state: 'suspended', typeCode: best.typeCode, until: best.validUntil }
  const suspended = own.findLast(({ status }) => status === 'SUSPENDED')
  if (suspended)
    return { ...nothing, state: 'suspended', typeCode: suspended.typeCode, until: suspended.validUntil }
  const upcoming = own.findLast(({ status }) => status === 'NOT_YET_VALID')
  if (upcoming)
    return { ...nothing, state: 'upcoming', typeCode: upcoming.typeCode, until: upcoming.validFrom }
  const ended = own.findLast(({ status }) => status !== 'SUPERSEDED')
  if (ended) return { ...nothing, state: 'ended', typeCode: ended.typeCode, until: ended.validUntil }
  const state = learning ? 'learning' : question.isDeclared ? 'none' : 'undeclared'
  return { ...nothing, state, typeCode: null, until: null }
}

function isBetter(
  one: HeldCredential,
  than: HeldCredential,
  levelIn: (one: HeldCredential) => number,
): boolean {
  const gap = levelIn(one) - levelIn(than)
  return gap > 0 || (gap === 0 && one.worksUntil > than.worksUntil)
}

/** How far a right reaches when records of the level that join on without a gap are added, such as a renewal made in time. */
function reachOf(best: HeldCredential, records: readonly HeldCredential[]): string {
  let reached = best.worksUntil
  for (let moved = true; moved; ) {
    moved = false
    for (const one of records) {
      const counts = one.grantsWork || one.status === 'NOT_YET_VALID'
      if (!counts || one.validFrom > reached || one.worksUntil <= reached) continue
      reached = one.worksUntil
      moved = true
    }
  }
  return reached
}
