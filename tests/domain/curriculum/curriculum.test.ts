import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CourseStructure, findCourseProblems } from '#app/domain/curriculum/course-problems.ts'
import {
  courseProgress,
  isLessonDone,
  type LessonRecord,
  lessonState,
  openChecks,
} from '#app/domain/curriculum/course-progress.ts'
import { type CheckKey, judgeCheck } from '#app/domain/curriculum/judge-check.ts'

const rule = { checks: 'all', confirmation: true } as const
const record = (answeredRight: readonly string[] = [], confirmed = false, opened = true): LessonRecord => ({
  opened,
  answeredRight: new Set(answeredRight),
  confirmed,
})

describe('judging a knowledge check', () => {
  const single: CheckKey = { id: 'c', choices: ['a', 'b', 'c'], correct: ['a'] }
  const several: CheckKey = { ...single, correct: ['a', 'c'] }

  it.each<[string, CheckKey, readonly string[], unknown]>([
    ['the right choice', single, ['a'], { ok: true, correct: true }],
    ['a wrong choice', single, ['b'], { ok: true, correct: false }],
    ['the right choice and another', single, ['a', 'b'], { ok: true, correct: false }],
    ['all right choices in any order', several, ['c', 'a'], { ok: true, correct: true }],
    ['some of the right choices', several, ['a'], { ok: true, correct: false }],
    ['a choice named twice', single, ['a', 'a'], { ok: true, correct: true }],
    ['nothing', single, [], { ok: false, reason: 'nothing-chosen' }],
    ['an unknown choice', single, ['a', 'z'], { ok: false, reason: 'unknown-choice' }],
  ])('judges %s', (_, check, chosen, expected) => {
    expect(judgeCheck(check, chosen)).toEqual(expected)
  })

  it('is right for exactly one set of choices', () => {
    const all = ['a', 'b', 'c', 'd']
    fc.assert(
      fc.property(
        fc.subarray(all, { minLength: 1 }),
        fc.shuffledSubarray(all, { minLength: 1 }),
        (correct, chosen) => {
          const same = [...correct].sort().join() === [...chosen].sort().join()
          expect(judgeCheck({ id: 'c', choices: all, correct }, chosen)).toEqual({ ok: true, correct: same })
        },
      ),
    )
  })
})

describe('completing a lesson', () => {
  const lesson = { checks: ['one', 'two'] }

  it.each<[string, LessonRecord, 'not-started' | 'started' | 'done']>([
    ['untouched', record([], false, false), 'not-started'],
    ['opened', record(), 'started'],
    ['with one check right', record(['one'], true), 'started'],
    ['with every check right but not confirmed', record(['one', 'two']), 'started'],
    ['with every check right and confirmed', record(['one', 'two'], true), 'done'],
    ['confirmed without its checks', record([], true), 'started'],
    ['with checks of an older version besides', record(['one', 'two', 'gone'], true), 'done'],
  ])('%s', (_, given, state) => {
    expect(lessonState(lesson, given, rule)).toBe(state)
  })

  it('needs no confirmation where the rule asks for none, but never comes from opening alone', () => {
    const lenient = { ...rule, confirmation: false }
    expect(isLessonDone(lesson, record(['one', 'two']), lenient)).toBe(true)
    expect(isLessonDone({ checks: [] }, record(), lenient)).toBe(false)
    expect(isLessonDone({ checks: [] }, record([], true), rule)).toBe(true)
  })

  it('says which checks are open', () => {
    expect(openChecks(lesson, record(['one']))).toEqual(['two'])
  })
})

describe('progress in a course', () => {
  const outline = ['01-a', '02-b', '03-c', '04-d'].map((slug) => ({
    slug,
    minutes: 10,
    checks: [`${slug}-1`],
  }))
  const done = (slug: string): [string, LessonRecord] => [slug, record([`${slug}-1`], true)]
  const begun = (slug: string): [string, LessonRecord] => [slug, record()]
  const progress = (...records: [string, LessonRecord][]) => courseProgress(outline, new Map(records), rule)

  it.each<
    [
      string,
      [string, LessonRecord][],
      { done: number; permille: number; minutesLeft: number; next: string | null },
    ]
  >([
    ['begins with the first lesson', [], { done: 0, permille: 0, minutesLeft: 40, next: '01-a' }],
    ['goes on with a lesson begun', [begun('02-b')], { done: 0, permille: 0, minutesLeft: 40, next: '02-b' }],
    [
      'goes on after the last one done',
      [done('02-b')],
      { done: 1, permille: 250, minutesLeft: 30, next: '03-c' },
    ],
    [
      'goes back to what was left out',
      [done('02-b'), done('03-c'), done('04-d')],
      { done: 3, permille: 750, minutesLeft: 10, next: '01-a' },
    ],
    [
      'ends with nothing left',
      outline.map(({ slug }) => done(slug)),
      { done: 4, permille: 1000, minutesLeft: 0, next: null },
    ],
  ])('%s', (_, records, expected) => {
    expect(progress(...records)).toMatchObject({ ...expected, total: 4, completed: expected.next === null })
  })

  const anyCourse = fc
    .array(fc.record({ minutes: fc.integer({ min: 1, max: 60 }), checks: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((lessons) =>
      lessons.map(({ minutes, checks }, place) => ({
        slug: `${place}`,
        minutes,
        checks: Array.from({ length: checks }, (_, number) => `${place}-${number}`),
      })),
    )
  const withRecords = anyCourse.chain((lessons) =>
    fc.record({
      lessons: fc.constant(lessons),
      records: fc.tuple(
        ...lessons.map(({ checks }) =>
          fc.record({
            opened: fc.boolean(),
            answeredRight: fc.subarray([...checks]).map((ids) => new Set(ids)),
            confirmed: fc.boolean(),
          }),
        ),
      ),
    }),
  )
  const toMap = (lessons: readonly { slug: string }[], records: readonly LessonRecord[]) =>
    new Map(
      lessons.flatMap(({ slug }, place) => {
        const own = records[place]
        return own === undefined ? [] : [[slug, own] as const]
      }),
    )

  it('is whole exactly when nothing is left, and points to a lesson that is not done', () => {
    fc.assert(
      fc.property(withRecords, ({ lessons, records }) => {
        const result = courseProgress(lessons, toMap(lessons, records), rule)
        expect(result.permille === 1000).toBe(result.completed)
        expect(result.minutesLeft === 0).toBe(result.completed)
        expect(result.next === null).toBe(result.completed)
        if (result.next !== null)
          expect(result.lessons.find(({ slug }) => slug === result.next)?.state).not.toBe('done')
      }),
    )
  })

  it('never falls by answering or confirming more', () => {
    fc.assert(
      fc.property(withRecords, fc.nat(), ({ lessons, records }, pick) => {
        const place = pick % lessons.length
        const finished = records.map((own, index) =>
          index === place ? record(lessons[place]?.checks ?? [], true) : own,
        )
        const before = courseProgress(lessons, toMap(lessons, records), rule)
        const after = courseProgress(lessons, toMap(lessons, finished), rule)
        expect(after.permille).toBeGreaterThanOrEqual(before.permille)
        expect(after.done).toBeGreaterThanOrEqual(before.done)
      }),
    )
  })

  it('refuses a course without lessons', () => {
    expect(() => courseProgress([], new Map(), rule)).toThrow(RangeError)
  })
})

describe('problems of a course', () => {
  const check = (id: string, change: Partial<CheckKey> = {}): CheckKey => ({
    id,
    choices: ['a', 'b'],
    correct: ['a'],
    ...change,
  })
  const course = (change: Partial<CourseStructure> = {}): CourseStructure => ({
    minutes: 20,
    lessons: [
      { slug: '01-a', minutes: 10, checks: [check('1')] },
      { slug: '02-b', minutes: 10, checks: [check('2')] },
    ],
    ...change,
  })
  const withCheck = (own: CheckKey) =>
    course({ minutes: 10, lessons: [{ slug: '01-a', minutes: 10, checks: [own] }] })

  it.each<[string, CourseStructure, readonly string[]]>([
    ['none', course(), []],
    ['no lessons', course({ lessons: [] }), ['no-lessons']],
    ['minutes that do not add up', course({ minutes: 25 }), ['minutes-differ']],
    [
      'a lesson listed twice',
      course({ lessons: [1, 2].map((id) => ({ slug: '01-a', minutes: 10, checks: [check(`${id}`)] })) }),
      ['repeated-lesson'],
    ],
    [
      'a lesson without checks and minutes',
      course({ minutes: 0, lessons: [{ slug: '01-a', minutes: 0, checks: [] }] }),
      ['lesson-without-minutes', 'lesson-without-checks'],
    ],
    [
      'a check used in two lessons',
      course({ lessons: ['01-a', '02-b'].map((slug) => ({ slug, minutes: 10, checks: [check('1')] })) }),
      ['repeated-check'],
    ],
    [
      'one choice only',
      withCheck(check('1', { choices: ['a'] })),
      ['check-with-few-choices', 'check-asks-nothing'],
    ],
    ['a choice named twice', withCheck(check('1', { choices: ['a', 'b', 'b'] })), ['check-repeats-choice']],
    ['no right choice', withCheck(check('1', { correct: [] })), ['check-without-right-choice']],
    [
      'a right choice that does not exist',
      withCheck(check('1', { correct: ['z'] })),
      ['check-with-unknown-choice'],
    ],
    ['nothing but right choices', withCheck(check('1', { correct: ['a', 'b'] })), ['check-asks-nothing']],
  ])('are %s', (_, given, kinds) => {
    expect(findCourseProblems(given).map(({ kind }) => kind)).toEqual(kinds)
  })
})
