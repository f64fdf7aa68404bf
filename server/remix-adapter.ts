import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  announcesTooMuch,
  type BodyLimits,
  BodyTooLargeError,
  bodyLimitFor,
  limitedBody,
} from './request-body.ts'

/** A page that is ready as a whole, with what else its answer's headers say. */
export type ReadyPage = { readonly html: Buffer; readonly headers: Headers }

export type Answer = Response | ReadyPage

/** What answers a page's request, as Remix's request handler does. */
export type HandleRequest = (request: Request) => Promise<Answer>

/** The type of every page. */
export const pageType = 'text/html; charset=utf-8'

/** The request cannot be understood: its address or its Host header is not one. */
export class BadAddressError extends Error {
  override readonly name = 'BadAddressError'
}

/** The largest answer that is put together before it is sent, in bytes; a longer one is passed on as it comes. */
const largestWhole = 4 * 1024 * 1024

/**
 * Answers one Fastify request with a function from Request to Response. The request's signal is aborted once the connection's answer is
 * over, whether it was sent or the client went away, so that nothing goes on working for nobody. Throws a BodyTooLargeError or a
 * BadAddressError for the server's error handler.
 */
export async function answerWith(
  handle: HandleRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  limits: BodyLimits,
): Promise<FastifyReply> {
  const ended = new AbortController()
  reply.raw.once('close', () => ended.abort(new Error('The answer is over')))

  let tooLarge: BodyTooLargeError | undefined
  const limit = bodyLimitFor(request.raw, limits)
  if (announcesTooMuch(request.raw, limit)) throw new BodyTooLargeError(`More than ${limit} bytes`)
  const body = mayHaveBody(request.raw)
    ? limitedBody(request.raw, limit, (error) => {
        tooLarge = error
        ended.abort(error)
      })
    : null

  try {
    const response = await handle(toWebRequest(request, body, ended.signal))
    // An action may have turned the failed body into an answer of its own; what happened decides.
    if (tooLarge) throw tooLarge
    return await (response instanceof Response
      ? send(response, request.raw, reply)
      : sendReady(response, reply))
  } catch (failure) {
    throw tooLarge ?? failure
  }
}

function mayHaveBody({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function toWebRequest(
  request: FastifyRequest,
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.raw.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one)
    else if (value !== undefined) headers.set(name, value)
  }
  const init: RequestInit & { duplex?: 'half' } = { method: request.method, headers, signal }
  if (body) {
    init.body = body
    init.duplex = 'half'
  }
  return new Request(addressOf(request), init)
}

/** The address the person sees. It is put together as text: `//other.site/` must stay a path of this site. */
function addressOf(request: FastifyRequest): string {
  const path = request.raw.url ?? '/'
  const address = `${request.protocol}://${request.host}${path}`
  if (!path.startsWith('/') || !request.host || !URL.canParse(address))
    throw new BadAddressError('The address of the request cannot be read')
  if (new URL(address).host.toLowerCase() !== hostWithoutDefaultPort(request))
    throw new BadAddressError('The Host header cannot be read')
  return address
}

function hostWithoutDefaultPort(request: FastifyRequest): string {
  const defaultPort = request.protocol === 'https' ? ':443' : ':80'
  const host = request.host.toLowerCase()
  return host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host
}

function sendReady({ html, headers }: ReadyPage, reply: FastifyReply): FastifyReply {
  setHeaders(headers, reply)
  return reply.code(200).header('content-type', pageType).send(html)
}

function setHeaders(headers: Headers, reply: FastifyReply): void {
  for (const [name, value] of headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
}

async function send(
  response: Response,
  request: IncomingMessage,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.code(response.status)
  setHeaders(response.headers, reply)

  if (!response.body) return reply.send()
  if (request.method === 'HEAD') {
    await response.body.cancel()
    return reply.send()
  }
  return reply.send(await wholeOrStream(response.body, reply.raw))
}

/**
 * The body in one piece where it is there already, which is cheaper to compress and to send; a stream where some of it is still to come.
 */
async function wholeOrStream(
  body: ReadableStream<Uint8Array>,
  socket: ServerResponse,
): Promise<Buffer | Readable> {
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let size = 0
  while (size <= largestWhole) {
    const reading = reader.read()
    const piece = await Promise.race([reading, nextTurn(undefined)])
    if (piece === undefined) return rest(reader, pieces, reading, socket)
    if (piece.done) return pieces.length === 1 && pieces[0] ? bufferOn(pieces[0]) : Buffer.concat(pieces)
    pieces.push(piece.value)
    size += piece.value.length
  }
  return rest(reader, pieces, reader.read(), socket)
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** A Node stream of what was read, then of what comes. When the client leaves, the source is told. */
function rest(
  reader: Reader,
  pieces: readonly Uint8Array[],
  reading: ReturnType<Reader['read']>,
  socket: ServerResponse,
): Readable {
  const waiting = [...pieces]
  let next: ReturnType<Reader['read']> | undefined = reading
  const stream = new Readable({
    read() {
      const piece = waiting.shift()
      if (piece) {
        this.push(bufferOn(piece))
        return
      }
      const current = next ?? reader.read()
      next = undefined
      current.then(
        ({ done, value }) => this.push(done ? null : bufferOn(value)),
        (failure: Error) => this.destroy(failure),
      )
    },
    destroy(failure, done) {
      reader.cancel(failure).then(
        () => done(failure),
        () => done(failure),
      )
    },
  })
  socket.once('close', () => stream.destroy())
  return stream
}

function bufferOn(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
