import type { PersonName } from '#app/domain/shared/person-name.ts'
import type { Db } from '#db/schema/index.ts'

/** The outlet a person mainly belongs to at an instant, of all or of one provider's; undefined where they belong to none. */
export async function findPrimaryOutlet(
  db: Db,
  personId: string,
  at: string,
  providerId: string | null = null,
) {
  const affiliated = db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('organisation', 'organisation.id', 'outlet.providerId')
    .select([
      'outlet.id as outletId',
      'outlet.code as outletCode',
      'outlet.nameEn as outletEn',
      'outlet.nameZh as outletZh',
      'outlet.providerId',
      'outlet.jurisdictionPath',
      'organisation.nameEn as providerEn',
      'organisation.nameZh as providerZh',
    ])
    .where('affiliation.personId', '=', personId)
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
    .orderBy('affiliation.isPrimary', 'desc')
    .orderBy('affiliation.fromAt', 'desc')
    .limit(1)
  return (
    providerId === null ? affiliated : affiliated.where('outlet.providerId', '=', providerId)
  ).executeTakeFirst()
}

/** The categories a person is meant to work on: declared with an affiliation in force, or what the outlet is authorised for. */
export async function findCategoriesOfPerson(db: Db, personId: string, at: string) {
  const [declared, authorised] = await Promise.all([
    db
      .selectFrom('declaredCategory')
      .innerJoin('affiliation', 'affiliation.id', 'declaredCategory.affiliationId')
      .innerJoin('category', 'category.id', 'declaredCategory.categoryId')
      .innerJoin('organisation', 'organisation.id', 'category.brandId')
      .select(['organisation.code as brandCode', 'category.code as categoryCode'])
      .where('affiliation.personId', '=', personId)
      .where((where) =>
        where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
      )
      .where((where) =>
        where.or([where('declaredCategory.untilAt', 'is', null), where('declaredCategory.untilAt', '>', at)]),
      )
      .execute(),
    db
      .selectFrom('authorisation')
      .innerJoin('affiliation', 'affiliation.outletId', 'authorisation.outletId')
      .innerJoin('category', 'category.id', 'authorisation.categoryId')
      .innerJoin('organisation', 'organisation.id', 'category.brandId')
      .select(['organisation.code as brandCode', 'category.code as categoryCode'])
      .where('affiliation.personId', '=', personId)
      .where((where) =>
        where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
      )
      .where('authorisation.validFrom', '<=', at)
      .where('authorisation.validUntil', '>', at)
      .execute(),
  ])
  return { declared, authorised }
}

/** Names by person id. */
export async function findNames(
  db: Db,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonName>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'nameLatin'])
    .where('id', 'in', [...new Set(personIds)])
    .execute()
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

/** A person's id by staff code. */
export async function findPersonId(db: Db, code: string): Promise<string | null> {
  const row = await db.selectFrom('person').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id ?? null
}

/** Ids of brands by their codes. */
export async function findBrandIds(db: Db, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', 'brand')
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return rows.map(({ id }) => id)
}

/** A person's name in both scripts, and whether public pages show it whole. */
export async function findPublicName(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select(['code', 'name', 'nameLatin', 'isNamePublic'])
    .where('id', '=', personId)
    .executeTakeFirst()
}
