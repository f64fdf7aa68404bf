import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { HashedEntry } from './audit-hash.server.ts'

const lastEntry = preparedRead((db, _nothing: Record<never, never>) =>
  db.selectFrom('auditEntry').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1),
)

const newEntry = preparedWrite((db, entry: HashedEntry & { previousHash: string; hash: string }) =>
  db.insertInto('auditEntry').values(entry),
)

/** The newest entry's place and hash; null in an empty ledger. */
export async function findLastAuditEntry(db: Db): Promise<{ sequence: number; hash: string } | null> {
  return (await firstOf(lastEntry(db, {}))) ?? null
}

/** Adds one entry. A second writer with the same place fails on the primary key. */
export async function insertAuditEntry(
  db: Db,
  entry: HashedEntry & { previousHash: string; hash: string },
): Promise<void> {
  await newEntry(db, entry)
}

const entriesAtOnce = 500

/** Adds entries in their order. */
export async function insertAuditEntries(
  db: Db,
  entries: readonly (HashedEntry & { previousHash: string; hash: string })[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += entriesAtOnce)
    await db
      .insertInto('auditEntry')
      .values(entries.slice(start, start + entriesAtOnce))
      .execute()
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
  /** Where what happened, happened to a person. */
  subjectCode: string | null
  subjectName: string | null
}

export type AuditQuery = {
  /** Only what this organisation's people did; null for the platform's own view of everything. */
  organisationId: string | null
  action: string | null
  /** Actions that begin so are left out. */
  without?: readonly string[]
  page: number
  pageSize: number
}

/** One page of the ledger, newest first, with the number of all entries that match. Pages count from 1. */
export async function findAuditPage(
  db: Db,
  query: AuditQuery,
): Promise<{ entries: AuditEntry[]; total: number }> {
  const matching = () => {
    let rows = db.selectFrom('auditEntry')
    if (query.organisationId) rows = rows.where('auditEntry.organisationId', '=', query.organisationId)
    if (query.action) rows = rows.where('auditEntry.action', '=', query.action)
    for (const beginning of query.without ?? [])
      rows = rows.where('auditEntry.action', 'not like', `${beginning}%`)
    return rows
  }
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const rows = await matching()
    .leftJoin('person', 'person.id', 'auditEntry.actorPersonId')
    .leftJoin('person as subject', (join) =>
      join.onRef('subject.id', '=', 'auditEntry.subjectId').on('auditEntry.subjectKind', '=', 'person'),
    )
    .select([
      'auditEntry.sequence',
      'auditEntry.at',
      'auditEntry.action',
      'auditEntry.subjectKind',
      'auditEntry.subjectId',
      'auditEntry.detailsJson',
      'person.code as actorCode',
      'person.name as actorName',
      'subject.code as subjectCode',
      'subject.name as subjectName',
    ])
    .orderBy('auditEntry.sequence', 'desc')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  const entries = rows.map(({ detailsJson, ...row }) => ({ ...row, details: JSON.parse(detailsJson) }))
  return { entries, total }
}
