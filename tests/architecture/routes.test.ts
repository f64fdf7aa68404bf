import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import routeMap from '#app/routes.ts'

type Entry = { file: string; path?: string; index?: boolean; children?: readonly Entry[] }
type Mounted = { readonly file: string; readonly address: string; readonly isPage: boolean }

const appFolder = resolve('app')
const mounted = flatten((await routeMap) as readonly Entry[], '')
const files = ['root.tsx', ...new Set(mounted.map(({ file }) => file))]

function flatten(entries: readonly Entry[], above: string): Mounted[] {
  return entries.flatMap((entry) => {
    const address = entry.path ? `${above}/${entry.path}` : above
    const own: Mounted = {
      file: relative(appFolder, resolve(appFolder, entry.file)),
      address: address || '/',
      isPage: entry.index === true || entry.path !== undefined,
    }
    return [own, ...flatten(entry.children ?? [], address)]
  })
}

describe('the route map', () => {
  test('names every route file exactly once', () => {
    const named = mounted.map(({ file }) => file).filter((file) => file.startsWith('routes/'))
    const onDisk = filesUnder('app/routes').filter((file) => !file.endsWith('.server.ts'))
    expect(named.filter((file, at) => named.indexOf(file) !== at)).toEqual([])
    expect([...named].sort()).toEqual(onDisk.sort())
  })

  test('gives every page an address of its own', () => {
    const addresses = mounted.filter(({ isPage }) => isPage).map(({ address }) => address)
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([])
  })
})

describe.each(files)('%s', (file) => {
  test('says for its loader and its action who may call them', async () => {
    const module = (await import(/* @vite-ignore */ join(appFolder, file))) as Record<string, unknown>
    for (const name of ['loader', 'action']) {
      const handler = module[name] as { access?: unknown } | undefined
      if (handler === undefined) continue
      expect(typeof handler, `${name} is a function`).toBe('function')
      const access = handler.access
      const isStated = access === 'anyone' || (Array.isArray(access) && access.length > 0)
      expect(isStated, `${name} is built by forRoles or forAnyone`).toBe(true)
    }
  })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative('app', join(entry.parentPath, entry.name)))
}
