import type { Generated } from 'kysely'

/** Tables of enrolments, decisions, credentials and the gate’s record. The migrations are the source; a test compares. */

export interface EnrolmentTable {
  id: string
  personId: string
  credentialTypeId: string
  sponsorOutletId: string | null
  requirementJson: string
  state: 'LEARNING' | 'AWAITING_DECISION' | 'COMPLETED' | 'REFUSED' | 'LOCKED' | 'WITHDRAWN' | 'EXPIRED'
  enrolledBy: string
  enrolledAt: string
  awaitingSince: string | null
  closedAt: string | null
  dueAt: string | null
  recordedAt: string
  path: Generated<'INITIAL' | 'RENEWAL'>
}

export interface CredentialDecisionTable {
  id: string
  enrolmentId: string
  personId: string
  credentialTypeId: string
  outcome: 'ISSUED' | 'REFUSED'
  reason: string
  evidenceJson: string
  decidedBy: string
  decidedAt: string
}

export interface CredentialTable {
  id: string
  number: string
  publicSlug: string
  personId: string
  credentialTypeId: string
  decisionId: string | null
  supersedesId: string | null
  issuedAt: string
  validFrom: string
  validUntil: string
  evidenceMode: 'PROCTORED' | 'UNPROCTORED'
  evidenceJson: string
  recordedAt: string
}

export interface CredentialEventTable {
  id: string
  credentialId: string
  kind:
    | 'ISSUED'
    | 'RENEWED'
    | 'SUPERSEDED'
    | 'SUSPENDED'
    | 'SUSPENSION_LIFTED'
    | 'SCOPE_REDUCED'
    | 'REVOKED'
    | 'WITHDRAWN'
    | 'CORRECTED'
  effectiveAt: string
  untilAt: string | null
  recordedAt: string
  actorPersonId: string | null
  reason: string
  detailsJson: string
}

export interface CredentialProposalTable {
  id: string
  credentialId: string
  reason: string
  proposedBy: string
  proposedAt: string
  closedBy: string | null
  closedAt: string | null
  outcome: 'CONFIRMED' | 'DROPPED' | null
  actJson: Generated<string>
  closeReason: string | null
}

export interface CredentialBatchTable {
  id: string
  brandId: string
  kind: 'IMPORT' | 'ISSUE' | 'REVOKE'
  state: 'PREVIEWED' | 'PROPOSED' | 'DONE' | 'DROPPED' | 'UNDONE'
  source: 'FILE' | 'PASTED' | 'CHOSEN' | 'SESSION'
  sourceName: string | null
  sourceHash: string
  attestsProctored: 0 | 1
  needsSecond: 0 | 1
  rowCount: number
  readyCount: number
  madeBy: string
  madeAt: string
  reason: string | null
  agreedBy: string | null
  agreedAt: string | null
  doneBy: string | null
  doneAt: string | null
  doneCount: number | null
  droppedBy: string | null
  droppedAt: string | null
  undoneBy: string | null
  undoneAt: string | null
  undoneCount: number | null
  undoReason: string | null
}

export interface CredentialBatchRowTable {
  batchId: string
  stage: 'PREVIEW' | 'RESULT' | 'UNDO'
  rowNumber: number
  readJson: string
  result: 'ISSUE' | 'RENEW' | 'REVOKE' | 'WITHDRAW' | 'REFUSED'
  detailsJson: string
  oldNumber: string | null
  personId: string | null
  credentialId: string | null
}

export interface ReminderRoundTable {
  brandId: string
  day: string
  finishedAt: string
}

export interface CredentialReminderTable {
  id: string
  credentialId: string
  endsAt: string
  step: number
  recipientId: string
  notedAt: string
  composedAt: string | null
  inboxMessageId: string | null
  outgoingMessageId: string | null
}

export interface RecognitionTable {
  id: string
  brandId: string
  personId: string
  kind: 'COURSE' | 'DELTA'
  code: string
  source: string
  document: string
  earnedAt: string
  validUntil: string | null
  reason: string
  verifiedBy: string
  recordedAt: string
  endedBy: string | null
  endedAt: string | null
  endReason: string | null
}

export interface GateDecisionTable {
  id: string
  recordedAt: string
  asOf: string
  checkpoint: string
  brandId: string
  personId: string
  outletId: string
  operationCode: string
  modelCode: string
  windowStart: string
  windowEnd: string
  decision: 'ALLOW' | 'ALLOW_WARN' | 'ALLOW_SUPERVISED' | 'DENY'
  policyVersion: string
  inputsDigest: string
  requestJson: string
  reasonsJson: string
  pathsJson: string
  askedBy: string | null
  askedForOrganisationId: string | null
  askedByKey: string | null
  inputsJson: string | null
}

export interface GateInputsTable {
  hash: string
  body: string
  recordedAt: string
}

export interface GateLedgerEntryTable {
  sequence: number
  decisionId: string
  previousHash: string
  hash: string
}

export interface GateRevisionTable {
  id: number
  catalogue: number
  network: number
}
