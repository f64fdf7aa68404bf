import { describe, expect, it } from 'vitest'
import type { SignedInContext } from '#app/context.server.ts'
import {
  answerCheck,
  confirmLesson,
  enrolInCourse,
  findCourseCompletions,
  readCoursePage,
  readLessonPage,
  recordProgress,
} from '#app/features/learning/index.server.ts'
import { checksOf, slugOf } from '../curriculum/course-fixture.ts'
import { answerAllRight, completeCourse, course, learningScene } from './learning-scene.ts'

const first = { courseCode: course, lessonSlug: slugOf(0) }

async function enrolledScene() {
  const scene = await learningScene()
  const me = await scene.engineer.signedIn()
  await enrolInCourse(me, { courseCode: course })
  return { ...scene, me }
}

async function open(me: SignedInContext, place = first) {
  const outcome = await readLessonPage(me, { ...place, isFetchedAhead: false })
  if (outcome.kind !== 'lesson') throw new Error(`Not a lesson: ${outcome.kind}`)
  return outcome.lesson
}

describe('reading a lesson', () => {
  it('gives text, neighbours and states, and counts each view but no fetching ahead', async () => {
    const { me, db, clock } = await enrolledScene()
    const lesson = await open(me)
    expect(lesson).toMatchObject({
      title: 'Lesson 1',
      number: 1,
      previous: null,
      next: { slug: '02-lesson' },
      isLearner: true,
    })
    expect(lesson.pieces).toHaveLength(3)
    clock.advance(60_000)
    await open({ ...me, language: 'zh-CN' })
    await readLessonPage(me, { ...first, isFetchedAhead: true })
    expect(
      await db.selectFrom('lessonProgress').select(['viewCount', 'firstViewedAt', 'lastViewedAt']).execute(),
    ).toEqual([
      { viewCount: 2, firstViewedAt: '2026-11-23T02:00:00.000Z', lastViewedAt: '2026-11-23T02:01:00.000Z' },
    ])
    expect((await open({ ...me, language: 'zh-CN' })).title).toBe('第1课')
  })

  it('resumes at the furthest heading, from the course page and in the lesson', async () => {
    const { me, clock } = await enrolledScene()
    await open(me)
    clock.advance(20_000)
    await recordProgress(me, { ...first, heading: 's2', seconds: 15 })
    expect((await open(me)).furthestHeading).toBe('s2')
    expect((await readCoursePage(me, course))?.next).toEqual({
      slug: '01-lesson',
      title: 'Lesson 1',
      heading: 's2',
    })
  })

  it('asks an engineer to enrol first and lets others look without recording anything', async () => {
    const { db, world, brand, engineer } = await learningScene()
    const officer = await (await world.officer(brand)).signedIn()
    expect(await readLessonPage(await engineer.signedIn(), { ...first, isFetchedAhead: false })).toEqual({
      kind: 'enrol-first',
    })
    const seen = await open(officer)
    expect(seen).toMatchObject({ isLearner: false, answers: {} })
    expect(await db.selectFrom('lessonProgress').select('lessonId').execute()).toEqual([])
    expect(await readLessonPage(officer, { ...first, lessonSlug: '09-none', isFetchedAhead: false })).toEqual(
      { kind: 'unknown' },
    )
  })
})

describe('progress in a lesson', () => {
  it('never runs backwards and ignores headings that are not there', async () => {
    const { me, db, clock } = await enrolledScene()
    await open(me)
    const report = async (heading: string | null, seconds: number) => {
      clock.advance(30_000)
      await recordProgress(me, { ...first, heading, seconds })
      return db
        .selectFrom('lessonProgress')
        .select(['furthestHeading', 'secondsActive'])
        .executeTakeFirstOrThrow()
    }
    expect(await report('s3', 20)).toEqual({ furthestHeading: 's3', secondsActive: 20 })
    expect(await report('s1', 10)).toEqual({ furthestHeading: 's3', secondsActive: 30 })
    expect(await report('s99', 0)).toEqual({ furthestHeading: 's3', secondsActive: 30 })
    expect(await report(null, -500)).toEqual({ furthestHeading: 's3', secondsActive: 30 })
    expect(await report(null, Number.NaN)).toEqual({ furthestHeading: 's3', secondsActive: 30 })
  })

  it('counts no more time than has passed, and no more than five minutes at once', async () => {
    const { me, db, clock } = await enrolledScene()
    await open(me)
    const seconds = async () =>
      (await db.selectFrom('lessonProgress').select('secondsActive').executeTakeFirstOrThrow()).secondsActive
    clock.advance(10_000)
    await recordProgress(me, { ...first, heading: null, seconds: 9_999 })
    expect(await seconds()).toBe(10)
    await recordProgress(me, { ...first, heading: null, seconds: 9_999 })
    expect(await seconds()).toBe(10)
    clock.advance(3_600_000)
    await recordProgress(me, { ...first, heading: null, seconds: 3_600 })
    expect(await seconds()).toBe(310)
  })

  it('records nothing for a lesson that was never opened', async () => {
    const { me, db } = await enrolledScene()
    expect(await recordProgress(me, { ...first, heading: 's1', seconds: 5 })).toBe(false)
    expect(await db.selectFrom('lessonProgress').select('lessonId').execute()).toEqual([])
  })
})

describe('answering a check', () => {
  const { single, multiple } = checksOf(0)

  it('judges on the server, keeps every try, and gives feedback in the reader’s language', async () => {
    const { me, db } = await enrolledScene()
    expect(await answerCheck(me, { ...first, checkId: single, choices: ['b'] })).toEqual({
      ok: true,
      choices: ['b'],
      correct: false,
      feedbackHtml: `<p>en feedback of ${single}</p>`,
    })
    expect(
      await answerCheck({ ...me, language: 'zh-CN' }, { ...first, checkId: single, choices: ['a'] }),
    ).toMatchObject({
      correct: true,
      feedbackHtml: `<p>zh-CN feedback of ${single}</p>`,
    })
    expect(await answerCheck(me, { ...first, checkId: multiple, choices: ['a'] })).toMatchObject({
      correct: false,
    })
    expect(await answerCheck(me, { ...first, checkId: multiple, choices: ['c', 'a', 'a'] })).toMatchObject({
      correct: true,
      choices: ['a', 'c'],
    })
    expect(
      await db.selectFrom('checkAnswer').select(['checkId', 'isCorrect', 'language']).orderBy('id').execute(),
    ).toEqual([
      { checkId: single, isCorrect: 0, language: 'en' },
      { checkId: single, isCorrect: 1, language: 'zh-CN' },
      { checkId: multiple, isCorrect: 0, language: 'en' },
      { checkId: multiple, isCorrect: 1, language: 'en' },
    ])
  })

  it('stays right once right: what is sent afterwards adds nothing', async () => {
    const { me, db } = await enrolledScene()
    await answerCheck(me, { ...first, checkId: single, choices: ['a'] })
    expect(await answerCheck(me, { ...first, checkId: single, choices: ['b'] })).toMatchObject({
      correct: true,
      choices: ['a'],
    })
    expect(await db.selectFrom('checkAnswer').select('id').execute()).toHaveLength(1)
    expect((await open(me)).answers[single]).toMatchObject({ correct: true, choices: ['a'] })
  })

  it('shows the last try of a check that is still open', async () => {
    const { me } = await enrolledScene()
    await answerCheck(me, { ...first, checkId: multiple, choices: ['a'] })
    await answerCheck(me, { ...first, checkId: multiple, choices: ['b'] })
    expect((await open(me)).answers).toEqual({
      [multiple]: { choices: ['b'], correct: false, feedbackHtml: `<p>en feedback of ${multiple}</p>` },
    })
  })
})

describe('completing', () => {
  it('completes a lesson only when all checks are right and it is confirmed', async () => {
    const { me } = await enrolledScene()
    const { single, multiple } = checksOf(0)
    await open(me)
    expect(await confirmLesson(me, first)).toEqual({
      ok: false,
      reason: 'checks-open',
      openChecks: [single, multiple],
    })
    await answerCheck(me, { ...first, checkId: single, choices: ['a'] })
    expect(await confirmLesson(me, first)).toEqual({
      ok: false,
      reason: 'checks-open',
      openChecks: [multiple],
    })
    await answerCheck(me, { ...first, checkId: multiple, choices: ['a', 'c'] })
    expect((await readCoursePage(me, course))?.done).toBe(0)
    expect(await confirmLesson(me, first)).toEqual({ ok: true, next: '02-lesson' })
    expect(await readCoursePage(me, course)).toMatchObject({
      done: 1,
      minutesLeft: 5,
      permille: 500,
      next: { slug: '02-lesson' },
      enrolment: { completedAt: null },
    })
  })

  it('completes the course with its last lesson, once, and has enrolments looked at again', async () => {
    const { me, db, engineer } = await enrolledScene()
    await answerAllRight(me, 1)
    await confirmLesson(me, { courseCode: course, lessonSlug: slugOf(1) })
    expect(await findCourseCompletions(db, [engineer.id], '2026-12-31T00:00:00.000Z')).toEqual([])
    await answerAllRight(me, 0)
    expect(await confirmLesson(me, first)).toEqual({ ok: true, next: null })
    expect(await confirmLesson(me, first)).toEqual({ ok: true, next: null })
    expect(await findCourseCompletions(db, [engineer.id], '2026-12-31T00:00:00.000Z')).toEqual([
      {
        personId: engineer.id,
        courseCode: course,
        completedAt: '2026-11-23T02:00:00.000Z',
        recognitionId: null,
      },
    ])
    expect(await db.selectFrom('job').select(['kind', 'payloadJson']).execute()).toEqual([
      { kind: 'advance-enrolments', payloadJson: JSON.stringify({ personId: engineer.id }) },
    ])
    const audited = await db
      .selectFrom('auditEntry')
      .select('action')
      .where('action', 'like', '%completed')
      .orderBy('sequence')
      .execute()
    expect(audited.map(({ action }) => action)).toEqual([
      'lesson.completed',
      'lesson.completed',
      'course.completed',
    ])
  })

  it('finds completions of many people and none for nobody', async () => {
    const { db, engineer, stranger } = await learningScene()
    await completeCourse(await engineer.signedIn())
    await completeCourse(await stranger.signedIn())
    expect(
      (await findCourseCompletions(db, [engineer.id, stranger.id], '2026-12-31T00:00:00.000Z')).map(
        ({ personId }) => personId,
      ),
    ).toEqual([engineer.id, stranger.id])
    expect(await findCourseCompletions(db, [], '2026-12-31T00:00:00.000Z')).toEqual([])
  })
})
