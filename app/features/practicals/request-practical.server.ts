import type { SignedInContext } from '#app/context.server.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findCourseReach, isInReach } from '#app/features/curriculum/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import { findReferredBefore, insertAssessment } from './assessment.repository.server.ts'
import { repeatPossibleSince } from './repeated-stations.ts'
import { findOffer } from './rubric.repository.server.ts'

export type RequestOutcome = Outcome<
  { readonly assessmentId: string },
  'unknown-practical' | 'course-not-completed' | 'open-already'
>

/**
 * Asks for one's own practical, once the course is completed; one at a time is open. After a referral within the last 60 days the same rubric is
 * used again, so that only the failed stations are repeated (model 5.3). Practicals of brands out of reach are unknown.
 */
export async function requestPractical(
  ctx: SignedInContext,
  input: { practicalCode: string },
): Promise<RequestOutcome> {
  const { personId, memberships } = ctx.actor
  const at = ctx.now()
  const [offer, reach] = await Promise.all([
    findOffer(ctx.db, input.practicalCode),
    findCourseReach(ctx.db, memberships, at),
  ])
  if (!offer || !isInReach(offer.brandId, reach)) return { ok: false, reason: 'unknown-practical' }
  return ctx.db.transaction().execute(async (trx): Promise<RequestOutcome> => {
    const completed = await findCourseCompletions(trx, [personId], at)
    if (!completed.some(({ courseCode }) => courseCode === offer.courseCode)) {
      return { ok: false, reason: 'course-not-completed' }
    }
    const { practicalId } = offer
    const referred = await findReferredBefore(trx, {
      personId,
      practicalId,
      since: repeatPossibleSince(at),
      before: at,
    })
    const assessmentId = ctx.newId()
    const isRequested = await insertAssessment(trx, {
      id: assessmentId,
      practicalId,
      rubricId: referred?.rubricId ?? offer.rubricId,
      personId,
      requestedBy: personId,
      requestedAt: at,
    })
    if (!isRequested) return { ok: false, reason: 'open-already' }
    await recordAudit(ctx, trx, {
      action: 'practical.requested',
      subjectKind: 'person',
      subjectId: personId,
      details: { practical: offer.code, assessmentId, repeats: referred?.id ?? null },
    })
    return { ok: true, assessmentId }
  })
}
