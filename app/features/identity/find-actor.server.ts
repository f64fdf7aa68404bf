import type { Db } from '#db/schema/index.ts'
import type { Actor } from './actor.ts'
import { findMemberships, findPersonByCode } from './person.repository.server.ts'

/**
 * A person as an actor without a session, for scripts that act in somebody's name, such as the filling of the demonstration. Acts for the named
 * organisation, or the first one; null for an unknown person or one without a role at that instant.
 */
export async function findActor(
  db: Db,
  who: { code: string; organisationCode?: string },
  at: string,
): Promise<Actor | null> {
  const person = await findPersonByCode(db, who.code)
  if (!person) return null
  const memberships = await findMemberships(db, person.id, at)
  const acting = who.organisationCode
    ? memberships.find(({ organisationCode }) => organisationCode === who.organisationCode)
    : memberships[0]
  if (!acting) return null
  const { id: personId, code, name, nameLatin, language } = person
  return { personId, code, name, nameLatin, language, sessionId: '', acting, memberships }
}
