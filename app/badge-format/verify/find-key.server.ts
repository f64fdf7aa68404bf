import type { JsonWebKey } from 'node:crypto'
import { type FindDocument, jwkOfMultibase, resolveDid } from './did.server.ts'
import { CheckFailure, idOf, isJson, type Json, listOf } from './verdict.ts'

/** A key with whom it speaks for. */
export type FoundKey = {
  readonly id: string
  readonly controller: string
  readonly jwk: JsonWebKey
}

/**
 * The key that a proof names, if its controller says that it may make statements for it (`assertionMethod`). The controller is a DID, or an address whose document
 * lists the key. A key that has expired or was revoked by its controller is refused.
 */
export async function findAssertionKey(id: string, find: FindDocument, now: string): Promise<FoundKey> {
  const method = await findMethod(id, find)
  const controller = idOf(method.controller)
  if (!controller) throw new CheckFailure('no-controller', `The key ${id} does not say whose it is`)
  const document = await controllerDocument(controller, find)
  const base = String(document.id ?? controller)
  const allowed = listOf(document.assertionMethod).map((one) => absolute(idOf(one) ?? '', base))
  if (!allowed.includes(id))
    throw new CheckFailure('not-allowed', `${controller} does not let the key ${id} make statements`)
  refuseEnded(method, id, now)
  return { id, controller, jwk: jwkOfMethod(method) }
}

/** Every key that an issuer lists for statements, by its document. */
export async function assertionKeysOf(issuer: string, find: FindDocument, now: string): Promise<FoundKey[]> {
  const document = await controllerDocument(issuer, find)
  const allowed = listOf(document.assertionMethod).map((one) => absolute(idOf(one) ?? '', issuer))
  return methodsOf(document, issuer).flatMap((method) => {
    if (!allowed.includes(String(method.id))) return []
    try {
      refuseEnded(method, String(method.id), now)
      return [{ id: String(method.id), controller: issuer, jwk: jwkOfMethod(method) }]
    } catch {
      // A key of another kind is no key for this proof.
      return []
    }
  })
}

async function findMethod(id: string, find: FindDocument): Promise<Json> {
  const [document, base] = id.startsWith('did:')
    ? [await resolveDid(id.split('#')[0] ?? '', find), id.split('#')[0] ?? '']
    : [await find(id.split('#')[0] ?? ''), id.split('#')[0] ?? '']
  if (!isJson(document)) throw new CheckFailure('no-key', `There is no key at ${id}`)
  if (document.id === id && ('publicKeyMultibase' in document || 'publicKeyJwk' in document)) return document
  const method = methodsOf(document, base).find((one) => one.id === id)
  if (!method) throw new CheckFailure('no-key', `The document of ${base} has no key ${id}`)
  return method
}

function methodsOf(document: Json, base: string): Json[] {
  return [...listOf(document.verificationMethod), ...listOf(document.assertionMethod)]
    .filter(isJson)
    .map((method) => ({ ...method, id: absolute(String(method.id ?? ''), base) }))
}

async function controllerDocument(controller: string, find: FindDocument): Promise<Json> {
  if (controller.startsWith('did:')) return resolveDid(controller, find)
  const document = await find(controller)
  if (!isJson(document) || document.id !== controller)
    throw new CheckFailure('wrong-document', `The document found for ${controller} is of somebody else`)
  return document
}

function refuseEnded(method: Json, id: string, now: string): void {
  for (const end of ['expires', 'revoked'] as const) {
    const at = method[end]
    if (typeof at === 'string' && !(Date.parse(at) > Date.parse(now)))
      throw new CheckFailure('key-ended', `The key ${id} has ended (${end} ${at})`)
  }
}

/** The public key of a verification method; throws where its form is not known. */
export function jwkOfMethod(method: Json): JsonWebKey {
  if (isJson(method.publicKeyJwk)) return method.publicKeyJwk as JsonWebKey
  if (typeof method.publicKeyMultibase === 'string') return jwkOfMultibase(method.publicKeyMultibase)
  throw new CheckFailure(
    'key-kind',
    `The key ${String(method.id)} has a form that is not supported`,
    'not-supported',
  )
}

function absolute(id: string, base: string): string {
  return id.startsWith('#') ? `${base}${id}` : id
}
