import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { action as enrolPerson } from '#app/routes/team/enrol-person.tsx'
import { loader as personPage } from '#app/routes/team/person.tsx'
import { loader as teamPage } from '#app/routes/team/team.tsx'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

/** A provider's manager sees and enrols the provider's own engineers; nobody else sees or enrols anybody here. */

const site = 'http://localhost:3000'

function argsFor(ctx: Context, path: string, person = '', init: RequestInit = {}) {
  const request = new Request(`${site}${path}`, init)
  return {
    request,
    params: { person },
    context: { context: async () => ctx },
  } as unknown as LoaderFunctionArgs & ActionFunctionArgs
}

/** The status a call ends with; 200 where it answers with data. */
async function statusOf(call: Promise<unknown>): Promise<number> {
  try {
    const result = await call
    return result instanceof Response ? result.status : 200
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status
    throw thrown
  }
}

function enrolment(ctx: Context, person: string, credential: string, origin: string | null = site) {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000' })
  if (origin) headers.set('origin', origin)
  const body = new URLSearchParams({ credential }).toString()
  return enrolPerson(argsFor(ctx, `/team/people/${person}/enrol`, person, { method: 'POST', headers, body }))
}

async function signedIn(person: string, organisation?: string) {
  const { ctx } = await frozenContext({ filled: 'demo' })
  return actingAs(ctx, person, organisation)
}

const wrongRoles = [
  'E-1001',
  'A-2002',
  'T-2201',
  'I-2101',
  'B-5001',
  'B-5003',
  'B-5004',
  'D-7001',
  'G-3001',
  'M-4001',
  'S-8001',
]

describe.each(wrongRoles)('%s, who manages no provider', (person) => {
  test('gets neither the team nor a person, and enrols nobody', async () => {
    const ctx = await signedIn(person)
    expect(await statusOf(teamPage(argsFor(ctx, '/team')))).toBe(403)
    expect(await statusOf(personPage(argsFor(ctx, '/team/people/E-1001', 'E-1001')))).toBe(403)
    expect(await statusOf(enrolment(ctx, 'E-1004', 'MEIHE/WM-L2'))).toBe(403)
    expect(await ctx.db.selectFrom('enrolment').selectAll().execute()).toEqual([])
  })
})

test('nobody is sent to sign in', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  expect(await statusOf(teamPage(argsFor(ctx, '/team')))).toBe(302)
  expect(await statusOf(personPage(argsFor(ctx, '/team/people/E-1001', 'E-1001')))).toBe(302)
  expect(await statusOf(enrolment(ctx, 'E-1004', 'MEIHE/WM-L2'))).toBe(302)
})

describe('the manager of P1', () => {
  test.each(['E-1021', 'E-1005', 'A-2002', 'B-5001', 'NOBODY', '', "' or 1=1 --"])(
    'finds no %j',
    async (person) => {
      const ctx = await signedIn('P-6001', 'P1')
      expect(await statusOf(personPage(argsFor(ctx, '/team/people/x', person)))).toBe(404)
      expect(await statusOf(enrolment(ctx, person, 'MEIHE/WM-L2'))).toBe(404)
      expect(await ctx.db.selectFrom('enrolment').selectAll().execute()).toEqual([])
    },
  )

  test('finds the own engineers', async () => {
    const ctx = await signedIn('P-6001', 'P1')
    expect(await statusOf(personPage(argsFor(ctx, '/team/people/E-1001', 'E-1001')))).toBe(200)
  })

  test('enrols for no credential of a brand that the provider does not serve', async () => {
    const ctx = await signedIn('P-6001', 'P1')
    expect(await statusOf(enrolment(ctx, 'E-1004', 'LUMEN/NB-L1'))).toBe(404)
  })

  test.each(['http://evil.example', null])(
    'does nothing on behalf of another site (origin %s)',
    async (origin) => {
      const ctx = await signedIn('P-6001', 'P1')
      expect(await statusOf(enrolment(ctx, 'E-1004', 'MEIHE/WM-L2', origin))).toBe(403)
      expect(await ctx.db.selectFrom('enrolment').selectAll().execute()).toEqual([])
    },
  )

  test('sends the browser no mail address, phone number or id of an engineer', async () => {
    const ctx = await signedIn('P-6001', 'P1')
    const text = JSON.stringify(await teamPage(argsFor(ctx, '/team')))
    expect(text).toContain('E-1001')
    expect(text).not.toMatch(/\+861\d{10}|@|personId/)
  })

  test('may ask for any page of any size of nonsense', async () => {
    const ctx = await signedIn('P-6001', 'P1')
    for (const query of [
      'page=-1',
      'page=1e9',
      'page=NaN',
      `q=${'%25'.repeat(300)}`,
      'outlet=%00',
      'outlet=O3',
    ])
      expect(await statusOf(teamPage(argsFor(ctx, `/team?${query}`)))).toBe(200)
  })
})
