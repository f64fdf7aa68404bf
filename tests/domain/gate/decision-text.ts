import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'

/** A decision in one line: `DENY IND_ENDORSEMENT LEG_LICENCE_MISSING(WARN)`; INFO only where asked for. */
export function decisionText(request: GateRequest, facts: GateFacts, { info = true } = {}): string {
  const { decision, reasons } = evaluateGate(request, facts)
  const codes = reasons
    .filter((reason) => info || reason.severity !== 'INFO')
    .map((reason) => (reason.severity === 'BLOCK' ? reason.code : `${reason.code}(${reason.severity})`))
  return [decision, ...codes].join(' ')
}
