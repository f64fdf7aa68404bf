import { type Insertable, sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { TrainingRecordTable } from '#db/schema/learning.ts'

export async function insertTrainingRecord(db: Db, record: Insertable<TrainingRecordTable>): Promise<void> {
  await db.insertInto('trainingRecord').values(record).execute()
}

/** Whether a trainer already teaches a person this course. */
export async function hasOpenTrainingRecord(
  db: Db,
  record: Pick<TrainingRecordTable, 'personId' | 'trainerPersonId' | 'courseId'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('trainingRecord')
    .select('id')
    .where('personId', '=', record.personId)
    .where('trainerPersonId', '=', record.trainerPersonId)
    .where('courseId', '=', record.courseId)
    .where('untilAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends a trainer's own record; false where it is another's, has ended or does not exist. */
export async function endTrainingRecord(db: Db, id: string, trainerPersonId: string, at: string) {
  return db
    .updateTable('trainingRecord')
    .set({ untilAt: at })
    .where('id', '=', id)
    .where('trainerPersonId', '=', trainerPersonId)
    .where('untilAt', 'is', null)
    .returning(['personId', 'courseId'])
    .executeTakeFirst()
}

/** Who taught a person what, as far as it had not ended before `since`. */
export async function findTrainingOf(db: Db, personId: string, since: string) {
  return db
    .selectFrom('trainingRecord')
    .innerJoin('course', 'course.id', 'trainingRecord.courseId')
    .select(['trainingRecord.trainerPersonId', 'course.code as courseCode'])
    .where('trainingRecord.personId', '=', personId)
    .where((where) =>
      where.or([where('trainingRecord.untilAt', 'is', null), where('trainingRecord.untilAt', '>', since)]),
    )
    .orderBy('trainingRecord.fromAt')
    .orderBy('trainingRecord.id')
    .execute()
}

export type TraineeListQuery = { trainerPersonId: string; search: string; page: number; pageSize: number }

/** One page of a trainer's people and courses with how far each is; those taught now first. Pages count from 1. */
export async function findTraineePage(db: Db, query: TraineeListQuery) {
  const matching = () => {
    const taught = db
      .selectFrom('trainingRecord')
      .innerJoin('person', 'person.id', 'trainingRecord.personId')
      .innerJoin('course', 'course.id', 'trainingRecord.courseId')
      .where('trainingRecord.trainerPersonId', '=', query.trainerPersonId)
    if (query.search === '') return taught
    return taught.where((where) =>
      where.or([
        contains(sql.ref('person.code'), query.search),
        contains(sql.ref('person.name'), query.search),
        contains(sql`coalesce(person.name_latin, '')`, query.search),
        contains(sql.ref('course.code'), query.search),
      ]),
    )
  }
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const trainees = await matching()
    .leftJoin('courseEnrolment', (join) =>
      join
        .onRef('courseEnrolment.personId', '=', 'trainingRecord.personId')
        .onRef('courseEnrolment.courseId', '=', 'trainingRecord.courseId')
        .on('courseEnrolment.withdrawnAt', 'is', null),
    )
    .select((of) => [
      'trainingRecord.id',
      'trainingRecord.fromAt',
      'trainingRecord.untilAt',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
      'course.code as courseCode',
      'courseEnrolment.enrolledAt',
      'courseEnrolment.completedAt',
      of
        .selectFrom('lesson')
        .select(countOf().as('lessons'))
        .whereRef('lesson.courseVersionId', '=', 'courseEnrolment.courseVersionId')
        .as('lessons'),
      of
        .selectFrom('lessonProgress')
        .select(countOf().as('done'))
        .whereRef('lessonProgress.courseEnrolmentId', '=', 'courseEnrolment.id')
        .where('lessonProgress.completedAt', 'is not', null)
        .as('lessonsDone'),
      of
        .selectFrom('lessonProgress')
        .select((last) => last.fn.max('lessonProgress.lastViewedAt').as('at'))
        .whereRef('lessonProgress.courseEnrolmentId', '=', 'courseEnrolment.id')
        .as('lastViewedAt'),
    ])
    .orderBy(sql`case when training_record.until_at is null then 0 else 1 end`)
    .orderBy('person.code')
    .orderBy('course.code')
    .orderBy('trainingRecord.id')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { trainees, total }
}

/** How many people a trainer teaches now, in how many courses they are, and how many of those are completed. */
export async function countTraining(db: Db, trainerPersonId: string) {
  return db
    .selectFrom('trainingRecord')
    .leftJoin('courseEnrolment', (join) =>
      join
        .onRef('courseEnrolment.personId', '=', 'trainingRecord.personId')
        .onRef('courseEnrolment.courseId', '=', 'trainingRecord.courseId')
        .on('courseEnrolment.withdrawnAt', 'is', null),
    )
    .select([
      sql<number>`cast(count(distinct training_record.person_id) as integer)`.as('people'),
      sql<number>`cast(count(*) as integer)`.as('courses'),
      sql<number>`cast(count(course_enrolment.completed_at) as integer)`.as('completed'),
    ])
    .where('trainingRecord.trainerPersonId', '=', trainerPersonId)
    .where('trainingRecord.untilAt', 'is', null)
    .executeTakeFirstOrThrow()
}
