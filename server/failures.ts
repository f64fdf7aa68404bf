import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from './request-log.ts'

const statusOfError: Record<string, number> = { BodyTooLargeError: 413, BadAddressError: 400 }

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  404: 'Nothing is here',
  405: 'This method is not offered here',
  408: 'The request took too long',
  413: 'The request is too large',
  415: 'This kind of content is not accepted',
  429: 'Too many requests, try again later',
  500: 'The server failed; the request id helps to find out why',
}

const titlesZh: Record<number, string> = {
  400: '无法读取该请求',
  404: '此处没有内容',
  405: '此处不支持该方法',
  408: '请求超时',
  413: '请求内容过大',
  415: '不接受此类内容',
  429: '请求过于频繁，请稍后再试',
  500: '服务器出错；请提供请求编号以便查找原因',
}

/**
 * What the server itself answers when a request fails outside of the application: `application/problem+json` (RFC 9457) to programs,
 * one sentence in both languages to people.
 */
export function addFailureAnswers(server: FastifyInstance): void {
  server.setErrorHandler((failure: FastifyError, request, reply) => {
    const status = statusOfError[failure.name] ?? failure.statusCode ?? 500
    if (status >= 500 && !request.raw.destroyed) request.log.error({ err: failure }, 'request failed')
    // What is left of a body that is too large is not waited for.
    if (status === 413) reply.header('connection', 'close')
    return answerFailure(request, reply, status)
  })
  server.setNotFoundHandler((request, reply) => answerFailure(request, reply, 404))
}

/** What the machine interface does not know is a problem for a program to read, not a page. */
export function addApiNotFound(server: FastifyInstance): void {
  server.all('/api', (request, reply) => answerFailure(request, reply, 404))
  server.all('/api/*', (request, reply) => answerFailure(request, reply, 404))
}

function answerFailure(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const title = titles[status] ?? titles[status >= 500 ? 500 : 400] ?? ''
  reply.code(status).header('cache-control', 'no-store')
  if (pathOf(request).startsWith('/api')) {
    return reply
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title, status, requestId: request.id }))
  }
  const titleZh = titlesZh[status] ?? titlesZh[status >= 500 ? 500 : 400] ?? ''
  return reply.type('text/plain; charset=utf-8').send(`${title}.\n${titleZh}。\n${request.id}\n`)
}
