export {
  type CheckOption,
  findOperationOptions,
  findOutletOptions,
} from './check-options.repository.server.ts'
export { type DecideOutcome, decideGate, type GatePaths } from './decide-gate.server.ts'
export { gatherFacts } from './gather-facts.server.ts'
export { type DecisionView, listRecentChecks, readDecision, searchEngineers } from './read-decision.server.ts'
export { readDecisionLadder } from './read-decision-ladder.server.ts'
export { checkScopeOf, readCheckForm, runCheck } from './run-check.server.ts'
