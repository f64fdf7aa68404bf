import { sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

/** What happened to a credential, with who did it, in the order in which it was recorded. */
export async function findCredentialEvents(db: Db, credentialId: string) {
  return db
    .selectFrom('credentialEvent')
    .leftJoin('person as actor', 'actor.id', 'credentialEvent.actorPersonId')
    .select([
      'credentialEvent.id',
      'credentialEvent.kind',
      'credentialEvent.effectiveAt',
      'credentialEvent.untilAt',
      'credentialEvent.recordedAt',
      'credentialEvent.reason',
      'credentialEvent.detailsJson',
      'actor.name as actorName',
      'actor.nameLatin as actorNameLatin',
      'actor.code as actorCode',
    ])
    .where('credentialEvent.credentialId', '=', credentialId)
    .orderBy('credentialEvent.recordedAt')
    .orderBy('credentialEvent.id')
    .execute()
}

/** The enrolment whose decision a credential rests on; undefined for one that was taken over. */
export async function findDecisionOf(db: Db, credentialId: string) {
  return db
    .selectFrom('credential')
    .innerJoin('credentialDecision', 'credentialDecision.id', 'credential.decisionId')
    .select(['credentialDecision.enrolmentId', 'credentialDecision.evidenceJson'])
    .where('credential.id', '=', credentialId)
    .executeTakeFirst()
}

/** The record that replaced a credential. */
export async function findSuccessor(db: Db, credentialId: string) {
  return db
    .selectFrom('credential')
    .select(['id', 'number'])
    .where('supersedesId', '=', credentialId)
    .orderBy('recordedAt', 'desc')
    .executeTakeFirst()
}

/** Who holds a credential and where they work now. */
export async function findHolder(db: Db, personId: string, at: string) {
  const [person, places] = await Promise.all([
    db
      .selectFrom('person')
      .select(['id', 'code', 'name', 'nameLatin'])
      .where('id', '=', personId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('affiliation')
      .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
      .select(['outlet.code', 'outlet.nameEn', 'outlet.nameZh', 'outlet.providerId'])
      .where('affiliation.personId', '=', personId)
      .where('affiliation.fromAt', '<=', at)
      .where((where) =>
        where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
      )
      .orderBy('affiliation.isPrimary', 'desc')
      .orderBy('outlet.code')
      .execute(),
  ])
  return { ...person, places }
}

/** The managers of some providers at an instant. */
export async function findManagersOf(db: Db, providerIds: readonly string[], at: string) {
  if (providerIds.length === 0) return []
  return db
    .selectFrom('roleAssignment')
    .select('personId')
    .distinct()
    .where('organisationId', 'in', providerIds)
    .where('role', '=', 'provider-manager')
    .where('fromAt', '<=', at)
    .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', at)]))
    .execute()
}

export type CredentialListQuery = {
  /** Credentials of this brand alone; null for all. */
  readonly brandId: string | null
  /** Part of a name, a staff code, a type's code, a number; empty for the newest. */
  readonly search: string
  readonly page: number
  readonly pageSize: number
}

/** One page of a brand's credentials, the newest first, with the number of all that match; null of all where nothing is looked for. */
export async function findCredentialPage(db: Db, query: CredentialListQuery) {
  const { brandId, search, page, pageSize } = query
  const matching = () => {
    const all = db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .innerJoin('person', 'person.id', 'credential.personId')
    const own = brandId === null ? all : all.where('credentialType.brandId', '=', brandId)
    if (search === '') return own
    return own.where((where) =>
      where.or([
        where('credential.number', '=', search.toUpperCase()),
        where('credentialType.code', '=', search.toUpperCase()),
        where('credential.personId', 'in', (of) =>
          of
            .selectFrom('person as named')
            .select('named.id')
            .where((named) =>
              named.or([
                named('named.code', '=', search.toUpperCase()),
                contains(sql.ref('named.name'), search),
                contains(sql`coalesce(named.name_latin, '')`, search),
              ]),
            ),
        ),
      ]),
    )
  }
  const total =
    search === '' ? null : (await matching().select(countOf().as('total')).executeTakeFirstOrThrow()).total
  const rows = await matching()
    .select([
      'credential.id',
      'credential.personId',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
    ])
    .orderBy('credential.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, total }
}

/** The act that waits for a second officer. */
export async function findOpenProposal(db: Db, credentialId: string) {
  return db
    .selectFrom('credentialProposal')
    .innerJoin('person', 'person.id', 'credentialProposal.proposedBy')
    .select([
      'credentialProposal.id',
      'credentialProposal.reason',
      'credentialProposal.actJson',
      'credentialProposal.proposedBy',
      'credentialProposal.proposedAt',
      'person.name as proposerName',
      'person.nameLatin as proposerNameLatin',
    ])
    .where('credentialProposal.credentialId', '=', credentialId)
    .where('credentialProposal.closedAt', 'is', null)
    .executeTakeFirst()
}

/** The acts on some credentials that wait for a second officer. */
export async function findOpenProposals(db: Db, credentialIds: readonly string[]) {
  if (credentialIds.length === 0) return []
  return db
    .selectFrom('credentialProposal')
    .select(['id', 'credentialId', 'actJson', 'proposedBy'])
    .where('credentialId', 'in', credentialIds)
    .where('closedAt', 'is', null)
    .execute()
}

/** Whether a batch that would revoke a credential waits for a second officer. */
export async function isBatchRevocationProposed(db: Db, credentialId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentialBatchRow')
    .innerJoin('credentialBatch', 'credentialBatch.id', 'credentialBatchRow.batchId')
    .select('credentialBatch.id')
    .where('credentialBatchRow.credentialId', '=', credentialId)
    .where('credentialBatchRow.stage', '=', 'PREVIEW')
    .where('credentialBatchRow.result', '<>', 'REFUSED')
    .where('credentialBatch.kind', '=', 'REVOKE')
    .where('credentialBatch.state', '=', 'PROPOSED')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertProposal(
  db: Db,
  proposal: {
    id: string
    credentialId: string
    actJson: string
    reason: string
    proposedBy: string
    proposedAt: string
  },
): Promise<void> {
  await db.insertInto('credentialProposal').values(proposal).execute()
}

/** Closes a proposal; false where somebody was first. */
export async function closeProposal(
  db: Db,
  id: string,
  closed: {
    closedBy: string
    closedAt: string
    outcome: 'CONFIRMED' | 'DROPPED'
    closeReason: string | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('credentialProposal')
    .set(closed)
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
