import type { Db } from '#db/schema/index.ts'
import { findCompletedEnrolments, findRecognisedCourses } from './course-enrolment.repository.server.ts'

export type CourseCompletion = {
  readonly personId: string
  readonly courseCode: string
  readonly completedAt: string
  /** What a brand recognised in its place; null for a course taken here. */
  readonly recognitionId: string | null
}

/** Courses that people have completed, oldest first, and those that were recognised at an instant because they learnt the same elsewhere: evidence for requirements. */
export async function findCourseCompletions(
  db: Db,
  personIds: readonly string[],
  at: string,
): Promise<CourseCompletion[]> {
  const [completed, recognised] = await Promise.all([
    findCompletedEnrolments(db, personIds),
    findRecognisedCourses(db, personIds, at),
  ])
  return [
    ...completed.flatMap(({ completedAt, ...row }) =>
      completedAt === null ? [] : [{ ...row, completedAt, recognitionId: null }],
    ),
    ...recognised,
  ]
}
