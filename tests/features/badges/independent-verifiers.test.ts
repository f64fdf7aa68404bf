import * as verifierCore from '@digitalcredentials/verifier-core'
import { importJWK, type JWK, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { KEYUTIL, KJUR } from 'jsrsasign'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { rotateKeys } from '#app/features/signing/index.server.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { type BadgeJson, badgeOf, credentialOf, happen, publishedAt } from './badge-scene.ts'
import { isMarked, verifyByQuads } from './quads-verifier.ts'

/**
 * Software by others, which knows nothing of ours but what is published. It fetches; here a function answers in the place of the network. Each form is verified by two
 * that share no code with each other, nor the second with what we sign with.
 */

afterEach(() => void vi.unstubAllGlobals())

const schemaHost = 'https://purl.imsglobal.org/'

/** Answers what this site publishes; nothing else on the internet is there. */
function publish(ctx: Context): void {
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const asked = input instanceof Request ? input.url : String(input)
    const url = asked
    const document = url.startsWith(schemaHost) ? undefined : await publishedAt(ctx, url)
    return new Response(JSON.stringify(document ?? {}), {
      status: document === undefined ? 404 : 200,
      headers: { 'content-type': 'application/json' },
    })
  })
}

type Verified = {
  signature: boolean | null
  status: boolean | null
  expiry: boolean | null
  error: string | null
}

async function askVerifierCore(credential: object): Promise<Verified> {
  const response = (await verifierCore.verifyCredential({
    credential: structuredClone(credential) as never,
    knownDIDRegistries: [],
  })) as { log?: { id: string; valid?: boolean; error?: unknown }[]; errors?: { name?: string }[] }
  const entry = (id: string) => response.log?.find((one) => one.id === id)
  return {
    signature: entry('valid_signature')?.valid ?? null,
    status: entry('suspension_status')?.valid ?? null,
    expiry: entry('expiration')?.valid ?? null,
    error: response.errors?.[0]?.name ?? null,
  }
}

let sites = 0

/** A badge of a site of its own: the libraries remember what an address said, and each test has other keys. */
async function issued() {
  const scene = await frozenContext({ filled: 'demo' })
  sites += 1
  const publicUrl = `https://skills-${sites}.example.com`
  const ctx = { ...scene.ctx, settings: { ...scene.ctx.settings, publicUrl } }
  publish(ctx)
  const credential = await credentialOf(ctx, 'E-1001', 'AC-L3')
  return { ctx, clock: scene.clock, credential, badge: await badgeOf(ctx, credential.publicSlug) }
}

const changes: [string, (badge: BadgeJson) => void][] = [
  [
    'the level',
    (badge) => {
      badge.credentialSubject.achievement.name = 'AC-L4'
    },
  ],
  [
    'the number',
    (badge) => {
      badge.credentialSubject.licenseNumber += '0'
    },
  ],
  [
    'the end',
    (badge) => {
      badge.validUntil = '2037-01-01T00:00:00.000Z'
    },
  ],
  [
    'the place in the list',
    (badge) => {
      badge.credentialStatus.statusListIndex = '1'
    },
  ],
]

describe('verifier-core of the Digital Credentials Consortium', () => {
  test('takes a badge', async () => {
    const { badge } = await issued()
    expect(await askVerifierCore(badge.json)).toEqual({
      signature: true,
      status: true,
      expiry: true,
      error: null,
    })
  })

  test.each(changes)('refuses one in which %s was changed', async (_, change) => {
    const { badge } = await issued()
    change(badge.json)
    expect(await askVerifierCore(badge.json)).toMatchObject({ error: 'invalid_signature' })
  })

  test('refuses a term that nobody has defined', async () => {
    const { badge } = await issued()
    expect((await askVerifierCore({ ...badge.json, vip: true })).error).not.toBeNull()
  })

  test('sees a suspension, its end, and a revocation', async () => {
    const { ctx, clock, credential, badge } = await issued()
    const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']
    await happen(ctx, credential.id, { kind: 'SUSPENDED', effectiveAt: from, untilAt: until })
    clock.set(from)
    expect(await askVerifierCore(badge.json)).toMatchObject({ signature: true, status: false })
    clock.set(until)
    expect(await askVerifierCore(badge.json)).toMatchObject({ signature: true, status: true })
    await happen(ctx, credential.id, { kind: 'REVOKED', effectiveAt: until })
    clock.advance(61_000)
    expect(await askVerifierCore(badge.json)).toMatchObject({ signature: true, status: false })
  })

  test('takes a badge whose key was retired since', async () => {
    const { ctx, clock, badge } = await issued()
    const admin = await actingAs(ctx, 'S-8001')
    clock.advance(1000)
    expect(await rotateKeys(admin, { brandCode: 'MEIHE', reason: 'Yearly rotation' })).toMatchObject({
      ok: true,
    })
    expect(await askVerifierCore(badge.json)).toMatchObject({ signature: true, status: true, error: null })
  })

  test('refuses a badge under the key of another brand', async () => {
    const { ctx, badge } = await issued()
    const other = await badgeOf(ctx, (await credentialOfLumen(ctx)).publicSlug)
    const [proof] = badge.json.proof
    const [foreign] = other.json.proof
    if (proof && foreign) proof.verificationMethod = foreign.verificationMethod
    expect((await askVerifierCore(badge.json)).error).not.toBeNull()
  })
})

async function credentialOfLumen(ctx: Context) {
  return ctx.db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select(['credential.id', 'credential.publicSlug', 'credential.number', 'credentialType.brandId'])
    .where('organisation.code', '=', 'LUMEN')
    .executeTakeFirstOrThrow()
}

describe('a verifier of other libraries by canonical quads', () => {
  test('takes a badge, and its status list', async () => {
    const { ctx, badge } = await issued()
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('valid')
  })

  test.each(changes)('refuses one in which %s was changed', async (_, change) => {
    const { ctx, badge } = await issued()
    change(badge.json)
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('signature is wrong')
  })

  test('refuses a badge of another brand’s key, and one that another site of the same name has signed', async () => {
    const { ctx, badge } = await issued()
    const other = await badgeOf(ctx, (await credentialOfLumen(ctx)).publicSlug)
    const borrowed = structuredClone(badge.json)
    borrowed.proof = structuredClone(other.json.proof)
    expect(await verifyByQuads(borrowed, ctx.now())).toBe('key is not the issuer’s')
    const { json: impostor } = await otherSite(ctx)
    expect(impostor.issuer.id).toBe(badge.json.issuer.id)
    expect(await verifyByQuads(impostor, ctx.now())).toBe('signature is wrong')
  })

  test('sees a suspension, its end, a revocation, and the end of validity', async () => {
    const { ctx, clock, credential, badge } = await issued()
    const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']
    await happen(ctx, credential.id, { kind: 'SUSPENDED', effectiveAt: from, untilAt: until })
    clock.set(from)
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('marked in the list')
    clock.set(until)
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('valid')
    await happen(ctx, credential.id, { kind: 'REVOKED', effectiveAt: until })
    clock.advance(61_000)
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('marked in the list')
    expect(await verifyByQuads(badge.json, badge.json.validUntil)).toBe('expired')
  })

  test('takes a badge whose key was retired since', async () => {
    const { ctx, clock, badge } = await issued()
    clock.advance(1000)
    await rotateKeys(await actingAs(ctx, 'S-8001'), { brandCode: 'MEIHE', reason: 'Yearly rotation' })
    expect(await verifyByQuads(badge.json, ctx.now())).toBe('valid')
  })
})

/** The same badge as another server would sign it that says it is this one: the same names, other keys. */
async function otherSite(ctx: Context) {
  const { ctx: other } = await frozenContext({ filled: 'demo' })
  const there = { ...other, settings: { ...other.settings, publicUrl: ctx.settings.publicUrl } }
  return badgeOf(there, (await credentialOf(there, 'E-1001', 'AC-L3')).publicSlug)
}

type Claims = BadgeJson & { iss: string; jti: string; sub: string; nbf: number; exp: number }

/** The one key at the address in a JWT's header, as anybody gets it. */
async function keyOf(jwt: string): Promise<JWK> {
  const { kid } = JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())
  return (await (await fetch(kid)).json()) as JWK
}

/** Verifiers of JWTs by others; each throws where it refuses. `now` is in seconds since 1970. */
const jwtVerifiers: [string, (jwt: string, key: JWK, now: number) => Promise<Claims>][] = [
  [
    'jose, which also signs',
    async (jwt, key, now) =>
      (
        await jwtVerify(jwt, await importJWK(key), {
          algorithms: ['RS256'],
          currentDate: new Date(now * 1000),
        })
      ).payload as unknown as Claims,
  ],
  [
    'jsonwebtoken of Auth0',
    async (jwt, key, now) =>
      jsonwebtoken.verify(
        jwt,
        { key: key as never, format: 'jwk' },
        {
          algorithms: ['RS256'],
          clockTimestamp: now,
        },
      ) as unknown as Claims,
  ],
  [
    'jsrsasign of K. Urushima, which computes RSA itself',
    async (jwt, key, now) => {
      if (
        !KJUR.jws.JWS.verifyJWT(jwt, KEYUTIL.getKey(key as never) as never, {
          alg: ['RS256'],
          verifyAt: now as never,
        })
      )
        throw new Error('refused')
      return KJUR.jws.JWS.parse(jwt).payloadObj as unknown as Claims
    },
  ],
]

describe.each(jwtVerifiers)('%s', (_, verify) => {
  const seconds = (instant: string) => Date.parse(instant) / 1000

  test('takes the JWT with the one key at the address in kid; it says what the JSON says', async () => {
    const { ctx, badge } = await issued()
    const { proof: _proof, ...unsigned } = badge.json
    expect(await verify(badge.jwt, await keyOf(badge.jwt), seconds(ctx.now()))).toEqual({
      ...unsigned,
      iss: badge.json.issuer.id,
      jti: badge.json.id,
      sub: badge.json.credentialSubject.id,
      nbf: seconds(badge.json.validFrom),
      exp: seconds(badge.json.validUntil),
    })
  })

  test('refuses what was changed, the key of another, an end that has passed, and a beginning to come', async () => {
    const { ctx, badge } = await issued()
    const now = seconds(ctx.now())
    const key = await keyOf(badge.jwt)
    const [head, body = '', signature] = badge.jwt.split('.')
    const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('AC-L3', 'AC-L4')).toString(
      'base64url',
    )
    await expect(verify(`${head}.${changed}.${signature}`, key, now)).rejects.toThrow()
    const foreign = await badgeOf(ctx, (await credentialOfLumen(ctx)).publicSlug)
    await expect(verify(badge.jwt, await keyOf(foreign.jwt), now)).rejects.toThrow()
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`
    await expect(verify(unsigned, key, now)).rejects.toThrow()
    await expect(verify(badge.jwt, key, seconds(badge.json.validUntil) + 1)).rejects.toThrow()
    await expect(verify(badge.jwt, key, seconds(badge.json.validFrom) - 1)).rejects.toThrow()
    await expect(verify(badge.jwt, key, now)).resolves.toBeDefined()
  })
})

test('the header of a JWT has what readers of Open Badges take, and nothing else', async () => {
  const { badge } = await issued()
  const header = JSON.parse(Buffer.from(badge.jwt.split('.')[0] ?? '', 'base64url').toString())
  expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ'])
  expect(header).toMatchObject({ alg: 'RS256', typ: 'JWT' })
})

test('who has the JWT alone sees a suspension and a revocation in the list that it names', async () => {
  const { ctx, clock, credential, badge } = await issued()
  const claims = jsonwebtoken.decode(badge.jwt) as unknown as Claims
  const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']
  const marked = () => isMarked(claims)
  expect(await marked()).toBe(false)
  await happen(ctx, credential.id, { kind: 'SUSPENDED', effectiveAt: from, untilAt: until })
  clock.set(from)
  expect(await marked()).toBe(true)
  clock.set(until)
  expect(await marked()).toBe(false)
  await happen(ctx, credential.id, { kind: 'REVOKED', effectiveAt: until })
  clock.advance(61_000)
  expect(await marked()).toBe(true)
})
