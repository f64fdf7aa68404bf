import { describe, expect, test } from 'vitest'
import {
  findOpenPracticals,
  findPracticalResults,
  publishRubric,
  readAssessment,
  readStation,
  requestPractical,
  SeveralAssessorsError,
  scoreAssessment,
  takeAssessment,
} from '#app/features/practicals/index.server.ts'
import { readLocalTime } from '#app/features/practicals/local-time.ts'
import { chosenScores, fieldsOf, readScoreForm } from '#app/features/practicals/score-form.ts'
import { allDone, credentialScene, practical } from '../credentials/credential-scene.ts'

describe('publishing a rubric', () => {
  test('the same content publishes nothing, another one the next version, and what was asked for keeps its own', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const requested = await requestPractical(await scene.as('E-1004'), { practicalCode: practical.code })
    const { courseId } = scene.courses['WM-201']
    const publish = (minutes: number) =>
      scene.db
        .transaction()
        .execute((trx) => publishRubric(scene.ctx, trx, { courseId, practical: { ...practical, minutes } }))
    expect(await publish(45)).toMatchObject({ isNew: false })
    expect(await publish(60)).toMatchObject({ isNew: true })
    const assessor = await scene.as('A-2002', 'MEIHE')
    const shown = requested.ok ? await readAssessment(assessor, requested.assessmentId) : null
    expect(shown?.rubric.minutes).toBe(45)
  })

  test('a rubric for several assessors is refused, as one score sheet has one', async () => {
    const scene = await credentialScene()
    const { courseId } = scene.courses['WM-201']
    await expect(
      scene.db
        .transaction()
        .execute((trx) =>
          publishRubric(scene.ctx, trx, { courseId, practical: { ...practical, assessors: 2 } }),
        ),
    ).rejects.toBeInstanceOf(SeveralAssessorsError)
  })
})

describe('asking for a practical', () => {
  test('needs the course completed, and one is open at a time', async () => {
    const scene = await credentialScene()
    const me = await scene.as('E-1004')
    const ask = () => requestPractical(me, { practicalCode: practical.code })
    expect(await ask()).toEqual({ ok: false, reason: 'course-not-completed' })
    await scene.complete('E-1004', 'WM-201')
    expect((await ask()).ok).toBe(true)
    expect(await ask()).toEqual({ ok: false, reason: 'open-already' })
    expect(await findOpenPracticals(scene.db, me.actor.personId)).toEqual([
      expect.objectContaining({ practicalCode: practical.code, scheduledAt: null }),
    ])
  })

  test('a practical of a brand out of reach, or none, is unknown', async () => {
    const scene = await credentialScene()
    expect(await requestPractical(await scene.as('E-1005'), { practicalCode: practical.code })).toEqual({
      ok: false,
      reason: 'unknown-practical',
    })
    expect(await requestPractical(await scene.as('E-1004'), { practicalCode: 'NO-SUCH-P' })).toEqual({
      ok: false,
      reason: 'unknown-practical',
    })
  })
})

describe('taking a practical', () => {
  test.each([
    ['no place', { place: '  ', scheduledAt: '2026-11-24T02:00:00.000Z' }, { place: 'place-missing' }],
    ['no time', { place: 'Wuhan', scheduledAt: '' }, { time: 'time-missing' }],
    ['yesterday', { place: 'Wuhan', scheduledAt: '2026-11-22T15:59:59.000Z' }, { time: 'time-past' }],
  ])('%s is refused with what is wrong', async (_, appointment, problems) => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const requested = await requestPractical(await scene.as('E-1004'), { practicalCode: practical.code })
    if (!requested.ok) throw new Error(requested.reason)
    const outcome = await takeAssessment(await scene.as('A-2002', 'MEIHE'), {
      assessmentId: requested.assessmentId,
      ...appointment,
    })
    expect(outcome).toEqual({ ok: false, reason: 'invalid', problems })
  })

  test('puts it into one pair of hands: the list of requests is empty then, and a second taker is too late', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    const assessor = await scene.as('A-2002', 'MEIHE')
    expect((await readStation(assessor, { list: 'requested', page: 1 })).total).toBe(0)
    expect((await readStation(assessor, { list: 'mine', page: 1 })).assessments).toEqual([
      expect.objectContaining({ id: assessmentId, state: 'SCHEDULED', place: 'Wuhan' }),
    ])
    expect(
      await takeAssessment(assessor, { assessmentId, place: 'Wuhan', scheduledAt: scene.ctx.now() }),
    ).toEqual({
      ok: false,
      reason: 'taken-already',
    })
  })
})

describe('scoring', () => {
  async function taken() {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    const assessor = await scene.as('A-2002', 'MEIHE')
    return {
      scene,
      assessmentId,
      assessor,
      score: (scores: typeof allDone) => scoreAssessment(assessor, { assessmentId, scores }),
    }
  }

  test('a pass is stored with every step, told to the candidate and followed by the enrolments', async () => {
    const { scene, score, assessmentId } = await taken()
    expect(await score(allDone)).toMatchObject({ ok: true, score: { result: 'PASSED', permille: 1000 } })
    expect(await findPracticalResults(scene.db, [await scene.idOf('E-1004')])).toEqual([
      expect.objectContaining({
        state: 'PASSED',
        scorePermille: 1000,
        assessmentId,
        practicalCode: practical.code,
      }),
    ])
    const steps = await scene.db
      .selectFrom('practicalStepScore')
      .select(['stepId', 'note'])
      .orderBy('stepId')
      .execute()
    expect(steps).toEqual([
      { stepId: 'coil', note: '812 Ω' },
      { stepId: 'meter', note: '' },
      { stepId: 'tap', note: '' },
    ])
    expect(await scene.db.selectFrom('job').select('kind').execute()).toEqual([
      { kind: 'advance-enrolments' },
    ])
    expect(
      (await scene.db.selectFrom('message').select('template').execute()).map(({ template }) => template),
    ).toEqual(['practical-result'])
  })

  test('a critical step that is only partly done fails it whatever the score, and moves no enrolment', async () => {
    const { scene, score } = await taken()
    const outcome = await score({ ...allDone, meter: { outcome: 'partly', note: '' } })
    expect(outcome).toMatchObject({
      ok: true,
      score: { result: 'FAILED', permille: 800, criticalFailed: ['meter'] },
    })
    expect(await scene.db.selectFrom('job').select('id').execute()).toEqual([])
  })

  test('a sheet with gaps is refused with each of them, and nothing is stored', async () => {
    const { scene, score } = await taken()
    const { meter } = allDone
    if (!meter) throw new Error('no meter')
    expect(await score({ meter, coil: { outcome: 'done', note: ' ' } })).toEqual({
      ok: false,
      reason: 'incomplete',
      gaps: [
        { kind: 'not-scored', stepId: 'tap' },
        { kind: 'note-missing', stepId: 'coil' },
      ],
    })
    expect(await scene.db.selectFrom('practicalStepScore').select('stepId').execute()).toEqual([])
  })

  test('a score is final', async () => {
    const { score } = await taken()
    await score({ ...allDone, meter: { outcome: 'not-done', note: '' } })
    expect(await score(allDone)).toEqual({ ok: false, reason: 'scored-already' })
  })

  test('after a referral only the failed station is repeated, and the other keeps its scores', async () => {
    const { scene, score } = await taken()
    const first = await score({ ...allDone, coil: { outcome: 'not-done', note: '' } })
    expect(first).toMatchObject({ score: { result: 'REFERRED', permille: 600, repeat: ['replace'] } })
    scene.clock.set('2026-12-10T02:00:00.000Z')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    const assessor = await scene.as('A-2002', 'MEIHE')
    expect((await readAssessment(assessor, assessmentId))?.repeats).toEqual(['replace'])
    const whole = await scoreAssessment(assessor, { assessmentId, scores: allDone })
    expect(whole).toMatchObject({ ok: false, reason: 'incomplete' })
    const { coil } = allDone
    const again = await scoreAssessment(assessor, { assessmentId, scores: coil ? { coil } : {} })
    expect(again).toMatchObject({ ok: true, score: { result: 'PASSED', permille: 1000 } })
  })

  test('a referral older than 60 days means the whole practical again', async () => {
    const { scene, score } = await taken()
    await score({ ...allDone, coil: { outcome: 'not-done', note: '' } })
    scene.clock.set('2027-01-23T02:00:00.000Z')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    expect((await readAssessment(await scene.as('A-2002', 'MEIHE'), assessmentId))?.repeats).toBeNull()
  })
})

describe('forms', () => {
  test('a score sheet comes back as it was typed, and only chosen outcomes are sent on', () => {
    const form = new FormData()
    form.set(fieldsOf('meter').outcome, 'done')
    form.set(fieldsOf('coil').note, '812 Ω')
    form.set(fieldsOf('tap').outcome, 'perfect')
    const typed = readScoreForm(form)
    expect(typed).toEqual({
      meter: { outcome: 'done', note: '' },
      coil: { outcome: null, note: '812 Ω' },
      tap: { outcome: null, note: '' },
    })
    expect(chosenScores(typed)).toEqual({ meter: { outcome: 'done', note: '' } })
  })

  test.each([
    ['2026-11-24T09:00', '2026-11-24T01:00:00.000Z'],
    ['2026-02-30T09:00', ''],
    ['2026-11-24T24:00', ''],
    ['tomorrow', ''],
  ])('the local time %s in Shanghai is %j', (text, instant) => {
    expect(readLocalTime(text, 'Asia/Shanghai')).toBe(instant)
  })
})
