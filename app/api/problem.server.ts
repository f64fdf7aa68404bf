import type { FastifyReply, FastifyRequest } from 'fastify'

/** A refusal for a program to read (RFC 9457); `reason` is stable and is what a program decides by. */
export type Problem = {
  readonly status: number
  readonly reason: string
  readonly title: string
  readonly more?: Readonly<Record<string, unknown>>
}

/** Answers with a problem. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, reason, title, more }: Problem,
): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, reason, ...more, requestId: request.id }))
}
