import { relative, resolve } from 'node:path'
import type { Access } from '#app/access.server.ts'
import routeMap from '#app/routes.ts'

/** A route of `app/routes.ts` with who its own code says may call it; null where it has no such part. */
export type MappedRoute = {
  /** As in the map, such as `/courses/:course`; a layout's address is its file. */
  readonly address: string
  /** Below `app/`. */
  readonly file: string
  readonly isLayout: boolean
  /** Whether it shows something; else it is only called. */
  readonly isPage: boolean
  readonly load: Access | null
  readonly act: Access | null
}

type Entry = { file: string; path?: string; index?: boolean; children?: readonly Entry[] }
type RouteModule = { default?: unknown; loader?: { access?: Access }; action?: { access?: Access } }

const appFolder = resolve('app')

/** Every route of the map in its order, layouts included. Loads every route's code. */
export async function mappedRoutes(): Promise<MappedRoute[]> {
  return Promise.all(
    flatten((await routeMap) as readonly Entry[], '').map(async ({ entry, address }) => {
      const module = (await import(/* @vite-ignore */ resolve(appFolder, entry.file))) as RouteModule
      const file = relative(appFolder, resolve(appFolder, entry.file))
      const isLayout = entry.path === undefined && !entry.index
      return {
        address: isLayout ? file : address || '/',
        file,
        isLayout,
        isPage: !isLayout && module.default !== undefined,
        load: module.loader?.access ?? null,
        act: module.action?.access ?? null,
      }
    }),
  )
}

/** The name Remix gives a route, to ask for its data alone. */
export function routeIdOf({ file }: Pick<MappedRoute, 'file'>): string {
  return file.replace(/\.tsx?$/, '')
}

/** An address with every parameter filled; what is not given is made up. */
export function filled(address: string, params: Readonly<Record<string, string>> = {}): string {
  return address
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? `made-up-${name}`))
    .replace('*', 'made-up-page')
}

/** Where Remix answers with the data of an address instead of its page; of one route alone where a route is named. */
export function dataOf(path: string, route?: Pick<MappedRoute, 'file'>): string {
  const only = route ? `?_routes=${encodeURIComponent(routeIdOf(route))}` : ''
  return `${path === '/' ? '/_root' : path}.data${only}`
}

function flatten(entries: readonly Entry[], above: string): { entry: Entry; address: string }[] {
  return entries.flatMap((entry) => {
    const address = entry.path ? `${above}/${entry.path}` : above
    return [{ entry, address }, ...flatten(entry.children ?? [], address)]
  })
}
