import type { Zone } from '../shared/instants.ts'
import type { ModelFact, OperationFact } from './catalogue-facts.ts'
import type { Requirement } from './classify.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import type { JudgedWindow } from './judged-window.ts'
import type { OutletFact } from './party-facts.ts'

/** One question made ready: its known facts looked up once, the window it is judged by and what it asks for. */
export type GateCase = {
  readonly request: GateRequest
  readonly facts: GateFacts
  readonly at: JudgedWindow
  /** The brand's zone, in which its days are counted. */
  readonly zone: Zone
  readonly operation: OperationFact | null
  readonly model: ModelFact | null
  readonly outlet: OutletFact | null
  readonly requirement: Requirement | null
}

/** Facts named by code: the first of that code. Lists are short, so a walk beats an index. */
export function findByCode<Fact extends { readonly code: string }>(
  list: readonly Fact[],
  code: string,
): Fact | null {
  for (const fact of list) if (fact.code === code) return fact
  return null
}
