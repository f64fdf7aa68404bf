import { attributeOf, childOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import { ItemRefusedError, type LossList } from './neutral-item.ts'
import { isSameTree } from './write-xml.ts'

/** The declared answer to one interaction: what is right, and what each value is worth where that is said. */
export type QtiResponse = {
  readonly cardinality: string
  readonly baseType: string
  readonly correct: readonly string[]
  readonly mapping: QtiMapping | null
}

export type QtiMapping = {
  readonly entries: ReadonlyMap<string, number>
  readonly otherwise: number
  readonly lowest: number | null
}

/** How an item's response becomes a score. */
export type QtiRule = 'match' | 'map' | 'custom' | 'none'

/** Reads the response declaration that an interaction answers to. Throws ItemRefusedError where there is none. */
export function readResponse(item: Element, identifier: string): QtiResponse {
  const declaration = childrenOf(item, 'responseDeclaration').find(
    (one) => attributeOf(one, 'identifier') === identifier,
  )
  if (!declaration) throw new ItemRefusedError('no-key', `responseDeclaration ${identifier}`)
  const mapping = childOf(declaration, 'mapping')
  return {
    cardinality: attributeOf(declaration, 'cardinality'),
    baseType: attributeOf(declaration, 'baseType'),
    correct: valuesOf(childOf(declaration, 'correctResponse')),
    mapping: mapping ? readMapping(mapping) : null,
  }
}

function valuesOf(response: Element | undefined): readonly string[] {
  return response ? childrenOf(response, 'value').map((value) => textOf(value).replace(/\s+/g, ' ')) : []
}

function readMapping(mapping: Element): QtiMapping {
  const entries = childrenOf(mapping, 'mapEntry').map(
    (entry) =>
      [attributeOf(entry, 'mapKey').replace(/\s+/g, ' '), Number(attributeOf(entry, 'mappedValue'))] as const,
  )
  const lowest = attributeOf(mapping, 'lowerBound')
  return {
    entries: new Map(entries.filter(([, value]) => Number.isFinite(value))),
    otherwise: Number(attributeOf(mapping, 'defaultValue')) || 0,
    lowest: lowest === '' ? null : Number(lowest),
  }
}

/** Which of the standard rules an item's response processing is, by its template or written out. */
export function ruleOf(item: Element): QtiRule {
  const processing = childOf(item, 'responseProcessing')
  if (!processing) return 'none'
  const template = attributeOf(processing, 'template') || attributeOf(processing, 'templateLocation')
  if (/match_correct/.test(template)) return 'match'
  if (/map_response/.test(template)) return 'map'
  const has = (name: string) => descendantsOf(processing, (one) => one.name === name).length
  const conditions = has('responseCondition')
  if (has('mapResponse') === 1 && has('index') === 0 && conditions <= 1) return 'map'
  if (has('match') === 1 && has('correct') === 1 && conditions === 1) return 'match'
  return conditions + has('setOutcomeValue') === 0 ? 'none' : 'custom'
}

/** Whether an item's response processing is exactly this one. */
export function isRule(item: Element, rule: Element): boolean {
  const processing = childOf(item, 'responseProcessing')
  return processing !== undefined && isSameTree(processing, rule)
}

/** The right values of a set: the declared ones, else those that a mapping rewards. */
export function rightValues({ correct, mapping }: QtiResponse): readonly string[] {
  if (correct.length > 0) return correct
  return [...(mapping?.entries ?? [])].filter(([, value]) => value > 0).map(([key]) => key)
}

/**
 * How a set or a set of pairs is scored here. Ours is either all or nothing or a share for each right pick less one for each wrong, not below zero; a mapping
 * with other numbers is named as a loss. `all` are the values that can be picked.
 */
export function readSetScoring(
  rule: QtiRule,
  response: QtiResponse,
  right: readonly string[],
  all: readonly string[],
  losses: LossList,
): 'all-or-nothing' | 'partial' {
  if (rule === 'match') return 'all-or-nothing'
  const { mapping } = response
  if (rule !== 'map' || mapping === null) {
    losses.add('scoring-custom')
    return mapping === null ? 'all-or-nothing' : 'partial'
  }
  const worth = (value: string) => mapping.entries.get(value) ?? mapping.otherwise
  const share = worth(right[0] ?? '')
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-6
  const isOurs =
    share > 0 &&
    mapping.lowest === 0 &&
    right.every((value) => near(worth(value), share)) &&
    all.filter((value) => !right.includes(value)).every((value) => near(worth(value), -share))
  if (!isOurs)
    losses.add(
      'scoring-weights',
      [...mapping.entries, ['*', mapping.otherwise]].map(([key, value]) => `${key}=${value}`).join(' '),
    )
  return 'partial'
}

/** The most marks that an item says it gives; null where it does not say, or says no whole number. */
export function readMaximum(item: Element, losses: LossList): number | null {
  const outcomes = childrenOf(item, 'outcomeDeclaration')
  const score = outcomes.find((one) => attributeOf(one, 'identifier') === 'SCORE')
  const most = outcomes.find((one) => attributeOf(one, 'identifier') === 'MAXSCORE')
  const said = textOf(childOf(childOf(most, 'defaultValue'), 'value')) || attributeOf(score, 'normalMaximum')
  if (said === '') return null
  const value = Number(said)
  if (Number.isSafeInteger(value) && value >= 1 && value <= 1000) return value
  losses.add('metadata-left-out', `MAXSCORE ${said}`)
  return null
}
