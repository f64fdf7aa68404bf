import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { base58, fromBase58 } from '../base58.ts'
import { CheckFailure, type Json } from './verdict.ts'

/** Finds a document by its address: from a folder, or over HTTPS. Throws a CheckFailure where there is none. */
export type FindDocument = (url: string) => Promise<unknown>

const ed25519 = [0xed, 0x01]
const p256 = [0x80, 0x24]
const p384 = [0x81, 0x24]

/** DER of a SubjectPublicKeyInfo before the key itself, by what the multicodec says. */
const derHeads: readonly { codec: readonly number[]; length: number; head: string }[] = [
  { codec: ed25519, length: 32, head: '302a300506032b6570032100' },
  { codec: p256, length: 33, head: '3039301306072a8648ce3d020106082a8648ce3d030107032200' },
  { codec: p384, length: 49, head: '3046301006072a8648ce3d020106052b81040022033200' },
]

/** The address of the document of a `did:web`; plain HTTP for this machine alone, where a demonstration runs. */
export function didWebAddress(did: string): string {
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent)
  if (!/^[\w.-]+(:\d+)?$/.test(host) || path.some((part) => part === '' || /[/\\?#]|^\.\.?$/.test(part)))
    throw new CheckFailure('bad-did', `${did} is no did:web`)
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'
  return `${scheme}://${host}/${path.length === 0 ? '.well-known' : path.map(encodeURIComponent).join('/')}/did.json`
}

/** The document of a DID. `did:key` is worked out from the name itself; `did:web` is found. Other methods are not supported. */
export async function resolveDid(did: string, find: FindDocument): Promise<Json> {
  if (did.startsWith('did:key:')) return didKeyDocument(did)
  if (!did.startsWith('did:web:')) {
    const method = did.split(':')[1] ?? ''
    throw new CheckFailure(
      'did-method',
      `DIDs of the method ${method} are not supported, only did:web and did:key`,
      'not-supported',
    )
  }
  const document = await findFirst([did, didWebAddress(did)], find)
  if (typeof document !== 'object' || document === null || (document as Json).id !== did)
    throw new CheckFailure('wrong-document', `The document found for ${did} is of somebody else`)
  return document as Json
}

/** A folder may hold a document under its DID or under its address. */
async function findFirst(urls: readonly string[], find: FindDocument): Promise<unknown> {
  let last: unknown
  for (const url of urls) {
    try {
      return await find(url)
    } catch (failure) {
      last = failure
    }
  }
  throw last
}

function didKeyDocument(did: string): Json {
  const multibase = did.slice('did:key:'.length)
  jwkOfMultibase(multibase)
  const id = `${did}#${multibase}`
  return {
    id: did,
    verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
    assertionMethod: [id],
  }
}

/** The JWK of a Multikey. Throws where the kind of key is not supported. */
export function jwkOfMultibase(multibase: string): JsonWebKey {
  const bytes = multibase.startsWith('z') && multibase.length < 200 ? fromBase58(multibase.slice(1)) : null
  const kind = derHeads.find(
    ({ codec, length }) =>
      bytes?.length === length + codec.length && codec.every((part, at) => bytes[at] === part),
  )
  if (!bytes || !kind)
    throw new CheckFailure(
      'key-kind',
      'The key is of a kind that is not supported; Ed25519, P-256 and P-384 are',
      'not-supported',
    )
  const der = Buffer.concat([Buffer.from(kind.head, 'hex'), bytes.subarray(kind.codec.length)])
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'jwk' })
  } catch {
    throw new CheckFailure('bad-key', 'The key cannot be read')
  }
}

/** An Ed25519 JWK as a Multikey. */
export function multibaseOfJwk({ kty, crv, x }: JsonWebKey): string {
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string')
    throw new CheckFailure('key-kind', 'eddsa-rdfc-2022 needs an Ed25519 key')
  return `z${base58(Uint8Array.from([...ed25519, ...Buffer.from(x, 'base64url')]))}`
}
