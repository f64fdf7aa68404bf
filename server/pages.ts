import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DrawHtml, Runtime, StartedRuntime } from '#app/runtime-contract.server.ts'
import type { DrawingThreads } from './drawing-threads.ts'
import { drawnPages, keyOfPage } from './drawn-pages.ts'
import { askedPages, dataOfPage } from './page-data.ts'
import { type DrawOrder, pageDrawer } from './page-drawing.ts'
import { type Answer, answerWith } from './remix-adapter.ts'
import { type BodyLimits, defaultBodyLimits } from './request-body.ts'
import { pathOf } from './request-log.ts'
import { routeBranches, routePatterns } from './route-patterns.ts'

/** The built application: Remix's own parts and what `app/entry.server.tsx` exports besides. */
export type ApplicationBuild = Omit<ServerBuild, 'entry'> & {
  entry: { module: ServerBuild['entry']['module'] & { runtime: Runtime; drawHtml: DrawHtml } }
}

export type PagesOptions = {
  /** A function in development, where a page's code may be newer at every request. */
  readonly build: ApplicationBuild | (() => Promise<ApplicationBuild>)
  readonly runtime: StartedRuntime
  readonly mode: 'production' | 'development'
  /** Threads that draw pages; without them pages are drawn where everything else happens. */
  readonly drawing?: DrawingThreads
  readonly bodyLimits?: BodyLimits
}

/** 16 MiB: some five hundred pages of a course, or every page of a small provider's day. */
const mostDrawnBytes = 16 * 1024 * 1024

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Gives every address that nothing else answers to Remix. */
export async function addPages(
  server: FastifyInstance,
  { build, runtime, mode, drawing, bodyLimits = defaultBodyLimits }: PagesOptions,
): Promise<void> {
  const answerPage = pageAnswers(build, mode, drawing)
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
        const response = await answerPage(request, webRequest, context)
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

type AnswerPage = (request: FastifyRequest, webRequest: Request, context: AppLoadContext) => Promise<Answer>

/**
 * A page of the built application is drawn from the data of its loaders, by a thread where there is one (`page-drawing.ts`), unless it was drawn before for the
 * same data (`drawn-pages.ts`). Whatever is not a page with plain data goes to Remix: redirects, refusals, failures, what is sent, the browser's questions for
 * data. Remix walks its whole list of routes several times in every request, so each page has a handler that knows only its own routes; an address that fits no
 * page goes to one that knows all. In development, where code comes and goes, Remix answers everything.
 */
function pageAnswers(
  build: PagesOptions['build'],
  mode: PagesOptions['mode'],
  drawing: DrawingThreads | undefined,
): AnswerPage {
  const whole = createRequestHandler(build as ServerBuild, mode)
  if (typeof build === 'function') return (_request, webRequest, context) => whole(webRequest, context)
  const { routes } = build as unknown as ServerBuild
  const patternOf = routePatterns(routes)
  const branches = routeBranches(routes)
  const handlers = new Map(
    [...branches].map(([pattern, branch]) => [
      pattern,
      createRequestHandler(withRoutes(build, branch), mode),
    ]),
  )
  const pageAt = askedPages(branches, patternOf)
  const drawn = drawnPages(mostDrawnBytes)
  const drawer = pageDrawer(build)

  /** The page as drawn from its data; null where Remix has to draw it, with whatever boundary shows what failed. */
  async function draw(order: DrawOrder, context: AppLoadContext): Promise<Buffer | null> {
    if (!drawer.canDraw(order.pattern)) return null
    const html = await drawing?.draw(order)
    if (html) return html
    try {
      return Buffer.from(await drawer.draw(order))
    } catch (failure) {
      context.log?.warn({ err: failure }, 'a page could not be drawn from its data')
      return null
    }
  }

  return async (request, webRequest, context) => {
    const path = pathOf(request)
    const address = request.raw.url ?? '/'
    const page = request.method === 'GET' ? pageAt(path, address) : undefined
    const data = page && (await dataOfPage(page, webRequest, context))
    const text = data && JSON.stringify(data)
    const key = text ? keyOfPage(address, text) : undefined
    const known = key && drawn.find(key, request.nonce)
    if (known) return { html: known, headers: new Headers() }

    if (page && text && key) {
      const { nonce, requestId } = context
      const html = await draw(
        { pattern: page.pattern, url: webRequest.url, data: text, nonce, requestId },
        context,
      )
      if (html) {
        // The number of the request stands on pages that tell of a failure: those are for one reader only.
        if (drawn.isWanted(key) && !html.includes(requestId)) drawn.keep(key, html, nonce)
        return { html, headers: new Headers() }
      }
    }
    return (handlers.get(patternOf(path)) ?? whole)(webRequest, context)
  }
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
function withContextHeaders(response: Answer, headers: unknown): Answer {
  if (!(headers instanceof Headers)) return response
  if (!(response instanceof Response)) return { html: response.html, headers }
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
