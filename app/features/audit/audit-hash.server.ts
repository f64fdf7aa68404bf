import { createHash } from 'node:crypto'

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

/** What the first entry names as its predecessor. */
export const firstPreviousHash = '0'.repeat(64)

/** SHA-256 over an entry and the hash before it, so that nothing in the middle can change unseen. */
export function hashAuditEntry(entry: HashedEntry, previousHash: string): string {
  const text = JSON.stringify([
    previousHash,
    entry.sequence,
    entry.id,
    entry.at,
    entry.actorPersonId,
    entry.organisationId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.detailsJson,
  ])
  return createHash('sha256').update(text).digest('hex')
}
