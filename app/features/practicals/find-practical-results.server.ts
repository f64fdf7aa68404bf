import type { Db } from '#db/schema/index.ts'
import { findAssessmentsOf, openStates } from './assessment.repository.server.ts'

const scoredStates = ['PASSED', 'REFERRED', 'FAILED'] as const

export type PracticalResult = {
  readonly personId: string
  readonly practicalCode: string
  readonly state: (typeof scoredStates)[number]
  readonly scoredAt: string
  readonly scorePermille: number
  readonly assessorPersonId: string
  readonly assessmentId: string
}

/** Scored practicals of some people, oldest first: a PASSED one is evidence for requirements. */
export async function findPracticalResults(db: Db, personIds: readonly string[]): Promise<PracticalResult[]> {
  const rows = await findAssessmentsOf(db, personIds)
  return rows.flatMap(
    ({ personId, practicalCode, state, scoredAt, scorePermille, assessorPersonId, assessmentId }) => {
      const scored = scoredStates.find((one) => one === state)
      if (!scored || scoredAt === null || scorePermille === null || assessorPersonId === null) return []
      return [
        { personId, practicalCode, state: scored, scoredAt, scorePermille, assessorPersonId, assessmentId },
      ]
    },
  )
}

export type OpenPractical = {
  readonly practicalCode: string
  readonly requestedAt: string
  /** Null until an assessor has taken it. */
  readonly scheduledAt: string | null
  readonly place: { readonly en: string; readonly zh: string }
}

/** A person's practicals that lie ahead. */
export async function findOpenPracticals(db: Db, personId: string): Promise<OpenPractical[]> {
  const rows = await findAssessmentsOf(db, [personId])
  return rows
    .filter(({ state }) => openStates.some((open) => open === state))
    .map(({ practicalCode, requestedAt, scheduledAt, placeEn, placeZh }) => ({
      practicalCode,
      requestedAt,
      scheduledAt,
      place: { en: placeEn, zh: placeZh },
    }))
}
