import type { InputPart } from '#app/domain/gate/record-inputs.ts'
import { type ChainReport, verifyChain } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { countDecisions, type DecisionRow, findInputs, findLinksAfter } from './ledger.repository.server.ts'
import { decisionFields, sha256 } from './record-decisions.server.ts'
import { isDigestOf } from './replay-decision.server.ts'

export type GateLedgerReport = ChainReport & {
  /** Decisions that are on record beside the ledger, which nobody can have put there through the product. */
  readonly unchained: number
}

/**
 * Recomputes the ledger of the gate: every link over the whole decision, the digest of every decision over its request and its facts, and every kept part
 * of the facts over its text.
 */
export async function verifyGateLedger(db: Db): Promise<GateLedgerReport> {
  const sound = new Set<string>()
  const report = await verifyChain(
    (sequence, limit) => findLinksAfter(db, sequence, limit),
    (link) => decisionFields(link),
    (links) => haveSoundInputs(db, links, sound),
  )
  const total = await countDecisions(db)
  return { ...report, unchained: report.ok ? total - report.count : 0 }
}

const hashesAtOnce = 300

/** For each decision whether what it rested on is there and is what its digests say. `sound`: hashes of parts that were found so. */
async function haveSoundInputs(
  db: Db,
  links: readonly DecisionRow[],
  sound: Set<string>,
): Promise<boolean[]> {
  const named = links.map(({ inputsJson }) =>
    inputsJson === null ? null : (JSON.parse(inputsJson) as Record<InputPart, string>),
  )
  const unknown = [...new Set(named.flatMap((hashes) => (hashes ? Object.values(hashes) : [])))].filter(
    (hash) => !sound.has(hash),
  )
  for (let start = 0; start < unknown.length; start += hashesAtOnce)
    for (const [hash, body] of await findInputs(db, unknown.slice(start, start + hashesAtOnce)))
      if (sha256(body) === hash) sound.add(hash)
  return links.map((link, index) => {
    const hashes = named[index]
    if (!hashes) return true
    return Object.values(hashes).every((hash) => sound.has(hash)) && isDigestOf(link, hashes)
  })
}
