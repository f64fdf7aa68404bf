import type { Context } from '#app/context.server.ts'
import type { GateDecision, Reason } from '#app/domain/gate/gate-decision.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { CheckScope } from './check-options.repository.server.ts'
import { findGateDecision } from './gate-decision.repository.server.ts'
import type { GatePaths } from './gate-paths.ts'
import { findLinkOf } from './ledger.repository.server.ts'
import { type Replay, replayDecision } from './replay-decision.server.ts'

/** A decision as it is on record, with its place in the ledger; null where it is not in the ledger. */
export type DecisionRecord = {
  readonly id: string
  readonly recordedAt: string
  readonly decision: GateDecision['decision']
  readonly policyVersion: string
  readonly inputsDigest: string
  readonly request: GateRequest
  readonly reasons: readonly Reason[]
  readonly requirement: GateDecision['requirement']
  readonly paths: GatePaths
  readonly ledger: { readonly sequence: number; readonly hash: string } | null
}

/** A recorded decision for an organisation: a brand reads those on its units, a provider those on its outlets; null where there is none for it. */
export async function readDecisionRecord(
  ctx: Context,
  scope: CheckScope,
  id: string,
): Promise<DecisionRecord | null> {
  const row = await findInScope(ctx, scope, id)
  if (!row) return null
  const { requirement, ...paths } = JSON.parse(row.pathsJson) as GatePaths & Pick<GateDecision, 'requirement'>
  return {
    id: row.id,
    recordedAt: row.recordedAt,
    decision: row.decision,
    policyVersion: row.policyVersion,
    inputsDigest: row.inputsDigest,
    request: JSON.parse(row.requestJson),
    reasons: JSON.parse(row.reasonsJson),
    requirement: requirement ?? null,
    paths,
    ledger: (await findLinkOf(ctx.db, row.id)) ?? null,
  }
}

/** The replay of a recorded decision for an organisation; null where there is no such decision for it. */
export async function replayDecisionRecord(
  ctx: Context,
  scope: CheckScope,
  id: string,
): Promise<Replay | null> {
  const row = await findInScope(ctx, scope, id)
  return row ? replayDecision(ctx, row) : null
}

async function findInScope(ctx: Context, { brandId, providerId }: CheckScope, id: string) {
  const row = await findGateDecision(ctx.db, id)
  if (!row || (brandId && row.brandId !== brandId) || (providerId && row.providerId !== providerId))
    return null
  return row
}
