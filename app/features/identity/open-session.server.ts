import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { luciaOn } from './lucia.server.ts'
import { findMemberships } from './person.repository.server.ts'

export type SessionOutcome = { ok: true; setCookie: string; personId: string } | { ok: false; reason: 'no-role' }

/** Whether cookies may only travel by https. */
export function isSecureSite(ctx: Context): boolean {
  return ctx.settings.publicUrl.startsWith('https:')
}

/** Opens a session for a person who has proved who they are, and records how. Refused where the person has no role in force anywhere. */
export async function openSession(ctx: Context, personId: string, how: string): Promise<SessionOutcome> {
  const at = ctx.now()
  const [first] = await findMemberships(ctx.db, personId, at)
  if (!first) return { ok: false, reason: 'no-role' }
  const lucia = luciaOn(ctx.db, isSecureSite(ctx))
  const session = await lucia.createSession(personId, {
    organisationId: first.organisationId,
    createdAt: at,
    lastSeenAt: at,
    userAgent: ctx.request.userAgent.slice(0, 200),
    address: ctx.request.address,
  })
  await ctx.db.transaction().execute((trx) =>
    recordAudit(ctx, trx, {
      action: 'session.opened',
      subjectKind: 'person',
      subjectId: personId,
      details: { how },
      actorPersonId: personId,
    }),
  )
  return { ok: true, setCookie: lucia.createSessionCookie(session.id).serialize(), personId }
}
