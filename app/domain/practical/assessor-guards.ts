import { addMonths, type Instant, type Zone } from '../shared/instants.ts'

/** A course that somebody taught somebody else. `until` null: still going on. */
export type TrainingRecord = {
  readonly trainer: string
  readonly trainee: string
  readonly from: Instant
  readonly until: Instant | null
}

/** A person and the providers they belong to at the time of the question. */
export type Party = { readonly person: string; readonly providers: readonly string[] }

export type ConflictReason =
  | { readonly code: 'SELF' }
  | { readonly code: 'TRAINER_OF_RECORD'; readonly trainedUntil: Instant | null }
  | { readonly code: 'SAME_PROVIDER'; readonly provider: string }

export type AssessorReason =
  | ConflictReason
  /** Neither the level nor the role; `holds` is the assessor's own level in the category, 0 for none. */
  | { readonly code: 'NOT_QUALIFIED'; readonly needs: number; readonly holds: number }

type ConflictQuestion = {
  readonly candidate: Party
  readonly trainings: readonly TrainingRecord[]
  readonly at: Instant
  /** The issuer's zone, in which months are counted. */
  readonly zone: Zone
}

const TRAINER_MONTHS = 24

/**
 * Why a person may not judge a candidate: being the candidate, having trained them within the last 24 months, or belonging
 * to the same provider (model 5.3, invariant I11). All reasons, empty where there is none. Assessors, invigilators and deciding officers
 * are asked alike.
 */
export function conflictsOfInterest(
  judge: Party,
  { candidate, trainings, at, zone }: ConflictQuestion,
): readonly ConflictReason[] {
  const reasons: ConflictReason[] = []
  if (judge.person === candidate.person) reasons.push({ code: 'SELF' })

  const recent = trainings.filter(
    ({ trainer, trainee, from, until }) =>
      trainer === judge.person &&
      trainee === candidate.person &&
      from <= at &&
      (until === null || addMonths(until, TRAINER_MONTHS, zone) > at),
  )
  if (recent.length > 0) {
    const ends = recent.map(({ until }) => until)
    const trainedUntil = ends.includes(null)
      ? null
      : ends.reduce((a, b) => (a !== null && b !== null && a > b ? a : b))
    reasons.push({ code: 'TRAINER_OF_RECORD', trainedUntil: trainedUntil ?? null })
  }
  // Two records of the same person say the same twice; for oneself SELF says it all.
  if (judge.person !== candidate.person) {
    for (const provider of new Set(judge.providers)) {
      if (candidate.providers.includes(provider)) reasons.push({ code: 'SAME_PROVIDER', provider })
    }
  }
  return reasons
}

export type Assessor = Party & {
  /** Level held in the category assessed, effective now; 0 for none. */
  readonly level: number
  /** Whether the brand has given the assessor role. */
  readonly hasAssessorRole: boolean
}

/** Why somebody may not score a practical: a conflict of interest, or neither the level assessed nor the assessor role. */
export function assessorRefusals(
  question: ConflictQuestion & { readonly assessor: Assessor; readonly assessedLevel: number },
): readonly AssessorReason[] {
  const { assessor, assessedLevel } = question
  const reasons: AssessorReason[] = [...conflictsOfInterest(assessor, question)]
  if (assessor.level < assessedLevel && !assessor.hasAssessorRole) {
    reasons.push({ code: 'NOT_QUALIFIED', needs: assessedLevel, holds: assessor.level })
  }
  return reasons
}

/** How many assessors score a practical of a level: one up to level 2, two from level 3 (model 5.3). Null: a course of every level. */
export function assessorsNeeded(level: number | null): 1 | 2 {
  return level !== null && level >= 3 ? 2 : 1
}
