import type { Db } from '#db/schema/index.ts'

/** Organisations by code, for choosing one: brands, providers, monitors, authorities, the platform. */
export async function findOrganisations(db: Db) {
  return db
    .selectFrom('organisation')
    .select(['id', 'code', 'kind', 'nameEn', 'nameZh'])
    .orderBy('code')
    .limit(500)
    .execute()
}
