import { type Classification, classify } from './classify.ts'
import { judgeEnterprise } from './enterprise-gate.ts'
import { findByCode, type GateCase } from './gate-case.ts'
import { type Decision, type GateDecision, type Reason, reason, sortReasons } from './gate-decision.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import { judgeIndividual } from './individual-gate.ts'
import { judgedWindow } from './judged-window.ts'
import { knownFacts } from './known-facts.ts'
import { judgeLegal } from './legal-gate.ts'
import { overrideReason, readOverrides } from './override.ts'
import { judgePrice } from './price-gate.ts'
import { judgeProvider } from './provider-gate.ts'
import { judgeQuorum } from './quorum-gate.ts'
import { type RecordedInputs, recordInputs } from './record-inputs.ts'
import { maySupervise, readSupervision } from './supervision.ts'

/**
 * May this engineer, of this outlet, do this repair, on this unit, at this place and time (gate 6.1 to 6.11, 6.15)? Pure:
 * the same request and facts give the same decision, whatever the order of the facts. All gates are evaluated, none is
 * skipped for another's no; facts recorded after asOf are not seen.
 */
export function evaluateGate(request: GateRequest, facts: GateFacts): GateDecision {
  const { c, classification } = makeCase(request, knownFacts(facts, request.asOf))
  const reasons: Reason[] = []
  judgeData(c, classification, reasons)
  const { currentLevel } = judgeAll(c, request.engineer, peopleOf(request), reasons)
  judgePrice(c, reasons)
  return combine(c, reasons, currentLevel)
}

/** A decision as it is recorded: with the digest of everything it rests on, made by a hash function given from outside. */
export function evaluateForRecord(
  request: GateRequest,
  facts: GateFacts,
  hash: (text: string) => string,
): GateDecision & { readonly inputsDigest: string; readonly inputs: RecordedInputs } {
  const inputs = recordInputs(request, facts, hash)
  return { ...evaluateGate(request, facts), inputsDigest: inputs.digest, inputs }
}

function makeCase(
  request: GateRequest,
  facts: GateFacts,
): { c: GateCase; classification: Classification | null } {
  const at = judgedWindow(request, facts)
  const operation = findByCode(facts.operations, request.operation)
  const known = findByCode(facts.models, request.model)
  const model = known !== null && known.brand === request.brand ? known : null
  const classification =
    operation === null || model === null ? null : classify(request, facts, operation, model, at)
  const c: GateCase = {
    request,
    facts,
    at,
    operation,
    model,
    zone: findByCode(facts.brands, request.brand)?.zone ?? 'UTC',
    outlet: findByCode(facts.outlets, request.outlet),
    requirement: classification?.requirement ?? null,
  }
  return { c, classification }
}

/** What the case needs and does not have (6.15, 5), and what no rule classifies. */
function judgeData(c: GateCase, classification: Classification | null, reasons: Reason[]) {
  const { request, facts } = c
  const missing = (what: string, code: string) => reasons.push(reason('DATA_MISSING', { what, code }))
  if (findByCode(facts.brands, request.brand) === null) missing('BRAND', request.brand)
  if (findByCode(facts.persons, request.engineer) === null) missing('ENGINEER', request.engineer)
  if (request.supervisor != null && findByCode(facts.persons, request.supervisor) === null)
    missing('SUPERVISOR', request.supervisor)
  if (c.outlet === null) missing('OUTLET', request.outlet)
  if (c.operation === null) missing('OPERATION', request.operation)
  if (c.model === null) {
    missing(
      findByCode(facts.models, request.model) === null ? 'MODEL' : 'MODEL_OF_OTHER_BRAND',
      request.model,
    )
  }
  const { start, end } = request.window
  if (end < start) missing('WINDOW', `${start}/${end}`)
  for (const what of c.at.missing) missing(what, request.lineId ?? '')
  if (classification === null) return
  for (const what of classification.missing)
    missing(what, what === 'WARRANTY' ? (request.lineId ?? '') : request.model)
  if (classification.requirement.level === null) {
    reasons.push(reason('CLS_NO_REQUIREMENT', { operation: request.operation, model: request.model }))
  }
}

function judgeAll(c: GateCase, performer: string, people: readonly string[], reasons: Reason[]) {
  const reading = judgeIndividual(c, performer, reasons)
  judgeLegal(c, performer, reasons)
  judgeProvider(c, people, reasons)
  judgeQuorum(c, reasons)
  judgeEnterprise(c, reasons)
  return reading
}

function peopleOf(request: GateRequest): readonly string[] {
  return request.supervisor == null ? [request.engineer] : [request.engineer, request.supervisor]
}

/** No blocks: allowed. All curable and the exception holds: supervised. All overridden: allowed with a warning. Never mixed (6.2, 3). */
function combine(c: GateCase, reasons: readonly Reason[], currentLevel: number): GateDecision {
  const blocks = reasons.filter((entry) => entry.severity === 'BLOCK')
  if (blocks.length === 0) {
    return decided(c, reasons.some((entry) => entry.severity === 'WARN') ? 'ALLOW_WARN' : 'ALLOW', reasons)
  }
  let info: readonly Reason[] = []
  if (maySupervise(c, blocks)) {
    const supervision = readSupervision(c, {
      blocks,
      reasons,
      currentLevel,
      supervisorReasons: supervisorAlone(c),
    })
    if (supervision.holds)
      return decided(c, 'ALLOW_SUPERVISED', reasons, { performerOfRecord: c.request.supervisor ?? '' })
    info = supervision.reasons
  }
  const { holds, used } = readOverrides(c, blocks)
  if (holds) {
    const overrides = used.map((row) => row.id)
    return decided(c, 'ALLOW_WARN', [...reasons, ...info, ...used.map((row) => overrideReason(c, row))], {
      overrides,
    })
  }
  return decided(c, 'DENY', [...reasons, ...info])
}

/** The supervisor's own evaluation as if alone on the job (6.9, 5). */
function supervisorAlone(c: GateCase): readonly Reason[] {
  const supervisor = c.request.supervisor ?? ''
  const reasons: Reason[] = []
  judgeAll(c, supervisor, [supervisor], reasons)
  return reasons
}

function decided(
  c: GateCase,
  decision: Decision,
  reasons: readonly Reason[],
  {
    performerOfRecord = c.request.engineer,
    overrides = [],
  }: Partial<Pick<GateDecision, 'performerOfRecord' | 'overrides'>> = {},
): GateDecision {
  return {
    decision,
    reasons: sortReasons(reasons),
    policyVersion: c.facts.policyVersion,
    requirement: c.requirement,
    performerOfRecord,
    overrides,
  }
}
