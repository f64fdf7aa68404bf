import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, type JWK } from 'jose'
import type { FindDocument } from './did.server.ts'
import { assertionKeysOf, findAssertionKey, jwkOfMethod } from './find-key.server.ts'
import { CheckFailure, idOf, isJson, type Json, listOf } from './verdict.ts'

/** Signatures with two keys alone: with one shared secret, or with none, anybody could be the issuer. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
  'Ed25519',
]

/** A JWT taken apart, nothing of it believed yet. */
export type ReadJwt = { readonly compact: string; readonly header: Json; readonly payload: Json }

/** Takes a compact JWS apart. Throws where it is none, or its payload is no object. */
export function readJwt(compact: string): ReadJwt {
  const [, middle = ''] = compact.split('.')
  try {
    const header = decodeProtectedHeader(compact) as Json
    const payload: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'))
    if (isJson(payload)) return { compact, header, payload }
  } catch {
    // Told below.
  }
  throw new CheckFailure('no-jwt', 'The file is no JWT of a credential')
}

/** The credential in a JWT: the payload itself, or its claim `vc` as the older data model had it. */
export function credentialOfJwt({ payload }: ReadJwt): Json {
  if (isJson(payload.vc)) {
    const { vc, iss, jti, nbf, exp } = payload
    return {
      ...(typeof iss === 'string' && { issuer: iss }),
      ...(typeof jti === 'string' && { id: jti }),
      ...(typeof nbf === 'number' && { validFrom: instantOf(nbf) }),
      ...(typeof exp === 'number' && { validUntil: instantOf(exp) }),
      ...vc,
    }
  }
  const { iss: _iss, jti: _jti, sub: _sub, nbf: _nbf, exp: _exp, iat: _iat, ...credential } = payload
  return credential
}

/** Where claims of the JWT and fields of the credential say the same, they have to agree. One fault a line; empty where there is none. */
export function claimFaults({ payload }: ReadJwt, credential: Json): string[] {
  const { iss, jti, sub, nbf, exp } = payload
  const faults: string[] = []
  const issuer = idOf(credential.issuer)
  if (typeof iss !== 'string') faults.push('iss is missing')
  else if (iss !== issuer) faults.push(`iss is ${iss}, the issuer ${issuer}`)
  if (jti !== undefined && jti !== credential.id) faults.push('jti is not the id')
  const subjects = listOf(credential.credentialSubject).map(idOf)
  if (sub !== undefined && !subjects.includes(String(sub))) faults.push('sub is not the subject')
  const same = (claim: unknown, field: unknown) =>
    claim === undefined ||
    field === undefined ||
    (typeof claim === 'number' && Math.abs(claim - Date.parse(String(field)) / 1000) < 1)
  if (!same(nbf, credential.validFrom)) faults.push('nbf is not validFrom')
  if (!same(exp, credential.validUntil)) faults.push('exp is not validUntil')
  return faults
}

/** Checks the signature of a JWT with a key that is the issuer's. Throws a CheckFailure; answers with the name of the key. */
export async function checkJwt(
  jwt: ReadJwt,
  issuer: string | null,
  { find, now }: { find: FindDocument; now: string },
): Promise<string> {
  const { alg, crit } = jwt.header
  if (typeof alg !== 'string' || alg === 'none' || alg.startsWith('HS'))
    throw new CheckFailure('algorithm', `A badge signed by ${String(alg)} proves nothing`)
  if (!algorithms.includes(alg))
    throw new CheckFailure('algorithm', `JWTs by ${alg} are not supported`, 'not-supported')
  if (crit !== undefined)
    throw new CheckFailure('crit', 'Critical extensions of JWTs are not supported', 'not-supported')
  if (!issuer) throw new CheckFailure('no-issuer', 'The JWT names no issuer')
  const { name, jwk } = await findJwtKey(jwt.header, issuer, find, now)
  if (typeof jwk.alg === 'string' && jwk.alg !== alg && !(jwk.crv === 'Ed25519' && alg.startsWith('Ed')))
    throw new CheckFailure('algorithm', `The key ${name} is for ${jwk.alg}, the JWT is by ${alg}`)
  try {
    await compactVerify(jwt.compact, createPublicKey({ key: jwk, format: 'jwk' }), { algorithms: [alg] })
  } catch {
    throw new CheckFailure('wrong-signature', 'The signature does not fit what the badge says')
  }
  return name
}

type NamedKey = { readonly name: string; readonly jwk: JsonWebKey }

/**
 * The key of a JWT: by the address or the DID in `kid`, among the issuer's keys, or in `jwk`. Whatever the header says, the key must be one the issuer has
 * published.
 */
async function findJwtKey(header: Json, issuer: string, find: FindDocument, now: string): Promise<NamedKey> {
  const { kid, jwk } = header
  if (typeof kid === 'string' && kid.startsWith('did:')) {
    const key = await findAssertionKey(kid.includes('#') ? kid : `${kid}#${kid.split(':').at(-1)}`, find, now)
    if (key.controller !== issuer) throw notTheIssuer(kid, issuer)
    return { name: kid, jwk: key.jwk }
  }
  if (typeof kid === 'string' && /^https?:\/\//.test(kid)) {
    const found = await keyAt(kid, find)
    await requireIssuersKey({ name: kid, jwk: found }, issuer, find, now)
    return { name: kid, jwk: found }
  }
  if (isJson(jwk)) {
    const name = typeof kid === 'string' ? kid : 'in the header'
    const key = { name, jwk: jwk as JsonWebKey }
    if ('d' in jwk || 'k' in jwk) throw new CheckFailure('bad-key', 'The key in the header is no public key')
    await requireIssuersKey(key, issuer, find, now)
    return key
  }
  const own = await issuersKeys(issuer, find, now)
  const fitting =
    typeof kid === 'string'
      ? own.filter(({ name, jwk: one }) => name === kid || name.split('#')[1] === kid || keyIdOf(one) === kid)
      : own
  const [only, ...more] = fitting
  if (only && more.length === 0) return only
  throw new CheckFailure('no-key', `The issuer has ${fitting.length} keys that fit the JWT; one is needed`)
}

/** The one JWK at an address; a set is taken too, where it has the key by its name or has one alone. */
async function keyAt(kid: string, find: FindDocument): Promise<JsonWebKey> {
  const document = await find(kid.split('#')[0] ?? kid)
  if (!isJson(document)) throw new CheckFailure('no-key', `There is no key at ${kid}`)
  if (typeof document.kty === 'string') return document as JsonWebKey
  if (Array.isArray(document.keys)) {
    const keys = document.keys.filter(isJson) as JsonWebKey[]
    const found =
      keys.find((one) => keyIdOf(one) === kid || keyIdOf(one) === kid.split('#')[1]) ??
      (keys.length === 1 ? keys[0] : undefined)
    if (found) return found
  }
  if ('publicKeyJwk' in document || 'publicKeyMultibase' in document) return jwkOfMethod(document)
  const method = listOf(document.verificationMethod)
    .filter(isJson)
    .find((one) => one.id === kid || one.id === `#${kid.split('#')[1]}`)
  if (method) return jwkOfMethod(method)
  throw new CheckFailure('no-key', `There is no key at ${kid}`)
}

/**
 * An issuer with a document that lists keys must list this one. An issuer at a plain address without such a document speaks for its own origin: the key has to be
 * published there.
 */
async function requireIssuersKey(
  key: NamedKey,
  issuer: string,
  find: FindDocument,
  now: string,
): Promise<void> {
  const own = await issuersKeys(issuer, find, now)
  const wanted = await thumbprint(key.jwk)
  for (const one of own) if ((await thumbprint(one.jwk)) === wanted) return
  const isPlain = /^https?:\/\//.test(issuer)
  const isAtHome =
    isPlain &&
    own.length === 0 &&
    URL.canParse(key.name) &&
    new URL(key.name).origin === new URL(issuer).origin
  if (!isAtHome) throw notTheIssuer(key.name, issuer)
}

/** The keys an issuer has published: in the document of its DID, in its profile, or in the JWK set of its origin. */
async function issuersKeys(issuer: string, find: FindDocument, now: string): Promise<NamedKey[]> {
  if (issuer.startsWith('did:'))
    return (await assertionKeysOf(issuer, find, now)).map(({ id, jwk }) => ({ name: id, jwk }))
  if (!URL.canParse(issuer)) throw new CheckFailure('no-issuer', `The issuer ${issuer} has no address`)
  const keys: NamedKey[] = []
  for (const address of [issuer, new URL('/.well-known/jwks.json', issuer).href]) {
    const document = await find(address).catch(() => null)
    if (!isJson(document)) continue
    if (document.assertionMethod !== undefined && document.id === issuer)
      keys.push(...(await assertionKeysOf(issuer, find, now)).map(({ id, jwk }) => ({ name: id, jwk })))
    const set = Array.isArray(document.keys) ? document : isJson(document.jwks) ? document.jwks : {}
    for (const jwk of listOf(set.keys).filter(isJson) as JsonWebKey[])
      keys.push({ name: keyIdOf(jwk) ?? address, jwk })
  }
  return keys
}

function notTheIssuer(name: string, issuer: string): CheckFailure {
  return new CheckFailure('not-the-issuer', `The key ${name} is not one of the issuer’s (${issuer})`)
}

function keyIdOf(jwk: JsonWebKey): string | null {
  return typeof jwk.kid === 'string' ? jwk.kid : null
}

async function thumbprint(jwk: JsonWebKey): Promise<string> {
  try {
    return await calculateJwkThumbprint(jwk as JWK)
  } catch {
    throw new CheckFailure('bad-key', 'The key cannot be read')
  }
}

function instantOf(seconds: number): string {
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? 'never' : at.toISOString()
}
