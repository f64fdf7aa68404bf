import type { Db } from '#db/schema/index.ts'

/** The brands' operations that carry activity tags, with the category and the level that their rules in force ask for. */
export async function findTaggedOperations(db: Db, brandIds: readonly string[], at: string) {
  const rows = await db
    .selectFrom('operation')
    .innerJoin('category', 'category.id', 'operation.categoryId')
    .innerJoin('requirementRule', 'requirementRule.operationId', 'operation.id')
    .select(['category.id as categoryId', 'operation.activityTagsJson', 'requirementRule.minLevel'])
    .where('category.brandId', 'in', brandIds)
    .where('operation.activityTagsJson', '<>', '[]')
    .where('requirementRule.minLevel', 'is not', null)
    .where('requirementRule.effectiveFrom', '<=', at)
    .where((where) =>
      where.or([
        where('requirementRule.effectiveUntil', 'is', null),
        where('requirementRule.effectiveUntil', '>', at),
      ]),
    )
    .execute()
  return rows.map(({ categoryId, activityTagsJson, minLevel }) => ({
    categoryId,
    tags: JSON.parse(activityTagsJson) as string[],
    minLevel: minLevel ?? 0,
  }))
}

/** What the law looks at in the brands' models, with their category and the brand's zone. */
export async function findModelsOfBrands(db: Db, brandIds: readonly string[]) {
  const rows = await db
    .selectFrom('productModel')
    .innerJoin('category', 'category.id', 'productModel.categoryId')
    .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
    .select([
      'productModel.refrigerant',
      'productModel.chargeGrams',
      'productModel.systemSize',
      'category.id as categoryId',
      'category.code as category',
      'organisation.code as brand',
      'organisation.timeZone as zone',
    ])
    .where('productModel.brandId', 'in', brandIds)
    .execute()
  return rows.map(({ chargeGrams, ...row }) => ({
    ...row,
    chargeKg: chargeGrams === null ? null : chargeGrams / 1_000,
  }))
}

/** The legal rules that each brand's policy in force raises to a stop, by brand code. */
export async function findRaisedRules(db: Db, brandIds: readonly string[], at: string) {
  const rows = await db
    .selectFrom('gatePolicy')
    .innerJoin('organisation', 'organisation.id', 'gatePolicy.brandId')
    .select(['organisation.code as brand', 'gatePolicy.raisedLegalRulesJson'])
    .where('gatePolicy.brandId', 'in', brandIds)
    .where('gatePolicy.effectiveFrom', '<=', at)
    .orderBy('gatePolicy.effectiveFrom')
    .execute()
  return new Map(rows.map((row) => [row.brand, JSON.parse(row.raisedLegalRulesJson) as string[]]))
}

/** Names of kinds of licences by their codes. */
export async function findLicenceNames(db: Db) {
  const rows = await db.selectFrom('licenceType').select(['code', 'nameEn', 'nameZh']).execute()
  return new Map(rows.map(({ code, nameEn, nameZh }) => [code, { en: nameEn, zh: nameZh }]))
}
