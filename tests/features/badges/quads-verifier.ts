import { createHash } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { gunzipSync } from 'fflate'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { RDFC10 } from 'rdfjs-c14n'
import { packagedLoader } from '#app/badge-format/packaged-contexts.server.ts'

/**
 * A second verifier of embedded proofs, put together by the standard (W3C, Data Integrity EdDSA Cryptosuites 1.0, 3.2) from libraries that share no code with those
 * we sign with: JSON-LD is read by R. Taelman's parser, made canonical by I. Herman's RDFC-1.0, the signature checked by P. Miller's curves. It knows nothing of ours
 * but what is published, which it fetches; contexts come from the packages that carry them. Words that no context defines it does not see: that is the other's part.
 */

type Credential = {
  '@context': unknown
  issuer: string | { id: string }
  validFrom: string
  validUntil?: string
  credentialStatus?: { statusListIndex: string; statusListCredential: string }
  proof: { cryptosuite: string; verificationMethod: string; proofValue: string }[]
}

type DidDocument = {
  verificationMethod: { id: string; controller: string; publicKeyMultibase?: string }[]
  assertionMethod: string[]
}

export type QuadsVerdict =
  | 'valid'
  | 'key is not the issuer’s'
  | 'signature is wrong'
  | 'marked in the list'
  | 'expired'

/** What the verifier says of a credential at an instant; throws where something that is needed is not published. */
export async function verifyByQuads(credential: object, now: string): Promise<QuadsVerdict> {
  const badge = credential as Credential
  const signature = await checkSignature(badge)
  if (signature !== 'valid') return signature
  if (badge.validFrom > now || (badge.validUntil !== undefined && badge.validUntil <= now)) return 'expired'
  if (!badge.credentialStatus) return 'valid'
  return (await isMarked(badge)) ? 'marked in the list' : 'valid'
}

/** Whether a badge is marked in the list that it names; throws where the list is not signed by the badge's issuer. */
export async function isMarked(badge: Pick<Credential, 'issuer' | 'credentialStatus'>): Promise<boolean> {
  if (!badge.credentialStatus) throw new Error('The badge names no list')
  const { statusListCredential, statusListIndex } = badge.credentialStatus
  const list = (await fetched(statusListCredential)) as Credential & {
    credentialSubject: { encodedList: string }
  }
  const signature =
    issuerOf(list) === issuerOf(badge) ? await checkSignature(list) : 'key is not the issuer’s'
  if (signature !== 'valid') throw new Error(`${statusListCredential}: ${signature}`)
  return bitAt(list.credentialSubject.encodedList, Number(statusListIndex))
}

async function checkSignature({ proof: proofs, ...unsigned }: Credential): Promise<QuadsVerdict> {
  const [proof] = proofs
  if (!proof) return 'signature is wrong'
  const { proofValue, ...options } = proof
  const issuer = issuerOf(unsigned)
  const did = (await fetched(addressOfDid(issuer))) as DidDocument
  const method = did.verificationMethod.find(({ id }) => id === proof.verificationMethod)
  if (!method?.publicKeyMultibase || method.controller !== issuer || !did.assertionMethod.includes(method.id))
    return 'key is not the issuer’s'
  const hashes = [
    await canonicalHash({ '@context': unsigned['@context'], ...options }),
    await canonicalHash(unsigned),
  ]
  // A multikey of Ed25519 begins with two bytes that say so.
  const key = fromMultibase(method.publicKeyMultibase).subarray(2)
  return ed25519.verify(fromMultibase(proofValue), Buffer.concat(hashes), key)
    ? 'valid'
    : 'signature is wrong'
}

async function canonicalHash(document: object): Promise<Buffer> {
  const load = packagedLoader()
  const parser = new JsonLdParser({
    documentLoader: { load: async (url: string) => (await load(url)).document as never },
  })
  parser.end(JSON.stringify(document))
  const quads = []
  for await (const quad of parser) quads.push(quad)
  const { canonical_form: canonical } = await new RDFC10().c14n(quads)
  return createHash('sha256').update(canonical).digest()
}

function issuerOf({ issuer }: Pick<Credential, 'issuer'>): string {
  return typeof issuer === 'string' ? issuer : issuer.id
}

/** Where the document of a `did:web` with a path stands (W3C, did:web method, 3.2). */
function addressOfDid(did: string): string {
  const [, , host = '', ...path] = did.split(':')
  return `https://${[decodeURIComponent(host), ...path].join('/')}/did.json`
}

async function fetched(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} is not published`)
  return response.json()
}

function bitAt(encodedList: string, place: number): boolean {
  const bytes = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))
  return (((bytes[Math.floor(place / 8)] as number) >> (7 - (place % 8))) & 1) === 1
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** The bytes of a multibase text in base58. */
function fromMultibase(text: string): Buffer {
  const digits = text.slice(1)
  const value = [...digits].reduce((sum, sign) => sum * 58n + BigInt(base58.indexOf(sign)), 0n)
  const hex = value.toString(16)
  const zeros = digits.length - digits.replace(/^1+/, '').length
  return Buffer.concat([
    Buffer.alloc(zeros),
    Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'),
  ])
}
