import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { hashSecret, tokenFrom } from '#app/features/identity/index.server.ts'
import { lockInTransaction } from '#db/portable.ts'
import { findBrandByCode, findKeyByHash, insertApiKey } from './api-key.repository.server.ts'
import { shownSigns } from './manage-api-keys.server.ts'
import { apiScopes } from './scopes.ts'

/** Whose dispatchers the key of the demonstration stands for. */
const demoBrand = 'MEIHE'
/** Of several processes that start at once the later ones find the key that the first has made. */
const demoKeyLock = 7_304

/**
 * The key of the demonstration's dispatcher, to be printed at the start: the one that was given, or one derived from the secret of the installation, so that
 * it is the same after a restart. Makes it where it is missing. Null where the brand is missing or somebody has revoked the key, which stays so.
 */
export async function keepDemoKey(ctx: Context, given: string | null): Promise<string | null> {
  const key = given ?? `tgk_demo_${tokenFrom(ctx.purposeKey('demo-api-key'))}`
  const secretHash = hashSecret(key)
  return ctx.db.transaction().execute(async (trx) => {
    await lockInTransaction(trx, demoKeyLock)
    const found = await findKeyByHash(trx, secretHash)
    if (found) return found.revokedAt === null ? key : null
    const brand = await findBrandByCode(trx, demoBrand)
    if (!brand) return null
    const id = ctx.newId()
    await insertApiKey(trx, {
      id,
      organisationId: brand.id,
      name: 'Demo dispatcher',
      beginning: key.slice(0, Math.min(shownSigns, Math.floor(key.length / 2))),
      secretHash,
      scopesJson: JSON.stringify(apiScopes),
      createdAt: ctx.now(),
    })
    await recordAudit(ctx, trx, {
      action: 'api-key.made',
      subjectKind: 'api-key',
      subjectId: id,
      details: { name: 'Demo dispatcher', organisation: demoBrand, scopes: apiScopes.join(' ') },
    })
    return key
  })
}
