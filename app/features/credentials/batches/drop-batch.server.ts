import type { SignedInContext } from '#app/context.server.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { findBatch, moveBatch } from './batch.repository.server.ts'
import { auditBatch } from './confirm-batch.server.ts'
import { brandOfOfficer } from './deciders.ts'

/** Drops a batch that was not done, by any officer of the brand; what it would have done stays to be read. */
export async function dropBatch(
  ctx: SignedInContext,
  batchId: string,
): Promise<Outcome<object, 'unknown' | 'closed'>> {
  const brandId = brandOfOfficer(ctx.actor)
  if (brandId === null) return { ok: false, reason: 'unknown' }
  return ctx.db.transaction().execute(async (trx) => {
    const batch = await findBatch(trx, batchId, brandId)
    if (!batch) return { ok: false, reason: 'unknown' } as const
    const isMoved = await moveBatch(trx, batchId, ['PREVIEWED', 'PROPOSED'], {
      state: 'DROPPED',
      droppedBy: ctx.actor.personId,
      droppedAt: ctx.now(),
    })
    if (!isMoved) return { ok: false, reason: 'closed' } as const
    await auditBatch(ctx, trx, batch, 'credential-batch.dropped', { agreedBy: batch.agreedBy })
    return { ok: true } as const
  })
}
