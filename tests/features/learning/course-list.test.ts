import { describe, expect, it } from 'vitest'
import {
  confirmLesson,
  enrolInCourse,
  readCourseList,
  readCoursePage,
  readLessonPage,
} from '#app/features/learning/index.server.ts'
import { slugOf } from '../curriculum/course-fixture.ts'
import { answerAllRight, completeCourse, course, learningScene } from './learning-scene.ts'

const all = { search: '', page: 1 }

describe('the course list', () => {
  it('says what is under way and left, begun courses first', async () => {
    const { engineer, publish } = await learningScene()
    await publish({ code: 'WM-201', brand: 'ALPHA', title: 'Washing machine repair' })
    await publish({ code: 'ETH-101', title: 'Honest service' })
    await publish({ code: 'NB-201', brand: 'BETA' })
    const me = await engineer.signedIn()
    await completeCourse(me)
    await enrolInCourse(me, { courseCode: 'WM-201' })
    await readLessonPage(me, { courseCode: 'WM-201', lessonSlug: slugOf(0), isFetchedAhead: false })
    await answerAllRight(me, 0, 'WM-201')
    await confirmLesson(me, { courseCode: 'WM-201', lessonSlug: slugOf(0) })
    const list = await readCourseList(me, all)
    expect(list.courses.map(({ code }) => code)).toEqual(['WM-201', 'ETH-101', course])
    expect(list).toMatchObject({
      open: 3,
      total: 3,
      underWay: 1,
      completed: 1,
      current: { code: 'WM-201', minutesLeft: 5 },
    })
    expect(list.courses[0]).toMatchObject({
      category: 'Washing machines',
      level: 2,
      progress: { lessons: 2, lessonsDone: 1, minutesLeft: 5, permille: 500 },
    })
    expect(list.courses[1]?.progress).toBeNull()
  })

  it('finds by code and title in either language, without changing the sums', async () => {
    const { engineer, publish } = await learningScene()
    await publish({ code: 'ETH-101', title: 'Honest service' })
    const me = await engineer.signedIn()
    const found = async (search: string) => {
      const { courses, total, open } = await readCourseList(me, { search, page: 1 })
      return [courses.map(({ code }) => code), total, open]
    }
    expect(await found('eth')).toEqual([['ETH-101'], 1, 2])
    expect(await found('honest')).toEqual([['ETH-101'], 1, 2])
    expect(await found('中文')).toEqual([['ETH-101', course], 2, 2])
    expect(await found('%')).toEqual([[], 0, 2])
  })

  it('shows each brand’s people their courses and overseers all', async () => {
    const { world, brand, stranger, publish } = await learningScene()
    await publish({ code: 'WM-201', brand: 'ALPHA' })
    await publish({ code: 'NB-201', brand: 'BETA' })
    const codes = async (person: { signedIn: typeof stranger.signedIn }) =>
      (await readCourseList(await person.signedIn(), all)).courses.map(({ code }) => code).toSorted()
    expect(await codes(await world.officer(brand))).toEqual([course, 'WM-201'])
    expect(await codes(stranger)).toEqual(['NB-201', course])
    expect(await codes(await world.admin())).toEqual(['NB-201', course, 'WM-201'])
  })

  it('takes the same number of queries for one course as for twenty', async () => {
    const { ctx, engineer, publish } = await learningScene()
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    const countQueries = async () => {
      let queries = 0
      const db = ctx.db.withPlugin({
        transformQuery: ({ node }) => {
          queries += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      const list = await readCourseList({ ...me, db }, all)
      return { queries, courses: list.courses.length }
    }
    const few = await countQueries()
    for (let number = 102; number <= 120; number += 1) {
      await publish({ code: `TST-${number}` })
      await enrolInCourse(me, { courseCode: `TST-${number}` })
    }
    const many = await countQueries()
    expect([few.courses, many.courses]).toEqual([1, 20])
    expect(many.queries).toBe(few.queries)
  })
})

describe('the course page', () => {
  it('says what the course leads to, for the brands one works for only', async () => {
    const { engineer, publish } = await learningScene()
    await publish({ code: 'WM-201', brand: 'ALPHA' })
    const page = await readCoursePage(await engineer.signedIn(), 'WM-201')
    expect(page?.leadsTo.map(({ code, brand }) => `${brand} ${code}`)).toEqual([
      'ALPHA in English WM-L2',
      'ALPHA in English WM-L3',
    ])
    expect(page).toMatchObject({ enrolment: null, mayLook: false, isReviewPending: true, minutesLeft: 10 })
  })
})
