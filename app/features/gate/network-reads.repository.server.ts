import type { Db } from '#db/schema/index.ts'

/** The engineers whose affiliation to one of these outlets covers a span of time, with their outlet, by code; at most `limit`. */
export async function findEngineersAt(
  db: Db,
  asked: { outlets: readonly string[]; start: string; end: string; limit: number },
) {
  if (asked.outlets.length === 0) return []
  return db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select(['person.id', 'person.code', 'person.name', 'outlet.code as outlet'])
    .where('outlet.code', 'in', asked.outlets)
    .where('affiliation.role', 'in', ['ENGINEER', 'LEAD', 'TRAINEE'])
    .where('affiliation.fromAt', '<=', asked.start)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>=', asked.end)]),
    )
    .orderBy('outlet.code')
    .orderBy('person.code')
    .limit(asked.limit)
    .execute()
}

/** An outlet by its code, with its provider and place. */
export async function findOutletByCode(db: Db, code: string) {
  return db
    .selectFrom('outlet')
    .select(['id', 'code', 'providerId', 'jurisdictionPath'])
    .where('code', '=', code)
    .executeTakeFirst()
}

/** Other outlets of a provider, those of the same place first, at most `limit`. */
export async function findSiblingOutlets(
  db: Db,
  outlet: { code: string; providerId: string; jurisdictionPath: string },
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('outlet')
    .select(['code', 'jurisdictionPath'])
    .where('providerId', '=', outlet.providerId)
    .where('code', '!=', outlet.code)
    .orderBy('code')
    .execute()
  const isNear = (path: string) => (path === outlet.jurisdictionPath ? 0 : 1)
  return rows
    .sort((one, other) => isNear(one.jurisdictionPath) - isNear(other.jurisdictionPath))
    .slice(0, limit)
    .map(({ code }) => code)
}

/** The outlet a person mainly belongs to at an instant. */
export async function findMainOutlet(db: Db, personCode: string, at: string) {
  const row = await db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select(['outlet.code', 'person.id as personId'])
    .where('person.code', '=', personCode)
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
    .orderBy('affiliation.isPrimary', 'desc')
    .orderBy('affiliation.fromAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What a brand has repaired: its models, by category and code, and the operations of each category and of every one. */
export async function findWorkOfBrand(db: Db, brandCode: string) {
  const [models, operations] = await Promise.all([
    db
      .selectFrom('productModel')
      .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
      .innerJoin('category', 'category.id', 'productModel.categoryId')
      .select(['productModel.code', 'productModel.categoryId', 'category.code as category'])
      .where('organisation.code', '=', brandCode)
      .orderBy('category.position')
      .orderBy('productModel.code')
      .execute(),
    db
      .selectFrom('operation')
      .leftJoin('category', 'category.id', 'operation.categoryId')
      .leftJoin('organisation', 'organisation.id', 'category.brandId')
      .select(['operation.code', 'operation.categoryId'])
      .where((where) =>
        where.or([where('operation.categoryId', 'is', null), where('organisation.code', '=', brandCode)]),
      )
      .orderBy('operation.code')
      .execute(),
  ])
  return models.map(({ code, category, categoryId }) => ({
    model: code,
    category,
    operations: operations
      .filter((one) => one.categoryId === null || one.categoryId === categoryId)
      .map((one) => one.code),
  }))
}
