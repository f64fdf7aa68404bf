import { describe, expect, it } from 'vitest'
import { enrolInCourse, readCoursePage } from '#app/features/learning/index.server.ts'
import { course, learningScene } from './learning-scene.ts'

describe('enrolling', () => {
  it('enrols oneself once, with an audit entry', async () => {
    const { db, engineer } = await learningScene()
    const me = await engineer.signedIn()
    expect(await enrolInCourse(me, { courseCode: course })).toMatchObject({ ok: true })
    expect(await enrolInCourse(me, { courseCode: course })).toEqual({ ok: false, reason: 'enrolled-already' })
    expect(await db.selectFrom('courseEnrolment').select(['personId', 'enrolledBy']).execute()).toEqual([
      { personId: engineer.id, enrolledBy: engineer.id },
    ])
    const actions = await db.selectFrom('auditEntry').select('action').orderBy('sequence').execute()
    expect(actions.map(({ action }) => action)).toEqual(['course.published', 'course.enrolled'])
  })

  it('keeps people on the version they enrolled in when a new one is published', async () => {
    const { db, engineer, stranger, publish } = await learningScene()
    const me = await engineer.signedIn()
    await enrolInCourse(me, { courseCode: course })
    await publish({ title: 'Newer', lessons: 3 })
    const late = await stranger.signedIn()
    await enrolInCourse(late, { courseCode: course })
    expect((await readCoursePage(me, course))?.title).toBe('Small course')
    expect((await readCoursePage(late, course))?.title).toBe('Newer')
    expect(
      await db.selectFrom('courseEnrolment').select('courseVersionId').distinct().execute(),
    ).toHaveLength(2)
  })

  it('lets a manager enrol a person of the own provider, who is told', async () => {
    const { db, world, provider, engineer } = await learningScene()
    const boss = await (await world.manager(provider)).signedIn()
    expect(await enrolInCourse(boss, { courseCode: course, personId: engineer.id })).toMatchObject({
      ok: true,
    })
    const message = await db.selectFrom('message').selectAll().executeTakeFirstOrThrow()
    expect(message).toMatchObject({ personId: engineer.id, template: 'enrolled', link: '/courses/TST-101' })
    const page = await readCoursePage(await engineer.signedIn(), course)
    expect(page?.enrolment).toMatchObject({ isByOther: true, completedAt: null })
  })

  it('refuses a manager a person of another provider, as if there were none', async () => {
    const { db, world, provider, stranger } = await learningScene()
    const boss = await (await world.manager(provider)).signedIn()
    expect(await enrolInCourse(boss, { courseCode: course, personId: stranger.id })).toEqual({
      ok: false,
      reason: 'unknown-person',
    })
    expect(await enrolInCourse(boss, { courseCode: course, personId: 'nobody' })).toEqual({
      ok: false,
      reason: 'unknown-person',
    })
    expect(await db.selectFrom('courseEnrolment').select('id').execute()).toEqual([])
  })

  it('refuses others to enrol anyone but themselves', async () => {
    const { world, brand, provider, engineer, stranger } = await learningScene()
    const colleague = await engineer.signedIn()
    const officer = await (await world.officer(brand)).signedIn()
    const trainer = await (await world.trainer(provider)).signedIn()
    for (const me of [colleague, officer, trainer]) {
      expect(await enrolInCourse(me, { courseCode: course, personId: stranger.id })).toEqual({
        ok: false,
        reason: 'not-allowed',
      })
    }
  })

  it('knows only courses of brands one works for', async () => {
    const { db, world, provider, engineer, stranger, publish } = await learningScene()
    await publish({ code: 'WM-201', brand: 'ALPHA' })
    expect(await enrolInCourse(await stranger.signedIn(), { courseCode: 'WM-201' })).toEqual({
      ok: false,
      reason: 'unknown-course',
    })
    expect(await readCoursePage(await stranger.signedIn(), 'WM-201')).toBeNull()
    expect(await enrolInCourse(await engineer.signedIn(), { courseCode: 'WM-201' })).toMatchObject({
      ok: true,
    })
    expect(await enrolInCourse(await engineer.signedIn(), { courseCode: 'NOT-101' })).toEqual({
      ok: false,
      reason: 'unknown-course',
    })

    await db
      .updateTable('providerContract')
      .set({ untilAt: '2026-11-01T00:00:00.000Z' })
      .where('providerId', '=', provider.id)
      .execute()
    const late = await (await world.engineer({ outlet: await world.outlet({ provider }) })).signedIn()
    expect(await enrolInCourse(late, { courseCode: 'WM-201' })).toEqual({
      ok: false,
      reason: 'unknown-course',
    })
    // Who is enrolled goes on, whatever becomes of the contract.
    expect(await readCoursePage(await engineer.signedIn(), 'WM-201')).toMatchObject({ code: 'WM-201' })
  })
})
