import type { Context, SignedInContext } from '#app/context.server.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Membership } from './actor.ts'
import { luciaOn } from './lucia.server.ts'
import { isSecureSite } from './open-session.server.ts'
import { updatePersonLanguage } from './person.repository.server.ts'
import {
  deleteSession,
  deleteSessionOf,
  findSessionsOf,
  updateSessionOrganisation,
} from './session.repository.server.ts'

export type OwnSession = {
  id: string
  userAgent: string
  address: string
  createdAt: string
  lastSeenAt: string
  isThisOne: boolean
}

/** Where one is signed in now. What is shown and posted back is the beginning of the stored id, which is a hash. */
export async function listOwnSessions(ctx: SignedInContext): Promise<OwnSession[]> {
  const sessions = await findSessionsOf(ctx.db, ctx.actor.personId)
  return sessions
    .filter((session) => session.expiresAt > ctx.now())
    .map(({ id, userAgent, address, createdAt, lastSeenAt }) => ({
      id: sessionHandle(id),
      userAgent,
      address,
      createdAt,
      lastSeenAt,
      isThisOne: id === ctx.actor.sessionId,
    }))
}

/** Ends one of one's own sessions; false where there is none of that name. */
export async function revokeOwnSession(ctx: SignedInContext, input: { handle: string }): Promise<boolean> {
  const sessions = await findSessionsOf(ctx.db, ctx.actor.personId)
  const session = sessions.find(({ id }) => sessionHandle(id) === input.handle)
  if (!session) return false
  return ctx.db.transaction().execute(async (trx) => {
    const isEnded = await deleteSessionOf(trx, ctx.actor.personId, session.id)
    if (isEnded) {
      await recordAudit(ctx, trx, {
        action: 'session.revoked',
        subjectKind: 'person',
        subjectId: ctx.actor.personId,
      })
    }
    return isEnded
  })
}

/** Leaves on this device. Returns the emptied cookie. */
export async function signOut(ctx: Context): Promise<{ setCookie: string }> {
  const lucia = luciaOn(ctx.db, isSecureSite(ctx))
  const { actor } = ctx
  if (actor) {
    await ctx.db.transaction().execute(async (trx) => {
      await deleteSession(trx, actor.sessionId)
      await recordAudit(ctx, trx, {
        action: 'session.closed',
        subjectKind: 'person',
        subjectId: actor.personId,
      })
    })
  }
  return { setCookie: lucia.createBlankSessionCookie().serialize() }
}

/** Acts for another of one's organisations from now on, in this session, and returns the membership; null where one has no role there. */
export async function switchOrganisation(
  ctx: SignedInContext,
  input: { organisationId: string },
): Promise<Membership | null> {
  const wanted = ctx.actor.memberships.find((one) => one.organisationId === input.organisationId)
  if (!wanted) return null
  await updateSessionOrganisation(ctx.db, ctx.actor.sessionId, wanted.organisationId)
  return wanted
}

/** Keeps the language with the account, so that every device and every message uses it. */
export async function chooseLanguage(ctx: Context, language: Language): Promise<void> {
  if (ctx.actor) await updatePersonLanguage(ctx.db, ctx.actor.personId, language)
}

function sessionHandle(id: string): string {
  return id.slice(0, 12)
}
