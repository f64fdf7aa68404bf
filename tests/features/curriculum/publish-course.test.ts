import { describe, expect, it } from 'vitest'
import { readCourse } from '#app/content/read-course.server.ts'
import {
  findCourseByCode,
  listCourses,
  publishCourse,
  readAnswerKeys,
  readCourseOutline,
  readLessonFace,
  UnknownCoursePlaceError,
} from '#app/features/curriculum/index.server.ts'
import { smallCourse } from '#tests/content/small-course.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { worldOf } from '#tests/support/world.ts'
import { courseSource } from './course-fixture.ts'

async function scene() {
  const frozen = await frozenContext()
  const publish = (source: Parameters<typeof publishCourse>[2]) =>
    frozen.db.transaction().execute((trx) => publishCourse(frozen.ctx, trx, source))
  return { ...frozen, publish }
}

describe('publishing a course', () => {
  it('stores what the content pipeline compiled, in both languages, with keys apart from the text', async () => {
    const { db, publish } = await scene()
    const read = await readCourse(smallCourse())
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const { courseVersionId } = await publish(read.value)
    const version = { courseVersionId, contentHash: read.value.contentHash }
    const outline = await readCourseOutline(db, version, 'zh-CN')
    expect(outline).toMatchObject({
      title: '小课程',
      minutes: 10,
      objectives: ['测试'],
      isReviewPending: true,
    })
    expect(outline.lessons.map(({ slug, title, checks }) => [slug, title, checks])).toEqual([
      ['01-first', '第一课', ['one-1']],
      ['02-second', '第二课', ['two-1']],
    ])
    const [first] = outline.lessons
    if (!first) throw new Error('No lesson')
    const face = await readLessonFace(db, first, 'zh-CN')
    expect(face.pieces).toEqual(read.value.lessons[0]?.zh.pieces)
    expect(face.headings.map(({ id }) => id)).toEqual(['s1', 's2'])
    expect(JSON.stringify(face)).not.toContain('secret')
    expect(await readAnswerKeys(db, first.id)).toEqual([
      {
        id: 'one-1',
        choices: ['a', 'b'],
        correct: ['a'],
        feedbackHtml: { en: '<p>secret A</p>', zh: '<p>secret 甲</p>' },
      },
    ])
  })

  it('publishes nothing new for the same content hash', async () => {
    const { db, publish } = await scene()
    const first = await publish(courseSource())
    const again = await publish(courseSource())
    expect(first.isNew).toBe(true)
    expect(again).toEqual({ ...first, isNew: false })
    expect(await db.selectFrom('courseVersion').select('id').execute()).toHaveLength(1)
    expect(await db.selectFrom('auditEntry').select('action').execute()).toEqual([
      { action: 'course.published' },
    ])
  })

  it('makes the next version of changed content and leaves the earlier one as it was', async () => {
    const { db, publish } = await scene()
    const first = await publish(courseSource({ title: 'Before' }))
    const second = await publish(courseSource({ title: 'After' }))
    expect(second).toMatchObject({ courseId: first.courseId, isNew: true })
    const rows = await db
      .selectFrom('courseVersion')
      .select(['version', 'titleEn'])
      .orderBy('version')
      .execute()
    expect(rows).toEqual([
      { version: 1, titleEn: 'Before' },
      { version: 2, titleEn: 'After' },
    ])
    expect(await findCourseByCode(db, 'TST-101')).toMatchObject({
      courseVersionId: second.courseVersionId,
      title: { en: 'After', zh: 'After（中文）' },
    })
  })

  it('puts a course under its brand and category and refuses a brand that does not exist', async () => {
    const { ctx, db, publish } = await scene()
    const brand = await worldOf(ctx).brand('ALPHA')
    await publish(courseSource({ code: 'WM-201', brand: 'ALPHA' }))
    expect(await findCourseByCode(db, 'WM-201')).toMatchObject({
      brandId: brand.id,
      level: 2,
      categoryName: { en: 'Washing machines', zh: '洗衣机' },
    })
    await expect(publish(courseSource({ code: 'NB-201', brand: 'NOBODY' }))).rejects.toThrow(
      UnknownCoursePlaceError,
    )
    expect(await findCourseByCode(db, 'NB-201')).toBeNull()
  })

  it('lists all courses, or those within a reach', async () => {
    const { ctx, db, publish } = await scene()
    const world = worldOf(ctx)
    const alpha = await world.brand('ALPHA')
    await world.brand('BETA')
    await publish(courseSource({ code: 'SAFE-101' }))
    await publish(courseSource({ code: 'A-201', brand: 'ALPHA' }))
    await publish(courseSource({ code: 'B-201', brand: 'BETA' }))
    const codes = async (
      ...reach: Parameters<typeof listCourses> extends [unknown, ...infer Rest] ? Rest : never
    ) => (await listCourses(db, ...reach)).map(({ code }) => code)
    expect(await codes()).toEqual(['A-201', 'B-201', 'SAFE-101'])
    expect(await codes({ brandIds: [alpha.id] })).toEqual(['A-201', 'SAFE-101'])
    expect(await codes({ brandIds: [] })).toEqual(['SAFE-101'])
  })
})
