/** The part of a Remix route that says where it is mounted. */
export type MountedRoute = {
  readonly id: string
  readonly parentId?: string
  readonly path?: string
  readonly index?: boolean
}

/** What requests that fit no route are counted under. */
export const unmatched = 'unmatched'

/**
 * Finds the pattern of an address, such as `/courses/:course`, so that logs and metrics group by page and carry no person's token. Single
 * fetch asks for a page's data under its address with `.data` behind it, which counts as the page.
 */
export function routePatterns(
  routes: Readonly<Record<string, MountedRoute | undefined>>,
): (pathname: string) => string {
  const known = [...new Set(pagesOf(routes).map((route) => patternOf(route, routes)))]
  const matchers = known.sort(byPrecision).map((pattern) => ({ pattern, test: expressionOf(pattern) }))
  return (pathname) => {
    const address = pathOfPage(pathname)
    return matchers.find(({ test }) => test.test(address))?.pattern ?? unmatched
  }
}

/**
 * The routes that answer a page's address, by its pattern: the page and the frames around it. A pattern that more than one route could answer is
 * left out, and so is `*`, under which addresses come that are written in an unusual way.
 */
export function routeBranches<Route extends MountedRoute>(
  routes: Readonly<Record<string, Route | undefined>>,
): ReadonlyMap<string, Readonly<Record<string, Route>>> {
  const branches = new Map<string, Record<string, Route> | null>()
  const parents = new Set(Object.values(routes).map((route) => route?.parentId))
  for (const page of pagesOf(routes)) {
    const pattern = patternOf(page, routes)
    const isAlone = !branches.has(pattern) && !parents.has(page.id) && !pattern.endsWith('*')
    branches.set(
      pattern,
      isAlone ? Object.fromEntries(lineOf(page, routes).map((one) => [one.id, one])) : null,
    )
  }
  return new Map([...branches].flatMap(([pattern, branch]) => (branch ? [[pattern, branch] as const] : [])))
}

/** The parts of a path or a pattern between its slashes. */
export function pathSegments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function pagesOf<Route extends MountedRoute>(routes: Readonly<Record<string, Route | undefined>>): Route[] {
  return Object.values(routes).flatMap((route) => (route && isPage(route) ? [route] : []))
}

function isPage(route: MountedRoute): boolean {
  return route.index === true || route.path !== undefined
}

function pathOfPage(pathname: string): string {
  const page = pathname.endsWith('.data') ? pathname.slice(0, -'.data'.length) : pathname
  if (page === '/_root') return '/'
  return page.length > 1 && page.endsWith('/') ? page.slice(0, -1) : page
}

function patternOf(route: MountedRoute, routes: Readonly<Record<string, MountedRoute | undefined>>): string {
  const parts = lineOf(route, routes).map(({ path }) => path?.replace(/^\/+|\/+$/g, ''))
  return `/${parts.filter((part) => part).join('/')}`
}

/** A route with those around it, the outermost first. */
function lineOf<Route extends MountedRoute>(
  route: Route,
  routes: Readonly<Record<string, Route | undefined>>,
): Route[] {
  const parent = route.parentId === undefined ? undefined : routes[route.parentId]
  return parent ? [...lineOf(parent, routes), route] : [route]
}

function expressionOf(pattern: string): RegExp {
  const source = pathSegments(pattern).map((segment) => {
    if (segment === '*') return '(?:/.*)?'
    const isOptional = segment.endsWith('?')
    const name = isOptional ? segment.slice(0, -1) : segment
    const text = name.startsWith(':') ? '/[^/]+' : `/${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`
    return isOptional ? `(?:${text})?` : text
  })
  return new RegExp(`^${source.join('') || '/'}$`, 'i')
}

/** Fixed words before parameters, parameters before `*`, as Remix ranks them. */
function byPrecision(one: string, other: string): number {
  const [ranksOfOne, ranksOfOther] = [ranks(one), ranks(other)]
  for (let at = 0; at < Math.max(ranksOfOne.length, ranksOfOther.length); at++) {
    const difference = (ranksOfOne[at] ?? 0) - (ranksOfOther[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function ranks(pattern: string): number[] {
  return pathSegments(pattern).map((segment) => (segment === '*' ? 3 : segment.startsWith(':') ? 2 : 1))
}
