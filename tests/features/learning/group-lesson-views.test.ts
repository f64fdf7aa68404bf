import { describe, expect, it } from 'vitest'
import { recordViewInGroup } from '#app/features/learning/group-lesson-views.server.ts'
import { enrolInCourse, readLessonPage } from '#app/features/learning/index.server.ts'
import { slugOf } from '../curriculum/course-fixture.ts'
import { course, learningScene } from './learning-scene.ts'

async function scene() {
  const given = await learningScene()
  const readers = [await given.engineer.signedIn(), await given.stranger.signedIn()]
  for (const reader of readers) await enrolInCourse(reader, { courseCode: course })
  const enrolments = await given.db.selectFrom('courseEnrolment').select('id').orderBy('id').execute()
  const lesson = await given.db
    .selectFrom('lesson')
    .select('id')
    .where('slug', '=', slugOf(0))
    .executeTakeFirstOrThrow()
  const counts = () =>
    given.db
      .selectFrom('lessonProgress')
      .select(['courseEnrolmentId', 'viewCount'])
      .orderBy('courseEnrolmentId')
      .execute()
  return { ...given, readers, enrolments: enrolments.map(({ id }) => id), lessonId: lesson.id, counts }
}

describe('views that arrive together', () => {
  it('are all counted, each for its reader, before anybody gets the lesson', async () => {
    const { readers, enrolments, counts } = await scene()
    const place = { courseCode: course, lessonSlug: slugOf(0), isFetchedAhead: false }
    await Promise.all(
      readers.flatMap((reader) => Array.from({ length: 12 }, () => readLessonPage(reader, place))),
    )
    expect(await counts()).toEqual(
      enrolments.map((courseEnrolmentId) => ({ courseEnrolmentId, viewCount: 12 })),
    )
  })

  it('are written in one statement', async () => {
    const { db, enrolments, lessonId, counts } = await scene()
    let writes = 0
    const watched = db.withPlugin({
      transformQuery: ({ node }) => {
        writes += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const views = [...enrolments, ...enrolments].map((courseEnrolmentId) =>
      recordViewInGroup(watched, { courseEnrolmentId, lessonId }, '2026-11-23T02:00:00.000Z'),
    )
    await Promise.all(views)
    expect(writes).toBe(1)
    expect((await counts()).map(({ viewCount }) => viewCount)).toEqual([2, 2])
  })

  it('fail alone where one cannot be written', async () => {
    const { db, enrolments, lessonId, counts } = await scene()
    const at = '2026-11-23T02:00:00.000Z'
    const outcomes = await Promise.allSettled(
      ['nobody', ...enrolments].map((courseEnrolmentId) =>
        recordViewInGroup(db, { courseEnrolmentId, lessonId }, at),
      ),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect((await counts()).map(({ viewCount }) => viewCount)).toEqual([1, 1])
  })
})
