import type { SignedInContext } from '#app/context.server.ts'
import { millisecondsBetween } from '#app/domain/shared/instants.ts'
import { readLessonFace } from '#app/features/curriculum/index.server.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import {
  advanceLessonProgress,
  countLessonView,
  findOneLessonProgress,
} from './lesson-progress.repository.server.ts'
import { findLearnersLesson } from './open-lesson.server.ts'

/** A reader's page reports every fifteen seconds and when it is left; more than this at once is no reading. */
const mostSecondsAtOnce = 300

/** Records that an enrolled person opened a lesson; durable when it returns. */
export async function recordLessonView(
  ctx: SignedInContext,
  place: { courseEnrolmentId: string; lessonId: string },
): Promise<void> {
  const at = ctx.now()
  await inGroupedTransaction(ctx.db, (trx) => countLessonView(trx, place, at))
}

/**
 * Moves a reader on. The furthest heading never goes back, and the seconds added are at most what has passed since the last report, so that no
 * page can claim more time than there was. Headings the lesson does not have are ignored. Answers false where there is nothing to move: not
 * enrolled, or the lesson never opened.
 */
export async function recordProgress(
  ctx: SignedInContext,
  input: { courseCode: string; lessonSlug: string; heading: string | null; seconds: number },
): Promise<boolean> {
  const found = await findLearnersLesson(ctx, input.courseCode, input.lessonSlug)
  if (!found) return false
  const { enrolment, lesson } = found
  const { headings } = await readLessonFace(ctx.db, lesson, ctx.language)
  const place = { courseEnrolmentId: enrolment.id, lessonId: lesson.id }
  return ctx.db.transaction().execute(async (trx) => {
    const stored = await findOneLessonProgress(trx, place)
    if (!stored) return false
    const at = ctx.now()
    const passed = Math.floor(millisecondsBetween(stored.lastViewedAt, at) / 1000)
    const claimed = Number.isFinite(input.seconds) ? Math.floor(input.seconds) : 0
    const indexOf = (id: string | null) => headings.findIndex((heading) => heading.id === id)
    const isFurther = indexOf(input.heading) > indexOf(stored.furthestHeading)
    return advanceLessonProgress(trx, place, {
      furthestHeading: isFurther ? input.heading : stored.furthestHeading,
      addSeconds: Math.max(0, Math.min(claimed, passed, mostSecondsAtOnce)),
      seenAt: stored.lastViewedAt,
      at,
    })
  })
}
