import type { Context } from '#app/context.server.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import { findLastAuditEntry, insertAuditEntries, insertAuditEntry } from './audit.repository.server.ts'
import { hashAuditEntry } from './audit-hash.server.ts'
import { firstPreviousHash } from './hash-chain.server.ts'

/** What happened: a verb of the product (`credential.issued`), what it happened to, and what a reader will want to know. */
export type AuditFact = {
  action: string
  subjectKind: string
  subjectId: string
  details?: Record<string, unknown>
  /** Where nobody is signed in but someone acts all the same, such as a person who accepts an invitation. */
  actorPersonId?: string
  /** Where nobody is signed in, but a key of an organisation acts. */
  organisationId?: string
}

const ledgerLock = 7_301

/**
 * Writes one entry of the ledger inside the use case's own transaction, so that nothing happens unrecorded and nothing is recorded that did not
 * happen. Actor and organisation come from the context.
 */
export async function recordAudit(ctx: Context, trx: Db, fact: AuditFact): Promise<void> {
  await lockInTransaction(trx, ledgerLock)
  const last = await findLastAuditEntry(trx)
  await insertAuditEntry(trx, linkAfter(ctx, last, fact))
}

/** The same for many facts of one transaction, in their order, without asking for the end of the chain before each. */
export async function recordAudits(ctx: Context, trx: Db, facts: readonly AuditFact[]): Promise<void> {
  await lockInTransaction(trx, ledgerLock)
  let last = await findLastAuditEntry(trx)
  const entries = facts.map((fact) => {
    const entry = linkAfter(ctx, last, fact)
    last = entry
    return entry
  })
  await insertAuditEntries(trx, entries)
}

function linkAfter(ctx: Context, last: { sequence: number; hash: string } | null, fact: AuditFact) {
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    id: ctx.newId(),
    at: ctx.now(),
    actorPersonId: fact.actorPersonId ?? ctx.actor?.personId ?? null,
    organisationId: fact.organisationId ?? ctx.actor?.acting.organisationId ?? null,
    action: fact.action,
    subjectKind: fact.subjectKind,
    subjectId: fact.subjectId,
    detailsJson: JSON.stringify(fact.details ?? {}),
  }
  const previousHash = last?.hash ?? firstPreviousHash
  return { ...entry, previousHash, hash: hashAuditEntry(entry, previousHash) }
}
