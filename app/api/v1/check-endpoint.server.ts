import type { z } from 'zod'
import type { Context } from '#app/context.server.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gateRequestFrom, missingWindow } from '#app/evaluators/facts-file/request-schema.ts'
import { presentDecision } from '#app/evaluators/present-decision.server.ts'
import type { ApiCaller } from '#app/features/api-keys/index.server.ts'
import { type Checked, type CheckedOutcome, checkGate } from '#app/features/gate/index.server.ts'
import { type FieldFault, type Problem, problemBody } from '../problem.server.ts'
import { askerOf, seenByCaller, unknownFaults } from './caller.server.ts'
import { answer, endpoint, type Outcome } from './endpoint.server.ts'
import { faultsOf } from './faults.ts'
import { presentPaths } from './present-paths.ts'
import { gateCheckAnswer, gateCheckBatch, gateCheckBody, gateCheckRequest } from './schemas.ts'

/** `POST /gate/check`: one request or a batch. */
export const checkEndpoint = endpoint({
  id: 'checkGate',
  method: 'POST',
  path: '/gate/check',
  summary: 'May this engineer do this repair?',
  description:
    'One request is answered by one decision; `{"requests": […]}`, 1,000 at most, by `{"results": […]}` in their order, each a decision or a problem. Decisions are recorded in the ledger and carry a receipt, unless `asOf` makes them a preview.',
  scope: 'gate:check',
  describedBody: gateCheckBody,
  answers: { 200: { description: 'A decision, or the results of a batch.', schema: gateCheckAnswer } },
  isWrite: true,
  unitsOf: (body) => requestsIn(body)?.length ?? 1,
  handle: async (ctx, { caller, body }) => {
    const requests = requestsIn(body)
    return requests === null ? checkOne(ctx, caller, body) : checkMany(ctx, caller, body)
  },
})

function requestsIn(body: unknown): readonly unknown[] | null {
  if (typeof body !== 'object' || body === null || !('requests' in body)) return null
  return Array.isArray(body.requests) ? body.requests : []
}

type ReadRequest = { readonly request: GateRequest; readonly isPreview: boolean }

async function checkOne(ctx: Context, caller: ApiCaller, body: unknown): Promise<Outcome> {
  const read = readRequest(body, ctx.now())
  if ('problem' in read) return { ok: false, ...read.problem }
  const [outcome] = await decide(ctx, caller, [read], true)
  if (!outcome) throw new Error('One request has one outcome')
  return outcome.ok
    ? answer(presentChecked(outcome, read.isPreview))
    : { ok: false, ...unknownProblem(outcome) }
}

async function checkMany(ctx: Context, caller: ApiCaller, body: unknown): Promise<Outcome> {
  const batch = gateCheckBatch.safeParse(body)
  if (!batch.success) return { ok: false, ...malformed(faultsOf(batch.error)) }
  const now = ctx.now()
  const reads = batch.data.requests.map((one) => readRequest(one, now))
  const good = reads.filter((one): one is ReadRequest => !('problem' in one))
  const outcomes = await decide(ctx, caller, good, batch.data.paths)
  const decided = new Map(good.map((one, index) => [one, outcomes[index]]))
  return answer({
    results: reads.map((one) => {
      if ('problem' in one) return problemBody(one.problem)
      const outcome = decided.get(one)
      if (!outcome) throw new Error('Each request that was read has an outcome')
      return outcome.ok ? presentChecked(outcome, one.isPreview) : problemBody(unknownProblem(outcome))
    }),
  })
}

/** Previews and what is recorded are decided apart, each in its order. */
async function decide(ctx: Context, caller: ApiCaller, reads: readonly ReadRequest[], withPaths: boolean) {
  const outcomes: CheckedOutcome[] = []
  for (const isPreview of [false, true]) {
    const places = reads.flatMap((one, index) => (one.isPreview === isPreview ? [index] : []))
    if (places.length === 0) continue
    const requests = places.flatMap((place) => reads[place]?.request ?? [])
    const some = await checkGate(ctx, askerOf(caller), seenByCaller(caller), {
      requests,
      isPreview,
      withPaths,
    })
    for (const [at, place] of places.entries()) outcomes[place] = some[at] as CheckedOutcome
  }
  return outcomes
}

function readRequest(body: unknown, now: string): ReadRequest | { readonly problem: Problem } {
  const read = gateCheckRequest.safeParse(body)
  if (!read.success) return { problem: malformed(faultsOf(read.error)) }
  const { asOf, ...fields } = read.data as z.output<typeof gateCheckRequest>
  const message = missingWindow(fields)
  if (message !== null) return { problem: malformed([{ path: '/window', reason: 'missing', message }]) }
  return { request: gateRequestFrom(fields, asOf ?? now), isPreview: asOf !== undefined }
}

function malformed(errors: readonly FieldFault[]): Problem {
  return { status: 422, reason: 'malformed', title: 'Fields of the request are wrong', more: { errors } }
}

function unknownProblem({ unknown }: Extract<CheckedOutcome, { ok: false }>): Problem {
  return {
    status: 422,
    reason: 'unknown-subject',
    title: 'The request names what there is not',
    more: { errors: unknownFaults(unknown) },
  }
}

function presentChecked({ request, decision, paths, decisionId, receipt }: Checked, isPreview: boolean) {
  const { inputs, ...rest } = decision
  return {
    decisionId,
    preview: isPreview,
    asOf: request.asOf,
    ...presentDecision(rest),
    paths: presentPaths(paths),
    receipt,
  }
}
