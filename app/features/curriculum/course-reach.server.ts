import type { Membership } from '#app/features/identity/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findContractedBrandIds } from './course.repository.server.ts'

/** The brands whose courses someone may read; courses without a brand are open to everybody. */
export type CourseReach = { readonly brandIds: 'all' | readonly string[] }

/** Everything: for the platform's own work. */
export const wholeReach: CourseReach = { brandIds: 'all' }

/**
 * Which brands' courses belong to some memberships at an instant: a brand's people read their brand's, a provider's people those of the brands
 * their provider has a contract with (`provider_contract`), and platform, monitors and authorities read all.
 */
export async function findCourseReach(
  db: Db,
  memberships: readonly Membership[],
  at: string,
): Promise<CourseReach> {
  const idsOf = (kind: Membership['organisationKind']) =>
    memberships.filter((one) => one.organisationKind === kind).map((one) => one.organisationId)
  const isOverseer = memberships.some(({ organisationKind: kind }) => kind !== 'brand' && kind !== 'provider')
  if (isOverseer) return wholeReach
  // Somebody belongs to one provider, seldom to two: the query is the same for each.
  const contracted = await Promise.all(idsOf('provider').map((id) => findContractedBrandIds(db, id, at)))
  return { brandIds: [...new Set([...idsOf('brand'), ...contracted.flat()])] }
}

/** Whether a course of this brand (null: common to all) lies within reach. */
export function isInReach(brandId: string | null, reach: CourseReach): boolean {
  return brandId === null || reach.brandIds === 'all' || reach.brandIds.includes(brandId)
}
