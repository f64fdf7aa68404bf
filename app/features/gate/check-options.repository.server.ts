import { sql } from 'kysely'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { contains } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

/** One thing to choose in the check form: its code is what counts, its names are what people read. */
export type CheckOption = { code: string; name: Bilingual; detail: string }

/** Whose things a person may choose from: a brand's, a provider's, or everybody's. */
export type CheckScope = { brandId: string | null; providerId: string | null }

const optionsAtOnce = 12

/** Engineers with their outlet, whose code or name contains the text. A brand sees those of providers under contract, a provider its own. */
export async function findEngineerOptions(db: Db, scope: CheckScope, search: string): Promise<CheckOption[]> {
  let rows = db
    .selectFrom('affiliation')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .where('affiliation.untilAt', 'is', null)
    .where('affiliation.role', 'in', ['ENGINEER', 'LEAD', 'TRAINEE'])
    .select(['person.code', 'person.name', 'person.nameLatin', 'outlet.code as outletCode'])
  const { brandId, providerId } = scope
  if (providerId) rows = rows.where('outlet.providerId', '=', providerId)
  if (brandId) {
    rows = rows.where('outlet.providerId', 'in', (query) =>
      query
        .selectFrom('providerContract')
        .select('providerContract.providerId')
        .where('providerContract.brandId', '=', brandId),
    )
  }
  if (search !== '') {
    rows = rows.where((where) =>
      where.or([
        contains(sql.ref('person.code'), search),
        contains(sql.ref('person.name'), search),
        contains(sql`coalesce(person.name_latin, '')`, search),
      ]),
    )
  }
  const found = await rows.orderBy('person.code').limit(optionsAtOnce).execute()
  return found.map((row) => ({
    code: row.code,
    name: { en: row.nameLatin ? `${row.name} ${row.nameLatin}` : row.name, zh: row.name },
    detail: row.outletCode,
  }))
}

/** Operations of the brands in scope. */
export async function findOperationOptions(
  db: Db,
  scope: CheckScope,
  search: string,
): Promise<CheckOption[]> {
  let rows = db
    .selectFrom('operation')
    .leftJoin('category', 'category.id', 'operation.categoryId')
    .select([
      'operation.code',
      'operation.nameEn',
      'operation.nameZh',
      'category.nameEn as categoryEn',
      'category.nameZh as categoryZh',
    ])
  const { brandId } = scope
  if (brandId) {
    rows = rows.where((where) =>
      where.or([where('category.brandId', '=', brandId), where('operation.categoryId', 'is', null)]),
    )
  }
  if (search !== '') {
    rows = rows.where((where) =>
      where.or([
        contains(sql.ref('operation.code'), search),
        contains(sql.ref('operation.name_en'), search),
        contains(sql.ref('operation.name_zh'), search),
      ]),
    )
  }
  const found = await rows.orderBy('operation.code').limit(60).execute()
  return found.map((row) => ({ code: row.code, name: { en: row.nameEn, zh: row.nameZh }, detail: '' }))
}

/** Models of the brands in scope, with the brand's code as detail. */
export async function findModelOptions(db: Db, scope: CheckScope): Promise<CheckOption[]> {
  let rows = db
    .selectFrom('productModel')
    .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
    .innerJoin('category', 'category.id', 'productModel.categoryId')
    .select([
      'productModel.code',
      'organisation.code as brandCode',
      'category.nameEn',
      'category.nameZh',
      'productModel.refrigerant',
    ])
  if (scope.brandId) rows = rows.where('productModel.brandId', '=', scope.brandId)
  const found = await rows.orderBy('productModel.code').limit(200).execute()
  return found.map((row) => ({
    code: row.code,
    name: {
      en: [row.nameEn, row.refrigerant].filter(Boolean).join(', '),
      zh: [row.nameZh, row.refrigerant].filter(Boolean).join('，'),
    },
    detail: row.brandCode,
  }))
}

/** Outlets in scope whose code or name contains the text. */
export async function findOutletOptions(db: Db, scope: CheckScope, search: string): Promise<CheckOption[]> {
  let rows = db
    .selectFrom('outlet')
    .select(['outlet.code', 'outlet.nameEn', 'outlet.nameZh', 'outlet.jurisdictionPath'])
  const { brandId, providerId } = scope
  if (providerId) rows = rows.where('outlet.providerId', '=', providerId)
  if (brandId) {
    rows = rows.where('outlet.providerId', 'in', (query) =>
      query
        .selectFrom('providerContract')
        .select('providerContract.providerId')
        .where('providerContract.brandId', '=', brandId),
    )
  }
  if (search !== '') {
    rows = rows.where((where) =>
      where.or([
        contains(sql.ref('outlet.code'), search),
        contains(sql.ref('outlet.name_en'), search),
        contains(sql.ref('outlet.name_zh'), search),
      ]),
    )
  }
  const found = await rows.orderBy('outlet.code').limit(optionsAtOnce).execute()
  return found.map((row) => ({
    code: row.code,
    name: { en: row.nameEn, zh: row.nameZh },
    detail: row.jurisdictionPath,
  }))
}

/** The codes of all outlets in scope: of a brand those of providers that have or had a contract with it, of a provider its own. */
export async function findOutletCodesInScope(db: Db, { brandId, providerId }: CheckScope): Promise<string[]> {
  let rows = db.selectFrom('outlet').select('outlet.code')
  if (providerId) rows = rows.where('outlet.providerId', '=', providerId)
  if (brandId) {
    rows = rows.where('outlet.providerId', 'in', (query) =>
      query
        .selectFrom('providerContract')
        .select('providerContract.providerId')
        .where('providerContract.brandId', '=', brandId),
    )
  }
  return (await rows.execute()).map(({ code }) => code)
}

/** What the check needs to know of chosen codes: the model's brand, the engineer's outlet, the outlet's place. */
export async function findCheckDefaults(db: Db, chosen: { model: string; engineer: string; outlet: string }) {
  const [model, affiliation, outlet] = await Promise.all([
    db
      .selectFrom('productModel')
      .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
      .select(['organisation.code as brandCode', 'organisation.id as brandId'])
      .where('productModel.code', '=', chosen.model)
      .executeTakeFirst(),
    db
      .selectFrom('affiliation')
      .innerJoin('person', 'person.id', 'affiliation.personId')
      .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
      .select(['outlet.code as outletCode', 'outlet.providerId'])
      .where('person.code', '=', chosen.engineer)
      .where('affiliation.isPrimary', '=', 1)
      .where('affiliation.untilAt', 'is', null)
      .executeTakeFirst(),
    db
      .selectFrom('outlet')
      .select(['code', 'jurisdictionPath', 'providerId'])
      .where('code', '=', chosen.outlet)
      .executeTakeFirst(),
  ])
  return { model, affiliation, outlet }
}
