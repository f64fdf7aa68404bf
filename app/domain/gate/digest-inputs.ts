import { factLists, type GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import { knownFacts } from './known-facts.ts'

/** Lists inside a fact whose order says nothing, like that of the facts themselves. */
const unordered: ReadonlySet<string> = new Set([
  'roles',
  'leaves',
  'declaredCategories',
  'states',
  'caps',
  'events',
  'approvals',
  'grants',
  'endorsements',
  'components',
  'endorsementsAllOf',
  'endorsementsAnyOf',
  'licencesAnyOf',
  'replaces',
  'tags',
  'codes',
  'categoriesOffered',
  'operations',
  'jurisdictions',
  'refrigerantIn',
  'systemSizeIn',
  'categoryIn',
  'oneToOneTags',
  'rows',
  'evidence',
])

/**
 * Everything a decision rests on as one canonical text: keys sorted, absent and undefined alike, lists in an order of
 * their own, facts recorded after asOf left out. Two worlds that the gate cannot tell apart have the same text.
 */
export function digestInputs(request: GateRequest, facts: GateFacts): string {
  const known = knownFacts(facts, request.asOf)
  const { policyVersion, policy } = known
  const text = canonicalFacts(known, factLists, { policyVersion, policy })
  return `{"facts":${text},"request":${canonicalRequest(request)}}`
}

/** The canonical text of some lists of facts, with what else belongs to them: keys sorted, lists in an order of their own, empty lists left out. */
export function canonicalFacts(
  facts: GateFacts,
  names: readonly (typeof factLists)[number][],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const lists: Record<string, unknown> = { ...more }
  for (const name of names) if (facts[name].length > 0) lists[name] = facts[name]
  return canonicalJson(lists, factLists)
}

/** The canonical text of a request. */
export function canonicalRequest(request: GateRequest): string {
  return canonicalJson(request, [])
}

function canonicalJson(value: unknown, sortedLists: readonly string[]): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry, [])).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields: string[] = []
  for (const [key, entry] of Object.entries(value).sort(byKey)) {
    if (entry === undefined) continue
    const sorts = Array.isArray(entry) && (unordered.has(key) || sortedLists.includes(key))
    const text = sorts ? sortedList(entry) : canonicalJson(entry, [])
    fields.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${fields.join(',')}}`
}

function sortedList(list: readonly unknown[]): string {
  return `[${list
    .map((entry) => canonicalJson(entry, []))
    .sort()
    .join(',')}]`
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
