import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { CredentialBatchRowTable, CredentialBatchTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

export type BatchState = CredentialBatchTable['state']
export type RowStage = CredentialBatchRowTable['stage']

const rowsAtOnce = 500

export async function insertBatch(db: Db, batch: Insertable<CredentialBatchTable>): Promise<void> {
  await db.insertInto('credentialBatch').values(batch).execute()
}

export async function insertBatchRows(
  db: Db,
  rows: readonly Insertable<CredentialBatchRowTable>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await db
      .insertInto('credentialBatchRow')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute()
}

/** A batch of a brand; undefined for another brand's, or none. */
export async function findBatch(db: Db, id: string, brandId: string) {
  return db
    .selectFrom('credentialBatch')
    .selectAll()
    .where('id', '=', id)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
}

export type BatchRecord = NonNullable<Awaited<ReturnType<typeof findBatch>>>

/** Moves a batch on from one state to the next with what is to be kept of that; false where somebody was first. */
export async function moveBatch(
  db: Db,
  id: string,
  from: readonly BatchState[],
  to: Partial<Omit<CredentialBatchTable, 'id'>> & { readonly state: BatchState },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('credentialBatch')
    .set(to)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** One page of a brand's batches, the newest first, with the number of all. Pages count from 1. */
export async function findBatchPage(
  db: Db,
  { brandId, page, pageSize }: { brandId: string; page: number; pageSize: number },
) {
  const { total } = await db
    .selectFrom('credentialBatch')
    .select(countOf().as('total'))
    .where('brandId', '=', brandId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('credentialBatch')
    .innerJoin('person', 'person.id', 'credentialBatch.madeBy')
    .selectAll('credentialBatch')
    .select(['person.name as makerName', 'person.nameLatin as makerNameLatin'])
    .where('credentialBatch.brandId', '=', brandId)
    .orderBy('credentialBatch.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, total }
}

/** Every row of a stage of a batch, in the order of the file. */
export async function findBatchRows(db: Db, batchId: string, stage: RowStage) {
  return db
    .selectFrom('credentialBatchRow')
    .selectAll()
    .where('batchId', '=', batchId)
    .where('stage', '=', stage)
    .orderBy('rowNumber')
    .execute()
}

export type BatchRowRecord = Awaited<ReturnType<typeof findBatchRows>>[number]

/** How many rows of a stage came to each result. */
export async function countBatchRows(db: Db, batchId: string, stage: RowStage) {
  return db
    .selectFrom('credentialBatchRow')
    .select(['result', countOf().as('count')])
    .where('batchId', '=', batchId)
    .where('stage', '=', stage)
    .groupBy('result')
    .execute()
}

/** One page of the rows of a stage with whom they name and what they made; of one result where one is asked for. Pages count from 1. */
export async function findBatchRowPage(
  db: Db,
  query: {
    readonly batchId: string
    readonly stage: RowStage
    readonly results: readonly CredentialBatchRowTable['result'][]
    readonly page: number
    readonly pageSize: number
  },
) {
  return db
    .selectFrom('credentialBatchRow')
    .leftJoin('person', 'person.id', 'credentialBatchRow.personId')
    .selectAll('credentialBatchRow')
    .select(['person.code as personCode', 'person.name as personName', 'person.nameLatin as personNameLatin'])
    .where('credentialBatchRow.batchId', '=', query.batchId)
    .where('credentialBatchRow.stage', '=', query.stage)
    .where('credentialBatchRow.result', 'in', query.results)
    .orderBy('credentialBatchRow.rowNumber')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
}

/** The names of a brand's categories. */
export async function findCategoryNames(db: Db, brandId: string) {
  return db
    .selectFrom('category')
    .select(['code', 'nameEn', 'nameZh'])
    .where('brandId', '=', brandId)
    .execute()
}

/** Which numbers of earlier certificates a brand has taken over already, in batches that were not taken back. */
export async function findTakenOldNumbers(
  db: Db,
  brandId: string,
  oldNumbers: readonly string[],
): Promise<readonly string[]> {
  if (oldNumbers.length === 0) return []
  const rows = await db
    .selectFrom('credentialBatchRow')
    .innerJoin('credentialBatch', 'credentialBatch.id', 'credentialBatchRow.batchId')
    .select('credentialBatchRow.oldNumber')
    .where('credentialBatchRow.oldNumber', 'in', oldNumbers)
    .where('credentialBatchRow.stage', '=', 'RESULT')
    .where('credentialBatchRow.credentialId', 'is not', null)
    .where('credentialBatch.brandId', '=', brandId)
    .where('credentialBatch.state', '=', 'DONE')
    .execute()
  return rows.flatMap(({ oldNumber }) => (oldNumber === null ? [] : [oldNumber]))
}

/**
 * People by their staff codes whom a brand knows: they belong to a provider under contract with it, hold or held a credential of it, or work towards one. Everybody
 * else is left out, so that a list of codes tells nobody who works for others.
 */
export async function findPeopleKnownTo(db: Db, brandId: string, codes: readonly string[], at: string) {
  if (codes.length === 0) return []
  return db
    .selectFrom('person')
    .select(['person.id', 'person.code'])
    .where('person.code', 'in', codes)
    .where((where) =>
      where.or([
        where.exists((of) =>
          of
            .selectFrom('affiliation')
            .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
            .innerJoin('providerContract', 'providerContract.providerId', 'outlet.providerId')
            .select('affiliation.id')
            .whereRef('affiliation.personId', '=', 'person.id')
            .where('providerContract.brandId', '=', brandId)
            .where('affiliation.fromAt', '<=', at)
            .where((inForce) =>
              inForce.or([
                inForce('affiliation.untilAt', 'is', null),
                inForce('affiliation.untilAt', '>', at),
              ]),
            )
            .where('providerContract.fromAt', '<=', at)
            .where((inForce) =>
              inForce.or([
                inForce('providerContract.untilAt', 'is', null),
                inForce('providerContract.untilAt', '>', at),
              ]),
            ),
        ),
        where.exists((of) =>
          of
            .selectFrom('credential')
            .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
            .select('credential.id')
            .whereRef('credential.personId', '=', 'person.id')
            .where('credentialType.brandId', '=', brandId),
        ),
        where.exists((of) =>
          of
            .selectFrom('enrolment')
            .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
            .select('enrolment.id')
            .whereRef('enrolment.personId', '=', 'person.id')
            .where('credentialType.brandId', '=', brandId),
        ),
      ]),
    )
    .execute()
}

/** Exam sessions with a check-in code that examine for a brand, or for all; codes come back after months. */
export async function findSessionsByCode(db: Db, checkInCode: string, brandId: string) {
  return db
    .selectFrom('examSession')
    .innerJoin('exam', 'exam.id', 'examSession.examId')
    .innerJoin('course', 'course.id', 'exam.courseId')
    .select(['examSession.id', 'examSession.opensAt', 'examSession.closesAt', 'exam.code as examCode'])
    .where('examSession.checkInCode', '=', checkInCode)
    .where((where) => where.or([where('course.brandId', 'is', null), where('course.brandId', '=', brandId)]))
    .orderBy('examSession.opensAt')
    .execute()
}

/** The attempts of an exam session, with their people. */
export async function findAttemptsIn(db: Db, sessionId: string) {
  return db.selectFrom('examAttempt').select(['id', 'personId']).where('sessionId', '=', sessionId).execute()
}

/** What the credentials of some people of a brand rest on. */
export async function findEvidenceOf(db: Db, brandId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['credential.number', 'credential.evidenceJson'])
    .where('credential.personId', 'in', personIds)
    .where('credentialType.brandId', '=', brandId)
    .orderBy('credential.number')
    .execute()
}

/** The managers of the providers where some people work at an instant, by the person. */
export async function findManagersByPerson(db: Db, personIds: readonly string[], at: string) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('roleAssignment', 'roleAssignment.organisationId', 'outlet.providerId')
    .select(['affiliation.personId', 'roleAssignment.personId as managerId'])
    .distinct()
    .where('affiliation.personId', 'in', personIds)
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
    .where('roleAssignment.role', '=', 'provider-manager')
    .where('roleAssignment.fromAt', '<=', at)
    .where((where) =>
      where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
    )
    .execute()
}
