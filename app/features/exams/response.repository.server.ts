import { type Insertable, sql } from 'kysely'
import { placesOf } from '#app/domain/exam/journal-place.ts'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamResponseTable } from '#db/schema/learning.ts'

type FaceQuery = { formId: string; itemVersionId: string }

const faceOnForm = preparedRead((db, { formId, itemVersionId }: FaceQuery) =>
  db
    .selectFrom('examFormItem')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select('itemVersion.faceJson')
    .where('examFormItem.formId', '=', formId)
    .where('examFormItem.itemVersionId', '=', itemVersionId),
)

/** The face of an item on a form, undefined where it is not on it. Never the key. */
export async function findFaceOnForm(db: Db, { formId, itemVersionId }: FaceQuery) {
  return firstOf(faceOnForm(db, { formId, itemVersionId }))
}

type NewResponse = Pick<
  Insertable<ExamResponseTable>,
  'attemptId' | 'sequence' | 'itemVersionId' | 'kind' | 'valueJson' | 'receivedAt'
>

const newResponse = preparedWrite((db, response: NewResponse) =>
  db
    .insertInto('examResponse')
    .columns(['attemptId', 'sequence', 'itemVersionId', 'kind', 'valueJson', 'receivedAt'])
    .expression((of) =>
      of
        .selectFrom('examAttempt')
        .select([
          'examAttempt.id',
          sql<number>`cast(${response.sequence} as integer)`.as('sequence'),
          sql<string>`cast(${response.itemVersionId} as text)`.as('itemVersionId'),
          sql<'answer' | 'flag'>`cast(${response.kind} as text)`.as('kind'),
          sql<string>`cast(${response.valueJson} as text)`.as('valueJson'),
          sql<string>`cast(${response.receivedAt} as text)`.as('receivedAt'),
        ])
        .where('examAttempt.id', '=', response.attemptId)
        .where('examAttempt.state', '=', 'IN_PROGRESS'),
    )
    .onConflict((conflict) => conflict.columns(['attemptId', 'sequence']).doNothing()),
)

/** Adds to the journal while the attempt runs and the place is free; false otherwise. Durable when the transaction commits. */
export async function insertResponse(db: Db, response: NewResponse): Promise<boolean> {
  return (await newResponse(db, response)) === 1
}

/** What stands in a journal at a place. */
export async function findResponse(db: Db, attemptId: string, sequence: number) {
  return db
    .selectFrom('examResponse')
    .selectAll()
    .where('attemptId', '=', attemptId)
    .where('sequence', '=', sequence)
    .executeTakeFirst()
}

/** The last place in use by an opening of an attempt; null before its first change. */
export async function findLastPlace(db: Db, attemptId: string, opening: number): Promise<number | null> {
  const places = placesOf(opening)
  const { last } = await db
    .selectFrom('examResponse')
    .select((of) => of.fn.max('sequence').as('last'))
    .where('attemptId', '=', attemptId)
    .where('sequence', '>=', places.first)
    .where('sequence', '<=', places.last)
    .executeTakeFirstOrThrow()
  return last
}

const journal = preparedRead((db, { attemptId }: { attemptId: string }) =>
  db.selectFrom('examResponse').selectAll().where('attemptId', '=', attemptId).orderBy('sequence'),
)

/** The whole journal of an attempt, in order. */
export async function findResponses(db: Db, attemptId: string) {
  return journal(db, { attemptId })
}
