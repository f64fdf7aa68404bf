import { sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'

/** So many jobs of a person in a category are read: more than any recency looks back on. */
const mostJobs = 300

/** The brands among some whose work log counts at an instant, by the last that each has said of it. */
export async function findCountingBrands(
  db: Db,
  brandIds: readonly string[],
  at: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('workLogConnection')
    .select(['brandId', 'countsFrom'])
    .where('brandId', 'in', brandIds)
    .where('recordedAt', '<=', at)
    .orderBy('recordedAt')
    .execute()
  // Later words come later and so replace the earlier ones.
  const last = new Map(rows.map(({ brandId, countsFrom }) => [brandId, countsFrom]))
  return new Set([...last].flatMap(([brandId, from]) => (from !== null && from <= at ? [brandId] : [])))
}

/** The newest finished jobs of people for brands, by category. */
export async function findWorkOf(db: Db, personIds: readonly string[], brandIds: readonly string[]) {
  const numbered = db
    .selectFrom('workLogEntry')
    .innerJoin('category', 'category.id', 'workLogEntry.categoryId')
    .select([
      'workLogEntry.personId',
      'workLogEntry.brandId',
      'category.code as category',
      'workLogEntry.finishedAt as at',
      'workLogEntry.recordedAt',
      sql<number>`row_number() over (partition by work_log_entry.person_id, work_log_entry.category_id order by work_log_entry.finished_at desc)`.as(
        'place',
      ),
    ])
    .where('workLogEntry.personId', 'in', personIds)
    .where('workLogEntry.brandId', 'in', brandIds)
    .as('numbered')
  return db
    .selectFrom(numbered)
    .select(['personId', 'brandId', 'category', 'at', 'recordedAt'])
    .where('place', '<=', mostJobs)
    .execute()
}

/** Passed practicals of people at courses of brands, by the category of the course: they refresh practice. */
export async function findPracticalRefreshes(
  db: Db,
  personIds: readonly string[],
  brandIds: readonly string[],
) {
  const rows = await db
    .selectFrom('practicalAssessment')
    .innerJoin('practical', 'practical.id', 'practicalAssessment.practicalId')
    .innerJoin('course', 'course.id', 'practical.courseId')
    .innerJoin('category', 'category.id', 'course.categoryId')
    .select([
      'practicalAssessment.personId',
      'category.brandId',
      'category.code as category',
      'practicalAssessment.scoredAt',
    ])
    .where('practicalAssessment.personId', 'in', personIds)
    .where('practicalAssessment.state', '=', 'PASSED')
    .where('category.brandId', 'in', brandIds)
    .execute()
  return rows.flatMap(({ scoredAt, ...row }) =>
    scoredAt === null ? [] : [{ ...row, at: scoredAt, recordedAt: scoredAt }],
  )
}
