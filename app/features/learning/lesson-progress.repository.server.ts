import { sql } from 'kysely'
import { preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

type Place = { readonly courseEnrolmentId: string; readonly lessonId: string }

const oneMoreView = preparedWrite((db, { courseEnrolmentId, lessonId, at }: Place & { at: string }) =>
  db
    .insertInto('lessonProgress')
    .values({
      courseEnrolmentId,
      lessonId,
      furthestHeading: null,
      viewCount: 1,
      firstViewedAt: at,
      lastViewedAt: at,
      completedAt: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['courseEnrolmentId', 'lessonId']).doUpdateSet({
        viewCount: sql`lesson_progress.view_count + 1`,
        lastViewedAt: sql`case when excluded.last_viewed_at > lesson_progress.last_viewed_at
          then excluded.last_viewed_at else lesson_progress.last_viewed_at end`,
      }),
    ),
)

/** Counts one more view of a lesson, the first one included. */
export async function countLessonView(db: Db, place: Place, at: string): Promise<void> {
  await oneMoreView(db, { courseEnrolmentId: place.courseEnrolmentId, lessonId: place.lessonId, at })
}

const progressOfEnrolment = preparedRead((db, { courseEnrolmentId }: { courseEnrolmentId: string }) =>
  db
    .selectFrom('lessonProgress')
    .select(['lessonId', 'furthestHeading', 'secondsActive', 'completedAt', 'lastViewedAt'])
    .where('courseEnrolmentId', '=', courseEnrolmentId),
)

/** What was done in each lesson of an enrolment; lessons never opened are missing. */
export async function findLessonProgress(db: Db, courseEnrolmentId: string) {
  return progressOfEnrolment(db, { courseEnrolmentId })
}

export async function findOneLessonProgress(db: Db, place: Place) {
  return db
    .selectFrom('lessonProgress')
    .select(['furthestHeading', 'secondsActive', 'completedAt', 'lastViewedAt'])
    .where('courseEnrolmentId', '=', place.courseEnrolmentId)
    .where('lessonId', '=', place.lessonId)
    .executeTakeFirst()
}

/** Moves a reader on, unless somebody else moved them since `seenAt` was read; false then. */
export async function advanceLessonProgress(
  db: Db,
  place: Place,
  step: { furthestHeading: string | null; addSeconds: number; seenAt: string; at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lessonProgress')
    .set({
      furthestHeading: step.furthestHeading,
      secondsActive: sql`seconds_active + ${step.addSeconds}`,
      lastViewedAt: step.at,
    })
    .where('courseEnrolmentId', '=', place.courseEnrolmentId)
    .where('lessonId', '=', place.lessonId)
    .where('lastViewedAt', '=', step.seenAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Marks a lesson completed, opened before or not; false where it was completed already. */
export async function completeLesson(db: Db, place: Place, at: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lessonProgress')
    .values({ ...place, furthestHeading: null, firstViewedAt: at, lastViewedAt: at, completedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['courseEnrolmentId', 'lessonId'])
        .doUpdateSet({ completedAt: at })
        .where('lessonProgress.completedAt', 'is', null),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
