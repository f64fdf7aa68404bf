import { sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'

/** The authorisations of all outlets of a provider with category, brand and ladder; one row each, in the order of the columns. */
export async function findProviderAuthorisations(db: Db, providerId: string) {
  return db
    .selectFrom('authorisation')
    .innerJoin('outlet', 'outlet.id', 'authorisation.outletId')
    .innerJoin('category', 'category.id', 'authorisation.categoryId')
    .innerJoin('organisation as brand', 'brand.id', 'authorisation.brandId')
    .select([
      'authorisation.id',
      'authorisation.maxLevel',
      'authorisation.validFrom',
      'authorisation.validUntil',
      'authorisation.recordedAt',
      'outlet.id as outletId',
      'outlet.code as outletCode',
      'category.id as categoryId',
      'category.code as categoryCode',
      'category.nameEn as categoryEn',
      'category.nameZh as categoryZh',
      'brand.id as brandId',
      'brand.code as brandCode',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
      'brand.timeZone',
    ])
    .where('outlet.providerId', '=', providerId)
    .orderBy('brand.code')
    .orderBy('category.position')
    .orderBy('outlet.code')
    .execute()
}

/** The states of those authorisations, oldest first. */
export async function findProviderAuthorisationEvents(db: Db, providerId: string) {
  return db
    .selectFrom('authorisationEvent')
    .innerJoin('authorisation', 'authorisation.id', 'authorisationEvent.authorisationId')
    .innerJoin('outlet', 'outlet.id', 'authorisation.outletId')
    .select([
      'authorisationEvent.authorisationId',
      'authorisationEvent.state',
      'authorisationEvent.capLevel',
      'authorisationEvent.effectiveAt',
      'authorisationEvent.recordedAt',
    ])
    .where('outlet.providerId', '=', providerId)
    .orderBy('authorisationEvent.effectiveAt')
    .orderBy('authorisationEvent.recordedAt')
    .execute()
}

/** The rungs of the ladders that the provider's outlets are authorised for, from the lowest. */
export async function findProviderRungs(db: Db, providerId: string) {
  return db
    .selectFrom('ladderLevel')
    .select(['categoryId', 'level', 'code', 'nameEn', 'nameZh'])
    .where('categoryId', 'in', (query) =>
      query
        .selectFrom('authorisation')
        .innerJoin('outlet', 'outlet.id', 'authorisation.outletId')
        .select('authorisation.categoryId')
        .where('outlet.providerId', '=', providerId),
    )
    .orderBy('categoryId')
    .orderBy('level')
    .execute()
}

/** Contracts of the provider. */
export async function findProviderContracts(db: Db, providerId: string) {
  return db
    .selectFrom('providerContract')
    .select(['brandId', 'fromAt', 'untilAt', 'recordedAt'])
    .where('providerId', '=', providerId)
    .execute()
}

/** Deposits of the provider's outlets. */
export async function findProviderDeposits(db: Db, providerId: string) {
  return db
    .selectFrom('deposit')
    .innerJoin('outlet', 'outlet.id', 'deposit.outletId')
    .select([
      'deposit.outletId',
      'deposit.brandId',
      'deposit.requiredCents',
      'deposit.paidCents',
      'deposit.fromAt',
      'deposit.untilAt',
      'deposit.recordedAt',
    ])
    .where('outlet.providerId', '=', providerId)
    .execute()
}

/** Waivers of deposits of the provider's outlets. */
export async function findProviderWaivers(db: Db, providerId: string) {
  return db
    .selectFrom('depositWaiver')
    .innerJoin('outlet', 'outlet.id', 'depositWaiver.outletId')
    .select([
      'depositWaiver.outletId',
      'depositWaiver.brandId',
      'depositWaiver.reasonEn',
      'depositWaiver.fromAt',
      'depositWaiver.untilAt',
      'depositWaiver.recordedAt',
    ])
    .where('outlet.providerId', '=', providerId)
    .execute()
}

/** The provider and those above it, nearest first; a circle ends where it closes. */
export async function findProviderLine(db: Db, providerId: string) {
  return db
    .withRecursive('line', (query) =>
      query
        .selectFrom('organisation')
        .select(['organisation.id', 'organisation.code', 'organisation.parentId', 'organisation.createdAt'])
        .select(sql<number>`0`.as('height'))
        .where('organisation.id', '=', providerId)
        .unionAll((above) =>
          above
            .selectFrom('organisation')
            .innerJoin('line', 'line.parentId', 'organisation.id')
            .select([
              'organisation.id',
              'organisation.code',
              'organisation.parentId',
              'organisation.createdAt',
            ])
            .select(sql<number>`line.height + 1`.as('height'))
            .where('line.height', '<', 12),
        ),
    )
    .selectFrom('line')
    .select(['line.id', 'line.code', 'line.parentId', 'line.createdAt'])
    .orderBy('line.height')
    .execute()
}

/** Suspensions of the provider's outlets, of the provider and of those above it. */
export async function findProviderSanctions(db: Db, providerIds: readonly string[]) {
  return db
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
    .where((where) =>
      where.or([
        where.and([where('subjectKind', '=', 'provider'), where('subjectId', 'in', [...providerIds])]),
        where.and([
          where('subjectKind', '=', 'outlet'),
          where('subjectId', 'in', (query) =>
            query
              .selectFrom('outlet')
              .select('outlet.id')
              .where('outlet.providerId', 'in', [...providerIds]),
          ),
        ]),
      ]),
    )
    .execute()
}
