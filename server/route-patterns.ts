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
  const known = [
    ...new Set(
      Object.values(routes).flatMap((route) => (route && isPage(route) ? [patternOf(route, routes)] : [])),
    ),
  ]
  const matchers = known.sort(byPrecision).map((pattern) => ({ pattern, test: expressionOf(pattern) }))
  return (pathname) => {
    const address = pathOfPage(pathname)
    return matchers.find(({ test }) => test.test(address))?.pattern ?? unmatched
  }
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
  const parts: string[] = []
  for (
    let at: MountedRoute | undefined = route;
    at;
    at = at.parentId === undefined ? undefined : routes[at.parentId]
  ) {
    const path = at.path?.replace(/^\/+|\/+$/g, '')
    if (path) parts.unshift(path)
  }
  return `/${parts.join('/')}`
}

function expressionOf(pattern: string): RegExp {
  const segments = pattern.split('/').filter((segment) => segment !== '')
  const source = segments.map((segment) => {
    if (segment === '*') return '(?:/.*)?'
    const isOptional = segment.endsWith('?')
    const name = isOptional ? segment.slice(0, -1) : segment
    const text = name.startsWith(':') ? '/[^/]+' : `/${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`
    return isOptional ? `(?:${text})?` : text
  })
  return new RegExp(`^${source.join('') || '/'}$`)
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
  return pattern
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => (segment === '*' ? 3 : segment.startsWith(':') ? 2 : 1))
}
