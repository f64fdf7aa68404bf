import type { SignedInContext } from '#app/context.server.ts'
import {
  type CourseOutline,
  findCourseByCode,
  findCourseReach,
  isInReach,
  type OutlinedLesson,
  readCourseOutline,
} from '#app/features/curriculum/index.server.ts'
import { findEnrolment, findVersionHash } from './course-enrolment.repository.server.ts'

export type Enrolment = NonNullable<Awaited<ReturnType<typeof findEnrolment>>>

/** A course as one person finds it: in the version they are enrolled in, else in the newest one they may read. */
export type OpenCourse = { readonly enrolment: Enrolment | null; readonly outline: CourseOutline }

/** Opens a course for the actor; null where there is none of that code within reach. An enrolment always opens its course. */
export async function openCourse(ctx: SignedInContext, courseCode: string): Promise<OpenCourse | null> {
  const enrolment = await findEnrolment(ctx.db, ctx.actor.personId, courseCode)
  if (enrolment) return { enrolment, outline: await readCourseOutline(ctx.db, enrolment, ctx.language) }
  const course = await findCourseByCode(ctx.db, courseCode)
  if (!course) return null
  const reach = await findCourseReach(ctx.db, ctx.actor.memberships, ctx.now())
  if (!isInReach(course.brandId, reach)) return null
  const { courseVersionId } = course
  const contentHash = await findVersionHash(ctx.db, courseVersionId)
  if (contentHash === null) return null
  return {
    enrolment: null,
    outline: await readCourseOutline(ctx.db, { courseVersionId, contentHash }, ctx.language),
  }
}

/** Whether the actor may look at lessons without learning them: everybody whose work is not only an engineer's. */
export function mayLookWithoutEnrolling(ctx: SignedInContext): boolean {
  return ctx.actor.acting.roles.some((role) => role !== 'engineer')
}

export type LearnersLesson = {
  readonly enrolment: Enrolment
  readonly outline: CourseOutline
  readonly lesson: OutlinedLesson
}

/** A lesson that the actor is enrolled for: the only kind in which anything is recorded. Null for every other one. */
export async function findLearnersLesson(
  ctx: SignedInContext,
  courseCode: string,
  lessonSlug: string,
): Promise<LearnersLesson | null> {
  const enrolment = await findEnrolment(ctx.db, ctx.actor.personId, courseCode)
  if (!enrolment) return null
  const outline = await readCourseOutline(ctx.db, enrolment, ctx.language)
  const lesson = outline.lessons.find(({ slug }) => slug === lessonSlug)
  return lesson ? { enrolment, outline, lesson } : null
}
