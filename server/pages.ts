import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Runtime, StartedRuntime } from '#app/runtime-contract.server.ts'
import { answerWith } from './remix-adapter.ts'
import { type BodyLimits, defaultBodyLimits } from './request-body.ts'

/** The built application: Remix's own parts and what `app/entry.server.tsx` exports besides. */
export type ApplicationBuild = Omit<ServerBuild, 'entry'> & {
  entry: { module: ServerBuild['entry']['module'] & { runtime: Runtime } }
}

export type PagesOptions = {
  /** A function in development, where a page's code may be newer at every request. */
  readonly build: ApplicationBuild | (() => Promise<ApplicationBuild>)
  readonly runtime: StartedRuntime
  readonly mode: 'production' | 'development'
  readonly bodyLimits?: BodyLimits
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Gives every address that nothing else answers to Remix. */
export async function addPages(
  server: FastifyInstance,
  { build, runtime, mode, bodyLimits = defaultBodyLimits }: PagesOptions,
): Promise<void> {
  const handle = createRequestHandler(build as ServerBuild, mode)
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    answerWith(
      async (webRequest) => {
        const context = await runtime.loadContext(webRequest, {
          nonce: request.nonce,
          requestId: request.id,
          log: request.log,
          clientAddress: request.ip,
        })
        context.log ??= request.log
        const response = await handle(webRequest, context)
        return withContextHeaders(response, context.responseHeaders)
      },
      request,
      reply,
      bodyLimits,
    )

  await server.register(async (scope) => {
    // Bodies go to the page's action as they come in, whatever their type.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    // What one person sees is kept by their browser at most, and asked for again.
    scope.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
    })
    scope.route({ method: methods, url: '/', handler: answer })
    scope.route({ method: methods, url: '/*', handler: answer })
  })
}

/** Adds what the whole request decided, such as a renewed session cookie, to whatever the page answered. */
function withContextHeaders(response: Response, headers: unknown): Response {
  if (!(headers instanceof Headers)) return response
  const more = [...headers]
  if (more.length === 0) return response
  const all = new Headers(response.headers)
  for (const [name, value] of more) {
    if (name === 'set-cookie') all.append(name, value)
    else all.set(name, value)
  }
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers: all,
  })
}
