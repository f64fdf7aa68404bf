/** Tables of the machine interface: its keys, and what other systems report. The migrations are the source; a test compares. */

export interface ApiKeyTable {
  id: string
  organisationId: string
  name: string
  beginning: string
  secretHash: string
  scopesJson: string
  createdBy: string | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
  revokedBy: string | null
  revokedReason: string | null
}

export interface IdempotentRequestTable {
  apiKeyId: string
  idempotencyKey: string
  requestHash: string
  begunAt: string
  status: number | null
  answerJson: string | null
}

export interface WorkLogEntryTable {
  id: string
  brandId: string
  job: string
  personId: string
  supervisorId: string | null
  outletId: string
  operationId: string
  categoryId: string | null
  finishedAt: string
  redoOf: string | null
  apiKeyId: string
  recordedAt: string
}

export interface WorkLogConnectionTable {
  id: string
  brandId: string
  countsFrom: string | null
  reason: string
  apiKeyId: string
  recordedAt: string
}

export interface FreeSlotTable {
  id: string
  personId: string
  organisationId: string
  startAt: string
  endAt: string
  apiKeyId: string
  recordedAt: string
}
