import type { SignedInContext } from '#app/context.server.ts'
import {
  auditAct,
  isOfficerOf,
  lockCredential,
  longestActReason,
  shortestActReason,
} from './acted-credential.server.ts'
import { closeProposal, findOpenProposal } from './credential-file.repository.server.ts'

export type DropOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unknown' | 'reason-missing' }

/** Drops the act that waits for a second officer, by any officer of the brand, also who proposed it, with the reason that is recorded. */
export async function dropProposal(
  ctx: SignedInContext,
  input: { credentialId: string; reason: string },
): Promise<DropOutcome> {
  const reason = input.reason.trim()
  return ctx.db.transaction().execute(async (trx): Promise<DropOutcome> => {
    const found = await lockCredential(trx, input.credentialId)
    const proposal = found && (await findOpenProposal(trx, found.record.id))
    if (!proposal || !isOfficerOf(ctx.actor, found.type)) return { ok: false, reason: 'unknown' }
    if (reason.length < shortestActReason || reason.length > longestActReason)
      return { ok: false, reason: 'reason-missing' }
    await closeProposal(trx, proposal.id, {
      closedBy: ctx.actor.personId,
      closedAt: ctx.now(),
      outcome: 'DROPPED',
      closeReason: reason,
    })
    await auditAct(ctx, trx, found.record, 'credential.proposal-dropped', { reason })
    return { ok: true }
  })
}
