import type { Access } from '#app/access.server.ts'
import { type Role, roles } from '#app/features/identity/actor.ts'
import type { MappedRoute } from './pages.ts'
import { demoPersonOf, signInAs } from './sign-in.ts'

export type Visitor = Role | 'nobody'

/** A page as a visitor finds it: its address in the map and a real path. */
export type FoundPage = { readonly address: string; readonly path: string }

export type Site = {
  /** The pages of a visitor for which a path is known, in the order of the map. Nobody's pages are the public ones. */
  pagesOf(visitor: Visitor): readonly FoundPage[]
  /** The visitor's pages to which no link led. */
  missingOf(visitor: Visitor): readonly string[]
  cookieOf(visitor: Visitor): string | null
}

export const visitors: readonly Visitor[] = ['nobody', ...roles]

/**
 * Walks through a demo server as each role, following links, until every page of the map has a real path or no new link turns up. A page
 * with a path that no link shows can be given by address.
 */
export async function exploreSite(
  url: string,
  routes: readonly MappedRoute[],
  given: Partial<Record<Visitor, Readonly<Record<string, string>>>> = {},
): Promise<Site> {
  const cookies = new Map<Visitor, string | null>([['nobody', null]])
  const found = new Map<Visitor, Map<string, string>>()
  const publicLinks: string[] = []

  async function walk(visitor: Visitor, links: readonly string[]): Promise<void> {
    const way = { cookie: cookies.get(visitor) ?? null, given: given[visitor] ?? {}, links }
    const { paths, seen } = await findPaths(url, pagesFor(routes, visitor), way)
    publicLinks.push(...seen)
    found.set(visitor, paths)
  }

  for (const role of roles) {
    cookies.set(role, await signInAs(url, demoPersonOf[role]))
    await walk(role, [])
  }
  await walk('nobody', publicLinks)

  return {
    pagesOf: (visitor) =>
      pagesFor(routes, visitor).flatMap(({ address }) => {
        const path = found.get(visitor)?.get(address)
        return path ? [{ address, path }] : []
      }),
    missingOf: (visitor) =>
      pagesFor(routes, visitor).flatMap(({ address }) => (found.get(visitor)?.has(address) ? [] : [address])),
    cookieOf: (visitor) => cookies.get(visitor) ?? null,
  }
}

/** A visitor's own pages in the order of the map. A role's are those not everybody sees: the public ones are looked at as nobody. */
export function pagesFor(routes: readonly MappedRoute[], visitor: Visitor): readonly MappedRoute[] {
  return routes.filter(({ isPage, load }) => isPage && isFor(load, visitor))
}

type Way = {
  readonly cookie: string | null
  /** Paths that no link shows, by address. */
  readonly given: Readonly<Record<string, string>>
  /** Links known beforehand. */
  readonly links?: readonly string[]
}

/** Follows links from the pages of one person until each has a path or no new link turns up. Returns the paths by address, and every link seen. */
export async function findPaths(
  url: string,
  own: readonly MappedRoute[],
  { cookie, given, links = [] }: Way,
): Promise<{ paths: Map<string, string>; seen: readonly string[] }> {
  const paths = new Map<string, string>(Object.entries(given))
  const waiting: string[] = [...paths.values()]
  const seen: string[] = []
  const take = (link: string) => {
    const page = pageAt(own, link)
    if (!page || paths.has(page.address)) return
    paths.set(page.address, link)
    waiting.push(link)
  }
  for (const { address } of own) if (!/[:*]/.test(address)) take(address)
  for (const link of links) take(link)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const found = await linksOf(url, path, cookie)
    seen.push(...found)
    for (const link of found) take(link)
  }
  // A form that is refused is shown again at the address it was sent to, which lies below its page.
  for (const { address } of own) {
    const [above, last] = [
      address.slice(0, address.lastIndexOf('/')),
      address.slice(address.lastIndexOf('/')),
    ]
    const path = paths.get(above)
    if (path && !paths.has(address) && !/[:*]/.test(last)) paths.set(address, path + last)
  }
  if (own.some(({ address }) => address === '/*')) paths.set('/*', '/no-such-page')
  return { paths, seen }
}

function isFor(load: Access | null, visitor: Visitor): boolean {
  const isPublic = load === null || load === 'anyone'
  return visitor === 'nobody' ? isPublic : !isPublic && load.includes(visitor)
}

function pageAt(pages: readonly MappedRoute[], path: string): MappedRoute | undefined {
  const segments = path.split('/')
  const fits = pages.filter(({ address }) => {
    const wanted = address.split('/')
    return (
      wanted.length === segments.length &&
      wanted.every(
        (segment, at) => segment === segments[at] || (segment.startsWith(':') && segments[at] !== ''),
      )
    )
  })
  return fits.find(({ address }) => address === path) ?? fits[0]
}

async function linksOf(url: string, path: string, cookie: string | null): Promise<string[]> {
  const response = await fetch(`${url}${path}`, {
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
  })
  if (!response.ok) return []
  const html = await response.text()
  // Messages name the site by its public address, which need not be the test server's.
  const links = [
    ...html.matchAll(/href="([^"]*)"/g),
    ...html.matchAll(/https?:\/\/(?:localhost|127\.0\.0\.1)[^\s"<\\]*/g),
  ]
  return links.flatMap(([whole, href]) => {
    const link = href ?? whole
    if (!URL.canParse(link, url)) return []
    const { pathname, hostname } = new URL(link, url)
    return /^(localhost|127\.0\.0\.1)$/.test(hostname) && !pathname.startsWith('/assets/') ? [pathname] : []
  })
}
