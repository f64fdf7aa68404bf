import type { Selectable } from 'kysely'
import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { SessionTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'

export type SessionRow = Selectable<SessionTable>

const sessionById = preparedRead((db, { id }: { id: string }) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .selectAll('session')
    .where('session.id', '=', id)
    .where('person.accountState', '=', 'active'),
)

/** A session of an active account by its stored id. A disabled account has none. */
export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return firstOf(sessionById(db, { id }))
}

/** A person's sessions, the one used last first. */
export async function findSessionsOf(db: Db, personId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('lastSeenAt', 'desc')
    .execute()
}

/** How many sessions of a person are open at an instant. */
export async function countSessionsOf(db: Db, personId: string, at: string): Promise<number> {
  const { open } = await db
    .selectFrom('session')
    .where('personId', '=', personId)
    .where('expiresAt', '>', at)
    .select(countOf().as('open'))
    .executeTakeFirstOrThrow()
  return open
}

export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

export async function updateSessionExpiry(db: Db, id: string, expiresAt: string): Promise<void> {
  await db.updateTable('session').set({ expiresAt }).where('id', '=', id).execute()
}

/** Notes that a session was used; the caller does so seldom, not on every page. */
export async function updateSessionSeen(db: Db, id: string, lastSeenAt: string): Promise<void> {
  await db.updateTable('session').set({ lastSeenAt }).where('id', '=', id).execute()
}

export async function updateSessionOrganisation(db: Db, id: string, organisationId: string): Promise<void> {
  await db.updateTable('session').set({ organisationId }).where('id', '=', id).execute()
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

/** Ends one of a person's own sessions; false where it is not theirs. */
export async function deleteSessionOf(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function deleteSessionsOf(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('session').where('personId', '=', personId).execute()
}

/** Ends a person's sessions but the one they are in. */
export async function deleteOtherSessionsOf(db: Db, personId: string, keptId: string): Promise<void> {
  await db.deleteFrom('session').where('personId', '=', personId).where('id', '!=', keptId).execute()
}

export async function deleteExpiredSessions(db: Db, at: string): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', at).execute()
}
