import type { SignedInContext } from '#app/context.server.ts'
import { addDays } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { hashSecret, hasRole, tokenFrom } from '#app/features/identity/index.server.ts'
import {
  findApiKey,
  findKeyOwners,
  findKeyPage,
  hasLiveKeyNamed,
  insertApiKey,
  revokeKeyRow,
} from './api-key.repository.server.ts'
import type { KeyProblems, KeyValues } from './key-values.ts'
import { type ApiScope, apiScopes, type KeyOwnerKind, lifetimes, scopesOfKind } from './scopes.ts'

const pageSize = 25
const shortestName = 3
const shortestReason = 5
/** Signs of a key that are kept readable, by which people tell keys apart. */
export const shownSigns = 10

type Owner = { id: string; code: string; kind: KeyOwnerKind; nameEn: string; nameZh: string }

/** The organisations somebody may make keys for: admins every brand and provider, others the one they act for. */
async function ownersFor(ctx: SignedInContext): Promise<Owner[]> {
  const { acting } = ctx.actor
  const owners = (await findKeyOwners(ctx.db)) as Owner[]
  return hasRole(ctx.actor, ['admin']) ? owners : owners.filter(({ id }) => id === acting.organisationId)
}

export type KeyState = 'live' | 'expired' | 'revoked'

/** The keys somebody may see, newest first, and what a new one can be. A secret is in none of it. */
export async function readKeyPage(ctx: SignedInContext, input: { page: number }) {
  const owners = await ownersFor(ctx)
  const isAdmin = hasRole(ctx.actor, ['admin'])
  const found = await findKeyPage(ctx.db, {
    organisationId: isAdmin ? null : ctx.actor.acting.organisationId,
    page: input.page,
    pageSize,
  })
  const now = ctx.now()
  const keys = found.keys.map(({ scopesJson, ...key }) => ({
    ...key,
    scopes: JSON.parse(scopesJson) as ApiScope[],
    state: (key.revokedAt !== null
      ? 'revoked'
      : key.expiresAt !== null && key.expiresAt <= now
        ? 'expired'
        : 'live') as KeyState,
  }))
  return { keys, total: found.total, page: input.page, pageSize, owners }
}

export type MakeKeyOutcome =
  | { ok: true; keyId: string; name: string; secret: string }
  | { ok: false; problems: KeyProblems }

/**
 * Makes a key for an organisation and hands out its secret, which is nowhere kept and never shown again: the database holds its digest. Names every
 * field that is wrong at once. A person makes keys for the organisation they act for, an admin for every brand and provider.
 */
export async function makeApiKey(ctx: SignedInContext, values: KeyValues): Promise<MakeKeyOutcome> {
  const owner = (await ownersFor(ctx)).find(({ id }) => id === values.organisationId)
  const name = values.name.trim()
  const scopes = apiScopes.filter((scope) => values.scopes.includes(scope))
  const lifetime = lifetimes.find((days) => String(days ?? '') === values.days)
  const problems: KeyProblems = {}
  if (!owner) problems.organisationId = 'unknown-organisation'
  if (name.length < shortestName) problems.name = 'name-short'
  if (scopes.length === 0) problems.scopes = 'no-scope'
  else if (owner && scopes.some((scope) => !scopesOfKind[owner.kind].includes(scope)))
    problems.scopes = 'scope-not-theirs'
  if (lifetime === undefined) problems.days = 'unknown-lifetime'
  if (!owner || Object.keys(problems).length > 0) return { ok: false, problems }

  const secret = `tgk_${tokenFrom(ctx.randomBytes(32))}`
  const at = ctx.now()
  return ctx.db.transaction().execute(async (trx): Promise<MakeKeyOutcome> => {
    if (await hasLiveKeyNamed(trx, { organisationId: owner.id, name, at }))
      return { ok: false, problems: { name: 'name-taken' } }
    const keyId = ctx.newId()
    await insertApiKey(trx, {
      id: keyId,
      organisationId: owner.id,
      name,
      beginning: secret.slice(0, shownSigns),
      secretHash: hashSecret(secret),
      scopesJson: JSON.stringify(scopes),
      createdBy: ctx.actor.personId,
      createdAt: at,
      expiresAt: typeof lifetime === 'number' ? addDays(at, lifetime, ctx.actor.acting.timeZone) : null,
    })
    await recordAudit(ctx, trx, {
      action: 'api-key.made',
      subjectKind: 'api-key',
      subjectId: keyId,
      details: { name, organisation: owner.code, scopes: scopes.join(' ') },
    })
    return { ok: true, keyId, name, secret }
  })
}

export type RevokeKeyOutcome = { ok: true } | { ok: false; reason: 'unknown-key' | 'reason-missing' }

/** Ends a key at once and for good, with the reason that is recorded. A key of another organisation is none. */
export async function revokeApiKey(
  ctx: SignedInContext,
  input: { keyId: string; reason: string },
): Promise<RevokeKeyOutcome> {
  const isAdmin = hasRole(ctx.actor, ['admin'])
  const organisationId = isAdmin ? null : ctx.actor.acting.organisationId
  const key = await findApiKey(ctx.db, input.keyId)
  if (!key || (organisationId && key.organisationId !== organisationId))
    return { ok: false, reason: 'unknown-key' }
  const reason = input.reason.trim()
  if (reason.length < shortestReason) return { ok: false, reason: 'reason-missing' }
  return ctx.db.transaction().execute(async (trx): Promise<RevokeKeyOutcome> => {
    const how = { at: ctx.now(), by: ctx.actor.personId, reason }
    if (!(await revokeKeyRow(trx, { id: key.id, organisationId }, how)))
      return { ok: false, reason: 'unknown-key' }
    await recordAudit(ctx, trx, {
      action: 'api-key.revoked',
      subjectKind: 'api-key',
      subjectId: key.id,
      details: { name: key.name, organisation: key.organisationCode, reason },
    })
    return { ok: true }
  })
}
