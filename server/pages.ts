import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Runtime, StartedRuntime } from '#app/runtime-contract.server.ts'
import { answerWith } from './remix-adapter.ts'
import { type BodyLimits, defaultBodyLimits } from './request-body.ts'
import { pathOf } from './request-log.ts'
import { routeBranches, routePatterns } from './route-patterns.ts'

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
  const handlerFor = handlersByPage(build, mode)
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    answerWith(
      async (webRequest) => {
        if (isFromAnotherSite(webRequest)) return new Response('Sent from another site', { status: 403 })
        const context = await runtime.loadContext(webRequest, {
          nonce: request.nonce,
          requestId: request.id,
          log: request.log,
          clientAddress: request.ip,
        })
        context.log ??= request.log
        const response = await handlerFor(request)(webRequest, context)
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

/**
 * Whether something is sent by another site's page. Remix would answer that with a fault of ours (500); it is the sender's. A request without an
 * `Origin` goes on to the page, whose own access check refuses it.
 */
function isFromAnotherSite(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (request.method === 'GET' || request.method === 'HEAD' || origin === null) return false
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host
}

/**
 * Remix walks its whole list of routes several times in every request, which for eighty routes is a sixth of a page's time. So each page of the built
 * application has a handler that knows only its own routes; whatever is no such page goes to one that knows all, such as the browser's questions for
 * more routes. In development, where routes come and go, that one answers everything.
 */
function handlersByPage(build: PagesOptions['build'], mode: PagesOptions['mode']) {
  const whole = createRequestHandler(build as ServerBuild, mode)
  if (typeof build === 'function') return () => whole
  const { routes } = build as unknown as ServerBuild
  const patternOf = routePatterns(routes)
  const handlers = new Map(
    [...routeBranches(routes)].map(([pattern, branch]) => [
      pattern,
      createRequestHandler(withRoutes(build, branch), mode),
    ]),
  )
  return (request: FastifyRequest) => handlers.get(patternOf(pathOf(request))) ?? whole
}

/** The same application with some of its routes. */
function withRoutes(build: ApplicationBuild, routes: ServerBuild['routes']): ServerBuild {
  const manifest = Object.entries(build.assets.routes).filter(([id]) => id in routes)
  return {
    ...(build as unknown as ServerBuild),
    routes,
    assets: { ...build.assets, routes: Object.fromEntries(manifest) },
  }
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
