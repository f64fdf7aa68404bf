import { type Insertable, sql } from 'kysely'
import { countOf } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamSessionTable } from '#db/schema/learning.ts'

export async function insertSession(db: Db, session: Insertable<ExamSessionTable>): Promise<void> {
  await db.insertInto('examSession').values(session).execute()
}

type OpenSession = { examId: string; checkInCode: string; at: string }

const openSession = preparedRead((db, query: OpenSession) =>
  db
    .selectFrom('examSession')
    .select(['id', 'invigilatorPersonId', 'closesAt'])
    .where('examId', '=', query.examId)
    .where('checkInCode', '=', query.checkInCode)
    .where('opensAt', '<=', query.at)
    .where('closesAt', '>', query.at)
    .where('closedAt', 'is', null)
    .orderBy('opensAt', 'desc')
    .limit(1),
)

/** The open session of an exam with a check-in code at an instant. */
export async function findOpenSession(db: Db, { examId, checkInCode, at }: OpenSession) {
  return firstOf(openSession(db, { examId, checkInCode, at }))
}

/** Ends the check-in of an invigilator's own open session; the exam's id, or undefined where there is none to close. */
export async function closeSession(
  db: Db,
  query: { sessionId: string; invigilatorPersonId: string; at: string },
) {
  return db
    .updateTable('examSession')
    .set({ closedAt: query.at })
    .where('id', '=', query.sessionId)
    .where('invigilatorPersonId', '=', query.invigilatorPersonId)
    .where('closedAt', 'is', null)
    .where('closesAt', '>', query.at)
    .returning(['id', 'examId'])
    .executeTakeFirst()
}

type SessionQuery = { invigilatorPersonId: string; examIds: readonly string[]; at: string }

/** An invigilator's sessions at some exams that are open at an instant, the one that closes first on top. */
export async function findOpenSessions(db: Db, query: SessionQuery) {
  if (query.examIds.length === 0) return []
  return sessionsOf(db, query.invigilatorPersonId)
    .where('examSession.examId', 'in', query.examIds)
    .where('examSession.closedAt', 'is', null)
    .where('examSession.closesAt', '>', query.at)
    .orderBy('examSession.closesAt')
    .orderBy('examSession.id')
    .execute()
}

/** One page of an invigilator's sessions that are over, the latest first, with how many attempts each saw. */
export async function findPastSessions(db: Db, query: SessionQuery & { page: number; pageSize: number }) {
  if (query.examIds.length === 0) return { rows: [], total: 0 }
  const past = sessionsOf(db, query.invigilatorPersonId)
    .where('examSession.examId', 'in', query.examIds)
    .where((where) =>
      where.or([
        where('examSession.closedAt', 'is not', null),
        where('examSession.closesAt', '<=', query.at),
      ]),
    )
  const [rows, { total }] = await Promise.all([
    past
      .select((of) => [
        of
          .selectFrom('examAttempt')
          .select(countOf().as('attempts'))
          .whereRef('examAttempt.sessionId', '=', 'examSession.id')
          .as('attempts'),
      ])
      .orderBy('examSession.opensAt', 'desc')
      .orderBy('examSession.id', 'desc')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute(),
    past.clearSelect().select(countOf().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, total }
}

/** One of an invigilator's own sessions; undefined for anybody else's. */
export async function findOwnSession(db: Db, query: { sessionId: string; invigilatorPersonId: string }) {
  return sessionsOf(db, query.invigilatorPersonId)
    .where('examSession.id', '=', query.sessionId)
    .executeTakeFirst()
}

function sessionsOf(db: Db, invigilatorPersonId: string) {
  return db
    .selectFrom('examSession')
    .innerJoin('exam', 'exam.id', 'examSession.examId')
    .select([
      'examSession.id',
      'examSession.placeEn',
      'examSession.placeZh',
      'examSession.checkInCode',
      'examSession.opensAt',
      'examSession.closesAt',
      'examSession.closedAt',
      'exam.code as examCode',
    ])
    .where('examSession.invigilatorPersonId', '=', invigilatorPersonId)
}

/** Attempts begun in some sessions, with who sits them and how many items have an answer in the journal. */
export async function findAttemptsIn(db: Db, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return []
  return db
    .selectFrom('examAttempt')
    .innerJoin('person', 'person.id', 'examAttempt.personId')
    .innerJoin('examBlueprint', 'examBlueprint.id', 'examAttempt.blueprintId')
    .select((of) => [
      'examAttempt.id',
      'examAttempt.sessionId',
      'examAttempt.state',
      'examAttempt.startedAt',
      'examAttempt.deadlineAt',
      'examAttempt.submittedAt',
      'examAttempt.pausedAt',
      'examBlueprint.itemCount',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
      of
        .selectFrom('examResponse')
        .select(
          sql<number>`cast(count(distinct case when kind = 'answer' then item_version_id end) as integer)`.as(
            'n',
          ),
        )
        .whereRef('examResponse.attemptId', '=', 'examAttempt.id')
        .as('touched'),
      of
        .selectFrom('examResponse')
        .select((response) => response.fn.max('examResponse.receivedAt').as('last'))
        .whereRef('examResponse.attemptId', '=', 'examAttempt.id')
        .as('lastSavedAt'),
    ])
    .where('examAttempt.sessionId', 'in', sessionIds)
    .orderBy('examAttempt.startedAt')
    .orderBy('examAttempt.id')
    .execute()
}
