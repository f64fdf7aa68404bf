import { type Insertable, sql } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { RecognitionTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

/** Adds one; false where the brand recognises the same of the person already. */
export async function insertRecognition(db: Db, row: Insertable<RecognitionTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('recognition')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'brandId', 'kind', 'code'])
        .where(sql<boolean>`ended_at is null`)
        .doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Ends one of a brand's; whose it was and of what, or undefined where there is none to end. */
export async function endRecognition(
  db: Db,
  end: { id: string; brandId: string; endedBy: string; endedAt: string; endReason: string },
) {
  const { id, brandId, ...change } = end
  return db
    .updateTable('recognition')
    .set(change)
    .where('id', '=', id)
    .where('brandId', '=', brandId)
    .where('endedAt', 'is', null)
    .returning(['personId', 'kind', 'code'])
    .executeTakeFirst()
}

/** What a brand can recognise: its own published courses, and the modules of its models. */
export async function findRecognisable(db: Db, brandId: string) {
  const [courses, modules] = await Promise.all([
    db
      .selectFrom('course')
      .innerJoin('courseVersion', 'courseVersion.courseId', 'course.id')
      .select((of) => [
        'course.code',
        of.fn.max('courseVersion.titleEn').as('titleEn'),
        of.fn.max('courseVersion.titleZh').as('titleZh'),
      ])
      .where('course.brandId', '=', brandId)
      .groupBy('course.code')
      .orderBy('course.code')
      .execute(),
    db
      .selectFrom('productModel')
      .select(['deltaModuleCode as code', 'code as modelCode'])
      .where('brandId', '=', brandId)
      .where('deltaModuleCode', 'is not', null)
      .orderBy('deltaModuleCode')
      .execute(),
  ])
  return { courses, modules }
}

/** Somebody whom a brand knows: who works or worked at a provider under contract with it, or is on a way to one of its credentials, or holds one. */
export async function findPersonKnownToBrand(db: Db, { code, brandId }: { code: string; brandId: string }) {
  return db
    .selectFrom('person')
    .select(['person.id', 'person.code'])
    .where('person.code', '=', code)
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('affiliation')
            .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
            .innerJoin('providerContract', 'providerContract.providerId', 'outlet.providerId')
            .select('affiliation.id')
            .whereRef('affiliation.personId', '=', 'person.id')
            .where('providerContract.brandId', '=', brandId),
        ),
        where.exists(
          where
            .selectFrom('enrolment')
            .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
            .select('enrolment.id')
            .whereRef('enrolment.personId', '=', 'person.id')
            .where('credentialType.brandId', '=', brandId),
        ),
        where.exists(
          where
            .selectFrom('credential')
            .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
            .select('credential.id')
            .whereRef('credential.personId', '=', 'person.id')
            .where('credentialType.brandId', '=', brandId),
        ),
      ]),
    )
    .executeTakeFirst()
}

/** One page of what a brand recognises, those in force first, then the latest; one person's alone where a staff code is looked for. */
export async function findRecognitionPage(
  db: Db,
  query: { brandId: string; personCode: string; page: number; pageSize: number },
) {
  const matching = () => {
    const own = db
      .selectFrom('recognition')
      .innerJoin('person', 'person.id', 'recognition.personId')
      .where('recognition.brandId', '=', query.brandId)
    return query.personCode === '' ? own : own.where('person.code', '=', query.personCode)
  }
  const [rows, { total }] = await Promise.all([
    matching()
      .innerJoin('person as verifier', 'verifier.id', 'recognition.verifiedBy')
      .select([
        'recognition.id',
        'recognition.kind',
        'recognition.code',
        'recognition.source',
        'recognition.document',
        'recognition.earnedAt',
        'recognition.validUntil',
        'recognition.reason',
        'recognition.recordedAt',
        'recognition.endedAt',
        'recognition.endReason',
        'person.code as personCode',
        'person.name as personName',
        'person.nameLatin as personNameLatin',
        'verifier.name as verifierName',
        'verifier.nameLatin as verifierNameLatin',
      ])
      .orderBy(sql`case when recognition.ended_at is null then 0 else 1 end`)
      .orderBy('recognition.recordedAt', 'desc')
      .orderBy('recognition.id', 'desc')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute(),
    matching().select(countOf().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, total }
}

/** Some recognitions with who verified them. */
export async function findRecognitions(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('recognition')
    .innerJoin('person as verifier', 'verifier.id', 'recognition.verifiedBy')
    .select([
      'recognition.id',
      'recognition.source',
      'recognition.document',
      'recognition.recordedAt',
      'verifier.name',
      'verifier.nameLatin',
    ])
    .where('recognition.id', 'in', ids)
    .execute()
}
