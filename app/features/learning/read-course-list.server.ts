import type { SignedInContext } from '#app/context.server.ts'
import { permilleOf } from '#app/domain/shared/permille.ts'
import { findCoursePage, findCourseReach } from '#app/features/curriculum/index.server.ts'
import { findEnrolmentProgress } from './course-enrolment.repository.server.ts'

const pageSize = 24

/**
 * One page of the courses the actor may read or is enrolled in, with progress, and the sums for the first line: of all of them, whatever is
 * searched for. A constant number of queries, whatever the number of courses.
 */
export async function readCourseList(ctx: SignedInContext, input: { search: string; page: number }) {
  const { personId, memberships } = ctx.actor
  const reach = await findCourseReach(ctx.db, memberships, ctx.now())
  const [{ courses, total, open }, enrolments] = await Promise.all([
    findCoursePage(ctx.db, { personId, reach, ...input, pageSize }),
    findEnrolmentProgress(ctx.db, personId),
  ])
  const underWay = enrolments.filter(({ completedAt }) => completedAt === null)
  // What was read last, or else begun last, is what the first line names.
  const current = underWay.toSorted((one, other) =>
    (other.lastViewedAt ?? '').localeCompare(one.lastViewedAt ?? ''),
  )[0]
  const byEnrolment = new Map(enrolments.map((one) => [one.enrolmentId, one]))
  const pick = (en: string | null, zh: string | null) => (ctx.language === 'en' ? en : zh)
  // The course the first line names stands first on its page.
  const inOrder = courses.toSorted(
    (one, other) => Number(other.code === current?.courseCode) - Number(one.code === current?.courseCode),
  )
  return {
    courses: inOrder.map((course) => {
      const progress = course.enrolmentId === null ? undefined : byEnrolment.get(course.enrolmentId)
      return {
        code: course.code,
        level: course.level,
        minutes: course.minutes,
        title: pick(course.titleEn, course.titleZh) ?? '',
        summary: pick(course.summaryEn, course.summaryZh) ?? '',
        brand: pick(course.brandEn, course.brandZh),
        category: pick(course.categoryEn, course.categoryZh),
        completedAt: course.completedAt,
        progress: progress
          ? {
              lessons: progress.lessons,
              lessonsDone: progress.lessonsDone,
              minutesLeft: progress.minutesLeft,
              isBegun: progress.lastViewedAt !== null,
              permille: permilleOf(progress.minutes - progress.minutesLeft, progress.minutes),
            }
          : null,
      }
    }),
    total,
    open,
    search: input.search,
    page: input.page,
    pageSize,
    underWay: underWay.length,
    completed: enrolments.length - underWay.length,
    current: current ? { code: current.courseCode, minutesLeft: current.minutesLeft } : null,
  }
}

export type CourseList = Awaited<ReturnType<typeof readCourseList>>
