import type { Db } from '#db/schema/index.ts'
import { findCompletedEnrolments } from './course-enrolment.repository.server.ts'

export type CourseCompletion = {
  readonly personId: string
  readonly courseCode: string
  readonly completedAt: string
}

/** Courses that people have completed, oldest first: evidence for requirements. */
export async function findCourseCompletions(
  db: Db,
  personIds: readonly string[],
): Promise<CourseCompletion[]> {
  const rows = await findCompletedEnrolments(db, personIds)
  return rows.flatMap(({ completedAt, ...row }) => (completedAt === null ? [] : [{ ...row, completedAt }]))
}
