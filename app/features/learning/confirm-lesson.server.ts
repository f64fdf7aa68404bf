import type { SignedInContext } from '#app/context.server.ts'
import { isLessonDone, openChecks } from '#app/domain/curriculum/course-progress.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { queueJob } from '#app/jobs/jobs.server.ts'
import { findCheckAnswers } from './check-answer.repository.server.ts'
import { completionRule } from './completion-rule.ts'
import { completeEnrolment } from './course-enrolment.repository.server.ts'
import { completeLesson, findLessonProgress } from './lesson-progress.repository.server.ts'
import { progressOf } from './lesson-records.ts'
import { findLearnersLesson } from './open-lesson.server.ts'

export type ConfirmOutcome =
  /** `next`: the slug to go on with; null when the whole course is completed. */
  | { readonly ok: true; readonly next: string | null }
  | { readonly ok: false; readonly reason: 'not-enrolled' }
  | { readonly ok: false; readonly reason: 'checks-open'; readonly openChecks: readonly string[] }

/**
 * Completes a lesson for a reader who says to have read and understood it, only when every check in it was answered right. With the last
 * lesson the course is completed, and the person's open enrolments for credentials are looked at again. Confirming twice changes nothing.
 */
export async function confirmLesson(
  ctx: SignedInContext,
  input: { courseCode: string; lessonSlug: string },
): Promise<ConfirmOutcome> {
  const found = await findLearnersLesson(ctx, input.courseCode, input.lessonSlug)
  if (!found) return { ok: false, reason: 'not-enrolled' }
  const { enrolment, outline, lesson } = found
  const at = ctx.now()
  return ctx.db.transaction().execute(async (trx): Promise<ConfirmOutcome> => {
    const answers = await findCheckAnswers(trx, enrolment.id, lesson.id)
    const answeredRight = new Set(
      answers.filter(({ isCorrect }) => isCorrect === 1).map(({ checkId }) => checkId),
    )
    const record = { opened: true, answeredRight, confirmed: true }
    if (!isLessonDone(lesson, record, completionRule)) {
      return { ok: false, reason: 'checks-open', openChecks: openChecks(lesson, record) }
    }
    const isNew = await completeLesson(trx, { courseEnrolmentId: enrolment.id, lessonId: lesson.id }, at)
    const progress = progressOf(outline.lessons, await findLessonProgress(trx, enrolment.id))
    if (!isNew) return { ok: true, next: progress.next }
    const fact = { subjectKind: 'person', subjectId: ctx.actor.personId }
    await recordAudit(ctx, trx, {
      ...fact,
      action: 'lesson.completed',
      details: { course: input.courseCode, lesson: lesson.slug, enrolmentId: enrolment.id },
    })
    if (progress.completed && (await completeEnrolment(trx, enrolment.id, at))) {
      await recordAudit(ctx, trx, {
        ...fact,
        action: 'course.completed',
        details: { course: input.courseCode, enrolmentId: enrolment.id },
      })
      await queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId: ctx.actor.personId } })
    }
    return { ok: true, next: progress.next }
  })
}
