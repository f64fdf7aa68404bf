import { holdsAt } from '../shared/intervals.ts'
import type { ModelFact, OperationFact, RequirementRuleFact } from './catalogue-facts.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import type { JudgedWindow } from './judged-window.ts'

/** What a job asks for, resolved field by field from the matching rules (6.2, 1). */
export type Requirement = {
  readonly brand: string
  readonly category: string
  /** Null: no rule classifies the operation, and what needs a level is skipped (6.15, 3). */
  readonly level: number | null
  readonly endorsementsAllOf: readonly string[]
  /** Of each inner list one is needed. */
  readonly endorsementsAnyOf: readonly (readonly string[])[]
  readonly deltaFromDayOne: boolean
  readonly minProviderGrade: number | null
  readonly quorumRules: readonly string[]
}

/** What a rule selects by and the case leaves open; then it cannot be told what the job asks for (I2). */
export type UnknownSelector = 'MODEL_REFRIGERANT' | 'WARRANTY'

export type Classification = {
  readonly requirement: Requirement
  readonly missing: readonly UnknownSelector[]
}

type Resolver<Value> = { value: Value | null; selectors: number }

/**
 * Resolves the requirement of an operation on a model at a window's start. minLevel, grade and quorum rule each come from
 * the rule with most selectors, the strictest of equals; endorsements are the union over all, and any rule may demand the
 * delta module from day one (6.15, 1). Only a rule that names the operation classifies; another can raise that level,
 * never set or lower it (6.15, 2). A rule for an operation of another category or brand than the model's does not match.
 */
export function classify(
  request: GateRequest,
  facts: Pick<GateFacts, 'requirementRules'>,
  operation: OperationFact,
  model: ModelFact,
  at: JudgedWindow,
): Classification {
  const level: Resolver<number> = { value: null, selectors: -1 }
  const operationLevel: Resolver<number> = { value: null, selectors: -1 }
  const grade: Resolver<number> = { value: null, selectors: -1 }
  let quorumSelectors = -1
  let quorumRules: string[] = []
  let allOf: readonly string[] = none
  let anyOf: readonly (readonly string[])[] = none
  let deltaFromDayOne = false
  let missing: readonly UnknownSelector[] = none

  for (const rule of facts.requirementRules) {
    if (!fits(rule, request, operation, model) || !holdsAt(rule, at.start)) continue
    const unknown = unknownSelector(rule, request, model)
    if (unknown !== null) missing = [...missing, unknown]
    if (!selectsCase(rule, request, model)) continue
    const selectors = selectorsOf(rule)
    if (rule.minLevel !== null) {
      resolve(level, rule.minLevel, selectors, Math.max)
      if (rule.operation !== null) resolve(operationLevel, rule.minLevel, selectors, Math.max)
    }
    if (rule.minProviderGrade !== null) resolve(grade, rule.minProviderGrade, selectors, Math.min)
    if (rule.deltaModuleRequired === true) deltaFromDayOne = true
    if (rule.quorumRule !== null && selectors >= quorumSelectors) {
      if (selectors > quorumSelectors) quorumRules = []
      quorumSelectors = selectors
      quorumRules.push(rule.quorumRule)
    }
    if (rule.endorsementsAllOf.length > 0) allOf = union(allOf, rule.endorsementsAllOf)
    if (rule.endorsementsAnyOf.length > 0) anyOf = [...anyOf, rule.endorsementsAnyOf]
  }

  const requirement: Requirement = {
    brand: request.brand,
    category: model.category,
    // A rule without the operation may tighten: it counts where it asks for more than the operation's own.
    level: operationLevel.value === null ? null : Math.max(level.value ?? 0, operationLevel.value),
    endorsementsAllOf: allOf,
    endorsementsAnyOf: anyOf,
    deltaFromDayOne,
    minProviderGrade: grade.value,
    quorumRules,
  }
  return { requirement, missing }
}

const none: readonly never[] = []

function fits(
  rule: RequirementRuleFact,
  request: GateRequest,
  operation: OperationFact,
  model: ModelFact,
): boolean {
  if (rule.brand !== request.brand) return false
  if (rule.operation !== null) {
    if (rule.operation !== operation.code) return false
    if (operation.category !== null && operation.category !== model.category) return false
    if (operation.brand !== null && operation.brand !== request.brand) return false
  }
  return (
    (rule.category === null || rule.category === model.category) &&
    (rule.model === null || rule.model === model.code)
  )
}

function selectsCase(rule: RequirementRuleFact, request: GateRequest, model: ModelFact): boolean {
  return (
    (rule.refrigerant === null || rule.refrigerant === model.refrigerant) &&
    (rule.warranty === null || rule.warranty === request.warranty)
  )
}

/**
 * What keeps a rule from being told to match or not; null where another selector already says that it does not. A model
 * without refrigerant is unknown only to a rule meant for its category, model or operation: a washer has none.
 */
function unknownSelector(
  rule: RequirementRuleFact,
  request: GateRequest,
  model: ModelFact,
): UnknownSelector | null {
  const warranty = request.warranty ?? null
  if (rule.refrigerant !== null && model.refrigerant !== null && rule.refrigerant !== model.refrigerant)
    return null
  if (rule.warranty !== null && warranty !== null && rule.warranty !== warranty) return null
  const meantForIt = rule.operation !== null || rule.category !== null || rule.model !== null
  if (rule.refrigerant !== null && model.refrigerant === null && meantForIt) return 'MODEL_REFRIGERANT'
  return rule.warranty !== null && warranty === null ? 'WARRANTY' : null
}

function selectorsOf(rule: RequirementRuleFact): number {
  return (
    (rule.operation === null ? 0 : 1) +
    (rule.category === null ? 0 : 1) +
    (rule.model === null ? 0 : 1) +
    (rule.refrigerant === null ? 0 : 1) +
    (rule.warranty === null ? 0 : 1)
  )
}

function resolve<Value>(
  field: Resolver<Value>,
  value: Value,
  selectors: number,
  strictest: (a: Value, b: Value) => Value,
) {
  if (selectors < field.selectors) return
  field.value = selectors > field.selectors || field.value === null ? value : strictest(field.value, value)
  field.selectors = selectors
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 0) return b
  const fresh = b.filter((code) => !a.includes(code))
  return fresh.length === 0 ? a : [...a, ...fresh]
}
