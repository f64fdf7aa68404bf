export { type AuditFact, recordAudit } from './record-audit.server.ts'
export { type AuditEntry, findAuditPage } from './audit.repository.server.ts'
export { type LedgerReport, verifyLedger } from './verify-ledger.server.ts'
