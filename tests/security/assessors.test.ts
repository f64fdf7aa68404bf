import { describe, expect, test } from 'vitest'
import {
  readAssessment,
  readStation,
  requestPractical,
  scoreAssessment,
  takeAssessment,
} from '#app/features/practicals/index.server.ts'
import { allDone, credentialScene, practical } from '#tests/features/credentials/credential-scene.ts'

/** Nobody judges themselves, a colleague or a trainee, and no brand sees another one's practicals. */

type Scene = Awaited<ReturnType<typeof credentialScene>>
const appointment = { place: 'Wuhan', scheduledAt: '2026-11-24T02:00:00.000Z' }

async function requestedBy(scene: Scene, person: string): Promise<string> {
  await scene.complete(person, 'WM-201')
  const outcome = await requestPractical(await scene.as(person), { practicalCode: practical.code })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.assessmentId
}

describe('who may take a practical', () => {
  test('a colleague of the candidate is refused, on the list already and when trying all the same', async () => {
    const scene = await credentialScene()
    const assessmentId = await requestedBy(scene, 'E-1004')
    const colleague = await scene.as('A-2001')
    const [listed] = (await readStation(colleague, { list: 'requested', page: 1 })).assessments
    expect(listed?.refusals).toEqual([{ code: 'SAME_PROVIDER', provider: 'P1' }])
    expect(await takeAssessment(colleague, { assessmentId, ...appointment })).toEqual({
      ok: false,
      reason: 'refused',
      refusals: [{ code: 'SAME_PROVIDER', provider: 'P1' }],
    })
  })

  test.each([
    ['who teaches now', null, true],
    ['who taught until 24 months ago less a day', '2024-11-24T02:00:00.000Z', true],
    ['who taught until more than 24 months ago', '2024-11-22T02:00:00.000Z', false],
  ])('a trainer %s', async (_, until, isRefused) => {
    const scene = await credentialScene()
    const assessmentId = await requestedBy(scene, 'E-1004')
    await scene.train('A-2002', 'E-1004', until)
    const outcome = await takeAssessment(await scene.as('A-2002', 'MEIHE'), { assessmentId, ...appointment })
    expect(outcome.ok).toBe(!isRefused)
    if (isRefused)
      expect(outcome).toMatchObject({ reason: 'refused', refusals: [{ code: 'TRAINER_OF_RECORD' }] })
  })

  test('the candidate, though an assessor, does not score themselves', async () => {
    const scene = await credentialScene()
    const assessmentId = await requestedBy(scene, 'E-1008')
    await scene.giveRole('E-1008', 'MEIHE', 'assessor')
    const outcome = await takeAssessment(await scene.as('E-1008', 'MEIHE'), { assessmentId, ...appointment })
    expect(outcome).toMatchObject({ reason: 'refused', refusals: [{ code: 'SELF' }] })
  })

  test('an assessor who does not hold the level is not qualified', async () => {
    const scene = await credentialScene()
    const assessmentId = await requestedBy(scene, 'E-1004')
    await scene.giveRole('I-2101', 'MEIHE', 'assessor')
    const outcome = await takeAssessment(await scene.as('I-2101', 'MEIHE'), { assessmentId, ...appointment })
    expect(outcome).toMatchObject({ refusals: [{ code: 'NOT_QUALIFIED', needs: 2, holds: 0 }] })
  })

  test('a practical in the hands of one whose own credential has lapsed since is not scored by them', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    scene.clock.set('2027-07-01T02:00:00.000Z')
    const outcome = await scoreAssessment(await scene.as('A-2002', 'MEIHE'), {
      assessmentId,
      scores: allDone,
    })
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', refusals: [{ code: 'NOT_QUALIFIED' }] })
  })

  test('who becomes the candidate’s trainer after taking it can no longer score it', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const assessmentId = await scene.takePractical('E-1004', 'A-2002')
    await scene.train('A-2002', 'E-1004')
    const outcome = await scoreAssessment(await scene.as('A-2002', 'MEIHE'), {
      assessmentId,
      scores: allDone,
    })
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' })
  })
})

describe('what an assessor sees', () => {
  test('another brand’s practicals are unknown, whatever id is typed', async () => {
    const scene = await credentialScene()
    const assessmentId = await requestedBy(scene, 'E-1004')
    const other = await scene.as('A-2002', 'LUMEN')
    expect((await readStation(other, { list: 'requested', page: 1 })).total).toBe(0)
    expect(await readAssessment(other, assessmentId)).toBeNull()
    expect(await takeAssessment(other, { assessmentId, ...appointment })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await scoreAssessment(other, { assessmentId, scores: allDone })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await readAssessment(await scene.as('A-2002', 'MEIHE'), 'T0000')).toBeNull()
  })

  test('an assessment in another assessor’s hands is not scored', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1031', 'WM-201')
    const assessmentId = await scene.takePractical('E-1031', 'A-2002')
    expect(await scoreAssessment(await scene.as('A-2001'), { assessmentId, scores: allDone })).toEqual({
      ok: false,
      reason: 'not-yours',
    })
  })
})
