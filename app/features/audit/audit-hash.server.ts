import { hashLink } from './hash-chain.server.ts'

export type HashedEntry = {
  sequence: number
  id: string
  at: string
  actorPersonId: string | null
  organisationId: string | null
  action: string
  subjectKind: string
  subjectId: string
  detailsJson: string
}

/** What an entry of the audit ledger is hashed over, in its order. */
export function auditFields(entry: HashedEntry): readonly unknown[] {
  return [
    entry.sequence,
    entry.id,
    entry.at,
    entry.actorPersonId,
    entry.organisationId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.detailsJson,
  ]
}

/** The hash of an entry after the one before it. */
export function hashAuditEntry(entry: HashedEntry, previousHash: string): string {
  return hashLink(previousHash, auditFields(entry))
}
