import type { Context } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { hashSecret } from '#app/features/identity/index.server.ts'
import { findKeyByHash, updateKeyUsed } from './api-key.repository.server.ts'
import type { ApiCaller, KeyOwnerKind } from './scopes.ts'

/** How exactly it is known when a key was last used. */
const usedStepMs = 60_000

export type CallerOutcome =
  | { ok: true; caller: ApiCaller }
  | { ok: false; reason: 'unknown-key' | 'revoked-key' | 'expired-key' }

/** Whom a secret stands for; refused where it is nobody's, or its key was revoked or has run out. */
export async function readApiCaller(ctx: Context, secret: string): Promise<CallerOutcome> {
  const key = await findKeyByHash(ctx.db, hashSecret(secret))
  if (!key) return { ok: false, reason: 'unknown-key' }
  const now = ctx.now()
  if (key.revokedAt !== null) return { ok: false, reason: 'revoked-key' }
  if (key.expiresAt !== null && key.expiresAt <= now) return { ok: false, reason: 'expired-key' }
  if (key.lastUsedAt === null || addMilliseconds(key.lastUsedAt, usedStepMs) <= now)
    await updateKeyUsed(ctx.db, key.id, now)
  return {
    ok: true,
    caller: {
      keyId: key.id,
      organisationId: key.organisationId,
      organisationCode: key.organisationCode,
      organisationKind: key.organisationKind as KeyOwnerKind,
      timeZone: key.timeZone,
      scopes: JSON.parse(key.scopesJson),
    },
  }
}
