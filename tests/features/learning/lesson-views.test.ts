import { describe, expect, it } from 'vitest'
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
})
