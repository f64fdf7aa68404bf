import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#app/context.server.ts'
import { type ApiCaller, answerOnce, readApiCaller } from '#app/features/api-keys/index.server.ts'
import { type Problem, problemBody, sendProblem } from '../problem.server.ts'
import type { ApiTools } from '../signed-in.server.ts'
import type { Endpoint, Outcome } from './endpoint.server.ts'
import { endpoints } from './endpoints.server.ts'
import { faultsOf } from './faults.ts'
import { keyLimits } from './key-limits.ts'
import { openApiDocument } from './openapi.server.ts'

const base = '/api/v1'
/** A batch of a thousand requests with everything that a request may have. */
const largestBody = 2 * 1024 * 1024
const idempotencyKeyForm = /^[\x21-\x7e]{1,200}$/

/** Adds the operations of `/api/v1` and the document that describes them. */
export function registerV1(server: FastifyInstance, tools: ApiTools): void {
  const limits = keyLimits()
  const document = JSON.stringify(openApiDocument(endpoints, { server: tools.publicUrl, base }))
  server.get(`${base}/openapi.json`, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('application/json').send(document),
  )
  for (const one of endpoints)
    server.route({
      method: one.method,
      url: base + one.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      bodyLimit: largestBody,
      handler: (request, reply) => answerRequest(tools, limits, one, request, reply),
    })
}

async function answerRequest(
  tools: ApiTools,
  limits: ReturnType<typeof keyLimits>,
  one: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ctx = tools.machineContext({ requestId: request.id, log: request.log, clientAddress: request.ip })
  const caller = await authenticate(ctx, one, request, reply)
  if (!caller) return reply
  const read = readAll(one, request)
  const units = read.ok ? (one.unitsOf?.(read.body) ?? 1) : 1
  const limit = limits.take(caller.keyId, units, Date.parse(ctx.now()))
  reply.headers({
    'ratelimit-limit': limit.limit,
    'ratelimit-remaining': limit.remaining,
    'ratelimit-reset': limit.resetsIn,
  })
  if (limit.isOver) {
    reply.header('retry-after', limit.resetsIn)
    return sendProblem(request, reply, {
      status: 429,
      reason: 'too-many-requests',
      title: 'The key has asked for as much as it may in a minute',
    })
  }
  if (!read.ok) return sendProblem(request, reply, read)
  const act = () => one.handle(ctx, { caller, ...read } as never)
  const idempotencyKey = request.headers['idempotency-key']
  if (!one.isWrite || idempotencyKey === undefined) return sendOutcome(request, reply, await act())
  return answerNamed(ctx, { caller, one, request, reply, act, name: String(idempotencyKey) })
}

type NamedRequest = {
  readonly caller: ApiCaller
  readonly one: Endpoint
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly act: () => Promise<Outcome>
  readonly name: string
}

/** A request with an Idempotency-Key: done once, and answered alike each time. */
async function answerNamed(
  ctx: Context,
  { caller, one, request, reply, act, name }: NamedRequest,
): Promise<FastifyReply> {
  if (!idempotencyKeyForm.test(name))
    return sendProblem(request, reply, {
      status: 400,
      reason: 'malformed',
      title: 'Idempotency-Key has 1 to 200 letters, digits and signs without a blank',
    })
  const words = `${one.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`
  const named = { keyId: caller.keyId, idempotencyKey: name, words }
  const once = await answerOnce(ctx, named, async () => {
    const outcome = await act()
    return { status: outcome.status, json: JSON.stringify(bodyOf(outcome)) }
  })
  if (!once.ok) return sendProblem(request, reply, onceProblems[once.reason])
  if (once.isRepeated) reply.header('idempotent-replayed', 'true')
  return sendJson(reply, once.status, once.json)
}

const onceProblems: Record<'other-request' | 'still-running', Problem> = {
  'other-request': {
    status: 422,
    reason: 'idempotency-key-taken',
    title: 'The Idempotency-Key stands for another request',
  },
  'still-running': {
    status: 409,
    reason: 'still-running',
    title: 'The request with this Idempotency-Key is still running',
  },
}

/** Whose key the request carries; null after a problem was sent instead. */
async function authenticate(
  ctx: Context,
  one: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ApiCaller | null> {
  const secret = /^Bearer +([\x21-\x7e]{8,200}) *$/i.exec(request.headers.authorization ?? '')?.[1]
  const found = secret === undefined ? null : await readApiCaller(ctx, secret)
  if (!found?.ok) {
    reply.header('www-authenticate', 'Bearer')
    const reason = found?.reason ?? 'no-key'
    sendProblem(request, reply, { status: 401, reason, title: keyTitles[reason] })
    return null
  }
  if (!found.caller.scopes.includes(one.scope)) {
    sendProblem(request, reply, {
      status: 403,
      reason: 'scope-missing',
      title: `The key may not do this; it needs ${one.scope}`,
      more: { scope: one.scope },
    })
    return null
  }
  return found.caller
}

const keyTitles = {
  'no-key': 'Send a key: Authorization: Bearer KEY',
  'unknown-key': 'There is no such key',
  'revoked-key': 'The key was revoked',
  'expired-key': 'The key has run out',
} as const

type ReadRequest =
  | { readonly ok: true; readonly params: unknown; readonly query: unknown; readonly body: unknown }
  | ({ readonly ok: false } & Problem)

/** What the endpoint reads of a request, with every fault by its place. */
function readAll(one: Endpoint, request: FastifyRequest): ReadRequest {
  const read = { params: request.params, query: request.query, body: request.body }
  const errors = (['params', 'query', 'body'] as const).flatMap((part) => {
    const parsed = one[part]?.safeParse(read[part])
    if (parsed?.success) read[part] = parsed.data
    return parsed && !parsed.success ? faultsOf(parsed.error) : []
  })
  if (errors.length === 0) return { ok: true, ...read }
  const title = 'Fields of the request are wrong'
  return { ok: false, status: 422, reason: 'malformed', title, more: { errors } }
}

function bodyOf(outcome: Outcome): unknown {
  return outcome.ok ? outcome.body : problemBody(outcome)
}

function sendOutcome(request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (!outcome.ok) return sendProblem(request, reply, outcome)
  return sendJson(reply, outcome.status, JSON.stringify(outcome.body))
}

function sendJson(reply: FastifyReply, status: number, json: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(status >= 400 ? 'application/problem+json' : 'application/json')
    .send(json)
}
