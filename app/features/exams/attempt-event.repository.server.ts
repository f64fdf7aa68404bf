import type { Selectable } from 'kysely'
import type { ExamAttemptEventTable } from '#db/schema/exam-room.ts'
import type { Db } from '#db/schema/index.ts'

/** Adds something that was done to an attempt. */
export async function insertAttemptEvent(db: Db, event: Selectable<ExamAttemptEventTable>): Promise<void> {
  await db.insertInto('examAttemptEvent').values(event).execute()
}

/** What was done to some attempts and by whom, in the order in which it was done. */
export async function findAttemptEvents(db: Db, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  return db
    .selectFrom('examAttemptEvent')
    .leftJoin('person', 'person.id', 'examAttemptEvent.byPersonId')
    .select([
      'examAttemptEvent.id',
      'examAttemptEvent.attemptId',
      'examAttemptEvent.kind',
      'examAttemptEvent.minutes',
      'examAttemptEvent.reason',
      'examAttemptEvent.at',
      'person.name as byName',
      'person.code as byCode',
    ])
    .where('examAttemptEvent.attemptId', 'in', attemptIds)
    .orderBy('examAttemptEvent.at')
    .orderBy('examAttemptEvent.id')
    .execute()
}

/** The running attempts of an invigilator's own session, or one of them, with what their clock is made of. */
export async function findWatchedAttempts(
  db: Db,
  query: { sessionId: string; invigilatorPersonId: string; attemptId: string | null },
) {
  return db
    .selectFrom('examAttempt')
    .innerJoin('examSession', 'examSession.id', 'examAttempt.sessionId')
    .innerJoin('examBlueprint', 'examBlueprint.id', 'examAttempt.blueprintId')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select([
      'examAttempt.id',
      'examAttempt.personId',
      'examAttempt.state',
      'examAttempt.formId',
      'examAttempt.startedAt',
      'examAttempt.deadlineAt',
      'examAttempt.pausedAt',
      'examBlueprint.minutes',
      'examSession.closesAt',
      'exam.code as examCode',
    ])
    .where('examAttempt.sessionId', '=', query.sessionId)
    .where('examSession.invigilatorPersonId', '=', query.invigilatorPersonId)
    .where('examAttempt.state', '=', 'IN_PROGRESS')
    .$if(query.attemptId !== null, (of) => of.where('examAttempt.id', '=', query.attemptId ?? ''))
    .orderBy('examAttempt.id')
    .execute()
}

export type WatchedAttempt = Awaited<ReturnType<typeof findWatchedAttempts>>[number]

/** Sets deadline and pause of an attempt that runs; false where it does not any more. */
export async function setAttemptClock(
  db: Db,
  clock: { attemptId: string; deadlineAt: string; pausedAt: string | null },
): Promise<boolean> {
  const { attemptId, ...change } = clock
  const { numUpdatedRows } = await db
    .updateTable('examAttempt')
    .set(change)
    .where('id', '=', attemptId)
    .where('state', '=', 'IN_PROGRESS')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends a running attempt without a result; false where it does not run any more. */
export async function voidRunningAttempt(
  db: Db,
  ended: { attemptId: string; state: 'VOIDED' | 'VOIDED_FOR_CAUSE'; submittedAt: string; answerHash: string },
): Promise<boolean> {
  const { attemptId, ...change } = ended
  const { numUpdatedRows } = await db
    .updateTable('examAttempt')
    .set({ ...change, pausedAt: null })
    .where('id', '=', attemptId)
    .where('state', '=', 'IN_PROGRESS')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
