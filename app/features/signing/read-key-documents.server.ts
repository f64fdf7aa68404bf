import type { JsonWebKey } from 'node:crypto'
import { base58 } from '#app/badge-format/base58.ts'
import type { Context } from '#app/context.server.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { type IssuerAddresses, issuerAddresses } from './issuer-address.ts'
import { currentKey, signingAlgorithms } from './make-keys.server.ts'
import { findBrandByCode, findKeysOf, type SigningKeyRow } from './signing-key.repository.server.ts'

/** Multicodec `ed25519-pub`, before the 32 bytes of the key. */
const ed25519Prefix = [0xed, 0x01]

type BrandWithKeys = {
  readonly addresses: IssuerAddresses
  readonly keys: readonly SigningKeyRow[]
}

/**
 * The DID document of a brand: every key it has ever signed with, retired ones too, since what they signed still holds. Null for a name that is no brand's.
 * Names are in lower case, so that each document has one address.
 */
export async function readDidDocument(ctx: Context, brandName: string): Promise<object | null> {
  const published = await readPublished(ctx, brandName)
  if (!published) return null
  const { addresses, keys } = published
  const methods = keys.map((key) => {
    const method = { id: addresses.verificationMethod(key.id), controller: addresses.did }
    return key.algorithm === 'Ed25519'
      ? { ...method, type: 'Multikey', publicKeyMultibase: multibaseOf(key) }
      : { ...method, type: 'JsonWebKey', publicKeyJwk: jwkOf(key, addresses) }
  })
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: addresses.did,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  }
}

/** Every public key of a brand as a JWK set (RFC 7517), retired ones too; null for a name that is no brand's. */
export async function readJwks(ctx: Context, brandName: string): Promise<{ keys: JsonWebKey[] } | null> {
  const published = await readPublished(ctx, brandName)
  return published && { keys: published.keys.map((key) => jwkOf(key, published.addresses)) }
}

/** One public key of a brand as one JWK: readers of a badge's `kid` expect a key there, not a set. Null for what is not there. */
export async function readKeyDocument(
  ctx: Context,
  brandName: string,
  keyId: string,
): Promise<JsonWebKey | null> {
  const published = await readPublished(ctx, brandName)
  const key = published?.keys.find(({ id }) => id === keyId)
  return published && key ? jwkOf(key, published.addresses) : null
}

/** A brand as its documents speak of it. */
export type PublishedBrand = { readonly id: string; readonly code: string; readonly name: Bilingual }

/** The brand of a name in an address; null where there is none, also where upper case makes it another address. */
export async function findPublishedBrand(ctx: Context, brandName: string): Promise<PublishedBrand | null> {
  if (brandName !== brandName.toLowerCase()) return null
  const brand = await findBrandByCode(ctx.db, brandName.toUpperCase())
  return brand ? { id: brand.id, code: brand.code, name: { en: brand.nameEn, zh: brand.nameZh } } : null
}

async function readPublished(ctx: Context, brandName: string): Promise<BrandWithKeys | null> {
  const brand = await findPublishedBrand(ctx, brandName)
  if (!brand) return null
  for (const algorithm of signingAlgorithms) await currentKey(ctx, brand.id, algorithm)
  return {
    addresses: issuerAddresses(ctx.settings.publicUrl, brand.code),
    keys: await findKeysOf(ctx.db, brand.id),
  }
}

function multibaseOf({ publicJwkJson }: SigningKeyRow): string {
  const { x = '' } = JSON.parse(publicJwkJson) as JsonWebKey
  return `z${base58(Uint8Array.from([...ed25519Prefix, ...Buffer.from(x, 'base64url')]))}`
}

function jwkOf({ id, algorithm, publicJwkJson }: SigningKeyRow, addresses: IssuerAddresses): JsonWebKey {
  return {
    ...(JSON.parse(publicJwkJson) as JsonWebKey),
    kid: addresses.key(id),
    use: 'sig',
    alg: algorithm === 'Ed25519' ? 'EdDSA' : algorithm,
  }
}
