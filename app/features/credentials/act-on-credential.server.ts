import type { SignedInContext } from '#app/context.server.ts'
import { type ActObstacle, type CredentialAct, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import {
  auditAct,
  isOfficerOf,
  lockCredential,
  longestActReason,
  shortestActReason,
  tellActed,
} from './acted-credential.server.ts'
import { insertCredentialEvent } from './credential.repository.server.ts'
import { closeProposal, findOpenProposal, insertProposal } from './credential-file.repository.server.ts'
import type { StoredType } from './credential-type.repository.server.ts'
import { conflictsOfDecider } from './decider-conflicts.ts'
import type { DeciderConflict } from './decision-guards.ts'
import { replaceCorrected } from './replace-corrected.server.ts'

export type ActOutcome =
  /** `isDone` false: the type asks for two people, and this was the first. */
  | { readonly ok: true; readonly isDone: boolean }
  | {
      readonly ok: false
      readonly reason: 'unknown' | 'reason-missing' | 'second-person-needed' | 'proposed-otherwise'
    }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflicts: readonly DeciderConflict[] }
  | { readonly ok: false; readonly reason: 'obstacle'; readonly obstacle: ActObstacle }

export type ActInput = {
  readonly credentialId: string
  readonly act: CredentialAct
  readonly reason: string
  /** Of a suspension: what has to happen before it is lifted; may be empty. */
  readonly liftCondition?: string
}

const auditActions = {
  SUSPENDED: 'credential.suspended',
  SUSPENSION_LIFTED: 'credential.reinstated',
  SCOPE_REDUCED: 'credential.reduced',
  REVOKED: 'credential.revoked',
  WITHDRAWN: 'credential.withdrawn',
  CORRECTED: 'credential.corrected',
} as const

/**
 * Suspends, reinstates, reduces, revokes, withdraws or corrects a credential, by a certification officer of its brand, with the reason that is recorded. The event is
 * appended, nothing is changed; everything is judged inside the transaction, one act after the other. Of a type that asks for two people a revocation or a
 * correction is proposed by the first officer and takes effect when a second one confirms the very same. A correction replaces the record by one with the right
 * dates. The holder and the managers of where they work are told.
 */
export async function actOnCredential(ctx: SignedInContext, input: ActInput): Promise<ActOutcome> {
  const { personId: officer } = ctx.actor
  const { act } = input
  const reason = input.reason.trim()
  return ctx.db.transaction().execute(async (trx): Promise<ActOutcome> => {
    const found = await lockCredential(trx, input.credentialId)
    if (!found || !isOfficerOf(ctx.actor, found.type)) return { ok: false, reason: 'unknown' }
    const { record, type } = found
    const at = ctx.now()
    const { zone } = type.brand
    const independence = await findIndependence(trx, [record.personId, officer], at)
    const conflicts = conflictsOfDecider(ctx.actor, independence, record.personId, at, zone)
    if (conflicts.length > 0) return { ok: false, reason: 'conflict', conflicts }
    const obstacle = obstacleOfAct(act, record, type.rules, at, zone)
    if (obstacle) return { ok: false, reason: 'obstacle', obstacle }
    if (reason.length < shortestActReason || reason.length > longestActReason)
      return { ok: false, reason: 'reason-missing' }

    const proposal = await findOpenProposal(trx, record.id)
    if (asksForTwo(act, type)) {
      if (!proposal) {
        await insertProposal(trx, {
          id: ctx.newId(),
          credentialId: record.id,
          actJson: JSON.stringify(act),
          reason,
          proposedBy: officer,
          proposedAt: at,
        })
        await auditAct(ctx, trx, record, proposedActions[act.kind], { reason })
        return { ok: true, isDone: false }
      }
      if (proposal.proposedBy === officer) return { ok: false, reason: 'second-person-needed' }
      if (!isProposed(act, proposal)) return { ok: false, reason: 'proposed-otherwise' }
    }
    // What is proposed has no object any more once the credential has ended.
    if (proposal && endsIt(act))
      await closeProposal(trx, proposal.id, {
        closedBy: officer,
        closedAt: at,
        outcome: isProposed(act, proposal) ? 'CONFIRMED' : 'DROPPED',
        closeReason: reason,
      })

    await insertCredentialEvent(trx, {
      id: ctx.newId(),
      credentialId: record.id,
      kind: act.kind,
      effectiveAt: act.kind === 'SUSPENDED' ? (act.from ?? at) : at,
      untilAt: act.kind === 'SUSPENDED' ? act.until : null,
      recordedAt: at,
      actorPersonId: officer,
      reason,
      detailsJson: JSON.stringify(detailsOf(input)),
    })
    const replacement =
      act.kind === 'CORRECTED' ? await replaceCorrected(ctx, trx, { record, type, act, reason }) : null
    await auditAct(ctx, trx, record, auditActions[act.kind], {
      reason,
      ...(replacement ? { replacement } : {}),
      ...(act.kind === 'SUSPENDED' ? { from: act.from ?? at, until: act.until } : {}),
    })
    await tellActed(ctx, trx, record, type, act, reason)
    return { ok: true, isDone: true }
  })
}

type TwoPersonAct = Extract<CredentialAct, { kind: 'REVOKED' | 'CORRECTED' }>

const proposedActions = {
  REVOKED: 'credential.revocation-proposed',
  CORRECTED: 'credential.correction-proposed',
} as const

/** Whether a second officer has to confirm: where the type says so, what ends a right for cause and what gives one for longer. */
function asksForTwo(act: CredentialAct, { isTwoPerson }: StoredType): act is TwoPersonAct {
  return isTwoPerson && (act.kind === 'REVOKED' || act.kind === 'CORRECTED')
}

/** Whether an act is the very one that was proposed. */
function isProposed(act: CredentialAct, { actJson }: { readonly actJson: string }): boolean {
  const proposed: CredentialAct = JSON.parse(actJson)
  if (act.kind !== 'CORRECTED' || proposed.kind !== 'CORRECTED') return act.kind === proposed.kind
  return act.validFrom === proposed.validFrom && act.validUntil === proposed.validUntil
}

function endsIt({ kind }: CredentialAct): boolean {
  return kind === 'REVOKED' || kind === 'WITHDRAWN' || kind === 'CORRECTED'
}

function detailsOf({ act, liftCondition }: ActInput): object {
  if (act.kind === 'SCOPE_REDUCED') return { grants: act.grants, endorsements: act.endorsements }
  if (act.kind === 'CORRECTED') return { validFrom: act.validFrom, validUntil: act.validUntil }
  const condition = liftCondition?.trim() ?? ''
  return act.kind === 'SUSPENDED' && condition !== '' ? { liftCondition: condition } : {}
}
