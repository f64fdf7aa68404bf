import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { pathSegments, type routeBranches } from './route-patterns.ts'

type Branches = ReturnType<typeof routeBranches<ServerBuild['routes'][string] & object>>

type Loader = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => unknown

/** A page of the map at one address: what its loaders are called with. */
export type AskedPage = {
  readonly pattern: string
  readonly loaders: readonly Loader[]
  readonly params: Record<string, string>
}

/** Words of a query by which Remix asks for something else than the page. */
const remixQuery = /[?&](index|_routes|_data)(=|&|$)/

/**
 * Finds the page that an address asks for as a whole; undefined where only Remix can tell, such as an address written in an unusual way, or where it has no
 * data.
 */
export function askedPages(
  branches: Branches,
  patternOf: (pathname: string) => string,
): (pathname: string, url: string) => AskedPage | undefined {
  const loadersOf = new Map(
    [...branches].map(([pattern, branch]) => [
      pattern,
      Object.values(branch).flatMap(({ module: { loader } }) => (loader ? [loader as Loader] : [])),
    ]),
  )
  return (pathname, url) => {
    if (/[%.]|\/\/|.\/$/.test(pathname) || remixQuery.test(url)) return undefined
    const pattern = patternOf(pathname)
    const loaders = loadersOf.get(pattern)
    if (!loaders || loaders.length === 0 || pattern.includes('?')) return undefined
    return { pattern, loaders, params: paramsOf(pattern, pathname) }
  }
}

/**
 * The data of a page, as its loaders give it for this request; null where one of them answered with something else than data, such as a redirect or a
 * refusal. Remix then gets the same results: a guarded loader runs once a request (`app/access.server.ts`).
 */
export async function dataOfPage(
  { loaders, params }: AskedPage,
  request: Request,
  context: AppLoadContext,
): Promise<readonly unknown[] | null> {
  const results = await Promise.allSettled(
    loaders.map(async (loader) => loader({ request, params: { ...params }, context })),
  )
  const data: unknown[] = []
  for (const result of results) {
    if (result.status === 'rejected' || !isPlain(result.value)) return null
    data.push(result.value)
  }
  return data
}

/** Whether it is data alone: not a response, and not data with a status or headers of its own. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return !(value instanceof Response) && !('type' in value && value.type === 'DataWithResponseInit')
}

function paramsOf(pattern: string, pathname: string): Record<string, string> {
  const values = pathSegments(pathname)
  return Object.fromEntries(
    pathSegments(pattern).flatMap((segment, place) =>
      segment.startsWith(':') ? [[segment.slice(1), values[place] ?? '']] : [],
    ),
  )
}
