import type { SignedInContext } from '#app/context.server.ts'
import { findPasswordHash, findPerson } from './person.repository.server.ts'
import { listOwnSessions } from './sessions.server.ts'

/** What the account page shows of the one who asks: how to be reached, whether there is a password, and where one is signed in. */
export async function readOwnAccount(ctx: SignedInContext) {
  const { personId, code, name, nameLatin, acting, memberships } = ctx.actor
  const [person, hash, sessions] = await Promise.all([
    findPerson(ctx.db, personId),
    findPasswordHash(ctx.db, personId),
    listOwnSessions(ctx),
  ])
  return {
    person: {
      code,
      name,
      nameLatin,
      phone: person?.phone ?? null,
      email: person?.email ?? null,
      identityVerifiedAt: person?.identityVerifiedAt ?? null,
      isNamePublic: person?.isNamePublic === 1,
    },
    acting,
    memberships,
    hasPassword: hash !== null,
    sessions,
  }
}
