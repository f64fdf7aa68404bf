import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'
import { CompactSign } from 'jose'
import type { Context } from '#app/context.server.ts'
import type { PurposeKey } from '#app/purpose-keys.server.ts'
import type { Db } from '#db/schema/index.ts'
import { issuerAddresses } from './issuer-address.ts'
import { type CurrentKey, currentKey, sealPurpose } from './make-keys.server.ts'
import { unseal } from './seal.server.ts'
import { findKeysOf } from './signing-key.repository.server.ts'

/** A signature with what a reader needs to find the key. */
export type DetachedSignature = {
  /** `Ed25519` (RFC 8032), over the bytes themselves. */
  readonly algorithm: 'Ed25519'
  readonly keyId: string
  /** Where the public key is published, as one JWK. */
  readonly keyUrl: string
  /** The same key in the brand's DID document. */
  readonly verificationMethod: string
  /** 64 bytes. */
  readonly signature: Uint8Array
}

/** Signs bytes in a brand's name with its current Ed25519 key. Throws where the id is no brand's. */
export async function signDetached(
  ctx: Context,
  brandId: string,
  bytes: Uint8Array,
): Promise<DetachedSignature> {
  const key = await currentKey(ctx, brandId, 'Ed25519')
  const addresses = issuerAddresses(ctx.settings.publicUrl, key.brandCode)
  return {
    algorithm: 'Ed25519',
    keyId: key.id,
    keyUrl: addresses.key(key.id),
    verificationMethod: addresses.verificationMethod(key.id),
    signature: new Uint8Array(sign(null, bytes, privateKeyOf(ctx, key))),
  }
}

/** Whether a brand's Ed25519 key, current or retired, made this signature. Another brand's key is no key here. */
export async function verifyDetached(
  db: Db,
  {
    brandId,
    keyId,
    bytes,
    signature,
  }: { brandId: string; keyId: string; bytes: Uint8Array; signature: Uint8Array },
): Promise<boolean> {
  const key = (await findKeysOf(db, brandId)).find(
    ({ id, algorithm }) => id === keyId && algorithm === 'Ed25519',
  )
  if (!key) return false
  const publicKey = createPublicKey({ key: JSON.parse(key.publicJwkJson) as JsonWebKey, format: 'jwk' })
  return verify(null, bytes, publicKey, signature)
}

/**
 * Signs a JWT in a brand's name (compact JWS). `kid` is the address of the one JWK. RS256 is what Open Badges readers take; EdDSA is shorter, for readers of
 * our own. The payload is signed as given: `iss`, `exp` and the rest are the caller's.
 */
export async function signJwt(
  ctx: Context,
  brandId: string,
  payload: object,
  { algorithm = 'RS256' }: { algorithm?: 'RS256' | 'EdDSA' } = {},
): Promise<string> {
  const key = await currentKey(ctx, brandId, algorithm === 'EdDSA' ? 'Ed25519' : 'RS256')
  const kid = issuerAddresses(ctx.settings.publicUrl, key.brandCode).key(key.id)
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
    .sign(privateKeyOf(ctx, key))
}

/** Something that signs bytes with one Ed25519 key, as the Data Integrity libraries want it. */
export type ProofSigner = {
  /** The verification method. */
  readonly id: string
  readonly algorithm: 'Ed25519'
  readonly keyId: string
  sign(input: { data: Uint8Array }): Promise<Uint8Array>
}

/** A signer for embedded proofs in a brand's name. */
export async function proofSigner(ctx: Context, brandId: string): Promise<ProofSigner> {
  const key = await currentKey(ctx, brandId, 'Ed25519')
  const privateKey = privateKeyOf(ctx, key)
  return {
    id: issuerAddresses(ctx.settings.publicUrl, key.brandCode).verificationMethod(key.id),
    algorithm: 'Ed25519',
    keyId: key.id,
    sign: async ({ data }) => new Uint8Array(sign(null, data, privateKey)),
  }
}

/** Keys that were opened, by what they were sealed as: opening one takes longer than several signatures, and the gate signs at every decision. */
const openedKeys = new WeakMap<PurposeKey, Map<string, KeyObject>>()
const mostOpenedKeys = 200

/** Opens a private key, once for each process. Throws where TIERGATE_SECRET is not the one it was sealed under. */
function privateKeyOf(ctx: Context, { id, brandId, sealedPrivateKey }: CurrentKey): KeyObject {
  const opened = openedKeys.get(ctx.purposeKey) ?? new Map<string, KeyObject>()
  openedKeys.set(ctx.purposeKey, opened)
  const about = `${brandId} ${id}`
  const known = opened.get(`${about} ${sealedPrivateKey}`)
  if (known) return known
  const der = unseal(sealedPrivateKey, { key: ctx.purposeKey(sealPurpose), about })
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  if (opened.size >= mostOpenedKeys) opened.clear()
  opened.set(`${about} ${sealedPrivateKey}`, key)
  return key
}
