import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Shorter answers, in bytes, fit one packet anyway. */
const leastToCompress = 1024
/** Longer answers are left to the compression in pieces, which holds nobody else up. */
const mostAtOnce = 256 * 1024

const compressible = /^text\/|[/+](json|xml)(;|$)|javascript/

/**
 * Compresses an answer that is there as a whole, in one step and for whom takes it; any other is returned as it is. For pages of usual size this
 * costs a third of the way through streams and threads. The levels are those at which a page's bytes hardly shrink further but time doubles.
 */
export function compressWhole(body: Buffer, request: FastifyRequest, reply: FastifyReply): Buffer {
  if (body.length < leastToCompress || body.length > mostAtOnce) return body
  if (reply.hasHeader('content-encoding')) return body
  if (!compressible.test(String(reply.getHeader('content-type') ?? ''))) return body
  const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''))
  if (encoding === null) return body
  reply.header('content-encoding', encoding)
  reply.header('vary', withAcceptEncoding(reply.getHeader('vary')))
  reply.removeHeader('content-length')
  if (encoding === 'gzip') return gzipSync(body, { level: 4 })
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}

/** Brotli before gzip; nothing where the client named neither, or refuses it with `q=0`. */
export function encodingFor(accepted: string): 'br' | 'gzip' | null {
  const takes = (name: string) =>
    accepted.split(',').some((part) => {
      const [coding = '', ...parameters] = part.split(';')
      const isRefused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter))
      return coding.trim().toLowerCase() === name && !isRefused
    })
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : null
}

function withAcceptEncoding(vary: ReturnType<FastifyReply['getHeader']>): string {
  const named = vary === undefined ? '' : String(vary)
  if (/accept-encoding/i.test(named)) return named
  return named === '' ? 'accept-encoding' : `${named}, accept-encoding`
}
