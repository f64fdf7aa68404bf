import type { SignedInContext } from '#app/context.server.ts'
import type { Db } from '#db/schema/index.ts'
import { type AssessmentRow, findAssessment, isInBrand } from './assessment.repository.server.ts'

/** An assessment that the brand acted for may see; null for one of another brand, or none. */
export async function findVisibleAssessment(
  ctx: SignedInContext,
  db: Db,
  assessmentId: string,
): Promise<AssessmentRow | null> {
  const { acting } = ctx.actor
  if (acting.organisationKind !== 'brand') return null
  if (!(await isInBrand(db, assessmentId, acting.organisationId, ctx.now()))) return null
  return (await findAssessment(db, assessmentId)) ?? null
}
