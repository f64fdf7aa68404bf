import type { SignedInContext } from '#app/context.server.ts'
import { type Course, findCourseByCode, listCourses } from '#app/features/curriculum/index.server.ts'
import { countDraftsByCourse, countItemsByState } from './item.repository.server.ts'

/** A bank in a list, with how many of its items are in use, are drafts or have one beside the version in use, and are retired. */
export type BankSummary = {
  readonly course: Course
  readonly active: number
  readonly drafts: number
  readonly retired: number
}

/**
 * Whether a bank belongs to the organisation somebody acts for: a brand's are those of its courses, the platform's those that every brand shares. Everybody
 * else's are unknown to them, since a bank is its keys.
 */
export function ownsBank({ actor }: SignedInContext, course: Course): boolean {
  const { organisationId, organisationKind } = actor.acting
  return course.brandId === null ? organisationKind === 'platform' : course.brandId === organisationId
}

/** A bank of one's own organisation by its course's code; null for any other. */
export async function findOwnBank(ctx: SignedInContext, courseCode: string): Promise<Course | null> {
  const course = await findCourseByCode(ctx.db, courseCode)
  return course && ownsBank(ctx, course) ? course : null
}

/** Every bank of one's own organisation, by code. */
export async function listOwnBanks(ctx: SignedInContext): Promise<readonly BankSummary[]> {
  const courses = (await listCourses(ctx.db)).filter((course) => ownsBank(ctx, course))
  return summarise(ctx, courses)
}

/** One bank with its numbers. */
export async function summariseBank(ctx: SignedInContext, course: Course): Promise<BankSummary> {
  const [summary] = await summarise(ctx, [course])
  if (!summary) throw new Error('One course has one summary')
  return summary
}

async function summarise(ctx: SignedInContext, courses: readonly Course[]): Promise<readonly BankSummary[]> {
  const ids = courses.map(({ courseId }) => courseId)
  const states = await countItemsByState(ctx.db, ids)
  const drafts = new Map((await countDraftsByCourse(ctx.db, ids)).map((one) => [one.courseId, one.count]))
  const count = (courseId: string, state: string) =>
    states.find((one) => one.courseId === courseId && one.state === state)?.count ?? 0
  return courses.map((course) => ({
    course,
    active: count(course.courseId, 'ACTIVE'),
    drafts: drafts.get(course.courseId) ?? 0,
    retired: count(course.courseId, 'RETIRED'),
  }))
}
