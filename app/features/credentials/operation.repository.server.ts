import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'

/** What a brand's rules ask for an operation, as far as levels and endorsements go. */
export type OperationNeed = {
  readonly code: string
  readonly name: Bilingual
  readonly categoryCode: string | null
  readonly minLevel: number | null
  readonly endorsements: readonly string[]
}

/** A brand's rules in force that name an operation. */
export async function findOperationNeeds(db: Db, brandId: string, at: string): Promise<OperationNeed[]> {
  const rows = await db
    .selectFrom('requirementRule')
    .innerJoin('operation', 'operation.id', 'requirementRule.operationId')
    .leftJoin('category', 'category.id', 'requirementRule.categoryId')
    .select([
      'operation.code',
      'operation.nameEn',
      'operation.nameZh',
      'category.code as categoryCode',
      'requirementRule.minLevel',
      'requirementRule.endorsementsAllOfJson',
    ])
    .where('requirementRule.brandId', '=', brandId)
    .where('requirementRule.effectiveFrom', '<=', at)
    .where((where) =>
      where.or([
        where('requirementRule.effectiveUntil', 'is', null),
        where('requirementRule.effectiveUntil', '>', at),
      ]),
    )
    .orderBy('operation.code')
    .execute()
  return rows.map(({ code, nameEn, nameZh, categoryCode, minLevel, endorsementsAllOfJson }) => ({
    code,
    name: { en: nameEn, zh: nameZh },
    categoryCode,
    minLevel,
    endorsements: JSON.parse(endorsementsAllOfJson),
  }))
}
