export {
  type CheckOption,
  findOperationOptions,
  findOutletOptions,
} from './check-options.repository.server.ts'
export { type DecideOutcome, decideGate } from './decide-gate.server.ts'
export type { GatePaths } from './gate-paths.ts'
export { gatherFacts } from './gather-facts.server.ts'
export { type DecisionView, listRecentChecks, readDecision, searchEngineers } from './read-decision.server.ts'
export { readDecisionLadder } from './read-decision-ladder.server.ts'
export { type Replay, replayDecision } from './replay-decision.server.ts'
export { checkScopeOf, readCheckForm, runCheck } from './run-check.server.ts'
export { type GateLedgerReport, verifyGateLedger } from './verify-gate-ledger.server.ts'
