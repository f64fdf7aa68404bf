import { sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'

/** Which outlets are looked for: those with an authorisation printed for a category at a level or above, in a place. */
export type DirectoryQuery = {
  readonly categoryId: string
  readonly level: number
  /** A jurisdiction path, such as `CN/HB/WUH`, with everything below it; null for everywhere. */
  readonly place: string | null
  readonly at: string
}

/** Categories that some outlet is authorised for now, with the number of their rungs, by brand. */
export async function findOfferedCategories(db: Db, at: string) {
  return db
    .selectFrom('category')
    .innerJoin('organisation as brand', 'brand.id', 'category.brandId')
    .select((of) => [
      'category.id',
      'category.code',
      'category.nameEn',
      'category.nameZh',
      'brand.id as brandId',
      'brand.code as brandCode',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
      'brand.timeZone',
      of
        .selectFrom('ladderLevel')
        .whereRef('ladderLevel.categoryId', '=', 'category.id')
        .select((level) => level.fn.max('ladderLevel.level').as('top'))
        .as('rungs'),
    ])
    .where((where) =>
      where.exists(
        where
          .selectFrom('authorisation')
          .select(sql`1`.as('one'))
          .whereRef('authorisation.categoryId', '=', 'category.id')
          .where('authorisation.validFrom', '<=', at)
          .where('authorisation.validUntil', '>', at),
      ),
    )
    .orderBy('brand.code')
    .orderBy('category.position')
    .execute()
}

/** The rungs of a category, lowest first. */
export async function findRungNames(db: Db, categoryId: string) {
  return db
    .selectFrom('ladderLevel')
    .select(['level', 'code', 'nameEn', 'nameZh', 'scopeEn', 'scopeZh'])
    .where('categoryId', '=', categoryId)
    .orderBy('level')
    .execute()
}

/** Where outlets are: a city to a jurisdiction. */
export async function findPlaces(db: Db) {
  return db
    .selectFrom('outlet')
    .select(['jurisdictionPath as path', 'cityEn', 'cityZh'])
    .groupBy(['jurisdictionPath', 'cityEn', 'cityZh'])
    .orderBy('jurisdictionPath')
    .execute()
}

/** The authorisations that are looked for, with outlet and provider, by place and code; at most `limit`. */
export async function findDirectoryRows(db: Db, query: DirectoryQuery, limit: number) {
  return printedFor(db, query)
    .innerJoin('organisation as provider', 'provider.id', 'outlet.providerId')
    .innerJoin('category', 'category.id', 'authorisation.categoryId')
    .innerJoin('organisation as brand', 'brand.id', 'authorisation.brandId')
    .select([
      'authorisation.id',
      'authorisation.certificateNo',
      'authorisation.maxLevel',
      'authorisation.validFrom',
      'authorisation.validUntil',
      'authorisation.recordedAt',
      'authorisation.brandId',
      'authorisation.categoryId',
      'brand.code as brandCode',
      'category.code as categoryCode',
      'outlet.id as outletId',
      'outlet.code as outletCode',
      'outlet.nameEn as outletEn',
      'outlet.nameZh as outletZh',
      'outlet.cityEn',
      'outlet.cityZh',
      'provider.id as providerId',
      'provider.nameEn as providerEn',
      'provider.nameZh as providerZh',
    ])
    .orderBy('outlet.jurisdictionPath')
    .orderBy('outlet.code')
    .orderBy('authorisation.validFrom')
    .limit(limit)
    .execute()
}

/** Everything else that bears on those outlets as such: states, contracts, deposits, waivers, suspensions, and the providers above theirs. */
export async function findDirectoryFacts(db: Db, query: DirectoryQuery, brandId: string) {
  const outletIds = () => printedFor(db, query).select('outlet.id')
  const [events, contracts, deposits, waivers, sanctions, providers] = await Promise.all([
    db
      .selectFrom('authorisationEvent')
      .select(['authorisationId', 'state', 'capLevel', 'effectiveAt', 'recordedAt'])
      .where('authorisationId', 'in', printedFor(db, query).select('authorisation.id'))
      .orderBy('effectiveAt')
      .orderBy('recordedAt')
      .execute(),
    db
      .selectFrom('providerContract')
      .select(['providerId', 'brandId', 'fromAt', 'untilAt', 'recordedAt'])
      .where('brandId', '=', brandId)
      .where('providerId', 'in', printedFor(db, query).select('outlet.providerId'))
      .execute(),
    db
      .selectFrom('deposit')
      .select(['outletId', 'brandId', 'requiredCents', 'paidCents', 'fromAt', 'untilAt', 'recordedAt'])
      .where('brandId', '=', brandId)
      .where('outletId', 'in', outletIds())
      .execute(),
    db
      .selectFrom('depositWaiver')
      .select(['outletId', 'brandId', 'reasonEn', 'fromAt', 'untilAt', 'recordedAt'])
      .where('brandId', '=', brandId)
      .where('outletId', 'in', outletIds())
      .execute(),
    db
      .selectFrom('sanction')
      .select([
        'subjectKind',
        'subjectId',
        'brandId',
        'categoryId',
        'groundsEn',
        'fromAt',
        'untilAt',
        'liftedAt',
        'recordedAt',
      ])
      .where('subjectKind', 'in', ['outlet', 'provider'])
      .execute(),
    db
      .selectFrom('organisation')
      .select(['id', 'code', 'parentId', 'createdAt'])
      .where('kind', '=', 'provider')
      .execute(),
  ])
  return { events, contracts, deposits, waivers, sanctions, providers }
}

/** The people who work as engineers in some outlets at an instant; somebody in two of them twice. */
export async function findEngineersAt(db: Db, outletIds: readonly string[], at: string) {
  if (outletIds.length === 0) return []
  return db
    .selectFrom('affiliation')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select(['affiliation.personId', 'affiliation.outletId'])
    .distinct()
    .where('affiliation.outletId', 'in', outletIds)
    .where('affiliation.role', 'in', ['LEAD', 'ENGINEER'])
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
    .where('person.accountState', '=', 'active')
    .execute()
}

function printedFor(db: Db, { categoryId, level, place, at }: DirectoryQuery) {
  const printed = db
    .selectFrom('authorisation')
    .innerJoin('outlet', 'outlet.id', 'authorisation.outletId')
    .where('authorisation.categoryId', '=', categoryId)
    .where('authorisation.maxLevel', '>=', level)
    .where('authorisation.validFrom', '<=', at)
    .where('authorisation.validUntil', '>', at)
  if (place === null) return printed
  return printed.where((where) =>
    where.or([
      where('outlet.jurisdictionPath', '=', place),
      // Everything below: a path and a slash, up to the sign after the slash.
      where.and([
        where('outlet.jurisdictionPath', '>=', `${place}/`),
        where('outlet.jurisdictionPath', '<', `${place}0`),
      ]),
    ]),
  )
}
