import { type Selectable, sql } from 'kysely'
import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { ExamAccommodationTable } from '#db/schema/exam-room.ts'
import type { Db } from '#db/schema/index.ts'

const inForce = preparedRead((db, { personId }: { personId: string }) =>
  db
    .selectFrom('examAccommodation')
    .select(['id', 'brandId', 'extraPermille', 'grantedBy'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('extraPermille', 'desc')
    .orderBy('id'),
)

/**
 * The most generous accommodation of a person that holds for an exam of a brand; for one that all brands share (null) any brand's holds. Undefined where
 * there is none.
 */
export async function findAccommodation(db: Db, query: { personId: string; brandId: string | null }) {
  const own = await inForce(db, { personId: query.personId })
  return own.find(({ brandId }) => query.brandId === null || brandId === query.brandId)
}

/** Adds one; false where the person has one of this brand already. */
export async function insertAccommodation(db: Db, row: Selectable<ExamAccommodationTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('examAccommodation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Ends one of a brand's; whose it was, or undefined where there is none to end. */
export async function endAccommodation(
  db: Db,
  end: { id: string; brandId: string; endedBy: string; endedAt: string; endReason: string },
) {
  const { id, brandId, ...change } = end
  return db
    .updateTable('examAccommodation')
    .set(change)
    .where('id', '=', id)
    .where('brandId', '=', brandId)
    .where('endedAt', 'is', null)
    .returning(['personId', 'extraPermille'])
    .executeTakeFirst()
}

/** One page of a brand's accommodations: those in force first, then the latest. */
export async function findAccommodations(db: Db, query: { brandId: string; page: number; pageSize: number }) {
  const all = db.selectFrom('examAccommodation').where('examAccommodation.brandId', '=', query.brandId)
  const [rows, { total }] = await Promise.all([
    all
      .innerJoin('person', 'person.id', 'examAccommodation.personId')
      .innerJoin('person as granter', 'granter.id', 'examAccommodation.grantedBy')
      .select([
        'examAccommodation.id',
        'examAccommodation.extraPermille',
        'examAccommodation.reason',
        'examAccommodation.grantedAt',
        'examAccommodation.endedAt',
        'examAccommodation.endReason',
        'person.code as personCode',
        'person.name as personName',
        'person.nameLatin as personNameLatin',
        'granter.name as granterName',
        'granter.nameLatin as granterNameLatin',
      ])
      .orderBy(sql`case when exam_accommodation.ended_at is null then 0 else 1 end`)
      .orderBy('examAccommodation.grantedAt', 'desc')
      .orderBy('examAccommodation.id', 'desc')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute(),
    all.select(countOf().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, total }
}

const candidateByCode = preparedRead((db, { code, brandId }: { code: string; brandId: string }) =>
  db
    .selectFrom('person')
    .select(['person.id'])
    .where('person.code', '=', code)
    .where((where) =>
      where.or([
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
    ),
)

/** Somebody who is on a way to, or holds, a credential of a brand; everybody else is unknown to it. */
export async function findCandidateOfBrand(db: Db, query: { code: string; brandId: string }) {
  return firstOf(candidateByCode(db, { code: query.code, brandId: query.brandId }))
}
