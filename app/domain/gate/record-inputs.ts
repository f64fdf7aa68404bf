import { canonicalFacts, canonicalRequest } from './digest-inputs.ts'
import { type factLists, type GateFacts, noFacts } from './gate-facts.ts'
import type { GatePolicy } from './gate-policy.ts'
import type { GateRequest } from './gate-request.ts'
import { knownFacts } from './known-facts.ts'

/**
 * The facts of a decision in three parts that change at their own pace: what is demanded, who provides, who works. Each is kept once for each content, so
 * that a million decisions under the same rules keep the rules once.
 */
export const inputParts = {
  rules: [
    'brands',
    'operations',
    'models',
    'requirementRules',
    'legalRuleSets',
    'legalRules',
    'brandLegalPolicies',
    'parts',
    'credentialTypes',
    'quorumRules',
    'entryStandards',
    'clauses',
    'priceBooks',
  ],
  place: [
    'providers',
    'outlets',
    'contracts',
    'authorisations',
    'deposits',
    'depositWaivers',
    'quorumRisks',
    'outletLoads',
    'clauseAssessments',
    'grades',
  ],
  people: [
    'persons',
    'affiliations',
    'credentials',
    'licences',
    'deltaCompletions',
    'work',
    'sanctions',
    'enrolments',
    'safetyTheory',
    'supervisedJobs',
    'checkIns',
    'workEnds',
    'overrides',
    'quotes',
    'settlements',
  ],
} as const satisfies Readonly<Record<string, readonly (typeof factLists)[number][]>>

export type InputPart = keyof typeof inputParts

const partNames = Object.keys(inputParts) as InputPart[]

export type RecordedPart = { readonly hash: string; readonly text: string }

export type RecordedInputs = {
  /** The digest of everything the decision rests on: of the request and of the digests of the three parts. */
  readonly digest: string
  readonly parts: Readonly<Record<InputPart, RecordedPart>>
}

/**
 * Everything a decision rests on, as it is kept: canonical texts of the three parts of the facts known at the request's instant, each under the hash of its
 * text, and the digest of the whole. The order of facts says nothing. `hash` is given from outside.
 */
export function recordInputs(
  request: GateRequest,
  facts: GateFacts,
  hash: (text: string) => string,
): RecordedInputs {
  const known = knownFacts(facts, request.asOf)
  const parts = {
    rules: recordPart('rules', known, hash),
    place: recordPart('place', known, hash),
    people: recordPart('people', known, hash),
  }
  return { digest: hash(digestText(request, parts)), parts }
}

/** The text whose hash is the digest of a decision: anybody can make it from a request and the hashes of the parts. */
export function digestText(
  request: GateRequest,
  parts: Readonly<Record<InputPart, { readonly hash: string }>>,
): string {
  const hashes = partNames.map((name) => `"${name}":"${parts[name].hash}"`).sort()
  return `{"facts":{${hashes.join(',')}},"request":${canonicalRequest(request)}}`
}

/** The facts of a decision from the texts of its three parts, for a replay. */
export function restoreFacts(texts: Readonly<Record<InputPart, string>>): GateFacts {
  const rules = JSON.parse(texts.rules) as { policyVersion: string; policy: GatePolicy }
  return {
    ...noFacts(rules.policyVersion, rules.policy),
    ...rules,
    ...JSON.parse(texts.place),
    ...JSON.parse(texts.people),
  }
}

type Kept = {
  readonly policy: GatePolicy
  readonly policyVersion: string
  readonly lists: readonly (readonly unknown[])[]
  readonly hash: (text: string) => string
  readonly part: RecordedPart
}

/** Parts that were recorded already, by their first list: lists that many decisions share are the same objects. */
const keptParts: Record<'rules' | 'place', WeakMap<object, Kept>> = {
  rules: new WeakMap(),
  place: new WeakMap(),
}

function recordPart(name: InputPart, facts: GateFacts, hash: (text: string) => string): RecordedPart {
  if (name === 'people') return newPart(name, facts, hash)
  const kept = keptParts[name]
  const key = name === 'rules' ? facts.requirementRules : facts.authorisations
  const known = kept.get(key)
  if (known?.hash === hash && isSamePart(name, known, facts)) return known.part
  const part = newPart(name, facts, hash)
  const { policy, policyVersion } = facts
  kept.set(key, { policy, policyVersion, lists: inputParts[name].map((list) => facts[list]), hash, part })
  return part
}

function isSamePart(name: InputPart, kept: Kept, facts: GateFacts): boolean {
  if (kept.policy !== facts.policy || kept.policyVersion !== facts.policyVersion) return false
  const names = inputParts[name]
  for (let place = 0; place < names.length; place += 1) {
    const before = kept.lists[place]
    const now = facts[names[place] as (typeof factLists)[number]]
    if (before !== now && (before === undefined || before.length > 0 || now.length > 0)) return false
  }
  return true
}

function newPart(name: InputPart, facts: GateFacts, hash: (text: string) => string): RecordedPart {
  const { policyVersion, policy } = facts
  const text = canonicalFacts(facts, inputParts[name], name === 'rules' ? { policyVersion, policy } : {})
  return { hash: hash(text), text }
}
