import { type Insertable, sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import type { CredentialDecisionTable, EnrolmentTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

/** States in which an enrolment is not finished. */
export const openStates = ['LEARNING', 'AWAITING_DECISION', 'LOCKED'] as const

const rowsAtOnce = 500

/** Enrols unless one for the same type is open; false where one is. */
export async function insertEnrolment(
  db: Db,
  enrolment: Omit<Insertable<EnrolmentTable>, 'state' | 'awaitingSince' | 'closedAt' | 'dueAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('enrolment')
    .values({ ...enrolment, state: 'LEARNING' })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'credentialTypeId'])
        .where(sql<boolean>`state in ('LEARNING', 'AWAITING_DECISION', 'LOCKED')`)
        .doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Open enrolments of some people with their frozen requirement. */
export async function findOpenEnrolments(db: Db, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('enrolment')
    .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select([
      'enrolment.id',
      'enrolment.personId',
      'enrolment.credentialTypeId',
      'enrolment.requirementJson',
      'enrolment.path',
      'enrolment.state',
      'enrolment.enrolledAt',
      'enrolment.awaitingSince',
      'credentialType.code as typeCode',
      'organisation.code as brandCode',
      'organisation.timeZone as zone',
    ])
    .where('enrolment.personId', 'in', personIds)
    .where('enrolment.state', 'in', openStates)
    .orderBy('enrolment.enrolledAt')
    .orderBy('enrolment.id')
    .execute()
}

/** From learning to awaiting a decision; false where it is not learning any more. */
export async function markAwaiting(db: Db, enrolmentId: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('enrolment')
    .set({ state: 'AWAITING_DECISION', awaitingSince: at })
    .where('id', '=', enrolmentId)
    .where('state', '=', 'LEARNING')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends an enrolment that awaits a decision; false where somebody was faster. */
export async function closeEnrolment(
  db: Db,
  enrolmentId: string,
  state: 'COMPLETED' | 'REFUSED',
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('enrolment')
    .set({ state, closedAt: at })
    .where('id', '=', enrolmentId)
    .where('state', '=', 'AWAITING_DECISION')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Enrolments for types of a brand, with their candidates; another brand's are left out. */
export async function findEnrolmentsOfBrand(db: Db, enrolmentIds: readonly string[], brandId: string) {
  if (enrolmentIds.length === 0) return []
  return db
    .selectFrom('enrolment')
    .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
    .innerJoin('person', 'person.id', 'enrolment.personId')
    .selectAll('enrolment')
    .select(['person.code as personCode', 'person.name as personName', 'person.nameLatin as personNameLatin'])
    .where('enrolment.id', 'in', enrolmentIds)
    .where('credentialType.brandId', '=', brandId)
    .execute()
}

export type EnrolmentRow = Awaited<ReturnType<typeof findEnrolmentsOfBrand>>[number]

/** Ends enrolments that await a decision as completed; returns how many, which is fewer where somebody was faster. */
export async function completeEnrolments(
  db: Db,
  enrolmentIds: readonly string[],
  at: string,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('enrolment')
    .set({ state: 'COMPLETED', closedAt: at })
    .where('id', 'in', enrolmentIds)
    .where('state', '=', 'AWAITING_DECISION')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function insertDecisions(
  db: Db,
  decisions: readonly Insertable<CredentialDecisionTable>[],
): Promise<void> {
  for (let start = 0; start < decisions.length; start += rowsAtOnce)
    await db
      .insertInto('credentialDecision')
      .values(decisions.slice(start, start + rowsAtOnce))
      .execute()
}

/** Which of some people work towards something of theirs now. */
export async function findPeopleLearning(db: Db, personIds: readonly string[]): Promise<readonly string[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('enrolment')
    .select('personId')
    .distinct()
    .where('personId', 'in', personIds)
    .where('state', '=', 'LEARNING')
    .execute()
  return rows.map(({ personId }) => personId)
}

export async function insertDecision(db: Db, decision: Insertable<CredentialDecisionTable>): Promise<void> {
  await db.insertInto('credentialDecision').values(decision).execute()
}

/** What was decided on some enrolments so far and by whom, oldest first. */
export async function findDecisions(db: Db, enrolmentIds: readonly string[]) {
  if (enrolmentIds.length === 0) return []
  return db
    .selectFrom('credentialDecision')
    .innerJoin('person', 'person.id', 'credentialDecision.decidedBy')
    .select([
      'credentialDecision.id',
      'credentialDecision.enrolmentId',
      'credentialDecision.outcome',
      'credentialDecision.reason',
      'credentialDecision.decidedBy',
      'credentialDecision.decidedAt',
      'person.name as deciderName',
      'person.nameLatin as deciderNameLatin',
    ])
    .where('credentialDecision.enrolmentId', 'in', enrolmentIds)
    .orderBy('credentialDecision.decidedAt')
    .orderBy('credentialDecision.id')
    .execute()
}

export type QueueQuery = {
  readonly brandId: string
  readonly search: string
  readonly page: number
  readonly pageSize: number
}

function queueOf(db: Db, { brandId, search }: Pick<QueueQuery, 'brandId' | 'search'>) {
  const awaiting = awaitingIn(db, brandId).innerJoin('person', 'person.id', 'enrolment.personId')
  if (search === '') return awaiting
  return awaiting.where((where) =>
    where.or([
      contains(sql.ref('person.code'), search),
      contains(sql.ref('person.name'), search),
      contains(sql`coalesce(person.name_latin, '')`, search),
      contains(sql.ref('credential_type.code'), search),
    ]),
  )
}

/** The enrolments that a search of the queue finds, the longest waiting first, at most so many. */
export async function findQueueIds(
  db: Db,
  query: Pick<QueueQuery, 'brandId' | 'search'> & { readonly limit: number },
): Promise<readonly string[]> {
  const rows = await queueOf(db, query)
    .select('enrolment.id')
    .orderBy('enrolment.awaitingSince')
    .orderBy('enrolment.id')
    .limit(query.limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** One page of those who await a brand's decision, the longest waiting first. Pages count from 1. */
export async function findQueuePage(db: Db, query: QueueQuery) {
  const matching = () => queueOf(db, query)
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const rows = await matching()
    .select((of) => [
      'enrolment.id',
      'enrolment.personId',
      'enrolment.awaitingSince',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
      'credentialType.code as typeCode',
      'credentialType.nameEn',
      'credentialType.nameZh',
      of
        .selectFrom('affiliation')
        .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
        .select('outlet.code')
        .whereRef('affiliation.personId', '=', 'enrolment.personId')
        .where('affiliation.isPrimary', '=', 1)
        .where('affiliation.untilAt', 'is', null)
        .orderBy('affiliation.fromAt', 'desc')
        .limit(1)
        .as('outletCode'),
    ])
    .orderBy('enrolment.awaitingSince')
    .orderBy('enrolment.id')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { rows, total }
}

/** How many await a brand's decision and since when the first of them. */
export async function countQueue(db: Db, brandId: string): Promise<{ count: number; oldest: string | null }> {
  const row = await awaitingIn(db, brandId)
    .select((of) => [countOf().as('count'), of.fn.min('enrolment.awaitingSince').as('oldest')])
    .executeTakeFirstOrThrow()
  return { count: row.count, oldest: row.oldest as string | null }
}

function awaitingIn(db: Db, brandId: string) {
  return db
    .selectFrom('enrolment')
    .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
    .where('enrolment.state', '=', 'AWAITING_DECISION')
    .where('credentialType.brandId', '=', brandId)
}

/** The open enrolment of a person that renews a type; undefined where there is none. */
export async function findRenewalEnrolment(db: Db, personId: string, credentialTypeId: string) {
  return db
    .selectFrom('enrolment')
    .select('id')
    .where('personId', '=', personId)
    .where('credentialTypeId', '=', credentialTypeId)
    .where('path', '=', 'RENEWAL')
    .where('state', 'in', openStates)
    .executeTakeFirst()
}

/** From the short path to the full one, learning again; false where it is not open any more. */
export async function moveToFullPath(db: Db, enrolmentId: string, requirementJson: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('enrolment')
    .set({ path: 'INITIAL', requirementJson, state: 'LEARNING', awaitingSince: null })
    .where('id', '=', enrolmentId)
    .where('path', '=', 'RENEWAL')
    .where('state', 'in', ['LEARNING', 'AWAITING_DECISION'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
