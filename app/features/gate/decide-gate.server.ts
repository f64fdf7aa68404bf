import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import { evaluateForRecord, evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { Decision, GateDecision } from '#app/domain/gate/gate-decision.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { findWaysFor, type Way } from '#app/features/credentials/index.server.ts'
import {
  findColleagues,
  findDecisionSubjects,
  insertGateDecision,
} from './gate-decision.repository.server.ts'
import { gatherFacts } from './gather-facts.server.ts'

/** What opens a denied door, in the order a dispatcher tries it. */
export type GatePaths = {
  /** Others of the same outlet who may do it, the plainest yes first. */
  people: readonly { code: string; name: string; decision: Decision }[]
  /** A colleague under whose supervision the engineer may do it. */
  supervisor: { code: string; name: string } | null
  /** The ways for the engineer to earn what is missing. */
  ways: readonly Way[]
}

export type DecideOutcome =
  | { ok: true; decisionId: string; decision: GateDecision; paths: GatePaths }
  | { ok: false; reason: 'unknown-subject' }

const noPaths: GatePaths = { people: [], supervisor: null, ways: [] }

/**
 * May this engineer do this repair? Evaluates with the facts of now, records the answer with its policy version and the digest of everything it
 * rests on, and on DENY says what opens it. A request about a person, outlet or brand that does not exist cannot be recorded and is refused.
 */
export async function decideGate(ctx: Context, request: GateRequest): Promise<DecideOutcome> {
  const subjects = await findDecisionSubjects(ctx.db, request)
  if (!subjects) return { ok: false, reason: 'unknown-subject' }
  const facts = await gatherFacts(ctx.db, request)
  const decision = evaluateForRecord(request, facts, sha256)
  const paths = decision.decision === 'DENY' ? await findPaths(ctx, request, decision) : noPaths
  const decisionId = ctx.newId()
  await insertGateDecision(ctx.db, {
    id: decisionId,
    recordedAt: ctx.now(),
    asOf: request.asOf,
    checkpoint: request.checkpoint,
    brandId: subjects.brandId,
    personId: subjects.personId,
    outletId: subjects.outletId,
    operationCode: request.operation,
    modelCode: request.model,
    windowStart: request.window.start,
    windowEnd: request.window.end,
    decision: decision.decision,
    policyVersion: decision.policyVersion,
    inputsDigest: decision.inputsDigest,
    requestJson: JSON.stringify(request),
    reasonsJson: JSON.stringify(decision.reasons),
    pathsJson: JSON.stringify({ ...paths, requirement: decision.requirement }),
    askedBy: ctx.actor?.personId ?? null,
    askedForOrganisationId: ctx.actor?.acting.organisationId ?? null,
  })
  return { ok: true, decisionId, decision, paths }
}

/** The same question for every colleague at once, then the engineer's own way. */
async function findPaths(ctx: Context, request: GateRequest, decision: GateDecision): Promise<GatePaths> {
  const colleagues = (await findColleagues(ctx.db, request.outlet, request.window)).filter(
    ({ code }) => code !== request.engineer,
  )
  const facts =
    colleagues.length > 0
      ? await gatherFacts(
          ctx.db,
          request,
          colleagues.map(({ code }) => code),
        )
      : null
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
