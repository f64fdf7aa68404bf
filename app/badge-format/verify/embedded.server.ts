import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { CredentialIssuancePurpose } from '@digitalbazaar/vc'
import jsigs from 'jsonld-signatures'
import { packagedLoader } from '../packaged-contexts.server.ts'
import { type FindDocument, multibaseOfJwk } from './did.server.ts'
import { findAssertionKey } from './find-key.server.ts'
import { CheckFailure, idOf, isJson, type Json } from './verdict.ts'

/** Contexts beside the packaged ones, that the person who checks has given; filled as badges name them. */
export type GivenContexts = Map<string, unknown>

/** What a check works with. */
export type CheckTools = {
  readonly find: FindDocument
  /** Finds a context among the documents that were given; absent where none were, as contexts are never fetched. */
  readonly findContext?: FindDocument
  readonly contexts: GivenContexts
  readonly now: string
}

/**
 * Checks one embedded proof: kind, purpose, key of the issuer, signature over every term. A term that the contexts do not define is refused, as no signature would
 * cover it. Throws a CheckFailure; answers with the key.
 */
export async function checkEmbeddedProof(
  credential: Json,
  proof: unknown,
  { find, contexts, now }: CheckTools,
): Promise<string> {
  if (!isJson(proof)) throw new CheckFailure('no-proof', 'The proof is no object')
  const kind = proof.type === 'DataIntegrityProof' ? proof.cryptosuite : proof.type
  if (proof.type !== 'DataIntegrityProof' || kind !== 'eddsa-rdfc-2022')
    throw new CheckFailure(
      'proof-kind',
      `Embedded proofs by ${String(kind)} are not supported, only DataIntegrityProof by eddsa-rdfc-2022`,
      'not-supported',
    )
  if (proof.previousProof !== undefined)
    throw new CheckFailure(
      'proof-chain',
      'Chains of proofs (previousProof) are not supported',
      'not-supported',
    )
  if (proof.proofPurpose !== 'assertionMethod')
    throw new CheckFailure('purpose', `The proof is for ${String(proof.proofPurpose)}, not for statements`)
  if (typeof proof.expires === 'string' && !(Date.parse(proof.expires) > Date.parse(now)))
    throw new CheckFailure('proof-expired', `The proof ended ${proof.expires}`)
  const method = proof.verificationMethod
  if (typeof method !== 'string') throw new CheckFailure('no-key', 'The proof names no key by its address')
  const key = await findAssertionKey(method, find, now)
  const issuer = idOf(credential.issuer)
  if (key.controller !== issuer)
    throw new CheckFailure(
      'not-the-issuer',
      `The key ${method} is ${key.controller}’s, not the issuer’s (${issuer})`,
    )
  const documents = new Map<string, unknown>([
    ...contexts,
    [
      method,
      {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: method,
        type: 'Multikey',
        controller: key.controller,
        publicKeyMultibase: multibaseOfJwk(key.jwk),
      },
    ],
    [
      key.controller,
      { '@context': 'https://www.w3.org/ns/did/v1', id: key.controller, assertionMethod: [method] },
    ],
  ])
  const result = await jsigs.verify(
    { ...credential, proof },
    {
      suite: new DataIntegrityProof({ cryptosuite }),
      purpose: new CredentialIssuancePurpose(),
      documentLoader: packagedLoader(documents),
    },
  )
  if (!result.verified) throw refusal(result)
  return method
}

function refusal({ error, results }: Awaited<ReturnType<typeof jsigs.verify>>): CheckFailure {
  const causes = [error, ...(error?.errors ?? []), ...(results ?? []).map((one) => one.error)]
  const names = causes.map((cause) => `${cause?.name ?? ''} ${cause?.message ?? ''}`).join(' ')
  if (/Safe mode|safe mode|jsonld\.ValidationError|relative|protected term/i.test(names))
    return new CheckFailure('unknown-term', `A term is not defined by the contexts: ${detailsOf(causes)}`)
  return new CheckFailure('wrong-signature', 'The signature does not fit what the badge says')
}

/** What JSON-LD says of the term, where it says it. */
function detailsOf(causes: readonly (Error | undefined)[]): string {
  for (const cause of causes) {
    const details = (cause as { details?: { event?: { details?: unknown } } } | undefined)?.details?.event
      ?.details
    if (isJson(details)) return JSON.stringify(details).slice(0, 200)
  }
  return causes.find((cause) => cause?.message)?.message ?? ''
}
