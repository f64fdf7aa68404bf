import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { compactVerify, createLocalJWKSet, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import {
  issuerAddresses,
  makeMissingKeys,
  proofSigner,
  readDidDocument,
  readJwks,
  readKeyDocument,
  rotateKeys,
  signDetached,
  signJwt,
  verifyDetached,
} from '#app/features/signing/index.server.ts'
import { currentKey } from '#app/features/signing/make-keys.server.ts'
import { seal, unseal } from '#app/features/signing/seal.server.ts'
import { findKeysOf } from '#app/features/signing/signing-key.repository.server.ts'
import { purposeKeysOf } from '#app/purpose-keys.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

const bytes = new TextEncoder().encode('the gate said yes')

async function brandOf(ctx: Context, code: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return row.id
}

describe.each(testDialects)('on %s', (dialect) => {
  test('what a brand signs is verified with its key and with no other brand’s', async () => {
    const { ctx } = await frozenContext({ filled: 'demo', dialect })
    const [meihe, lumen] = [await brandOf(ctx, 'MEIHE'), await brandOf(ctx, 'LUMEN')]
    const { keyId, signature, keyUrl } = await signDetached(ctx, meihe, bytes)
    expect(keyUrl).toBe(`http://localhost:3000/brands/meihe/keys/${keyId}`)
    expect(signature).toHaveLength(64)
    const asked = { brandId: meihe, keyId, bytes, signature }
    expect(await verifyDetached(ctx.db, asked)).toBe(true)
    expect(await verifyDetached(ctx.db, { ...asked, bytes: bytes.slice(1) })).toBe(false)
    expect(await verifyDetached(ctx.db, { ...asked, brandId: lumen })).toBe(false)
    const other = await signDetached(ctx, lumen, bytes)
    expect(await verifyDetached(ctx.db, { ...asked, signature: other.signature })).toBe(false)
  })

  test('two that make a brand’s keys at once end with the same ones', async () => {
    const { ctx } = await frozenContext({ filled: 'demo', dialect })
    const meihe = await brandOf(ctx, 'MEIHE')
    const made = await Promise.all([1, 2, 3].map(() => currentKey(ctx, meihe, 'Ed25519')))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await findKeysOf(ctx.db, meihe)).toHaveLength(1)
  })

  test('rotation ends signing with the old keys; they stay published and what they signed stays valid', async () => {
    const { ctx, clock } = await frozenContext({ filled: 'demo', dialect })
    const meihe = await brandOf(ctx, 'MEIHE')
    const before = await signDetached(ctx, meihe, bytes)
    const jwt = await signJwt(ctx, meihe, { iss: 'a' })
    const admin = await actingAs(ctx, 'S-8001')
    clock.advance(1000)
    const outcome = await rotateKeys(admin, { brandCode: 'MEIHE', reason: 'Yearly rotation' })
    expect(outcome.ok && outcome.keyIds).toHaveLength(2)
    const after = await signDetached(ctx, meihe, bytes)
    expect(after.keyId).not.toBe(before.keyId)
    const { keyId, signature } = before
    expect(await verifyDetached(ctx.db, { brandId: meihe, keyId, bytes, signature })).toBe(true)
    const jwks = await readJwks(ctx, 'meihe')
    expect(jwks?.keys.map(({ kid }) => String(kid))).toContain(before.keyUrl)
    const { payload } = await compactVerify(jwt, createLocalJWKSet(jwks as never))
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ iss: 'a' })
    const entry = await ctx.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'signing-keys.rotated')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.detailsJson)).toMatchObject({
      brand: 'MEIHE',
      reason: 'Yearly rotation',
      retired: expect.arrayContaining([before.keyId]),
    })
    expect(entry.actorPersonId).toBe(admin.actor.personId)
  })
})

test('a rotation needs a brand and a reason', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const admin = await actingAs(ctx, 'S-8001')
  const refused = async (brandCode: string, reason: string) => await rotateKeys(admin, { brandCode, reason })
  expect(await refused('P1', 'Yearly rotation')).toEqual({ ok: false, reason: 'unknown' })
  expect(await refused('MEIHE', ' why ')).toEqual({ ok: false, reason: 'reason-missing' })
  expect(await ctx.db.selectFrom('signingKey').select('id').execute()).toEqual([])
})

test('missing keys are made once, two for each brand', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  expect(await makeMissingKeys(ctx)).toBe(6)
  expect(await makeMissingKeys(ctx)).toBe(0)
})

test('nothing but a brand has keys', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  await expect(signDetached(ctx, await brandOf(ctx, 'P1'), bytes)).rejects.toThrow('No brand')
  expect(await readDidDocument(ctx, 'p1')).toBeNull()
  expect(await readJwks(ctx, 'nobody')).toBeNull()
  expect(await readDidDocument(ctx, 'MEIHE')).toBeNull()
})

describe('the documents', () => {
  test('the DID document names each key under the brand’s DID, in both forms', async () => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const meihe = await brandOf(ctx, 'MEIHE')
    const signer = await proofSigner(ctx, meihe)
    const did = 'did:web:localhost%3A3000:brands:meihe'
    const document = (await readDidDocument(ctx, 'meihe')) as {
      id: string
      verificationMethod: Record<string, unknown>[]
      assertionMethod: string[]
    }
    expect(document.id).toBe(did)
    expect(document.verificationMethod.map(({ type, controller }) => [type, controller])).toEqual([
      ['Multikey', did],
      ['JsonWebKey', did],
    ])
    expect(document.assertionMethod).toEqual(document.verificationMethod.map(({ id }) => id))
    expect(document.assertionMethod[0]).toBe(signer.id)
    expect(document.verificationMethod[0]?.publicKeyMultibase).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/)
    expect(JSON.stringify(document)).not.toMatch(/"(d|p|q|dp|dq|qi)":/)
  })

  test('a key’s own address gives one JWK, which verifies what was signed with it', async () => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const meihe = await brandOf(ctx, 'MEIHE')
    const { keyId, signature } = await signDetached(ctx, meihe, bytes)
    const jwk = (await readKeyDocument(ctx, 'meihe', keyId)) as JsonWebKey
    expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
    expect(verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true)
    expect(await readKeyDocument(ctx, 'lumen', keyId)).toBeNull()
  })

  test.each(['RS256', 'EdDSA'] as const)('a JWT by %s names the address of its key', async (algorithm) => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const jwt = await signJwt(ctx, await brandOf(ctx, 'HAIYUE'), { a: 1 }, { algorithm })
    const [keyId = ''] = String(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid)
      .split('/')
      .slice(-1)
    const jwk = await readKeyDocument(ctx, 'haiyue', keyId)
    const { protectedHeader } = await compactVerify(jwt, await importJWK(jwk as never))
    expect(protectedHeader).toEqual({
      alg: algorithm,
      kid: issuerAddresses(ctx.settings.publicUrl, 'HAIYUE').key(keyId),
      typ: 'JWT',
    })
  })
})

describe('private keys at rest', () => {
  const sealing = { about: 'row 1', randomBytes: (length: number) => new Uint8Array(length).fill(7) }
  const key = purposeKeysOf('a'.repeat(32))('signing-keys')

  test('are not in the database as they are', async () => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const meihe = await brandOf(ctx, 'MEIHE')
    const { sealedPrivateKey, id } = await currentKey(ctx, meihe, 'Ed25519')
    const opened = unseal(sealedPrivateKey, {
      key: ctx.purposeKey('signing-keys'),
      about: `${meihe} ${id}`,
    })
    expect(Buffer.from(sealedPrivateKey.slice(3), 'base64url').includes(opened.subarray(-32))).toBe(false)
  })

  test('do not open with another secret, for another row, or changed', () => {
    const sealed = seal(bytes, { ...sealing, key })
    expect(unseal(sealed, { key, about: 'row 1' })).toEqual(Buffer.from(bytes))
    const other = purposeKeysOf('b'.repeat(32))('signing-keys')
    expect(() => unseal(sealed, { key: other, about: 'row 1' })).toThrow()
    expect(() => unseal(sealed, { key, about: 'row 2' })).toThrow()
    const at = sealed.length - 3
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => unseal(changed, { key, about: 'row 1' })).toThrow()
    expect(() => unseal(sealed.slice(3), { key, about: 'row 1' })).toThrow('form')
  })

  test('a server with another secret signs nothing', async () => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const meihe = await brandOf(ctx, 'MEIHE')
    await signDetached(ctx, meihe, bytes)
    const stranger = { ...ctx, purposeKey: purposeKeysOf('c'.repeat(32)) }
    await expect(signDetached(stranger, meihe, bytes)).rejects.toThrow()
  })

  test('keys of two purposes are unrelated', () => {
    expect(purposeKeysOf('a'.repeat(32))('links')).not.toEqual(key)
    expect(key).toHaveLength(32)
  })
})
