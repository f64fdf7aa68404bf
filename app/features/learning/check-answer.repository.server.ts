import type { Insertable } from 'kysely'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { CheckAnswerTable } from '#db/schema/learning.ts'

/** Adds an answer; answers are never changed or taken away. */
export async function insertCheckAnswer(db: Db, answer: Insertable<CheckAnswerTable>): Promise<void> {
  await db.insertInto('checkAnswer').values(answer).execute()
}

const answersInLesson = preparedRead(
  (db, { courseEnrolmentId, lessonId }: { courseEnrolmentId: string; lessonId: string }) =>
    db
      .selectFrom('checkAnswer')
      .select(['checkId', 'choicesJson', 'isCorrect'])
      .where('courseEnrolmentId', '=', courseEnrolmentId)
      .where('lessonId', '=', lessonId)
      .orderBy('answeredAt')
      .orderBy('id'),
)

/** Every answer given in a lesson, oldest first. */
export async function findCheckAnswers(db: Db, courseEnrolmentId: string, lessonId: string) {
  return answersInLesson(db, { courseEnrolmentId, lessonId })
}

/** The right answer to a check, once there is one. */
export async function findRightAnswer(db: Db, courseEnrolmentId: string, lessonId: string, checkId: string) {
  return db
    .selectFrom('checkAnswer')
    .select('choicesJson')
    .where('courseEnrolmentId', '=', courseEnrolmentId)
    .where('lessonId', '=', lessonId)
    .where('checkId', '=', checkId)
    .where('isCorrect', '=', 1)
    .limit(1)
    .executeTakeFirst()
}
