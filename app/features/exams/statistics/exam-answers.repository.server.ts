import { sql } from 'kysely'
import { contains, countOf, jsonRowsOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

/** Whose exams: a brand's own, or with null those common to all brands. */
export type ExamOwner = { readonly brandId: string | null }

/** Results that stand; voided attempts say nothing of an item. */
const finished = ['PASSED', 'FAILED'] as const

/** Titles come from the newest version of the course; versions only ever count up. */
const isNewestCourseVersion = sql<boolean>`course_version.version = (
  select max(newer.version) from course_version as newer where newer.course_id = course.id
)`

/** An owner's exam with its blueprints, the newest first; empty where the owner has none under the code. */
export async function findOwnedBlueprints(db: Db, code: string, { brandId }: ExamOwner) {
  return db
    .selectFrom('exam')
    .innerJoin('course', 'course.id', 'exam.courseId')
    .innerJoin('courseVersion', 'courseVersion.courseId', 'course.id')
    .innerJoin('examBlueprint', 'examBlueprint.examId', 'exam.id')
    .select([
      'exam.id as examId',
      'courseVersion.titleEn',
      'courseVersion.titleZh',
      'examBlueprint.id as blueprintId',
      'examBlueprint.version',
      'examBlueprint.cutPermille',
      'examBlueprint.publishedAt',
      'examBlueprint.blueprintJson',
    ])
    .where('exam.code', '=', code)
    .where('course.brandId', brandId === null ? 'is' : '=', brandId)
    .where(isNewestCourseVersion)
    .orderBy('examBlueprint.version', 'desc')
    .execute()
}

/** An owner's exams by code with how many attempts were finished, passed, and when the last was handed in. */
export async function findExamCounts(
  db: Db,
  { brandId }: ExamOwner,
  query: { search: string; page: number; pageSize: number },
) {
  const matching = db
    .selectFrom('exam')
    .innerJoin('course', 'course.id', 'exam.courseId')
    .innerJoin('courseVersion', 'courseVersion.courseId', 'course.id')
    .where('course.brandId', brandId === null ? 'is' : '=', brandId)
    .where(isNewestCourseVersion)
    .$if(query.search !== '', (of) =>
      of.where((where) =>
        where.or(
          ['exam.code', 'course_version.title_en', 'course_version.title_zh'].map((column) =>
            contains(sql.ref(column), query.search),
          ),
        ),
      ),
    )
  const [{ total, attempts }, rows] = [
    await matching
      .select((of) => [
        countOf().as('total'),
        sql<number>`cast(coalesce(sum(${of
          .selectFrom('examAttempt')
          .select(countOf().as('count'))
          .whereRef('examAttempt.examId', '=', 'exam.id')
          .where('examAttempt.state', 'in', finished)}), 0) as integer)`.as('attempts'),
      ])
      .executeTakeFirstOrThrow(),
    await matching
      .leftJoin('examAttempt', (join) =>
        join.onRef('examAttempt.examId', '=', 'exam.id').on('examAttempt.state', 'in', finished),
      )
      .select((of) => [
        'exam.code',
        'courseVersion.titleEn',
        'courseVersion.titleZh',
        sql<number>`cast(count(${sql.ref('exam_attempt.id')}) as integer)`.as('attempts'),
        sql<number>`cast(sum(case when ${sql.ref('exam_attempt.state')} = 'PASSED' then 1 else 0 end) as integer)`.as(
          'passed',
        ),
        of.fn.max('examAttempt.submittedAt').as('lastAt'),
      ])
      .groupBy(['exam.id', 'exam.code', 'courseVersion.titleEn', 'courseVersion.titleZh'])
      .orderBy('exam.code')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute(),
  ]
  return { total, attempts, rows }
}

/** The finished attempts at an exam, in the order in which they were handed in. */
export async function findFinishedAttempts(db: Db, examId: string) {
  return db
    .selectFrom('examAttempt')
    .select([
      'id',
      'blueprintId',
      'formId',
      'personId',
      'number',
      'language',
      'state',
      'startedAt',
      'scorePermille',
    ])
    .where('examId', '=', examId)
    .where('state', 'in', finished)
    .orderBy('submittedAt')
    .orderBy('id')
    .execute()
}

/** What stood on some forms: by form the ids of item versions. */
export async function findFormItems(
  db: Db,
  formIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (formIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('examFormItem')
    .select(['formId', jsonRowsOf(db, ['item_version_id']).as('itemsJson')])
    .where('formId', 'in', formIds)
    .groupBy('formId')
    .execute()
  return new Map(
    rows.map(({ formId, itemsJson }) => [formId, (JSON.parse(itemsJson) as [string][]).map(([id]) => id)]),
  )
}

/** A line of a journal as statistics read it. */
export type JournalLine = readonly [
  sequence: number,
  itemVersionId: string,
  kind: 'answer' | 'flag',
  valueJson: string,
  receivedAt: string,
]

/** The journals of some attempts, by attempt and in order. An attempt in which nothing was changed is absent. */
export async function findJournals(
  db: Db,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, readonly JournalLine[]>> {
  if (attemptIds.length === 0) return new Map()
  const columns = ['sequence', 'item_version_id', 'kind', 'value_json', 'received_at']
  const rows = await db
    .selectFrom('examResponse')
    .select(['attemptId', jsonRowsOf(db, columns).as('linesJson')])
    .where('attemptId', 'in', attemptIds)
    .groupBy('attemptId')
    .execute()
  return new Map(
    rows.map(({ attemptId, linesJson }) => [
      attemptId,
      (JSON.parse(linesJson) as JournalLine[]).sort(([one], [other]) => one - other),
    ]),
  )
}

/** Item versions that stood on forms of a blueprint, with their keys; for whoever owns them. */
export async function findVersionsOnForms(db: Db, blueprintId: string) {
  return db
    .selectFrom('itemVersion')
    .innerJoin('item', 'item.id', 'itemVersion.itemId')
    .select([
      'itemVersion.id',
      'item.code',
      'item.state',
      'itemVersion.version',
      'itemVersion.domain',
      'itemVersion.isCritical',
      'itemVersion.scoring',
      'itemVersion.faceJson',
      'itemVersion.keyJson',
    ])
    .where('itemVersion.id', 'in', (of) =>
      of
        .selectFrom('examForm')
        .innerJoin('examFormItem', 'examFormItem.formId', 'examForm.id')
        .select('examFormItem.itemVersionId')
        .where('examForm.blueprintId', '=', blueprintId),
    )
    .orderBy('item.code')
    .orderBy('itemVersion.version')
    .execute()
}
