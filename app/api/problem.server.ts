import type { FastifyReply, FastifyRequest } from 'fastify'

/** What is wrong with one field, by its place in the body (a JSON pointer), the query or the path. */
export type FieldFault = { readonly path: string; readonly reason: string; readonly message: string }

/** A refusal for a program to read (RFC 9457); `reason` is stable and is what a program decides by. */
export type Problem = {
  readonly status: number
  readonly reason: string
  readonly title: string
  readonly more?: Readonly<Record<string, unknown>>
}

/** A problem as it is sent, but for the id of the request. */
export function problemBody({ status, reason, title, more }: Problem) {
  return { type: 'about:blank', title, status, reason, ...more }
}

/** Answers with a problem. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problemBody(problem), requestId: request.id }))
}
