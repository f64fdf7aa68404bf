import { isPng, unbakePng, unbakeSvg } from '../bake.server.ts'
import { schemaFaults } from '../check-schema.server.ts'
import type { FindDocument } from './did.server.ts'
import { checkSignatures, type SignedThing } from './signatures.server.ts'
import { checkStatuses } from './status.server.ts'
import {
  type BadgeSummary,
  type Check,
  CheckFailure,
  checkOf,
  failureCheck,
  idOf,
  isJson,
  type Json,
  listOf,
  type Verdict,
  verdictOf,
} from './verdict.ts'

/** A badge file is a page of text with a small picture; more than this is none. */
export const largestBadge = 8 * 1024 * 1024

const compactJwt = /^[\w-]+\.[\w-]+\.[\w-]*$/

/**
 * Verifies a badge of Open Badges 3.0, ours or somebody else's: JSON with embedded proofs, a JWT, or a PNG or SVG that carries either. Documents are found by `find`;
 * contexts beside the packaged ones by `findContext`, where there is one. Never throws for what a file holds.
 */
export async function verifyBadge(
  file: Uint8Array,
  tools: { find: FindDocument; findContext?: FindDocument; now: string },
): Promise<Verdict> {
  const { now } = tools
  const given = { ...tools, contexts: new Map<string, unknown>(), find: onceEach(tools.find) }
  let read: { form: Verdict['form']; thing: SignedThing }
  try {
    read = readFile(file)
  } catch (failure) {
    const checks = [failureCheck('form', failure)]
    return { verdict: verdictOf(checks), form: null, at: now, badge: null, checks }
  }
  const { credential, checks: signatures } = await checkSignatures(read.thing, given)
  const checks: Check[] = [
    checkOf('form', 'pass', read.form ?? '', `Read as ${read.form?.toUpperCase()}`),
    ...(credential ? [checkSchema(credential)] : []),
    ...signatures,
    ...(credential ? await checkStatuses(credential, given) : []),
  ]
  return {
    verdict: verdictOf(checks),
    form: read.form,
    at: now,
    badge: credential && summaryOf(credential),
    checks,
  }
}

function readFile(file: Uint8Array): { form: NonNullable<Verdict['form']>; thing: SignedThing } {
  if (file.length > largestBadge) throw new CheckFailure('too-large', 'The file is larger than a badge is')
  if (isPng(file)) return { form: 'png', thing: thingOf(unbakePng(file)) }
  const text = Buffer.from(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text.startsWith('<')) return { form: 'svg', thing: thingOf(unbakeSvg(text)) }
  const thing = thingOf(text)
  return { form: 'jwt' in thing ? 'jwt' : 'json', thing }
}

function thingOf(text: string): SignedThing {
  const trimmed = text.trim()
  if (compactJwt.test(trimmed)) return { jwt: trimmed }
  let json: unknown
  try {
    json = JSON.parse(trimmed)
  } catch {
    throw new CheckFailure('no-badge', 'The file is neither JSON nor a JWT, and no image that carries one')
  }
  if (typeof json === 'string' && compactJwt.test(json)) return { jwt: json }
  if (!isJson(json)) throw new CheckFailure('no-badge', 'The file holds no credential')
  if (listOf(json.type).includes('VerifiablePresentation'))
    throw new CheckFailure(
      'presentation',
      'Presentations are not supported, only credentials',
      'not-supported',
    )
  return { json }
}

function checkSchema(credential: Json): Check {
  const [first] = listOf(credential['@context'])
  if (first === 'https://www.w3.org/2018/credentials/v1')
    return checkOf(
      'schema',
      'not-supported',
      'older-model',
      'Badges on VC Data Model 1.1 are not supported: their schema is not checked, and nothing is promised of them',
    )
  const faults = schemaFaults(credential)
  return faults.length === 0
    ? checkOf('schema', 'pass', 'follows', 'It follows the data model of Open Badges 3.0')
    : checkOf('schema', 'fail', 'does-not-follow', faults.slice(0, 10).join('; '))
}

function summaryOf(credential: Json): BadgeSummary {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const subject = listOf(credential.credentialSubject).find(isJson)
  const achievement = isJson(subject?.achievement) ? subject.achievement : {}
  return {
    id: text(credential.id),
    issuer: idOf(credential.issuer),
    issuerName: isJson(credential.issuer) ? text(credential.issuer.name) : null,
    name: text(achievement.name) ?? text(credential.name),
    validFrom: text(credential.validFrom ?? credential.issuanceDate),
    validUntil: text(credential.validUntil ?? credential.expirationDate),
  }
}

/** One check asks for a document once: what it decides by must not change while it decides. */
function onceEach(find: FindDocument): FindDocument {
  const known = new Map<string, Promise<unknown>>()
  return (url) => {
    const earlier = known.get(url)
    if (earlier) return earlier
    const found = find(url)
    known.set(url, found)
    return found
  }
}
