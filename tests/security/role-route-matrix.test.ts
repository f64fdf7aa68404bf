import { beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '#app/access.server.ts'
import { type Role, roles } from '#app/features/identity/actor.ts'
import { dataOf, filled, type MappedRoute, mappedRoutes } from '#tests/support/pages.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { demoPersonOf, signInAs } from '#tests/support/sign-in.ts'
import { accessTable } from './access-table.ts'

/** Nobody and everybody, at every address. The server is the built one; the identifiers are made up, so that nothing is changed. */
const routes = await mappedRoutes()
const callable = routes.filter(({ isLayout }) => !isLayout)
const withLoader = callable.filter(({ load }) => load !== null)
const withAction = callable.filter(({ act }) => act !== null)
const withoutAction = callable.filter(({ act }) => act === null)

let url = ''
const cookies = new Map<Role, string>()

beforeAll(async () => {
  url = (await sharedServer()).url
  for (const role of roles) cookies.set(role, await signInAs(url, demoPersonOf[role]))
})

describe('the table of access', () => {
  test('names every route and no other, in the order of the map', () => {
    expect(Object.keys(accessTable)).toEqual(routes.map(({ address }) => address))
  })

  test.each(routes.map((route) => [route.address, route] as const))(
    'says of %s what the code says',
    (address, { load, act }) => {
      expect({ load: sorted(load), act: sorted(act) }).toEqual({
        load: sorted(accessTable[address]?.load ?? null),
        act: sorted(accessTable[address]?.act ?? null),
      })
    },
  )
})

describe('nobody', () => {
  test.each(named(withLoader))('GET %s', async (_, route) => {
    const response = await get(filled(route.address))
    expectAccess(response, { isAllowed: route.load === 'anyone', isSignedIn: false })
    if (route.load !== 'anyone')
      expect(response.location).toBe(`/sign-in?next=${encodeURIComponent(filled(route.address))}`)
  })

  test.each(named(withAction))('POST %s', async (_, route) => {
    expectAccess(await post(filled(route.address)), { isAllowed: route.act === 'anyone', isSignedIn: false })
  })

  test.each(named(withLoader.filter(({ load }) => load !== 'anyone')))(
    'the data of %s alone, without its shell',
    async (_, route) => {
      const response = await get(dataOf(filled(route.address), route))
      expect(response.status).toBe(202)
      expect(response.text).toContain('/sign-in')
      expect(response.text).toContain('SingleFetchRedirect')
    },
  )
})

describe.each(roles)('%s', (role) => {
  test('may load what the table says and nothing else', async () => {
    for (const route of withLoader) {
      const isAllowed = includes(route.load, role)
      const response = await get(filled(route.address), cookies.get(role))
      expectAccess(response, { isAllowed, isSignedIn: true }, `GET ${route.address}`)
      const data = await get(dataOf(filled(route.address), route), cookies.get(role))
      expectAccess(data, { isAllowed, isSignedIn: true }, `GET ${route.address}.data`)
    }
  })

  test('may do what the table says and nothing else', async () => {
    for (const route of withAction) {
      const isAllowed = includes(route.act, role)
      // Signing out ends the session it is done with.
      const isOwnEnd = route.address === '/sign-out'
      const cookie = isOwnEnd ? await signInAs(url, demoPersonOf[role]) : cookies.get(role)
      const response = await post(filled(route.address), cookie)
      expectAccess(response, { isAllowed, isSignedIn: true }, `POST ${route.address}`)
    }
  })
})

describe('another site', () => {
  test.each(named(withAction))('cannot send anything to %s', async (_, route) => {
    const allowed = route.act === 'anyone' ? 'engineer' : route.act?.[0]
    const cookie = cookies.get(allowed as Role)
    expect((await post(filled(route.address), cookie, 'https://elsewhere.example')).status).toBe(403)
    expect((await post(filled(route.address), cookie, 'null')).status).toBe(403)
    expect((await post(filled(route.address), cookie, null)).status).toBe(403)
  })
})

test('nothing can be sent to an address without an action', async () => {
  for (const route of withoutAction) {
    const { status } = await post(filled(route.address), cookies.get('admin'))
    expect([404, 405], `POST ${route.address}`).toContain(status)
  }
})

type Answer = { status: number; location: string | null; text: string }

async function get(path: string, cookie?: string): Promise<Answer> {
  return answerOf(
    await fetch(`${url}${path}`, {
      headers: { accept: 'text/html', ...(cookie && { cookie }) },
      redirect: 'manual',
    }),
  )
}

async function post(path: string, cookie?: string, origin: string | null = url): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(cookie && { cookie }),
    ...(origin && { origin }),
  }
  return answerOf(await fetch(`${url}${path}`, { method: 'POST', headers, body: '', redirect: 'manual' }))
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}

/** What is refused is refused before anything is looked up; what is allowed meets made-up identifiers and must bear them. */
function expectAccess(
  { status, location }: Answer,
  who: { isAllowed: boolean; isSignedIn: boolean },
  what = '',
): void {
  if (who.isAllowed) {
    expect([401, 403], what).not.toContain(status)
    expect(status, what).toBeLessThan(500)
    return
  }
  if (who.isSignedIn) expect(status, what).toBe(403)
  else {
    expect(status, what).toBe(302)
    expect(location, what).toMatch(/^\/sign-in(\?|$)/)
  }
}

function includes(access: Access | null, role: Role): boolean {
  return access === 'anyone' || (access?.includes(role) ?? false)
}

function named(list: readonly MappedRoute[]): [string, MappedRoute][] {
  return list.map((route) => [route.address, route])
}

function sorted(access: Access | null): Access | null {
  return access === null || access === 'anyone' ? access : [...access].sort()
}
