import type { Db } from '#db/schema/index.ts'

/** Licences of people that somebody has verified, by an instant. */
export async function findVerifiedLicences(db: Db, personIds: readonly string[], at: string) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('licence')
    .select(['personId', 'licenceTypeCode as licence', 'validFrom as from', 'validUntil as until'])
    .where('personId', 'in', personIds)
    .where('verifiedAt', '<=', at)
    .where('recordedAt', '<=', at)
    .execute()
}
