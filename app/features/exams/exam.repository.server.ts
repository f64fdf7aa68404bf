import { type Insertable, sql } from 'kysely'
import type { CourseReach } from '#app/features/curriculum/index.server.ts'
import { contains } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamBlueprintTable, ExamTable } from '#db/schema/learning.ts'

export async function findExamRow(db: Db, code: string) {
  return db.selectFrom('exam').selectAll().where('code', '=', code).executeTakeFirst()
}

export async function insertExam(db: Db, exam: Insertable<ExamTable>): Promise<void> {
  await db.insertInto('exam').values(exam).execute()
}

/** The newest blueprint of an exam; versions only ever count up. */
export async function findLatestBlueprint(db: Db, examId: string) {
  return db
    .selectFrom('examBlueprint')
    .select(['id', 'version', 'contentHash'])
    .where('examId', '=', examId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertBlueprint(db: Db, blueprint: Insertable<ExamBlueprintTable>): Promise<void> {
  await db.insertInto('examBlueprint').values(blueprint).execute()
}

/** The blueprint an attempt was begun under, as it was written. */
export async function findBlueprintJson(db: Db, blueprintId: string): Promise<string> {
  const row = await firstOf(blueprintById(db, { blueprintId }))
  if (!row) throw new Error(`No blueprint ${blueprintId}`)
  return row.blueprintJson
}

const blueprintById = preparedRead((db, { blueprintId }: { blueprintId: string }) =>
  db.selectFrom('examBlueprint').select('blueprintJson').where('id', '=', blueprintId),
)

const examByCode = preparedRead((db, { code }: { code: string }) =>
  publishedExams(db).where('exam.code', '=', code),
)

/** A published exam with its newest blueprint, its course and brand; undefined where nothing is published under the code. */
export async function findExam(db: Db, code: string) {
  return firstOf(examByCode(db, { code }))
}

/** Published exams of the brands within reach and those common to all, by code; `search` looks at code and titles. */
export async function findExams(db: Db, reach: CourseReach, search = '') {
  return publishedExams(db)
    .$if(reach.brandIds !== 'all', (of) =>
      of.where((where) => {
        const isCommon = where('course.brandId', 'is', null)
        const { brandIds } = reach
        return brandIds === 'all' || brandIds.length === 0
          ? isCommon
          : where.or([isCommon, where('course.brandId', 'in', brandIds)])
      }),
    )
    .$if(search !== '', (of) =>
      of.where((where) =>
        where.or([
          contains(sql.ref('exam.code'), search),
          contains(sql.ref('course_version.title_en'), search),
          contains(sql.ref('course_version.title_zh'), search),
        ]),
      ),
    )
    .orderBy('exam.code')
    .execute()
}

function publishedExams(db: Db) {
  return db
    .selectFrom('exam')
    .innerJoin('course', 'course.id', 'exam.courseId')
    .innerJoin('courseVersion', 'courseVersion.courseId', 'course.id')
    .innerJoin('examBlueprint', 'examBlueprint.examId', 'exam.id')
    .leftJoin('organisation', 'organisation.id', 'course.brandId')
    .select([
      'exam.id as examId',
      'exam.code',
      'exam.courseId',
      'course.code as courseCode',
      'course.brandId',
      'organisation.nameEn as brandEn',
      'organisation.nameZh as brandZh',
      'courseVersion.id as courseVersionId',
      'courseVersion.contentHash',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'examBlueprint.id as blueprintId',
      'examBlueprint.mode',
      'examBlueprint.minutes',
      'examBlueprint.cutPermille',
      'examBlueprint.itemCount',
      'examBlueprint.blueprintJson',
    ])
    .where((where) =>
      where(
        'courseVersion.version',
        '=',
        where
          .selectFrom('courseVersion as newer')
          .select((of) => of.fn.max('newer.version').as('version'))
          .whereRef('newer.courseId', '=', 'course.id'),
      ),
    )
    .where((where) =>
      where(
        'examBlueprint.version',
        '=',
        where
          .selectFrom('examBlueprint as newer')
          .select((of) => of.fn.max('newer.version').as('version'))
          .whereRef('newer.examId', '=', 'exam.id'),
      ),
    )
}

export type PublishedExam = NonNullable<Awaited<ReturnType<typeof findExam>>>
