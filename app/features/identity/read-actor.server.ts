import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import type { Actor } from './actor.ts'
import { luciaOn } from './lucia.server.ts'
import { findMemberships, findPerson } from './person.repository.server.ts'
import { hashSecret } from './secrets.server.ts'
import { updateSessionSeen } from './session.repository.server.ts'

export type ActorOfRequest = {
  actor: Actor | null
  /** A cookie to send along: a renewed session, or an emptied one where the session is over. */
  setCookie: string | null
}

const seenStepMs = 10 * 60_000

/**
 * Who a request's cookie stands for. Nobody where the session is unknown, over, of a disabled account, or of a person without any role in force.
 * The organisation acted for is the session's, or the first one where that membership has ended.
 */
export async function readActor(
  db: Db,
  request: { cookieHeader: string | null; isSecure: boolean; now: string },
): Promise<ActorOfRequest> {
  const lucia = luciaOn(db, request.isSecure)
  const sessionId = lucia.readSessionCookie(request.cookieHeader ?? '')
  if (!sessionId) return { actor: null, setCookie: null }
  const { session } = await lucia.validateSession(sessionId)
  if (!session) return { actor: null, setCookie: lucia.createBlankSessionCookie().serialize() }
  const [person, memberships] = await Promise.all([
    findPerson(db, session.userId),
    findMemberships(db, session.userId, request.now),
  ])
  const acting = memberships.find((one) => one.organisationId === session.organisationId) ?? memberships[0]
  if (!person || !acting) return { actor: null, setCookie: lucia.createBlankSessionCookie().serialize() }
  const storedId = hashSecret(session.id)
  if (addMilliseconds(session.lastSeenAt, seenStepMs) <= request.now)
    await updateSessionSeen(db, storedId, request.now)
  return {
    actor: {
      personId: person.id,
      code: person.code,
      name: person.name,
      nameLatin: person.nameLatin,
      language: person.language,
      sessionId: storedId,
      acting,
      memberships,
    },
    setCookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null,
  }
}
