import type { Insertable } from 'kysely'
import type { Db } from '#db/schema/index.ts'
import type { PracticalTable, RubricTable } from '#db/schema/learning.ts'

export async function findPractical(db: Db, code: string) {
  return db.selectFrom('practical').selectAll().where('code', '=', code).executeTakeFirst()
}

export async function insertPractical(db: Db, practical: Insertable<PracticalTable>): Promise<void> {
  await db.insertInto('practical').values(practical).execute()
}

/** The newest rubric of a practical; versions only ever count up. */
export async function findLatestRubric(db: Db, practicalId: string) {
  return db
    .selectFrom('rubric')
    .select(['id', 'version', 'contentHash'])
    .where('practicalId', '=', practicalId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertRubric(db: Db, rubric: Insertable<RubricTable>): Promise<void> {
  await db.insertInto('rubric').values(rubric).execute()
}

/** A practical with its course and the newest rubric; undefined where nothing is published under the code. */
export async function findOffer(db: Db, code: string) {
  return db
    .selectFrom('practical')
    .innerJoin('course', 'course.id', 'practical.courseId')
    .innerJoin('rubric', 'rubric.practicalId', 'practical.id')
    .select([
      'practical.id as practicalId',
      'practical.code',
      'course.code as courseCode',
      'course.brandId',
      'rubric.id as rubricId',
      'rubric.titleEn',
      'rubric.titleZh',
    ])
    .where('practical.code', '=', code)
    .orderBy('rubric.version', 'desc')
    .limit(1)
    .executeTakeFirst()
}
