import { presentReasons } from '#app/evaluators/present-decision.server.ts'
import {
  findCandidates,
  readDecisionRecord,
  readEngineerPermissions,
  readOutletPermissions,
  replayDecisionRecord,
} from '#app/features/gate/index.server.ts'
import { brandAsked, seenByCaller, unknownFaults } from './caller.server.ts'
import { answer, endpoint, notFound, refusal } from './endpoint.server.ts'
import { presentPaths } from './present-paths.ts'
import {
  candidatesAnswer,
  candidatesQuery,
  codeParam,
  decisionRecord,
  engineerPermissions,
  engineerPermissionsQuery,
  idParam,
  outletPermissions,
  outletPermissionsQuery,
  replayAnswer,
} from './schemas.ts'

const noSuch = {
  engineer: notFound('There is no such engineer'),
  outlet: notFound('There is no such outlet'),
  decision: notFound('There is no such decision'),
}

const unknownSubject = (unknown: Parameters<typeof unknownFaults>[0]) =>
  refusal(422, 'unknown-subject', 'The request names what there is not', { errors: unknownFaults(unknown) })

export const candidatesEndpoint = endpoint({
  id: 'findCandidates',
  method: 'GET',
  path: '/gate/candidates',
  summary: 'Who may do this, here, then?',
  description:
    'Engineers of the outlet first, then of other outlets of its provider; those with free time known are named with it. Where nobody may, who comes nearest. Not recorded.',
  scope: 'gate:read',
  query: candidatesQuery,
  answers: { 200: { description: 'Who may, or who comes nearest.', schema: candidatesAnswer } },
  isWrite: false,
  unitsOf: () => 20,
  handle: async (ctx, { caller, query }) => {
    const brand = brandAsked(caller, query.brand)
    if (typeof brand !== 'string') return { ok: false, ...brand }
    if (query.end <= query.start)
      return refusal(422, 'malformed', 'Fields of the request are wrong', {
        errors: [{ path: '/end', reason: 'end-before-start', message: 'The job ends after it starts' }],
      })
    const found = await findCandidates(ctx, seenByCaller(caller), {
      brand,
      outlet: query.outlet,
      operation: query.operation,
      model: query.model,
      site: { jurisdiction: query.jurisdiction ?? null, heightM: query.heightM ?? null },
      window: { start: query.start, end: query.end },
      asOf: ctx.now(),
    })
    if (!found.ok) return unknownSubject(found.unknown)
    return answer({ candidates: found.candidates, nearMisses: found.nearMisses })
  },
})

export const engineerPermissionsEndpoint = endpoint({
  id: 'readEngineerPermissions',
  method: 'GET',
  path: '/engineers/{code}/permissions',
  summary: 'What may this engineer do now?',
  description:
    'Every operation on every model of the brand, decided for the hour from now at the engineer’s main outlet or another one, on the ground and alone. To plan by; a job is decided by its own check. Not recorded.',
  scope: 'gate:read',
  params: codeParam,
  query: engineerPermissionsQuery,
  answers: { 200: { description: 'Operation by operation.', schema: engineerPermissions } },
  isWrite: false,
  unitsOf: () => 100,
  handle: async (ctx, { caller, params, query }) => {
    const brand = brandAsked(caller, query.brand)
    if (typeof brand !== 'string') return { ok: false, ...brand }
    const asked = { engineer: params.code, brand, outlet: query.outlet ?? null }
    const found = await readEngineerPermissions(ctx, seenByCaller(caller), asked)
    if (found.ok) return answer(found.permissions)
    return found.unknown.includes('engineer') ? noSuch.engineer : unknownSubject(found.unknown)
  },
})

export const outletPermissionsEndpoint = endpoint({
  id: 'readOutletPermissions',
  method: 'GET',
  path: '/outlets/{code}/permissions',
  summary: 'Who of this outlet may do what now?',
  description:
    'The matrix of engineers and work: for each engineer and model the operations that are allowed; what is in `work` and not named is denied. Not recorded.',
  scope: 'gate:read',
  params: codeParam,
  query: outletPermissionsQuery,
  answers: { 200: { description: 'The matrix.', schema: outletPermissions } },
  isWrite: false,
  unitsOf: () => 500,
  handle: async (ctx, { caller, params, query }) => {
    const brand = brandAsked(caller, query.brand)
    if (typeof brand !== 'string') return { ok: false, ...brand }
    const found = await readOutletPermissions(ctx, seenByCaller(caller), { outlet: params.code, brand })
    if (found.ok) return answer(found.permissions)
    return found.unknown.includes('outlet') ? noSuch.outlet : unknownSubject(found.unknown)
  },
})

export const decisionEndpoint = endpoint({
  id: 'readDecision',
  method: 'GET',
  path: '/gate/decisions/{id}',
  summary: 'A decision as it is on record',
  description: 'What was asked, what was answered and why, and its link of the ledger.',
  scope: 'gate:read',
  params: idParam,
  answers: { 200: { description: 'The record.', schema: decisionRecord } },
  isWrite: false,
  handle: async (ctx, { caller, params }) => {
    const found = await readDecisionRecord(ctx, seenByCaller(caller), params.id)
    if (!found) return noSuch.decision
    const { id, reasons, paths, ...record } = found
    return answer({
      decisionId: id,
      ...record,
      reasons: presentReasons(reasons),
      paths: presentPaths(paths),
    })
  },
})

export const replayEndpoint = endpoint({
  id: 'replayDecision',
  method: 'POST',
  path: '/gate/decisions/{id}/replay',
  summary: 'Why was this allowed on that day?',
  description:
    'Decides the recorded request once more with the recorded facts. `same`: the same answer. `different`: the evaluation has changed since, and each value that differs is named. `inputs-damaged`: what is kept fails its digest.',
  scope: 'gate:read',
  params: idParam,
  answers: { 200: { description: 'What came of it.', schema: replayAnswer } },
  isWrite: false,
  unitsOf: () => 5,
  handle: async (ctx, { caller, params }) => {
    const replay = await replayDecisionRecord(ctx, seenByCaller(caller), params.id)
    if (!replay) return noSuch.decision
    const differences = replay.outcome === 'different' ? replay.differences : []
    return answer({ decisionId: params.id, outcome: replay.outcome, differences })
  },
})
