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

const noLists: readonly string[] = []

function canonicalJson(value: unknown, sortedLists: readonly string[]): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) {
    let list = ''
    for (const entry of value)
      list += list === '' ? canonicalJson(entry, noLists) : `,${canonicalJson(entry, noLists)}`
    return `[${list}]`
  }
  const fields = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const { key, label } of fieldsInOrder(value)) {
    const entry = fields[key]
    if (entry === undefined) continue
    const sorts = Array.isArray(entry) && (unordered.has(key) || sortedLists.includes(key))
    const written = sorts ? sortedList(entry) : canonicalJson(entry, noLists)
    text += text === '' ? label + written : `,${label}${written}`
  }
  return `{${text}}`
}

function sortedList(list: readonly unknown[]): string {
  if (list.length === 1) return `[${canonicalJson(list[0], noLists)}]`
  return `[${list
    .map((entry) => canonicalJson(entry, noLists))
    .sort()
    .join(',')}]`
}

type Field = { readonly key: string; readonly label: string }

/** Fields in their order with their labels, by the fields as they come: facts of a kind all have the same. */
const orders = new Map<string, readonly Field[]>()
const mostOrders = 1_000

function fieldsInOrder(value: object): readonly Field[] {
  const keys = Object.keys(value)
  const shape = keys.join(' ')
  const known = orders.get(shape)
  if (known) return known
  const order = keys.sort().map((key) => ({ key, label: `${JSON.stringify(key)}:` }))
  // A key with a blank would make two shapes one.
  if (orders.size < mostOrders && !keys.some((key) => key.includes(' '))) orders.set(shape, order)
  return order
}
