import { isPackagedContext } from '../packaged-contexts.server.ts'
import { type CheckTools, checkEmbeddedProof } from './embedded.server.ts'
import { checkJwt, claimFaults, credentialOfJwt, readJwt } from './jwt.server.ts'
import {
  type Check,
  CheckFailure,
  checkOf,
  failureCheck,
  idOf,
  isJson,
  type Json,
  listOf,
} from './verdict.ts'

/** A credential with its proof inside, or a JWT around it. */
export type SignedThing = { readonly json: Json } | { readonly jwt: string }

export type SignatureReading = { readonly credential: Json | null; readonly checks: readonly Check[] }

/** Clocks differ: what begins in a moment has begun. The same as the libraries of others allow. */
const clockSkewMs = 5 * 60_000

/** Every proof of a credential that a badge may carry. */
const mostProofs = 10

/** Reads a signed credential and checks who signed it and when it holds: contexts, every proof, claims, dates. */
export async function checkSignatures(thing: SignedThing, tools: CheckTools): Promise<SignatureReading> {
  if ('json' in thing && !isJson(thing.json))
    return {
      credential: null,
      checks: [failureCheck('form', new CheckFailure('no-credential', 'There is no credential'))],
    }
  const enveloped = 'json' in thing ? jwtInEnvelope(thing.json) : null
  if ('json' in thing && enveloped === null) {
    const credential = thing.json
    const checks = [
      await checkContexts(credential, tools),
      ...(await checkProofs(credential, tools)),
      ...dates(credential, tools.now),
    ]
    return { credential, checks }
  }
  try {
    return await checkEnvelope(enveloped ?? ('jwt' in thing ? thing.jwt : ''), tools)
  } catch (failure) {
    return { credential: null, checks: [failureCheck('form', failure)] }
  }
}

async function checkEnvelope(compact: string, tools: CheckTools): Promise<SignatureReading> {
  const jwt = readJwt(compact)
  const credential = credentialOfJwt(jwt)
  const checks: Check[] = [await checkContexts(credential, tools)]
  try {
    const name = await checkJwt(jwt, idOf(credential.issuer), tools)
    checks.push(
      checkOf('proof', 'pass', 'signed', `Signed with the issuer’s key ${name} (${String(jwt.header.alg)})`),
    )
  } catch (failure) {
    checks.push(failureCheck('proof', failure))
  }
  const faults = claimFaults(jwt, credential)
  checks.push(
    faults.length === 0
      ? checkOf('claims', 'pass', 'agree', 'What the JWT claims is what the credential says')
      : checkOf('claims', 'fail', 'disagree', faults.join('; ')),
  )
  return { credential, checks: [...checks, ...dates(credential, tools.now)] }
}

/** The JWT in an EnvelopedVerifiableCredential of VC Data Model 2.0; null for every other credential. */
function jwtInEnvelope(json: Json): string | null {
  if (!listOf(json.type).includes('EnvelopedVerifiableCredential')) return null
  return /^data:application\/(?:vc\+jwt|jwt|vc-ld\+jwt|vc\+ld\+jwt),(.+)$/.exec(String(json.id))?.[1] ?? ''
}

async function checkContexts(credential: Json, { contexts, findContext }: CheckTools): Promise<Check> {
  const named = listOf(credential['@context'])
  if (named.length === 0) return checkOf('contexts', 'fail', 'no-context', 'The credential has no contexts')
  const [own] = named.filter((one) => typeof one !== 'string')
  if (own !== undefined)
    return checkOf(
      'contexts',
      'not-supported',
      'own-context',
      'A context that is written into the badge may give words another meaning; it is not supported',
    )
  for (const url of named.map(String)) {
    if (!findContext || isPackagedContext(url) || contexts.has(url)) continue
    const given = await findContext(url).catch(() => undefined)
    if (isJson(given)) contexts.set(url, given)
  }
  const unknown = named.filter((url) => !isPackagedContext(String(url)) && !contexts.has(String(url)))
  return unknown.length > 0
    ? checkOf(
        'contexts',
        'not-supported',
        'unknown-context',
        `Not among the packaged contexts, and no context is fetched: ${unknown.join(', ')}`,
      )
    : checkOf(
        'contexts',
        'pass',
        'known',
        'Every context comes with this program or with the documents given',
      )
}

async function checkProofs(credential: Json, tools: CheckTools): Promise<Check[]> {
  const proofs = listOf(credential.proof)
  if (proofs.length === 0) return [checkOf('proof', 'fail', 'no-proof', 'Nobody has signed this')]
  if (proofs.length > mostProofs)
    return [
      checkOf('proof', 'not-supported', 'proof-count', `More than ${mostProofs} proofs are not supported`),
    ]
  const { proof: _, ...unsigned } = credential
  const checks: Check[] = []
  for (const proof of proofs) {
    try {
      const key = await checkEmbeddedProof(unsigned, proof, tools)
      checks.push(checkOf('proof', 'pass', 'signed', `Signed with the issuer’s key ${key} (eddsa-rdfc-2022)`))
    } catch (failure) {
      checks.push(failureCheck('proof', failure))
    }
  }
  return checks
}

/** The dates of a credential at an instant; `validUntil` is the first instant at which it does not hold any more. */
function dates(credential: Json, now: string): Check[] {
  const from = credential.validFrom ?? credential.issuanceDate
  const until = credential.validUntil ?? credential.expirationDate
  const at = Date.parse(now)
  for (const date of [from, until])
    if (date !== undefined && (typeof date !== 'string' || Number.isNaN(Date.parse(date))))
      return [checkOf('dates', 'fail', 'no-date', `${String(date)} is no date`)]
  if (from !== undefined && Date.parse(String(from)) > at + clockSkewMs)
    return [checkOf('dates', 'fail', 'not-yet-valid', `It is valid from ${String(from)}`)]
  if (until !== undefined && Date.parse(String(until)) <= at)
    return [checkOf('dates', 'fail', 'expired', `It was valid until ${String(until)}`)]
  return [
    checkOf(
      'dates',
      'pass',
      'in-force',
      until === undefined ? 'In force, without an end' : `In force until ${String(until)}`,
    ),
  ]
}
