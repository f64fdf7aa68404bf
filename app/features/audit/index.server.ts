export { type AuditEntry, findAuditPage } from './audit.repository.server.ts'
export { type AuditPage, readAuditPage } from './read-audit-page.server.ts'
export { type AuditFact, recordAudit } from './record-audit.server.ts'
export { type LedgerReport, verifyLedger } from './verify-ledger.server.ts'
