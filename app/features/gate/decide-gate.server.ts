import type { Context } from '#app/context.server.ts'
import { evaluateForRecord, evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { Decision, GateDecision } from '#app/domain/gate/gate-decision.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { findWaysFor } from '#app/features/credentials/index.server.ts'
import { findColleagues } from './gate-decision.repository.server.ts'
import { type GatePaths, noPaths } from './gate-paths.ts'
import { type GatheredCase, gatherCase, gatherFacts } from './gather-facts.server.ts'
import type { FactKeeper } from './kept-facts.server.ts'
import { recordDecisions, sha256 } from './record-decisions.server.ts'

export type DecideOutcome =
  | { ok: true; decisionId: string; decision: GateDecision; paths: GatePaths }
  | { ok: false; reason: 'unknown-subject' }

/**
 * May this engineer do this repair? Evaluates with the facts of now, records the answer with its policy version and the digest of everything it
 * rests on, and on DENY says what opens it. A request about a person, outlet or brand that does not exist cannot be recorded and is refused.
 */
export async function decideGate(ctx: Context, request: GateRequest): Promise<DecideOutcome> {
  const gathered = await gatherCase(ctx.db, request)
  const subjects = subjectsOf(request, gathered)
  if (!subjects) return { ok: false, reason: 'unknown-subject' }
  const decision = evaluateForRecord(request, gathered.facts, sha256)
  const paths = await findPaths(ctx, request, decision)
  const asker = {
    personId: ctx.actor?.personId ?? null,
    organisationId: ctx.actor?.acting.organisationId ?? null,
    keyId: null,
  }
  const { ids } = await recordDecisions(ctx, asker, [{ request, decision, paths, subjects }])
  return { ok: true, decisionId: ids[0] ?? '', decision, paths }
}

/** Whom and what a decision is about; null where one of them does not exist. */
export function subjectsOf({ engineer }: GateRequest, { brandId, outletId, personIds }: GatheredCase) {
  const personId = personIds.get(engineer)
  return brandId && outletId && personId ? { brandId, outletId, personId } : null
}

/** What opens a denied door: the same question for every colleague at once, then the engineer's own way. Nothing where it is open. */
export async function findPaths(
  ctx: Context,
  request: GateRequest,
  decision: GateDecision,
  keeper?: FactKeeper,
): Promise<GatePaths> {
  if (decision.decision !== 'DENY') return noPaths
  const colleagues = (await findColleagues(ctx.db, request.outlet, request.window)).filter(
    ({ code }) => code !== request.engineer,
  )
  const codes = colleagues.map(({ code }) => code)
  const facts = codes.length > 0 ? await gatherFacts(ctx.db, request, codes, keeper) : null
  return {
    people: facts ? peopleWhoMay(request, facts, colleagues) : [],
    supervisor: facts ? supervisorFor(request, facts, colleagues) : null,
    ways: await findWaysFor(ctx, waysWanted(request, decision)),
  }
}

type Colleague = { code: string; name: string; isSupervisor: 0 | 1 }

const plainest: readonly Decision[] = ['ALLOW', 'ALLOW_WARN']

function peopleWhoMay(request: GateRequest, facts: GateFacts, colleagues: readonly Colleague[]) {
  return colleagues
    .map(({ code, name }) => ({
      code,
      name,
      decision: evaluateGate({ ...request, engineer: code, supervisor: null }, facts).decision,
    }))
    .filter(({ decision }) => plainest.includes(decision))
    .sort((one, other) => plainest.indexOf(one.decision) - plainest.indexOf(other.decision))
    .slice(0, 5)
}

function supervisorFor(request: GateRequest, facts: GateFacts, colleagues: readonly Colleague[]) {
  if (request.supervisor) return null
  const found = colleagues.find(
    ({ code, isSupervisor }) =>
      isSupervisor === 1 &&
      evaluateGate({ ...request, supervisor: code }, facts).decision === 'ALLOW_SUPERVISED',
  )
  return found ? { code: found.code, name: found.name } : null
}

/** Which rungs and endorsements the engineer would have to earn, told by the remedies of the reasons. */
function waysWanted(request: GateRequest, decision: GateDecision) {
  const level = decision.requirement?.level ?? null
  const kinds = new Set(
    decision.reasons
      .filter(({ severity }) => severity === 'BLOCK')
      .flatMap(({ remedies }) => remedies.map(({ kind }) => kind)),
  )
  const wantsLevel = kinds.has('EARN_CREDENTIAL') || kinds.has('RENEW')
  const endorsements = decision.reasons
    .filter(({ code }) => code === 'IND_ENDORSEMENT')
    .map(({ params }) => String(params.name))
  return {
    engineerCode: request.engineer,
    brandCode: request.brand,
    rung:
      wantsLevel && level !== null && decision.requirement
        ? { category: decision.requirement.category, level }
        : null,
    endorsements,
  }
}
