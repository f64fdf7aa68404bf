import type { FastifyRequest } from 'fastify'

/**
 * What the product needs to know who asks: the headers of a request and its path, without the body. The address is put together as text, so that
 * an odd path stays a path of this site.
 */
export function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const name of ['cookie', 'accept-language', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  return new Request(new URL(request.url.startsWith('/') ? request.url : '/', 'http://localhost').href, {
    headers,
  })
}
