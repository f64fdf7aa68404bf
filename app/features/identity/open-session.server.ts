import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Role } from './actor.ts'
import { luciaOn } from './lucia.server.ts'
import { findMemberships } from './person.repository.server.ts'
import { deleteExpiredSessions, deleteSession } from './session.repository.server.ts'

export type SessionOutcome =
  | {
      ok: true
      setCookie: string
      personId: string
      /** The roles in the organisation acted for first: they say where the person starts. */
      roles: readonly Role[]
    }
  | { ok: false; reason: 'no-role' }

/** Whether cookies may only travel by https. */
export function isSecureSite(ctx: Context): boolean {
  return ctx.settings.publicUrl.startsWith('https:')
}

/**
 * Opens a session for a person who has proved who they are, and records how. A session this browser had before ends. Refused where the person has
 * no role in force anywhere.
 */
export async function openSession(ctx: Context, personId: string, how: string): Promise<SessionOutcome> {
  const at = ctx.now()
  const [first] = await findMemberships(ctx.db, personId, at)
  if (!first) return { ok: false, reason: 'no-role' }
  const setCookie = await ctx.db.transaction().execute(async (trx) => {
    const lucia = luciaOn(trx, isSecureSite(ctx))
    await deleteExpiredSessions(trx, at)
    if (ctx.actor) await deleteSession(trx, ctx.actor.sessionId)
    const session = await lucia.createSession(personId, {
      organisationId: first.organisationId,
      createdAt: at,
      lastSeenAt: at,
      userAgent: ctx.request.userAgent.slice(0, 200),
      address: ctx.request.address,
    })
    await recordAudit(ctx, trx, {
      action: 'session.opened',
      subjectKind: 'person',
      subjectId: personId,
      details: { how },
      actorPersonId: personId,
    })
    return lucia.createSessionCookie(session.id).serialize()
  })
  return { ok: true, setCookie, personId, roles: first.roles }
}
