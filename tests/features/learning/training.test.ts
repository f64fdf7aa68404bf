import { describe, expect, it } from 'vitest'
import {
  endTraining,
  enrolInCourse,
  findTrainersOfRecord,
  readTraineesPage,
  recordTraining,
} from '#app/features/learning/index.server.ts'
import { completeCourse, course, learningScene } from './learning-scene.ts'

const since = '2026-01-01T00:00:00.000Z'
const all = { search: '', page: 1 }

describe('training records', () => {
  it('names the trainer of a person for a course, once', async () => {
    const { db, world, brand, engineer } = await learningScene()
    const trainer = await world.trainer(brand)
    const me = await trainer.signedIn()
    const input = { staffCode: ` ${engineer.code.toLowerCase()} `, courseCode: course }
    expect(await recordTraining(me, input)).toMatchObject({ ok: true })
    expect(await recordTraining(me, input)).toEqual({ ok: false, reason: 'recorded-already' })
    expect(await findTrainersOfRecord(db, engineer.id, since)).toEqual([
      { trainerPersonId: trainer.id, courseCode: course },
    ])
  })

  it('remembers a trainer after the teaching ended, as far back as is asked', async () => {
    const { db, clock, world, brand, engineer } = await learningScene()
    const me = await (await world.trainer(brand)).signedIn()
    const outcome = await recordTraining(me, { staffCode: engineer.code, courseCode: course })
    if (!outcome.ok) throw new Error(outcome.reason)
    clock.advance(86_400_000)
    expect(await endTraining(me, outcome)).toBe(true)
    expect(await endTraining(me, outcome)).toBe(false)
    expect(await findTrainersOfRecord(db, engineer.id, since)).toHaveLength(1)
    expect(await findTrainersOfRecord(db, engineer.id, '2026-12-01T00:00:00.000Z')).toEqual([])
    expect(await recordTraining(me, { staffCode: engineer.code, courseCode: course })).toMatchObject({
      ok: true,
    })
  })

  it('knows only people and courses of the organisation acted for, and nobody teaches themselves', async () => {
    const { world, brand, provider, engineer, stranger, publish } = await learningScene()
    await publish({ code: 'NB-201', brand: 'BETA' })
    const ofBrand = await world.trainer(brand)
    const ofProvider = await world.trainer(provider)
    for (const trainer of [ofBrand, ofProvider]) {
      const me = await trainer.signedIn()
      const attempt = (staffCode: string, courseCode = course) =>
        recordTraining(me, { staffCode, courseCode })
      expect(await attempt(stranger.code)).toEqual({ ok: false, reason: 'unknown-person' })
      expect(await attempt('E-0000')).toEqual({ ok: false, reason: 'unknown-person' })
      expect(await attempt(trainer.code)).toEqual({ ok: false, reason: 'own' })
      expect(await attempt(engineer.code, 'NB-201')).toEqual({ ok: false, reason: 'unknown-course' })
      expect(await attempt(engineer.code)).toMatchObject({ ok: true })
    }
  })

  it('ends only one’s own teaching', async () => {
    const { db, world, brand, engineer } = await learningScene()
    const outcome = await recordTraining(await (await world.trainer(brand)).signedIn(), {
      staffCode: engineer.code,
      courseCode: course,
    })
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(await endTraining(await (await world.trainer(brand)).signedIn(), outcome)).toBe(false)
    expect(await db.selectFrom('trainingRecord').select('untilAt').execute()).toEqual([{ untilAt: null }])
  })

  it('shows a trainer the own people with their progress', async () => {
    const { world, brand, provider, outlet, engineer } = await learningScene()
    const second = await world.engineer({ outlet })
    const third = await world.engineer({ outlet })
    const me = await (await world.trainer(brand)).signedIn()
    for (const { code } of [engineer, second, third])
      await recordTraining(me, { staffCode: code, courseCode: course })
    await completeCourse(await engineer.signedIn())
    await enrolInCourse(await second.signedIn(), { courseCode: course })
    const page = await readTraineesPage(me, all)
    expect(page.counts).toEqual({ people: 3, courses: 3, completed: 1 })
    expect(
      page.trainees.map(({ personCode, lessons, lessonsDone, completedAt }) => [
        personCode,
        lessons,
        lessonsDone,
        completedAt !== null,
      ]),
    ).toEqual([
      [engineer.code, 2, 2, true],
      [second.code, 2, 0, false],
      [third.code, 0, 0, false],
    ])
    expect((await readTraineesPage(me, { search: second.code, page: 1 })).total).toBe(1)
    const other = await (await world.trainer(provider)).signedIn()
    expect((await readTraineesPage(other, all)).total).toBe(0)
  })

  it('calls people by the name of the page’s language', async () => {
    const { db, world, brand, outlet, engineer } = await learningScene()
    const second = await world.engineer({ outlet })
    await db
      .updateTable('person')
      .set({ name: '阿不都热依木·阿卜杜拉', nameLatin: 'Abdurehim Abdulla' })
      .where('id', '=', engineer.id)
      .execute()
    await db
      .updateTable('person')
      .set({ name: '李敏', nameLatin: null })
      .where('id', '=', second.id)
      .execute()
    const me = await (await world.trainer(brand)).signedIn()
    for (const { code } of [engineer, second])
      await recordTraining(me, { staffCode: code, courseCode: course })
    const names = async (language: 'en' | 'zh-CN') =>
      (await readTraineesPage({ ...me, language }, all)).trainees.map(({ personName }) => personName)
    expect(await names('en')).toEqual(['Abdurehim Abdulla', '李敏'])
    expect(await names('zh-CN')).toEqual(['阿不都热依木·阿卜杜拉', '李敏'])
  })
})
