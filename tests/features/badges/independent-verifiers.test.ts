import * as verifierCore from '@digitalcredentials/verifier-core'
import { compactVerify, importJWK, type JWK } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { rotateKeys } from '#app/features/signing/index.server.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { type BadgeJson, badgeOf, credentialOf, happen, publishedAt } from './badge-scene.ts'

/** Software by others, which knows nothing of ours but what is published. It fetches; here a function answers in the place of the network. */

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

  test.each<[string, (badge: BadgeJson) => void]>([
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
  ])('refuses one in which %s was changed', async (_, change) => {
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

describe('jose', () => {
  test('verifies the JWT with the one key at the address in kid', async () => {
    const { ctx, badge } = await issued()
    const header = JSON.parse(Buffer.from(badge.jwt.split('.')[0] ?? '', 'base64url').toString())
    expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ'])
    const key = await importJWK((await publishedAt(ctx, header.kid)) as JWK)
    const { payload } = await compactVerify(badge.jwt, key, { algorithms: ['RS256'] })
    const claims = JSON.parse(new TextDecoder().decode(payload))
    const { proof: _, ...unsigned } = badge.json
    expect(claims).toEqual({
      ...unsigned,
      iss: badge.json.issuer.id,
      jti: badge.json.id,
      sub: badge.json.credentialSubject.id,
      nbf: Date.parse(badge.json.validFrom) / 1000,
      exp: Date.parse(badge.json.validUntil) / 1000,
    })
    const [head, body = '', signature] = badge.jwt.split('.')
    const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('AC-L3', 'AC-L4')).toString(
      'base64url',
    )
    await expect(compactVerify(`${head}.${changed}.${signature}`, key)).rejects.toThrow()
  })
})
