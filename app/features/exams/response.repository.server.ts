import { type Insertable, sql } from 'kysely'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamResponseTable } from '#db/schema/learning.ts'

type AnswerPlace = { attemptId: string; personId: string; itemVersionId: string }

const answerPlace = preparedRead((db, place: AnswerPlace) =>
  db
    .selectFrom('examAttempt')
    .leftJoin('examFormItem', (join) =>
      join
        .onRef('examFormItem.formId', '=', 'examAttempt.formId')
        .on('examFormItem.itemVersionId', '=', place.itemVersionId),
    )
    .leftJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select((of) => [
      'examAttempt.state',
      'examAttempt.deadlineAt',
      'itemVersion.faceJson',
      of
        .selectFrom('examResponse')
        .select((response) => response.fn.max('examResponse.sequence').as('last'))
        .whereRef('examResponse.attemptId', '=', 'examAttempt.id')
        .as('lastSequence'),
    ])
    .where('examAttempt.id', '=', place.attemptId)
    .where('examAttempt.personId', '=', place.personId),
)

/**
 * All that judging one answer takes, in one read: the attempt if it is this person's, the last number of its journal and, where the item is on
 * its form, the item's face. Never the key.
 */
export async function findAnswerPlace(db: Db, { attemptId, personId, itemVersionId }: AnswerPlace) {
  return firstOf(answerPlace(db, { attemptId, personId, itemVersionId }))
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

/** Adds to the journal while the attempt runs and the number is free; false otherwise. Durable when the transaction commits. */
export async function insertResponse(db: Db, response: NewResponse): Promise<boolean> {
  return (await newResponse(db, response)) === 1
}

/** What stands in a journal under a number. */
export async function findResponse(db: Db, attemptId: string, sequence: number) {
  return db
    .selectFrom('examResponse')
    .selectAll()
    .where('attemptId', '=', attemptId)
    .where('sequence', '=', sequence)
    .executeTakeFirst()
}

const journal = preparedRead((db, { attemptId }: { attemptId: string }) =>
  db.selectFrom('examResponse').selectAll().where('attemptId', '=', attemptId).orderBy('sequence'),
)

/** The whole journal of an attempt, in order. */
export async function findResponses(db: Db, attemptId: string) {
  return journal(db, { attemptId })
}
