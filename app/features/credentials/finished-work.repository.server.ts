import { sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'

/** So many jobs of a level are read; no requirement asks for more. */
const mostJobs = 100

/**
 * The newest finished jobs of people since an instant with the level that the rules asked for when each was done, at most 100 for each person, category and level.
 * What only repairs an earlier job of one's own is left out.
 */
export async function findFinishedWork(db: Db, personIds: readonly string[], since: string) {
  if (personIds.length === 0) return []
  const jobs = db
    .selectFrom('workLogEntry')
    .innerJoin('requirementRule', (join) =>
      join
        .onRef('requirementRule.operationId', '=', 'workLogEntry.operationId')
        .onRef('requirementRule.categoryId', '=', 'workLogEntry.categoryId')
        .onRef('requirementRule.brandId', '=', 'workLogEntry.brandId')
        .onRef('requirementRule.effectiveFrom', '<=', 'workLogEntry.finishedAt'),
    )
    .select((of) => [
      'workLogEntry.id',
      'workLogEntry.personId',
      'workLogEntry.brandId',
      'workLogEntry.categoryId',
      'workLogEntry.finishedAt',
      of.fn.max('requirementRule.minLevel').as('level'),
    ])
    .where('workLogEntry.personId', 'in', personIds)
    .where('workLogEntry.finishedAt', '>=', since)
    .where('workLogEntry.redoOf', 'is', null)
    .where('requirementRule.minLevel', 'is not', null)
    .where((where) =>
      where.or([
        where('requirementRule.effectiveUntil', 'is', null),
        where('requirementRule.effectiveUntil', '>', where.ref('workLogEntry.finishedAt')),
      ]),
    )
    .groupBy([
      'workLogEntry.id',
      'workLogEntry.personId',
      'workLogEntry.brandId',
      'workLogEntry.categoryId',
      'workLogEntry.finishedAt',
    ])
    .as('job')
  const numbered = db
    .selectFrom(jobs)
    .selectAll()
    .select(
      sql<number>`row_number() over (partition by person_id, brand_id, category_id, level order by finished_at desc)`.as(
        'place',
      ),
    )
    .as('numbered')
  const rows = await db
    .selectFrom(numbered)
    .innerJoin('organisation', 'organisation.id', 'numbered.brandId')
    .innerJoin('category', 'category.id', 'numbered.categoryId')
    .select([
      'numbered.personId',
      'numbered.finishedAt',
      'numbered.level',
      'organisation.code as brand',
      'category.code as category',
    ])
    .where('numbered.place', '<=', mostJobs)
    .execute()
  return rows.map((row) => ({ ...row, level: row.level ?? 0 }))
}
