import type { Insertable, Selectable } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { BadgeStatusListTable, BadgeStatusPlaceTable, BadgeTable } from '#db/schema/signing.ts'

export type StatusPurpose = BadgeStatusListTable['purpose']

/** The badge of a credential as it was signed. */
export async function findBadge(db: Db, credentialId: string): Promise<Selectable<BadgeTable> | undefined> {
  return db.selectFrom('badge').selectAll().where('credentialId', '=', credentialId).executeTakeFirst()
}

/** Keeps a badge; where one is there already, that one stays. */
export async function insertBadge(db: Db, badge: Insertable<BadgeTable>): Promise<void> {
  await db
    .insertInto('badge')
    .values(badge)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Where a credential stands in the status lists of its brand. */
export async function findStatusPlace(
  db: Db,
  credentialId: string,
): Promise<Selectable<BadgeStatusPlaceTable> | undefined> {
  return db
    .selectFrom('badgeStatusPlace')
    .selectAll()
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()
}

/** Takes a place; nothing happens where it is taken, or the credential has one. */
export async function insertStatusPlace(db: Db, place: Insertable<BadgeStatusPlaceTable>): Promise<void> {
  await db
    .insertInto('badgeStatusPlace')
    .values(place)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The newest list of a brand and how many places of it are taken; undefined where the brand has none. */
export async function findNewestList(
  db: Db,
  brandId: string,
): Promise<{ listNumber: number; taken: number } | undefined> {
  return db
    .selectFrom('badgeStatusPlace')
    .select(['listNumber', countOf().as('taken')])
    .where('brandId', '=', brandId)
    .groupBy('listNumber')
    .orderBy('listNumber', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const deciding = [
  'SUSPENDED',
  'SUSPENSION_LIFTED',
  'SCOPE_REDUCED',
  'REVOKED',
  'WITHDRAWN',
  'SUPERSEDED',
] as const

/**
 * The credentials of a list whose status may be other than what the badge says: those with an event that takes something away, types that ask for
 * recent work, and composites, which lean on others.
 */
export async function findDoubtfulPlaces(db: Db, brandId: string, listNumber: number) {
  return db
    .selectFrom('badgeStatusPlace')
    .innerJoin('credential', 'credential.id', 'badgeStatusPlace.credentialId')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['badgeStatusPlace.credentialId', 'badgeStatusPlace.place', 'credential.personId'])
    .where('badgeStatusPlace.brandId', '=', brandId)
    .where('badgeStatusPlace.listNumber', '=', listNumber)
    .where((where) =>
      where.or([
        where('credentialType.kind', '=', 'COMPOSITE'),
        where('credentialType.recencyMaxGapDays', 'is not', null),
        where(
          'credential.id',
          'in',
          db
            .selectFrom('credentialEvent')
            .select('credentialId')
            .where('kind', 'in', [...deciding]),
        ),
      ]),
    )
    .execute()
}

/** Whether a brand has a list of this number. */
export async function hasList(db: Db, brandId: string, listNumber: number): Promise<boolean> {
  const row = await db
    .selectFrom('badgeStatusPlace')
    .select('credentialId')
    .where('brandId', '=', brandId)
    .where('listNumber', '=', listNumber)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The numbers of a brand's lists. */
export async function findListNumbers(db: Db, brandId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('badgeStatusPlace')
    .select('listNumber')
    .distinct()
    .where('brandId', '=', brandId)
    .orderBy('listNumber')
    .execute()
  return rows.map(({ listNumber }) => listNumber)
}

/** A list as it was signed last. */
export async function findSignedList(
  db: Db,
  { brandId, purpose, listNumber }: { brandId: string; purpose: StatusPurpose; listNumber: number },
): Promise<Selectable<BadgeStatusListTable> | undefined> {
  return db
    .selectFrom('badgeStatusList')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('purpose', '=', purpose)
    .where('listNumber', '=', listNumber)
    .executeTakeFirst()
}

/** Keeps a list as it was signed now. */
export async function saveSignedList(db: Db, list: Insertable<BadgeStatusListTable>): Promise<void> {
  const { placesJson, credentialJson, signedAt, checkedAt } = list
  await db
    .insertInto('badgeStatusList')
    .values(list)
    .onConflict((conflict) =>
      conflict
        .columns(['brandId', 'purpose', 'listNumber'])
        .doUpdateSet({ placesJson, credentialJson, signedAt, checkedAt }),
    )
    .execute()
}

/** Notes that a list was found to be as things are. */
export async function markListChecked(
  db: Db,
  {
    brandId,
    purpose,
    listNumber,
    checkedAt,
  }: { brandId: string; purpose: StatusPurpose; listNumber: number; checkedAt: string },
): Promise<void> {
  await db
    .updateTable('badgeStatusList')
    .set({ checkedAt })
    .where('brandId', '=', brandId)
    .where('purpose', '=', purpose)
    .where('listNumber', '=', listNumber)
    .execute()
}
