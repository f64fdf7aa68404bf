import type { SignedInContext } from '#app/context.server.ts'
import { type AssessorReason, assessorRefusals } from '#app/domain/practical/assessor-guards.ts'
import type { Db } from '#db/schema/index.ts'
import { findHeldLevels, findIndependence } from './independence.repository.server.ts'

/** A practical to be judged: whose it is, and the rung it belongs to; no rung for a course common to all. */
export type Judged = {
  readonly personId: string
  readonly categoryCode: string | null
  readonly level: number | null
}

/**
 * Why the actor may not score each of some practicals of the brand acted for; no reason, no obstacle. A practical of a rung asks for that level,
 * held now; one of a common course for the assessor role, which the caller has made sure of. A constant number of queries.
 */
export async function readStanding(
  ctx: SignedInContext,
  db: Db,
  judged: readonly Judged[],
): Promise<readonly (readonly AssessorReason[])[]> {
  const { personId, acting } = ctx.actor
  const at = ctx.now()
  const brand = { id: acting.organisationId, timeZone: acting.timeZone }
  const [levels, independence] = await Promise.all([
    findHeldLevels(db, personId, brand, at),
    findIndependence(db, [...new Set([personId, ...judged.map((one) => one.personId)])], at),
  ])
  const partyOf = (person: string) => independence.parties.get(person) ?? { person, providers: [] }
  return judged.map((one) =>
    assessorRefusals({
      assessor: {
        ...partyOf(personId),
        level: one.categoryCode === null ? 0 : (levels.get(one.categoryCode) ?? 0),
        hasAssessorRole: one.level === null || one.categoryCode === null,
      },
      candidate: partyOf(one.personId),
      trainings: independence.trainings,
      assessedLevel: one.level ?? 1,
      at,
      zone: acting.timeZone,
    }),
  )
}
