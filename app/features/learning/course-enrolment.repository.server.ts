import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { CourseEnrolmentTable } from '#db/schema/learning.ts'

/** Enrols unless the person is enrolled already; false where they are. */
export async function insertEnrolment(
  db: Db,
  enrolment: Omit<Insertable<CourseEnrolmentTable>, 'dueAt' | 'completedAt' | 'withdrawnAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('courseEnrolment')
    .values({ ...enrolment, dueAt: null, completedAt: null, withdrawnAt: null })
    .onConflict((conflict) =>
      conflict.columns(['personId', 'courseId']).where('withdrawnAt', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const openEnrolment = preparedRead((db, { personId, courseCode }: { personId: string; courseCode: string }) =>
  db
    .selectFrom('course')
    .innerJoin('courseEnrolment', 'courseEnrolment.courseId', 'course.id')
    .innerJoin('courseVersion', 'courseVersion.id', 'courseEnrolment.courseVersionId')
    .select([
      'courseEnrolment.id',
      'courseEnrolment.courseId',
      'courseEnrolment.courseVersionId',
      'courseEnrolment.enrolledAt',
      'courseEnrolment.enrolledBy',
      'courseEnrolment.dueAt',
      'courseEnrolment.completedAt',
      'courseVersion.contentHash',
    ])
    .where('course.code', '=', courseCode)
    .where('courseEnrolment.personId', '=', personId)
    .where('courseEnrolment.withdrawnAt', 'is', null),
)

/** A person's enrolment in a course with the version they learn from; undefined where they are not enrolled. */
export async function findEnrolment(db: Db, personId: string, courseCode: string) {
  return firstOf(openEnrolment(db, { personId, courseCode }))
}

/** The hash of a version's content, for whoever reads it without being enrolled. */
export async function findVersionHash(db: Db, courseVersionId: string): Promise<string | null> {
  const row = await db
    .selectFrom('courseVersion')
    .select('contentHash')
    .where('id', '=', courseVersionId)
    .executeTakeFirst()
  return row?.contentHash ?? null
}

/** Marks a course completed; false where it was already. */
export async function completeEnrolment(db: Db, enrolmentId: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('courseEnrolment')
    .set({ completedAt: at })
    .where('id', '=', enrolmentId)
    .where('completedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const completedEnrolments = preparedRead((db, { personIds }: { personIds: readonly string[] }) =>
  db
    .selectFrom('courseEnrolment')
    .innerJoin('course', 'course.id', 'courseEnrolment.courseId')
    .select(['courseEnrolment.personId', 'course.code as courseCode', 'courseEnrolment.completedAt'])
    .where('courseEnrolment.personId', 'in', personIds)
    .where('courseEnrolment.completedAt', 'is not', null)
    .orderBy('courseEnrolment.completedAt')
    .orderBy('courseEnrolment.id'),
)

/** Courses that people have completed; empty for nobody. */
export async function findCompletedEnrolments(db: Db, personIds: readonly string[]) {
  return personIds.length === 0 ? [] : completedEnrolments(db, { personIds })
}

const recognisedCourses = preparedRead(
  (db, { personIds, at }: { personIds: readonly string[]; at: string }) =>
    db
      .selectFrom('recognition')
      .select(['id as recognitionId', 'personId', 'code as courseCode', 'earnedAt as completedAt'])
      .where('personId', 'in', personIds)
      .where('kind', '=', 'COURSE')
      .where('endedAt', 'is', null)
      .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', at)]))
      .orderBy('earnedAt')
      .orderBy('id'),
)

/** Courses that brands recognise of people at an instant; empty for nobody. */
export async function findRecognisedCourses(db: Db, personIds: readonly string[], at: string) {
  return personIds.length === 0 ? [] : recognisedCourses(db, { personIds, at })
}

/** All open enrolments of a person with what is done and left, in one query; minutes are those of the lessons not yet completed. */
export async function findEnrolmentProgress(db: Db, personId: string) {
  return db
    .selectFrom('courseEnrolment')
    .innerJoin('course', 'course.id', 'courseEnrolment.courseId')
    .innerJoin('lesson', 'lesson.courseVersionId', 'courseEnrolment.courseVersionId')
    .leftJoin('lessonProgress', (join) =>
      join
        .onRef('lessonProgress.courseEnrolmentId', '=', 'courseEnrolment.id')
        .onRef('lessonProgress.lessonId', '=', 'lesson.id'),
    )
    .select([
      'courseEnrolment.id as enrolmentId',
      'course.code as courseCode',
      'courseEnrolment.completedAt',
      sql<number>`cast(count(*) as integer)`.as('lessons'),
      sql<number>`cast(count(lesson_progress.completed_at) as integer)`.as('lessonsDone'),
      sql<number>`cast(sum(lesson.minutes) as integer)`.as('minutes'),
      sql<number>`cast(sum(case when lesson_progress.completed_at is null then lesson.minutes else 0 end) as integer)`.as(
        'minutesLeft',
      ),
      sql<string | null>`max(lesson_progress.last_viewed_at)`.as('lastViewedAt'),
    ])
    .where('courseEnrolment.personId', '=', personId)
    .where('courseEnrolment.withdrawnAt', 'is', null)
    .groupBy(['courseEnrolment.id', 'course.code', 'courseEnrolment.completedAt'])
    .execute()
}
