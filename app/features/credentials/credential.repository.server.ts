import type { Insertable } from 'kysely'
import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { eventOf } from '#app/domain/credential/stored-event.ts'
import { groupedBy } from '#app/domain/shared/grouped.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { CredentialEventTable, CredentialTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

function credentials(db: Db) {
  return db
    .selectFrom('credential')
    .leftJoin('credential as old', 'old.id', 'credential.supersedesId')
    .select([
      'credential.id',
      'credential.number',
      'credential.publicSlug',
      'credential.personId',
      'credential.credentialTypeId',
      'credential.decisionId',
      'credential.issuedAt',
      'credential.validFrom',
      'credential.validUntil',
      'credential.evidenceMode',
      'credential.recordedAt',
      'old.number as supersedes',
    ])
}

type CredentialRow = Awaited<ReturnType<ReturnType<typeof credentials>['execute']>>[number]

/** A credential as it is stored, with everything that has happened to it, oldest first. */
export type StoredCredential = CredentialRow & { readonly events: readonly CredentialEvent[] }

/** Every credential of some people, oldest first, in two queries. */
export async function findStoredCredentials(
  db: Db,
  personIds: readonly string[],
): Promise<StoredCredential[]> {
  if (personIds.length === 0) return []
  const rows = await credentials(db)
    .where('credential.personId', 'in', personIds)
    .orderBy('credential.validFrom')
    .orderBy('credential.id')
    .execute()
  return withEvents(db, rows)
}

/** The credential under a public address; undefined where there is none. */
export async function findStoredCredentialBySlug(
  db: Db,
  slug: string,
): Promise<StoredCredential | undefined> {
  const row = await credentials(db).where('credential.publicSlug', '=', slug).executeTakeFirst()
  return row && (await withEvents(db, [row]))[0]
}

const slugsByNumber = preparedRead((db, { numbers }: { numbers: readonly string[] }) =>
  db.selectFrom('credential').select(['number', 'publicSlug']).where('number', 'in', numbers),
)

/** The public address of the credential with one of these numbers, the first that exists; null where there is none. */
export async function findSlugByNumber(db: Db, numbers: readonly string[]): Promise<string | null> {
  const rows = await slugsByNumber(db, { numbers })
  const found = numbers.map((number) => rows.find((row) => row.number === number)).find((row) => row)
  return found?.publicSlug ?? null
}

const slugExists = preparedRead((db, { slug }: { slug: string }) =>
  db.selectFrom('credential').select('id').where('publicSlug', '=', slug),
)

/** Whether a credential has this public address. */
export async function hasSlug(db: Db, slug: string): Promise<boolean> {
  return (await firstOf(slugExists(db, { slug }))) !== undefined
}

/** A credential by its id; undefined where there is none. */
export async function findStoredCredential(db: Db, id: string): Promise<StoredCredential | undefined> {
  const row = await credentials(db).where('credential.id', '=', id).executeTakeFirst()
  return row && (await withEvents(db, [row]))[0]
}

/** Credentials by their ids; what there is not is left out. */
export async function findStoredCredentialsByIds(
  db: Db,
  ids: readonly string[],
): Promise<StoredCredential[]> {
  if (ids.length === 0) return []
  return withEvents(db, await credentials(db).where('credential.id', 'in', ids).execute())
}

/** Whose credentials of a brand have these numbers. */
export async function findByNumbers(db: Db, numbers: readonly string[], brandId: string) {
  if (numbers.length === 0) return []
  return db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['credential.id', 'credential.number', 'credential.personId'])
    .where('credential.number', 'in', numbers)
    .where('credentialType.brandId', '=', brandId)
    .execute()
}

async function withEvents(db: Db, rows: readonly CredentialRow[]): Promise<StoredCredential[]> {
  if (rows.length === 0) return []
  const events = await db
    .selectFrom('credentialEvent')
    .selectAll()
    .where(
      'credentialId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('recordedAt')
    .orderBy('id')
    .execute()
  const byCredential = groupedBy(events, ({ credentialId }) => credentialId)
  return rows.map((row) => ({
    ...row,
    events: (byCredential.get(row.id) ?? []).map((event) => eventOf(event, row)),
  }))
}

/** What a record carries over to the one that replaces it unchanged but for its dates. */
export async function findIssueFacts(db: Db, credentialId: string) {
  return db
    .selectFrom('credential')
    .select(['credentialTypeId', 'decisionId', 'issuedAt', 'evidenceMode', 'evidenceJson'])
    .where('id', '=', credentialId)
    .executeTakeFirstOrThrow()
}

/** Whether a certificate number or a public address is in use. */
export async function isNumberTaken(db: Db, number: string, publicSlug: string): Promise<boolean> {
  const row = await db
    .selectFrom('credential')
    .select('id')
    .where((where) => where.or([where('number', '=', number), where('publicSlug', '=', publicSlug)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Which of some numbers and public addresses are in use. */
export async function findTaken(
  db: Db,
  numbers: readonly string[],
  publicSlugs: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('credential')
    .select(['number', 'publicSlug'])
    .where((where) => where.or([where('number', 'in', numbers), where('publicSlug', 'in', publicSlugs)]))
    .execute()
  return new Set(rows.flatMap(({ number, publicSlug }) => [number, publicSlug]))
}

const rowsAtOnce = 500

/** Writes many credentials with the events that begin them, and those that end what they replace. */
export async function insertCredentials(
  db: Db,
  credentials: readonly Insertable<CredentialTable>[],
  events: readonly Insertable<CredentialEventTable>[],
): Promise<void> {
  for (let start = 0; start < credentials.length; start += rowsAtOnce)
    await db
      .insertInto('credential')
      .values(credentials.slice(start, start + rowsAtOnce))
      .execute()
  for (let start = 0; start < events.length; start += rowsAtOnce)
    await db
      .insertInto('credentialEvent')
      .values(events.slice(start, start + rowsAtOnce))
      .execute()
}

export async function insertCredential(db: Db, credential: Insertable<CredentialTable>): Promise<void> {
  await db.insertInto('credential').values(credential).execute()
}

export async function insertCredentialEvent(db: Db, event: Insertable<CredentialEventTable>): Promise<void> {
  await db.insertInto('credentialEvent').values(event).execute()
}
