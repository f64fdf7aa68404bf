import type { Insertable, Selectable } from 'kysely'
import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { GateDecisionTable, GateInputsTable, GateLedgerEntryTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

export type DecisionRow = Selectable<GateDecisionTable>

const lastLink = preparedRead((db, _nothing: Record<never, never>) =>
  db.selectFrom('gateLedgerEntry').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1),
)

/** The newest link's place and hash; null in an empty ledger. */
export async function findLastLink(db: Db): Promise<{ sequence: number; hash: string } | null> {
  return (await firstOf(lastLink(db, {}))) ?? null
}

const newDecision = preparedWrite((db, row: DecisionRow) => db.insertInto('gateDecision').values(row))

const newLink = preparedWrite((db, link: Selectable<GateLedgerEntryTable>) =>
  db.insertInto('gateLedgerEntry').values(link),
)

const newInputs = preparedWrite((db, inputs: Selectable<GateInputsTable>) =>
  db
    .insertInto('gateInputs')
    .values(inputs)
    .onConflict((conflict) => conflict.column('hash').doNothing()),
)

/** Adds a decision to the record, which is never changed, with its link of the ledger. A second writer with the same place fails on the primary key. */
export async function insertDecision(
  db: Db,
  row: DecisionRow,
  link: Insertable<GateLedgerEntryTable>,
): Promise<void> {
  await newDecision(db, row)
  await newLink(db, link)
}

/** Keeps a part of what decisions rest on under its hash, once. */
export async function insertInputs(db: Db, inputs: Selectable<GateInputsTable>): Promise<void> {
  await newInputs(db, inputs)
}

/** The kept parts with these hashes, as far as they are there. */
export async function findInputs(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .selectFrom('gateInputs')
    .select(['hash', 'body'])
    .where('hash', 'in', [...hashes])
    .execute()
  return new Map(rows.map(({ hash, body }) => [hash, body]))
}

/** Links after a place with the decisions they stand for, oldest first, at most `limit`. */
export async function findLinksAfter(db: Db, sequence: number, limit: number) {
  return db
    .selectFrom('gateLedgerEntry')
    .innerJoin('gateDecision', 'gateDecision.id', 'gateLedgerEntry.decisionId')
    .selectAll('gateDecision')
    .select(['gateLedgerEntry.sequence', 'gateLedgerEntry.previousHash', 'gateLedgerEntry.hash'])
    .where('gateLedgerEntry.sequence', '>', sequence)
    .orderBy('gateLedgerEntry.sequence')
    .limit(limit)
    .execute()
}

/** How many decisions are on record, in the ledger or not. */
export async function countDecisions(db: Db): Promise<number> {
  const { rows } = await db.selectFrom('gateDecision').select(countOf().as('rows')).executeTakeFirstOrThrow()
  return rows
}

/** A decision's link; undefined for one that is not in the ledger. */
export async function findLinkOf(db: Db, decisionId: string) {
  return db
    .selectFrom('gateLedgerEntry')
    .select(['sequence', 'hash'])
    .where('decisionId', '=', decisionId)
    .executeTakeFirst()
}
