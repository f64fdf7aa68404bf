import { describe, expect, it } from 'vitest'
import {
  answerCheck,
  confirmLesson,
  enrolInCourse,
  readCourseList,
  readCoursePage,
  readLessonPage,
  recordProgress,
} from '#app/features/learning/index.server.ts'
import { checksOf, slugOf } from '#tests/features/curriculum/course-fixture.ts'
import { answerAllRight, course, learningScene } from '#tests/features/learning/learning-scene.ts'

const first = { courseCode: course, lessonSlug: slugOf(0) }
const { single } = checksOf(0)

describe('what a learner may not do', () => {
  it('nothing is answered, recorded or confirmed without an enrolment of one’s own', async () => {
    const { db, world, brand, engineer, stranger } = await learningScene()
    await enrolInCourse(await engineer.signedIn(), { courseCode: course })
    const officer = await (await world.officer(brand)).signedIn()
    for (const other of [await stranger.signedIn(), officer]) {
      expect(await answerCheck(other, { ...first, checkId: single, choices: ['a'] })).toEqual({
        ok: false,
        reason: 'not-enrolled',
      })
      expect(await recordProgress(other, { ...first, heading: 's3', seconds: 60 })).toBe(false)
      expect(await confirmLesson(other, first)).toEqual({ ok: false, reason: 'not-enrolled' })
    }
    expect(await db.selectFrom('checkAnswer').select('id').execute()).toEqual([])
    expect(await db.selectFrom('lessonProgress').select('lessonId').execute()).toEqual([])
  })

  it('one person’s answers never complete another’s lesson', async () => {
    const { engineer, stranger } = await learningScene()
    const [me, other] = [await engineer.signedIn(), await stranger.signedIn()]
    await enrolInCourse(me, { courseCode: course })
    await enrolInCourse(other, { courseCode: course })
    await answerAllRight(me, 0)
    expect(await confirmLesson(other, first)).toMatchObject({ ok: false, reason: 'checks-open' })
    const seen = await readLessonPage(other, { ...first, isFetchedAhead: false })
    expect(seen.kind === 'lesson' && seen.lesson.answers).toEqual({})
  })

  it('a withdrawn enrolment opens nothing', async () => {
    const { db, engineer } = await learningScene()
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    await db.updateTable('courseEnrolment').set({ withdrawnAt: me.now() }).execute()
    expect(await answerCheck(me, { ...first, checkId: single, choices: ['a'] })).toEqual({
      ok: false,
      reason: 'not-enrolled',
    })
    expect(await readLessonPage(me, { ...first, isFetchedAhead: false })).toEqual({ kind: 'enrol-first' })
    expect(await enrolInCourse(me, { courseCode: course })).toMatchObject({ ok: true })
  })

  it('a check of another lesson, another course or with made-up choices is refused', async () => {
    const { db, engineer, publish } = await learningScene()
    await publish({ code: 'TST-102' })
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    const answer = (given: Partial<Parameters<typeof answerCheck>[1]>) =>
      answerCheck(me, { ...first, checkId: single, choices: ['a'], ...given })
    expect(await answer({ checkId: checksOf(1).single })).toEqual({ ok: false, reason: 'unknown-check' })
    expect(await answer({ courseCode: 'TST-102' })).toEqual({ ok: false, reason: 'not-enrolled' })
    expect(await answer({ lessonSlug: '../02-lesson' })).toEqual({ ok: false, reason: 'not-enrolled' })
    expect(await answer({ checkId: '__proto__' })).toEqual({ ok: false, reason: 'unknown-check' })
    expect(await answer({ choices: [] })).toEqual({ ok: false, reason: 'nothing-chosen' })
    expect(await answer({ choices: ['a', 'z'] })).toEqual({ ok: false, reason: 'unknown-choice' })
    expect(await answer({ choices: ['a', 'b'] })).toMatchObject({ ok: true, correct: false })
    expect(await db.selectFrom('checkAnswer').select('id').execute()).toHaveLength(1)
  })

  it('keys and feedback are in no page before the check is answered, and other checks’ never', async () => {
    const { engineer } = await learningScene()
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    const pages = async () =>
      JSON.stringify([
        await readLessonPage(me, { ...first, isFetchedAhead: false }),
        await readCoursePage(me, course),
        await readCourseList(me, { search: '', page: 1 }),
      ])
    const before = await pages()
    expect(before).toContain('choice a')
    expect(before).not.toMatch(/feedback|correct/i)
    await answerCheck(me, { ...first, checkId: single, choices: ['b'] })
    const after = await pages()
    expect(after).toContain(`feedback of ${single}`)
    expect(after).not.toContain(`feedback of ${checksOf(0).multiple}`)
    // The try was wrong; that "a" is right is still nowhere said.
    expect(after.match(/"correct":\w+/g)).toEqual(['"correct":false'])
  })

  it('answers cannot be changed afterwards, not even in the database', async () => {
    const { db, engineer } = await learningScene()
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    await answerCheck(me, { ...first, checkId: single, choices: ['b'] })
    await expect(db.updateTable('checkAnswer').set({ isCorrect: 1 }).execute()).rejects.toThrow(/append-only/)
    await expect(db.deleteFrom('checkAnswer').execute()).rejects.toThrow(/append-only/)
  })
})
