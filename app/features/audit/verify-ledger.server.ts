import type { Db } from '#db/schema/index.ts'
import { findAuditEntriesAfter } from './audit.repository.server.ts'
import { firstPreviousHash, hashAuditEntry } from './audit-hash.server.ts'

/** The number of entries that hold together, or the first place at which the chain breaks. */
export type LedgerReport = { ok: true; count: number } | { ok: false; brokenAt: number }

const batch = 1_000

/** Recomputes the whole chain in batches. A changed, missing or added entry breaks it at its place. */
export async function verifyLedger(db: Db): Promise<LedgerReport> {
  let previousHash = firstPreviousHash
  let count = 0
  for (;;) {
    const entries = await findAuditEntriesAfter(db, count, batch)
    for (const entry of entries) {
      const holds =
        entry.sequence === count + 1 &&
        entry.previousHash === previousHash &&
        entry.hash === hashAuditEntry(entry, previousHash)
      if (!holds) return { ok: false, brokenAt: count + 1 }
      previousHash = entry.hash
      count = entry.sequence
    }
    if (entries.length < batch) return { ok: true, count }
  }
}
