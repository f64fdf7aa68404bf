import type { Insertable, Selectable } from 'kysely'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { SigningKeyTable } from '#db/schema/signing.ts'

export type SigningKeyRow = Selectable<SigningKeyTable>
export type SigningAlgorithm = SigningKeyRow['algorithm']

const readCurrent = preparedRead((db, { brandId, algorithm }: { brandId: string; algorithm: string }) =>
  db
    .selectFrom('signingKey')
    .innerJoin('organisation', 'organisation.id', 'signingKey.brandId')
    .selectAll('signingKey')
    .select('organisation.code as brandCode')
    .where('signingKey.brandId', '=', brandId)
    .where('signingKey.algorithm', '=', algorithm as SigningAlgorithm)
    .where('signingKey.retiredAt', 'is', null),
)

/** The key a brand signs with now, with the brand's code. */
export function findCurrentKey(
  db: Db,
  brandId: string,
  algorithm: SigningAlgorithm,
): Promise<(SigningKeyRow & { brandCode: string }) | undefined> {
  return firstOf(readCurrent(db, { brandId, algorithm }))
}

/** Every key of a brand, retired ones included, oldest first. */
export async function findKeysOf(db: Db, brandId: string): Promise<SigningKeyRow[]> {
  return db
    .selectFrom('signingKey')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** Every key of every brand, oldest first, without its private part. */
export async function findPublicKeys(db: Db) {
  return db
    .selectFrom('signingKey')
    .select(['id', 'brandId', 'algorithm', 'createdAt', 'retiredAt'])
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** Writes a key; false where the brand has a current one of the algorithm. */
export async function insertKey(db: Db, key: Insertable<SigningKeyTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('signingKey')
    .values(key)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Retires a key; false where it was retired before. */
export async function retireKey(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signingKey')
    .set({ retiredAt: at })
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type SigningBrand = {
  readonly id: string
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
}

function brands(db: Db) {
  return db
    .selectFrom('organisation')
    .select(['id', 'code', 'nameEn', 'nameZh'])
    .where('kind', '=', 'brand')
    .orderBy('code')
}

/** Every brand, by code. */
export async function findBrands(db: Db): Promise<SigningBrand[]> {
  return brands(db).execute()
}

/** The brand of a code; undefined where there is none, also where an organisation of another kind has it. */
export async function findBrandByCode(db: Db, code: string): Promise<SigningBrand | undefined> {
  return brands(db).where('code', '=', code).executeTakeFirst()
}

/** The brand of an id. */
export async function findBrandById(db: Db, id: string): Promise<SigningBrand | undefined> {
  return brands(db).where('id', '=', id).executeTakeFirst()
}
