import type { Requirement } from './classify.ts'
import { type GateName, type ReasonCode, reasonCodes } from './reason-codes.ts'
import { type Remedy, remediesFor } from './remedies.ts'

export type Decision = 'ALLOW' | 'ALLOW_WARN' | 'ALLOW_SUPERVISED' | 'DENY'
export type Severity = 'BLOCK' | 'WARN' | 'INFO'
export type ReasonParams = Readonly<Record<string, string | number>>

/** One thing the gate has to say. It keeps severity BLOCK when supervision or an override opens the decision (6.15, 4). */
export type Reason = {
  readonly code: ReasonCode
  readonly gate: GateName
  readonly severity: Severity
  readonly overridable: boolean
  readonly curableBySupervision: boolean
  readonly params: ReasonParams
  /** At least one; `NONE` where nothing helps (I7). */
  readonly remedies: readonly Remedy[]
}

export type GateDecision = {
  readonly decision: Decision
  /** All of them, sorted by gate, code and params. */
  readonly reasons: readonly Reason[]
  readonly policyVersion: string
  /** What the job asked for; null if it could not be classified. */
  readonly requirement: Requirement | null
  /** Who answers for the work: the supervisor of a supervised job, else the engineer (6.9, 7). */
  readonly performerOfRecord: string
  /** Ids of the overrides that opened the decision. */
  readonly overrides: readonly string[]
}

export type ReasonFlags = {
  readonly severity?: Severity
  readonly overridable?: boolean
  readonly curable?: boolean
}

/** Makes a reason; a block unless told otherwise. Only a block can be overridden or cured. */
export function reason(code: ReasonCode, params: ReasonParams, flags: ReasonFlags = {}): Reason {
  const severity = flags.severity ?? 'BLOCK'
  return {
    code,
    gate: reasonCodes[code].gate,
    severity,
    overridable: severity === 'BLOCK' && flags.overridable === true,
    curableBySupervision: severity === 'BLOCK' && flags.curable === true,
    params,
    remedies: remediesFor(code, params),
  }
}

/** Sorts reasons by gate, code and params (6.15, 4) and drops exact repetitions. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length < 2) return reasons
  const keyed = reasons.map((entry) => ({
    entry,
    key: `${entry.gate} ${entry.code} ${paramsText(entry.params)} ${entry.severity}`,
  }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed
    .filter(({ key }, index) => index === 0 || keyed[index - 1]?.key !== key)
    .map(({ entry }) => entry)
}

function paramsText(params: ReasonParams): string {
  return JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))
}
