import type { SignedInContext } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { currentKey, newKey, signingAlgorithms } from './make-keys.server.ts'
import { findBrandByCode, insertKey, retireKey } from './signing-key.repository.server.ts'

const shortestReason = 10
const longestReason = 300

export type RotateOutcome =
  | { ok: true; keyIds: readonly string[] }
  | { ok: false; reason: 'unknown' | 'reason-missing' | 'changed' }

/**
 * Gives a brand new keys, by an admin with a reason. The old ones stay published and what they signed stays valid; only new signing ends. `changed`: somebody
 * rotated at the same moment.
 */
export async function rotateKeys(
  ctx: SignedInContext,
  input: { brandCode: string; reason: string },
): Promise<RotateOutcome> {
  const brand = await findBrandByCode(ctx.db, input.brandCode)
  if (!brand) return { ok: false, reason: 'unknown' }
  const reason = input.reason.trim()
  if (reason.length < shortestReason || reason.length > longestReason)
    return { ok: false, reason: 'reason-missing' }
  // Keys are made before the transaction, which must not wait for them.
  const old = await Promise.all(signingAlgorithms.map((algorithm) => currentKey(ctx, brand.id, algorithm)))
  const fresh = await Promise.all(signingAlgorithms.map((algorithm) => newKey(ctx, brand.id, algorithm)))
  return ctx.db.transaction().execute(async (trx): Promise<RotateOutcome> => {
    for (const { id } of old)
      if (!(await retireKey(trx, id, ctx.now()))) return { ok: false, reason: 'changed' }
    for (const key of fresh)
      if (!(await insertKey(trx, key))) throw new Error(`${brand.code} has a key that nobody made`)
    const keyIds = fresh.map(({ id }) => id)
    await recordAudit(ctx, trx, {
      action: 'signing-keys.rotated',
      subjectKind: 'organisation',
      subjectId: brand.id,
      details: { brand: brand.code, reason, retired: old.map(({ id }) => id), made: keyIds },
    })
    return { ok: true, keyIds }
  })
}
