import type { SignedInContext } from '#app/context.server.ts'
import { type ActObstacle, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { auditAct, lockCredential, longestActReason, tellActed } from './acted-credential.server.ts'
import { findStoredCredentialBySlug, insertCredentialEvent } from './credential.repository.server.ts'
import { findOpenProposal, isBatchRevocationProposed } from './credential-file.repository.server.ts'
import { findRungs, findTypesByIds } from './credential-type.repository.server.ts'
import { effectOfAct } from './effect-of-act.server.ts'

export type GiveUpOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unknown' | 'proposed' | 'reason-long' }
  | { readonly ok: false; readonly reason: 'obstacle'; readonly obstacle: ActObstacle }

/**
 * Gives up a credential of one's own: it is withdrawn from now on, without blame. Not while a revocation is proposed, which would be escaped by it. Why is theirs to
 * say or not. The managers of where they work are told.
 */
export async function giveUpCredential(
  ctx: SignedInContext,
  input: { publicSlug: string; reason: string },
): Promise<GiveUpOutcome> {
  const reason = input.reason.trim()
  return ctx.db.transaction().execute(async (trx): Promise<GiveUpOutcome> => {
    const own = await findStoredCredentialBySlug(trx, input.publicSlug)
    if (own?.personId !== ctx.actor.personId) return { ok: false, reason: 'unknown' }
    const found = await lockCredential(trx, own.id)
    if (!found) return { ok: false, reason: 'unknown' }
    const { record, type } = found
    const act = { kind: 'WITHDRAWN' } as const
    const at = ctx.now()
    const obstacle = obstacleOfAct(act, record, type.rules, at, type.brand.zone)
    if (obstacle) return { ok: false, reason: 'obstacle', obstacle }
    if (await isAnythingProposed(trx, record.id)) return { ok: false, reason: 'proposed' }
    if (reason.length > longestActReason) return { ok: false, reason: 'reason-long' }
    await insertCredentialEvent(trx, {
      id: ctx.newId(),
      credentialId: record.id,
      kind: 'WITHDRAWN',
      effectiveAt: at,
      untilAt: null,
      recordedAt: at,
      actorPersonId: ctx.actor.personId,
      reason,
      detailsJson: '{}',
    })
    await auditAct(ctx, trx, record, 'credential.given-up', { reason })
    await tellActed(ctx, trx, record, type, act, reason)
    return { ok: true }
  })
}

/** Whether an act on a credential waits for a second officer, by itself or in a batch. */
async function isAnythingProposed(db: Db, credentialId: string): Promise<boolean> {
  return (
    (await findOpenProposal(db, credentialId)) !== undefined || isBatchRevocationProposed(db, credentialId)
  )
}

/** What giving up a credential of one's own would change, and whether it is possible; null where it is not one's own. */
export async function previewGivingUp(ctx: SignedInContext, publicSlug: string) {
  const own = await findStoredCredentialBySlug(ctx.db, publicSlug)
  if (own?.personId !== ctx.actor.personId) return null
  const type = (await findTypesByIds(ctx.db, [own.credentialTypeId])).get(own.credentialTypeId)
  if (!type) return null
  const at = ctx.now()
  const act = { kind: 'WITHDRAWN' } as const
  const obstacle = obstacleOfAct(act, own, type.rules, at, type.brand.zone)
  const isProposed = await isAnythingProposed(ctx.db, own.id)
  const rungs = await findRungs(
    ctx.db,
    type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
  )
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  return {
    publicSlug,
    number: own.number,
    type: { code: type.code, name: say(type.name), brand: say(type.brand.name) },
    categories: rungs.map((rung) => ({
      code: rung.categoryCode,
      name: say({ en: rung.categoryEn, zh: rung.categoryZh }),
    })),
    obstacle: obstacle ?? (isProposed ? ('PROPOSED' as const) : null),
    effect: obstacle ? null : await effectOfAct(ctx, own, type, act),
  }
}

export type GivingUp = NonNullable<Awaited<ReturnType<typeof previewGivingUp>>>
