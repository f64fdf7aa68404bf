import { sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'

/** A person's open and completed courses with what is done and left, newest first; minutes are those of the lessons not yet completed. */
export async function findCourseProgress(db: Db, personId: string) {
  return db
    .selectFrom('courseEnrolment')
    .innerJoin('course', 'course.id', 'courseEnrolment.courseId')
    .innerJoin('courseVersion', 'courseVersion.id', 'courseEnrolment.courseVersionId')
    .innerJoin('lesson', 'lesson.courseVersionId', 'courseEnrolment.courseVersionId')
    .leftJoin('lessonProgress', (join) =>
      join
        .onRef('lessonProgress.courseEnrolmentId', '=', 'courseEnrolment.id')
        .onRef('lessonProgress.lessonId', '=', 'lesson.id'),
    )
    .select([
      'course.code',
      'course.brandId',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'courseEnrolment.enrolledAt',
      'courseEnrolment.completedAt',
      sql<number>`cast(count(*) as integer)`.as('lessons'),
      sql<number>`cast(count(lesson_progress.completed_at) as integer)`.as('lessonsDone'),
      sql<number>`cast(sum(case when lesson_progress.completed_at is null then lesson.minutes else 0 end) as integer)`.as(
        'minutesLeft',
      ),
    ])
    .where('courseEnrolment.personId', '=', personId)
    .where('courseEnrolment.withdrawnAt', 'is', null)
    .groupBy([
      'courseEnrolment.id',
      'course.code',
      'course.brandId',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'courseEnrolment.enrolledAt',
      'courseEnrolment.completedAt',
    ])
    .orderBy('courseEnrolment.enrolledAt', 'desc')
    .orderBy('course.code')
    .execute()
}

/** The credential types of brands under contract with a provider at an instant, by brand, kind and code. */
export async function findContractedTypes(db: Db, providerId: string, at: string) {
  return db
    .selectFrom('credentialType')
    .innerJoin('organisation as brand', 'brand.id', 'credentialType.brandId')
    .select([
      'credentialType.id',
      'credentialType.code',
      'credentialType.kind',
      'credentialType.nameEn',
      'credentialType.nameZh',
      'credentialType.categoryId',
      'credentialType.level',
      'credentialType.requirementJson',
      'brand.id as brandId',
      'brand.code as brandCode',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
    ])
    .where('credentialType.brandId', 'in', (query) =>
      query
        .selectFrom('providerContract')
        .select('providerContract.brandId')
        .where('providerContract.providerId', '=', providerId)
        .where('providerContract.fromAt', '<=', at)
        .where((where) =>
          where.or([
            where('providerContract.untilAt', 'is', null),
            where('providerContract.untilAt', '>', at),
          ]),
        ),
    )
    .orderBy('brand.code')
    .orderBy('credentialType.code')
    .execute()
}

/** The codes of all courses, exams and practicals that are published. */
export async function findPublishedCodes(db: Db) {
  const [courses, exams, practicals] = await Promise.all([
    db
      .selectFrom('courseVersion')
      .innerJoin('course', 'course.id', 'courseVersion.courseId')
      .select('course.code')
      .distinct()
      .execute(),
    db
      .selectFrom('examBlueprint')
      .innerJoin('exam', 'exam.id', 'examBlueprint.examId')
      .select('exam.code')
      .distinct()
      .execute(),
    db
      .selectFrom('rubric')
      .innerJoin('practical', 'practical.id', 'rubric.practicalId')
      .select('practical.code')
      .distinct()
      .execute(),
  ])
  const codes = (rows: readonly { code: string }[]) => new Set(rows.map(({ code }) => code))
  return { courses: codes(courses), exams: codes(exams), practicals: codes(practicals) }
}
