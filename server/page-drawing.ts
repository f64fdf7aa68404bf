import type { EntryContext } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { encode } from 'turbo-stream'
import type { ApplicationBuild } from './pages.ts'
import { type MountedRoute, routeBranches } from './route-patterns.ts'

/** All that a page is drawn from: its address and the data of its loaders, and what goes into this one answer. */
export type DrawOrder = {
  /** The pattern of the address, such as `/courses/:course`. */
  readonly pattern: string
  /** The whole address, with the search. */
  readonly url: string
  /** What the loaders of the page's routes gave, the outermost first: a JSON list, without an entry for a route that has no loader. */
  readonly data: string
  readonly nonce: string
  readonly requestId: string
}

type Route = ApplicationBuild['routes'][string] & MountedRoute

/** What does not change between two drawings of a page. */
type Plan = Pick<
  EntryContext,
  'manifest' | 'routeModules' | 'serverHandoffString' | 'future' | 'isSpaMode' | 'serializeError'
> & {
  readonly routes: readonly Route[]
  readonly tree: Parameters<typeof matchRoutes>[0]
}

/**
 * Draws pages from data that are loaded already, with the same components and the same text as Remix's own handler, which would walk its routes and call
 * the loaders once more (`tests/http/every-page.test.ts` compares the two letter by letter). Only for answers with status 200 and plain JSON data. Throws
 * where a component fails: Remix then draws the page, with the boundary that shows the failure.
 */
export function pageDrawer(build: ApplicationBuild): {
  /** Whether pages of this pattern can be drawn so: routes that set headers of their own are Remix's. */
  canDraw(pattern: string): boolean
  draw(order: DrawOrder): Promise<Uint8Array>
} {
  const plans = new Map<string, Plan>()
  for (const [pattern, branch] of routeBranches(build.routes as Record<string, Route>)) {
    const routes = Object.values(branch)
    if (!routes.some(({ module }) => 'headers' in module || 'clientLoader' in module))
      plans.set(pattern, planOf(build, routes))
  }
  const { drawHtml } = build.entry.module

  return {
    canDraw: (pattern) => plans.has(pattern),
    async draw({ pattern, url, data, nonce, requestId }) {
      const plan = plans.get(pattern)
      if (!plan) throw new Error(`Pages at ${pattern} are not drawn from data`)
      const { pathname, search } = new URL(url)
      const location = { pathname, search, hash: '', state: null, key: 'default' }
      const matches = matchRoutes(plan.tree, location)
      if (!matches) throw new Error(`${pathname} is not at ${pattern}`)
      const loaderData = dataByRoute(plan.routes, JSON.parse(data))
      const state = { loaderData, actionData: null, errors: null }
      const page = {
        ...plan,
        renderMeta: {},
        staticHandlerContext: {
          basename: '/',
          location,
          matches,
          ...state,
          statusCode: 200,
          loaderHeaders: {},
          actionHeaders: {},
          activeDeferreds: null,
          _deepestRenderedBoundaryId: null,
        },
        serverHandoffStream: encode(state),
      }
      const html = await drawHtml(page as unknown as EntryContext, { url, nonce, requestId, language: 'en' })
      return new TextEncoder().encode(html)
    },
  }
}

function planOf(build: ApplicationBuild, routes: readonly Route[]): Plan {
  const { assets, future, isSpaMode, basename } = build
  return {
    routes,
    tree: treeOf(routes) as Plan['tree'],
    manifest: {
      ...assets,
      routes: Object.fromEntries(
        Object.entries(assets.routes).filter(([id]) => routes.some((one) => one.id === id)),
      ),
    },
    routeModules: Object.fromEntries(routes.map(({ id, module }) => [id, module])),
    serverHandoffString: scriptSafe(JSON.stringify({ basename, future, isSpaMode })),
    future,
    isSpaMode,
    serializeError: () => {
      throw new Error('A page drawn from data has no errors to tell')
    },
  } as Plan
}

/** The routes of a branch, each the only child of the one before. */
function treeOf(routes: readonly Route[]): object[] {
  const [first, ...rest] = routes
  if (!first) return []
  const { id, path, index, caseSensitive, module } = first
  return [
    { id, path, index, caseSensitive, handle: module.handle, children: index ? undefined : treeOf(rest) },
  ]
}

function dataByRoute(routes: readonly Route[], data: readonly unknown[]): Record<string, unknown> {
  const loading = routes.filter(({ module }) => module.loader)
  const others = routes.filter(({ module }) => !module.loader)
  return Object.fromEntries([
    ...loading.map(({ id }, place) => [id, data[place]]),
    ...others.map(({ id }) => [id, null]),
  ])
}

function scriptSafe(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
