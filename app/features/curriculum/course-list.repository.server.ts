import { type ExpressionBuilder, sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import type { Database, Db } from '#db/schema/index.ts'
import type { CourseReach } from './course-reach.server.ts'

function summaries(db: Db) {
  return db
    .selectFrom('course')
    .innerJoin('courseVersion', (join) =>
      join.onRef('courseVersion.courseId', '=', 'course.id').on((on) =>
        on(
          'courseVersion.version',
          '=',
          on
            .selectFrom('courseVersion as newer')
            .select((of) => of.fn.max('newer.version').as('version'))
            .whereRef('newer.courseId', '=', 'course.id'),
        ),
      ),
    )
    .leftJoin('organisation as brand', 'brand.id', 'course.brandId')
    .leftJoin('category', 'category.id', 'course.categoryId')
    .select([
      'course.id as courseId',
      'course.code',
      'course.brandId',
      'course.level',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
      'category.nameEn as categoryEn',
      'category.nameZh as categoryZh',
      'courseVersion.id as courseVersionId',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'courseVersion.minutes',
    ])
}

/** A course with its newest version; undefined where there is none of that code. */
export async function findCourse(db: Db, code: string) {
  return summaries(db).where('course.code', '=', code).executeTakeFirst()
}

/** Every published course within reach, by code. */
export async function findCourses(db: Db, reach: CourseReach) {
  return summaries(db)
    .where((where) => withinReach(where, reach))
    .orderBy('course.code')
    .execute()
}

/** Whether `course` is open to someone: common to all brands, or of a brand in reach. */
function withinReach(where: ExpressionBuilder<Database, 'course'>, reach: CourseReach) {
  if (reach.brandIds === 'all') return sql<boolean>`1 = 1`
  const common = where('course.brandId', 'is', null)
  return reach.brandIds.length === 0
    ? common
    : where.or([common, where('course.brandId', 'in', reach.brandIds)])
}

export type CourseListQuery = {
  readonly personId: string
  readonly reach: CourseReach
  /** Found in code or title; empty for all. */
  readonly search: string
  readonly page: number
  readonly pageSize: number
}

/**
 * One page of the courses a person may read or is enrolled in: begun ones first, then new ones from the lowest level, then completed ones. A
 * person who is enrolled sees the version they are enrolled in. `total` are found, `open` there are without the search. Pages count from 1.
 */
export async function findCoursePage(db: Db, query: CourseListQuery) {
  const matching = (search: string) => {
    const reachable = db
      .selectFrom('course')
      .leftJoin('courseEnrolment', (join) =>
        join
          .onRef('courseEnrolment.courseId', '=', 'course.id')
          .on('courseEnrolment.personId', '=', query.personId)
          .on('courseEnrolment.withdrawnAt', 'is', null),
      )
      .innerJoin('courseVersion', (join) =>
        join.on((on) =>
          on(
            'courseVersion.id',
            '=',
            on.fn.coalesce(
              'courseEnrolment.courseVersionId',
              on
                .selectFrom('courseVersion as newest')
                .select('newest.id')
                .whereRef('newest.courseId', '=', 'course.id')
                .orderBy('newest.version', 'desc')
                .limit(1),
            ),
          ),
        ),
      )
      .where((where) =>
        where.or([
          where('courseEnrolment.id', 'is not', null),
          withinReach(where as unknown as ExpressionBuilder<Database, 'course'>, query.reach),
        ]),
      )
    if (search === '') return reachable
    return reachable.where((where) =>
      where.or([
        contains(sql.ref('course.code'), search),
        contains(sql.ref('courseVersion.titleEn'), search),
        contains(sql.ref('courseVersion.titleZh'), search),
      ]),
    )
  }
  const count = async (search: string) =>
    (await matching(search).select(countOf().as('count')).executeTakeFirstOrThrow()).count
  const open = await count('')
  const total = query.search === '' ? open : await count(query.search)
  const courses = await matching(query.search)
    .leftJoin('organisation as brand', 'brand.id', 'course.brandId')
    .leftJoin('category', 'category.id', 'course.categoryId')
    .select([
      'course.code',
      'course.level',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
      'category.nameEn as categoryEn',
      'category.nameZh as categoryZh',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'courseVersion.summaryEn',
      'courseVersion.summaryZh',
      'courseVersion.minutes',
      'courseEnrolment.id as enrolmentId',
      'courseEnrolment.completedAt',
    ])
    .orderBy(
      sql`case when course_enrolment.id is null then 1 when course_enrolment.completed_at is null then 0 else 2 end`,
    )
    .orderBy(sql`coalesce(course.level, 0)`)
    .orderBy('course.code')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { courses, total, open }
}
