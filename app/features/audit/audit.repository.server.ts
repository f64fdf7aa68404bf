import { countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { HashedEntry } from './audit-hash.server.ts'

/** The newest entry's place and hash; null in an empty ledger. */
export async function findLastAuditEntry(db: Db): Promise<{ sequence: number; hash: string } | null> {
  const row = await db
    .selectFrom('auditEntry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Adds one entry. A second writer with the same place fails on the primary key. */
export async function insertAuditEntry(db: Db, entry: HashedEntry & { previousHash: string; hash: string }): Promise<void> {
  await db.insertInto('auditEntry').values(entry).execute()
}

/** Entries after a place, oldest first, at most `limit`. */
export async function findAuditEntriesAfter(db: Db, sequence: number, limit: number) {
  return db
    .selectFrom('auditEntry')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
}

export type AuditEntry = {
  sequence: number
  at: string
  actorCode: string | null
  actorName: string | null
  action: string
  subjectKind: string
  subjectId: string
  details: Record<string, unknown>
}

export type AuditQuery = {
  /** Only what this organisation's people did; null for the platform's own view of everything. */
  organisationId: string | null
  action: string | null
  page: number
  pageSize: number
}

/** One page of the ledger, newest first, with the number of all entries that match. Pages count from 1. */
export async function findAuditPage(db: Db, query: AuditQuery): Promise<{ entries: AuditEntry[]; total: number }> {
  const matching = () => {
    let rows = db.selectFrom('auditEntry')
    if (query.organisationId) rows = rows.where('auditEntry.organisationId', '=', query.organisationId)
    if (query.action) rows = rows.where('auditEntry.action', '=', query.action)
    return rows
  }
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const rows = await matching()
    .leftJoin('person', 'person.id', 'auditEntry.actorPersonId')
    .select([
      'auditEntry.sequence',
      'auditEntry.at',
      'auditEntry.action',
      'auditEntry.subjectKind',
      'auditEntry.subjectId',
      'auditEntry.detailsJson',
      'person.code as actorCode',
      'person.name as actorName',
    ])
    .orderBy('auditEntry.sequence', 'desc')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  const entries = rows.map(({ detailsJson, ...row }) => ({ ...row, details: JSON.parse(detailsJson) }))
  return { entries, total }
}
