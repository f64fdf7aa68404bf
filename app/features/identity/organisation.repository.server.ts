import type { Db } from '#db/schema/index.ts'

/** One organisation by id. */
export async function findOrganisation(db: Db, id: string) {
  return db.selectFrom('organisation').select(['id', 'code', 'kind']).where('id', '=', id).executeTakeFirst()
}

/** Organisations by code, for choosing one: brands, providers, monitors, authorities, the platform. */
export async function findOrganisations(db: Db) {
  return db
    .selectFrom('organisation')
    .select(['id', 'code', 'kind', 'nameEn', 'nameZh'])
    .orderBy('code')
    .limit(500)
    .execute()
}

/** The id of the platform's own organisation, which is made where it is missing. */
export async function ensurePlatform(db: Db, made: { id: string; createdAt: string }): Promise<string> {
  const known = await db
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', 'platform')
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  if (known) return known.id
  await db
    .insertInto('organisation')
    .values({
      ...made,
      code: 'TIERGATE',
      kind: 'platform',
      nameEn: 'Tiergate platform',
      nameZh: 'Tiergate 平台',
      timeZone: 'Asia/Shanghai',
    })
    .execute()
  return made.id
}
