import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { findCourseReach, findTypesAskingFor } from '#app/features/curriculum/index.server.ts'
import { findLessonProgress } from './lesson-progress.repository.server.ts'
import { progressOf } from './lesson-records.ts'
import { mayLookWithoutEnrolling, openCourse } from './open-lesson.server.ts'

/** Everything a course's page shows, in a constant number of queries; null where the actor may not know of the course. */
export async function readCoursePage(ctx: SignedInContext, courseCode: string) {
  const opened = await openCourse(ctx, courseCode)
  if (!opened) return null
  const { enrolment, outline } = opened
  const reach = await findCourseReach(ctx.db, ctx.actor.memberships, ctx.now())
  const [stored, types] = await Promise.all([
    enrolment ? findLessonProgress(ctx.db, enrolment.id) : [],
    findTypesAskingFor(ctx.db, courseCode, reach.brandIds),
  ])
  const progress = progressOf(outline.lessons, stored)
  const states = new Map(progress.lessons.map(({ slug, state }) => [slug, state]))
  const next = outline.lessons.find(({ slug }) => slug === progress.next)
  const furthest = stored.find(({ lessonId }) => lessonId === next?.id)?.furthestHeading ?? null
  return {
    code: courseCode,
    title: outline.title,
    summary: outline.summary,
    minutes: outline.minutes,
    benchHours: outline.benchHours,
    objectives: outline.objectives,
    isReviewPending: outline.isReviewPending,
    lessons: outline.lessons.map(({ slug, title, minutes, isSafetyCritical }) => ({
      slug,
      title,
      minutes,
      isSafetyCritical,
      state: states.get(slug) ?? ('not-started' as const),
    })),
    leadsTo: types.map((type) => ({
      code: type.code,
      name: inLanguage({ en: type.nameEn, zh: type.nameZh }, ctx.language),
      brand: inLanguage({ en: type.brandEn, zh: type.brandZh }, ctx.language),
    })),
    enrolment: enrolment && {
      enrolledAt: enrolment.enrolledAt,
      dueAt: enrolment.dueAt,
      completedAt: enrolment.completedAt,
      isByOther: enrolment.enrolledBy !== ctx.actor.personId,
    },
    mayLook: mayLookWithoutEnrolling(ctx),
    done: progress.done,
    permille: progress.permille,
    minutesLeft: progress.minutesLeft,
    /** Where to go on, at the heading reached there. */
    next: next ? { slug: next.slug, title: next.title, heading: furthest } : null,
  }
}

export type CoursePage = NonNullable<Awaited<ReturnType<typeof readCoursePage>>>
