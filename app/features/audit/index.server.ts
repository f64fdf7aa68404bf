export { type AuditEntry, findAuditPage } from './audit.repository.server.ts'
export {
  type ChainReport,
  firstPreviousHash,
  hashLink,
  type StoredLink,
  verifyChain,
} from './hash-chain.server.ts'
export { type AuditPage, readAuditPage } from './read-audit-page.server.ts'
export { type AuditFact, recordAudit, recordAudits } from './record-audit.server.ts'
export { verifyLedger } from './verify-ledger.server.ts'
