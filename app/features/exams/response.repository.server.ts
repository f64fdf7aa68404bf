import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/schema/index.ts'
import type { ExamResponseTable } from '#db/schema/learning.ts'

/**
 * All that judging one answer takes, in one read: the attempt if it is this person's, the last number of its journal and, where the item is on
 * its form, the item's face. Never the key.
 */
export async function findAnswerPlace(
  db: Db,
  place: { attemptId: string; personId: string; itemVersionId: string },
) {
  return db
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
    .where('examAttempt.personId', '=', place.personId)
    .executeTakeFirst()
}

/** Adds to the journal while the attempt runs and the number is free; false otherwise. Durable when the transaction commits. */
export async function insertResponse(db: Db, response: Insertable<ExamResponseTable>): Promise<boolean> {
  const { attemptId, sequence, itemVersionId, kind, valueJson, receivedAt } = response
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('examResponse')
    .columns(['attemptId', 'sequence', 'itemVersionId', 'kind', 'valueJson', 'receivedAt'])
    .expression((of) =>
      of
        .selectFrom('examAttempt')
        .select([
          'examAttempt.id',
          sql<number>`cast(${sequence} as integer)`.as('sequence'),
          sql<string>`cast(${itemVersionId} as text)`.as('itemVersionId'),
          sql<'answer' | 'flag'>`cast(${kind} as text)`.as('kind'),
          sql<string>`cast(${valueJson} as text)`.as('valueJson'),
          sql<string>`cast(${receivedAt} as text)`.as('receivedAt'),
        ])
        .where('examAttempt.id', '=', attemptId)
        .where('examAttempt.state', '=', 'IN_PROGRESS'),
    )
    .onConflict((conflict) => conflict.columns(['attemptId', 'sequence']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
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

/** The whole journal of an attempt, in order. */
export async function findResponses(db: Db, attemptId: string) {
  return db
    .selectFrom('examResponse')
    .selectAll()
    .where('attemptId', '=', attemptId)
    .orderBy('sequence')
    .execute()
}
