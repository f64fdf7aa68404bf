import type { Db } from '#db/schema/index.ts'

/** Measures against some people that are in force at an instant, for one brand or for all; a category of null means every category. */
export async function findOpenSanctions(db: Db, personIds: readonly string[], brandId: string, at: string) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('sanction')
    .leftJoin('category', 'category.id', 'sanction.categoryId')
    .select([
      'sanction.subjectId as personId',
      'sanction.groundsEn',
      'sanction.groundsZh',
      'sanction.fromAt',
      'sanction.untilAt',
      'category.code as categoryCode',
    ])
    .where('sanction.subjectKind', '=', 'person')
    .where('sanction.subjectId', 'in', personIds)
    .where((where) =>
      where.or([where('sanction.brandId', 'is', null), where('sanction.brandId', '=', brandId)]),
    )
    .where('sanction.fromAt', '<=', at)
    .where((where) => where.or([where('sanction.untilAt', 'is', null), where('sanction.untilAt', '>', at)]))
    .where((where) => where.or([where('sanction.liftedAt', 'is', null), where('sanction.liftedAt', '>', at)]))
    .execute()
}
