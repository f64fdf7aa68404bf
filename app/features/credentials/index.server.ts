export { type ActOutcome, actOnCredential } from './act-on-credential.server.ts'
export { advanceEnrolments } from './advance-enrolments.server.ts'
export { templateHeadings } from './batches/batch-columns.ts'
export { type ConfirmOutcome, confirmBatch } from './batches/confirm-batch.server.ts'
export { dropBatch } from './batches/drop-batch.server.ts'
export {
  type Brought,
  type PreparedBatch,
  prepareBroughtBatch,
  prepareIssue,
  prepareSessionRevocation,
} from './batches/prepare-batch.server.ts'
export type { BatchFault } from './batches/read-batch-rows.server.ts'
export {
  type BatchList,
  type BatchView,
  exportBatchRows,
  readBatch,
  readBatchList,
  rowViews,
} from './batches/read-batches.server.ts'
export { undoBatch } from './batches/undo-batch.server.ts'
export { findTypesOfBrands } from './credential-type.repository.server.ts'
export {
  type IssuedCredential,
  type IssueOutcome,
  issueCredential,
  type RefuseOutcome,
  refuseCredential,
} from './decide-credential.server.ts'
export type { DeciderConflict, IssueObstacle } from './decision-guards.ts'
export { dropProposal } from './drop-proposal.server.ts'
export { type EnrolForCredentialOutcome, enrolForCredential } from './enrol-for-credential.server.ts'
export { findOpenEnrolments } from './enrolment.repository.server.ts'
export {
  type BadgeFacts,
  type CertifiedScope,
  findBadgeFacts,
  findCertifiedType,
} from './find-badge-facts.server.ts'
export { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
export { findInRegister, type RegisterMiss } from './find-in-register.server.ts'
export { findWaysFor, type WaysWanted } from './find-ways.server.ts'
export { followFullPath } from './follow-full-path.server.ts'
export { gatherEvidence } from './gather-evidence.server.ts'
export { type GivingUp, giveUpCredential, previewGivingUp } from './give-up-credential.server.ts'
export { type HeldLevel, heldLevelOf } from './held-levels.ts'
export { findPracticalRefreshes } from './practice.repository.server.ts'
export {
  type ActPreview,
  type CredentialFile,
  type CredentialList,
  previewAct,
  readCredentialFile,
  readCredentialList,
} from './read-credential-file.server.ts'
export {
  type DecisionFile,
  type DecisionQueue,
  readDecisionFile,
  readDecisionQueue,
} from './read-decisions.server.ts'
export {
  type CredentialPath,
  type Ladders,
  type LadderView,
  type PathStep,
  readLadders,
} from './read-ladders.server.ts'
export { type PublicCredential, readPublicCredential } from './read-public-credential.server.ts'
export { readWallet, type Wallet } from './read-wallet.server.ts'
export { type RecencyBook, readRecencyBook } from './recency-book.server.ts'
export {
  type RecognitionFields,
  type RecognitionList,
  type RecognitionProblem,
  readRecognitions,
  recognisePrior,
  stopRecognition,
} from './recognise-prior.server.ts'
export type { Way, WayStep } from './way.ts'
