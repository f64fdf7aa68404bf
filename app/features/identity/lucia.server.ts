import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Db } from '#db/schema/index.ts'
import { hashSecret } from './secrets.server.ts'
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  findSessionsOf,
  insertSession,
  type SessionRow,
  updateSessionExpiry,
} from './session.repository.server.ts'

/**
 * The only file that knows Lucia. Sessions live in our own table through our own adapter, so that they work on both databases. The table holds a
 * hash of what the cookie carries: a copy of the database opens no session.
 */

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes>
    DatabaseSessionAttributes: SessionAttributes
  }
}

/** What a session keeps besides its owner and end. */
export type SessionAttributes = {
  organisationId: string | null
  createdAt: string
  lastSeenAt: string
  userAgent: string
  address: string
}

const luciaOfHandle = new WeakMap<Db, Map<boolean, Lucia<SessionAttributes>>>()

/** Lucia on a database handle; `isSecure` where the site is reached by https. */
export function luciaOn(db: Db, isSecure: boolean): Lucia<SessionAttributes> {
  let variants = luciaOfHandle.get(db)
  if (!variants) {
    variants = new Map()
    luciaOfHandle.set(db, variants)
  }
  let lucia = variants.get(isSecure)
  if (!lucia) {
    lucia = new Lucia(adapterOn(db), {
      sessionExpiresIn: new TimeSpan(30, 'd'),
      sessionCookie: { name: 'session', attributes: { secure: isSecure, sameSite: 'lax', path: '/' } },
      getSessionAttributes: (attributes) => attributes,
    })
    variants.set(isSecure, lucia)
  }
  return lucia
}

function adapterOn(db: Db): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const row = await findSession(db, hashSecret(sessionId))
      if (!row) return [null, null]
      const user: DatabaseUser = { id: row.personId, attributes: {} }
      return [sessionOf(row, sessionId), user]
    },
    getUserSessions: async (personId) =>
      (await findSessionsOf(db, personId)).map((row) => sessionOf(row, row.id)),
    async setSession(session) {
      const { attributes } = session
      await insertSession(db, {
        id: hashSecret(session.id),
        personId: session.userId,
        expiresAt: session.expiresAt.toISOString(),
        ...attributes,
      })
    },
    updateSessionExpiration: (sessionId, expiresAt) =>
      updateSessionExpiry(db, hashSecret(sessionId), expiresAt.toISOString()),
    deleteSession: (sessionId) => deleteSession(db, hashSecret(sessionId)),
    deleteUserSessions: (personId) => deleteSessionsOf(db, personId),
    // Sessions that are over are dropped when one is opened, by the product's own clock.
    deleteExpiredSessions: async () => {},
  }
}

function sessionOf(row: SessionRow, id: string): DatabaseSession {
  const { id: _storedId, personId, expiresAt, ...attributes } = row
  return { id, userId: personId, expiresAt: new Date(expiresAt), attributes }
}
