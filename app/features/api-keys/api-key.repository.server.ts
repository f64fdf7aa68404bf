import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ApiKeyTable } from '#db/schema/machine.ts'

const keyByHash = preparedRead((db, { secretHash }: { secretHash: string }) =>
  db
    .selectFrom('apiKey')
    .innerJoin('organisation', 'organisation.id', 'apiKey.organisationId')
    .select([
      'apiKey.id',
      'apiKey.organisationId',
      'apiKey.scopesJson',
      'apiKey.expiresAt',
      'apiKey.revokedAt',
      'apiKey.lastUsedAt',
      'organisation.code as organisationCode',
      'organisation.kind as organisationKind',
      'organisation.timeZone',
    ])
    .where('apiKey.secretHash', '=', secretHash),
)

/** The key with this digest of its secret, whether it is still good or not. */
export async function findKeyByHash(db: Db, secretHash: string) {
  return firstOf(keyByHash(db, { secretHash }))
}

/** Adds a key. */
export async function insertApiKey(db: Db, key: Insertable<ApiKeyTable>): Promise<void> {
  await db.insertInto('apiKey').values(key).execute()
}

/** Notes that a key was used. */
export async function updateKeyUsed(db: Db, keyId: string, at: string): Promise<void> {
  await db.updateTable('apiKey').set({ lastUsedAt: at }).where('id', '=', keyId).execute()
}

/** Ends a key for good; false where there is none of that organisation, or it has ended already. Null organisation: of any. */
export async function revokeKeyRow(
  db: Db,
  which: { id: string; organisationId: string | null },
  how: { at: string; by: string; reason: string },
): Promise<boolean> {
  let change = db
    .updateTable('apiKey')
    .set({ revokedAt: how.at, revokedBy: how.by, revokedReason: how.reason })
    .where('id', '=', which.id)
    .where('revokedAt', 'is', null)
  if (which.organisationId) change = change.where('organisationId', '=', which.organisationId)
  return (await change.executeTakeFirst()).numUpdatedRows > 0n
}

/** A key by its id, without its secret. */
export async function findApiKey(db: Db, id: string) {
  return db
    .selectFrom('apiKey')
    .innerJoin('organisation', 'organisation.id', 'apiKey.organisationId')
    .select(['apiKey.id', 'apiKey.name', 'apiKey.organisationId', 'organisation.code as organisationCode'])
    .where('apiKey.id', '=', id)
    .executeTakeFirst()
}

/** Whether an organisation has a key of this name that is still good. */
export async function hasLiveKeyNamed(
  db: Db,
  { organisationId, name, at }: { organisationId: string; name: string; at: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('apiKey')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('name', '=', name)
    .where('revokedAt', 'is', null)
    .where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', at)]))
    .executeTakeFirst()
  return found !== undefined
}

/** One page of keys, those made last first, of one organisation or of all, with how many there are. Pages count from 1. */
export async function findKeyPage(
  db: Db,
  query: { organisationId: string | null; page: number; pageSize: number },
) {
  let rows = db.selectFrom('apiKey')
  if (query.organisationId) rows = rows.where('apiKey.organisationId', '=', query.organisationId)
  const { total } = await rows.select(countOf().as('total')).executeTakeFirstOrThrow()
  const keys = await rows
    .innerJoin('organisation', 'organisation.id', 'apiKey.organisationId')
    .leftJoin('person as maker', 'maker.id', 'apiKey.createdBy')
    .leftJoin('person as revoker', 'revoker.id', 'apiKey.revokedBy')
    .select([
      'apiKey.id',
      'apiKey.name',
      'apiKey.beginning',
      'apiKey.scopesJson',
      'apiKey.createdAt',
      'apiKey.expiresAt',
      'apiKey.lastUsedAt',
      'apiKey.revokedAt',
      'apiKey.revokedReason',
      'organisation.code as organisationCode',
      'maker.code as makerCode',
      'revoker.code as revokerCode',
    ])
    .orderBy('apiKey.createdAt', 'desc')
    .orderBy('apiKey.id', 'desc')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { keys, total }
}

/** The brands and providers that keys can be made for, by code. */
export async function findKeyOwners(db: Db) {
  return db
    .selectFrom('organisation')
    .select(['id', 'code', 'kind', 'nameEn', 'nameZh'])
    .where('kind', 'in', ['brand', 'provider'])
    .orderBy('code')
    .execute()
}

/** The brand with this code. */
export async function findBrandByCode(db: Db, code: string) {
  return db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', code)
    .where('kind', '=', 'brand')
    .executeTakeFirst()
}
