export {
  type Checked,
  type CheckedOutcome,
  checkGate,
  type NamedField,
  type SeenBy,
} from './check-gate.server.ts'
export {
  type CheckOption,
  findOperationOptions,
  findOutletOptions,
} from './check-options.repository.server.ts'
export { type DecideOutcome, decideGate } from './decide-gate.server.ts'
export { type Candidate, findCandidates, type NearMiss } from './find-candidates.server.ts'
export { findGateNames, type GateNames } from './gate-names.repository.server.ts'
export type { GatePaths } from './gate-paths.ts'
export { gatherFacts } from './gather-facts.server.ts'
export { type DecisionView, listRecentChecks, readDecision, searchEngineers } from './read-decision.server.ts'
export { readDecisionLadder } from './read-decision-ladder.server.ts'
export {
  type DecisionRecord,
  readDecisionRecord,
  replayDecisionRecord,
} from './read-decision-record.server.ts'
export { type LedgerPage, readLedgerPage } from './read-ledger-page.server.ts'
export { readEngineerPermissions, readOutletPermissions } from './read-permissions.server.ts'
export { type Receipt, type ReceiptFault, verifyReceipt } from './receipt.server.ts'
export { type Replay, replayDecision } from './replay-decision.server.ts'
export { checkScopeOf, readCheckForm, runCheck } from './run-check.server.ts'
export { type GateLedgerReport, verifyGateLedger } from './verify-gate-ledger.server.ts'
