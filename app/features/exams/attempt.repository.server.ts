import type { Selectable } from 'kysely'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamAttemptTable } from '#db/schema/learning.ts'

type NewAttempt = Omit<
  Selectable<ExamAttemptTable>,
  'state' | 'submittedAt' | 'finalisedBy' | 'scorePermille' | 'resultJson' | 'answerHash' | 'pausedAt'
>

const beginning = preparedWrite((db, attempt: NewAttempt) =>
  db
    .insertInto('examAttempt')
    .values({
      ...attempt,
      state: 'IN_PROGRESS',
      submittedAt: null,
      finalisedBy: null,
      scorePermille: null,
      resultJson: null,
      answerHash: null,
      pausedAt: null,
    })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Begins an attempt; false where the person has begun another one meanwhile. */
export async function insertAttempt(db: Db, attempt: NewAttempt): Promise<boolean> {
  return (await beginning(db, attempt)) === 1
}

const runningAttempt = preparedRead((db, { personId }: { personId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select(['examAttempt.id', 'examAttempt.deadlineAt', 'exam.code as examCode'])
    .where('examAttempt.personId', '=', personId)
    .where('examAttempt.state', '=', 'IN_PROGRESS'),
)

/** The attempt a person is in the middle of, at whatever exam. */
export async function findRunningAttempt(db: Db, personId: string) {
  return firstOf(runningAttempt(db, { personId }))
}

const ownAttempt = preparedRead((db, { attemptId, personId }: { attemptId: string; personId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select([
      'examAttempt.id',
      'examAttempt.formId',
      'examAttempt.blueprintId',
      'examAttempt.state',
      'examAttempt.startedAt',
      'examAttempt.deadlineAt',
      'examAttempt.pausedAt',
      'exam.code as examCode',
    ])
    .where('examAttempt.id', '=', attemptId)
    .where('examAttempt.personId', '=', personId),
)

/** A person's own attempt; undefined for anybody else's. */
export async function findOwnAttempt(db: Db, attemptId: string, personId: string) {
  return firstOf(ownAttempt(db, { attemptId, personId }))
}

const attemptToClose = preparedRead((db, { attemptId }: { attemptId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select([
      'examAttempt.id',
      'examAttempt.personId',
      'examAttempt.formId',
      'examAttempt.blueprintId',
      'examAttempt.mode',
      'examAttempt.number',
      'examAttempt.deadlineAt',
      'exam.code as examCode',
    ])
    .where('examAttempt.id', '=', attemptId)
    .where('examAttempt.state', '=', 'IN_PROGRESS'),
)

/** What scoring an attempt needs, while it runs; undefined once it is closed. */
export async function findAttemptToClose(db: Db, attemptId: string) {
  return firstOf(attemptToClose(db, { attemptId }))
}

export type ClosedAttempt = {
  attemptId: string
  state: 'PASSED' | 'FAILED'
  submittedAt: string
  finalisedBy: 'candidate' | 'deadline'
  scorePermille: number
  resultJson: string
  answerHash: string
}

const closing = preparedWrite((db, { attemptId, ...result }: ClosedAttempt) =>
  db.updateTable('examAttempt').set(result).where('id', '=', attemptId).where('state', '=', 'IN_PROGRESS'),
)

/** Closes an attempt that is still running; false where it was closed before. */
export async function closeRunningAttempt(db: Db, closed: ClosedAttempt): Promise<boolean> {
  return (await closing(db, closed)) === 1
}

/** Running attempts whose deadline has passed, the oldest first; `after` is the last one looked at. */
export async function findOverdueAttempts(
  db: Db,
  query: { at: string; after: { deadlineAt: string; id: string } | null; limit: number },
) {
  const { at, after, limit } = query
  return db
    .selectFrom('examAttempt')
    .select(['id', 'deadlineAt'])
    .where('state', '=', 'IN_PROGRESS')
    .where('deadlineAt', '<', at)
    .$if(after !== null, (of) =>
      of.where((where) =>
        where.or([
          where('deadlineAt', '>', after?.deadlineAt ?? ''),
          where.and([where('deadlineAt', '=', after?.deadlineAt ?? ''), where('id', '>', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('deadlineAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

const attemptsOf = preparedRead((db, { personId }: { personId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select([
      'examAttempt.id as attemptId',
      'examAttempt.examId',
      'exam.code as examCode',
      'examAttempt.number',
      'examAttempt.mode',
      'examAttempt.state',
      'examAttempt.startedAt',
      'examAttempt.deadlineAt',
      'examAttempt.pausedAt',
      'examAttempt.submittedAt',
      'examAttempt.scorePermille',
    ])
    .where('examAttempt.personId', '=', personId)
    .orderBy('examAttempt.startedAt', 'desc')
    .orderBy('examAttempt.id', 'desc'),
)

/** All attempts of a person, the latest first. */
export async function findAttemptsOf(db: Db, personId: string) {
  return attemptsOf(db, { personId })
}

/** Attempts that some people have passed, the earliest first. */
export async function findPassedAttempts(db: Db, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select([
      'examAttempt.personId',
      'exam.code as examCode',
      'examAttempt.submittedAt',
      'examAttempt.startedAt',
      'examAttempt.mode',
      'examAttempt.scorePermille',
      'examAttempt.id as attemptId',
    ])
    .where('examAttempt.personId', 'in', personIds)
    .where('examAttempt.state', '=', 'PASSED')
    .orderBy('examAttempt.submittedAt')
    .orderBy('examAttempt.id')
    .execute()
}

const ownResult = preparedRead((db, { attemptId, personId }: { attemptId: string; personId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .innerJoin('course', 'course.id', 'exam.courseId')
    .innerJoin('examBlueprint', 'examBlueprint.id', 'examAttempt.blueprintId')
    .leftJoin('examSession', 'examSession.id', 'examAttempt.sessionId')
    .leftJoin('person as invigilator', 'invigilator.id', 'examSession.invigilatorPersonId')
    .select([
      'examAttempt.id as attemptId',
      'examAttempt.examId',
      'examAttempt.number',
      'examAttempt.mode',
      'examAttempt.state',
      'examAttempt.startedAt',
      'examAttempt.deadlineAt',
      'examAttempt.submittedAt',
      'examAttempt.finalisedBy',
      'examAttempt.scorePermille',
      'examAttempt.resultJson',
      'examAttempt.answerHash',
      'exam.code as examCode',
      'course.code as courseCode',
      'examBlueprint.minutes',
      'examSession.closesAt',
      'examSession.placeEn',
      'examSession.placeZh',
      'invigilator.name as invigilatorName',
      'invigilator.nameLatin as invigilatorNameLatin',
      'invigilator.code as invigilatorCode',
    ])
    .where('examAttempt.id', '=', attemptId)
    .where('examAttempt.personId', '=', personId),
)

/** A person's own attempt with all that its result page says; undefined for anybody else's. */
export async function findOwnResult(db: Db, attemptId: string, personId: string) {
  return firstOf(ownResult(db, { attemptId, personId }))
}
