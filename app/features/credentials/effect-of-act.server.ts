import type { Context } from '#app/context.server.ts'
import { type CredentialAct, eventOfAct } from '#app/domain/credential/credential-act.ts'
import { findStoredCredentials, type StoredCredential } from './credential.repository.server.ts'
import { type CredentialEffect, effectBetween } from './credential-effect.ts'
import type { StoredType } from './credential-type.repository.server.ts'
import { toHeld } from './find-credentials.server.ts'

/** What an act on a credential would change for its holder: all their credentials of the brand read by the same rules with the event in place. */
export async function effectOfAct(
  ctx: Context,
  record: StoredCredential,
  type: StoredType,
  act: CredentialAct,
): Promise<CredentialEffect> {
  const at = ctx.now()
  // A suspension that begins later is judged on its first day.
  const effectiveAt = act.kind === 'SUSPENDED' ? (act.from ?? at) : at
  const all = await findStoredCredentials(ctx.db, [record.personId])
  const event = eventOfAct(act, at, '')
  const changed = all.map((one) => (one.id === record.id ? { ...one, events: [...one.events, event] } : one))
  const [before, after] = await Promise.all([
    toHeld(ctx.db, all, effectiveAt),
    toHeld(ctx.db, changed, effectiveAt),
  ])
  return effectBetween(before, after, type.brand.code)
}
