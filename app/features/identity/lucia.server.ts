import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Db } from '#db/schema/index.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  findSessionsOf,
  insertSession,
  type SessionRow,
  updateSessionExpiry,
} from './session.repository.server.ts'

/** The only file that knows Lucia. Sessions live in our own table through our own adapter, so that they work on both databases. */

declare module 'lucia' {
  interface Register {
    Lucia: Lucia
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

const luciaOfHandle = new WeakMap<Db, Map<boolean, Lucia>>()

/** Lucia on a database handle; `isSecure` where the site is reached by https. */
export function luciaOn(db: Db, isSecure: boolean): Lucia {
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
      const row = await findSession(db, sessionId)
      if (!row) return [null, null]
      const user: DatabaseUser = { id: row.personId, attributes: {} }
      return [sessionOf(row), user]
    },
    getUserSessions: async (personId) => (await findSessionsOf(db, personId)).map(sessionOf),
    async setSession(session) {
      const { attributes } = session
      await insertSession(db, {
        id: session.id,
        personId: session.userId,
        expiresAt: session.expiresAt.toISOString(),
        ...attributes,
      })
    },
    updateSessionExpiration: (sessionId, expiresAt) => updateSessionExpiry(db, sessionId, expiresAt.toISOString()),
    deleteSession: (sessionId) => deleteSession(db, sessionId),
    deleteUserSessions: (personId) => deleteSessionsOf(db, personId),
    deleteExpiredSessions: () => deleteExpiredSessions(db, new Date(Date.now()).toISOString()),
  }
}

function sessionOf(row: SessionRow): DatabaseSession {
  const { id, personId, expiresAt, ...attributes } = row
  return { id, userId: personId, expiresAt: new Date(expiresAt), attributes }
}
