import type { Db } from '#db/schema/index.ts'
import { findAuditEntriesAfter } from './audit.repository.server.ts'
import { auditFields } from './audit-hash.server.ts'
import { type ChainReport, verifyChain } from './hash-chain.server.ts'

/** Recomputes the chain of the audit ledger. */
export async function verifyLedger(db: Db): Promise<ChainReport> {
  return verifyChain(
    (sequence, limit) => findAuditEntriesAfter(db, sequence, limit),
    (entry) => auditFields(entry),
  )
}
