import { describe, expect, it } from 'vitest'
import {
  type Assessor,
  assessorRefusals,
  assessorsNeeded,
  conflictsOfInterest,
  type TrainingRecord,
} from '#app/domain/practical/assessor-guards.ts'

const at = '2026-11-23T02:00:00.000Z'
const zone = 'Asia/Shanghai'
const candidate = { person: 'E-1', providers: ['P1'] }
const assessor = (change: Partial<Assessor> = {}): Assessor => ({
  person: 'A-1',
  providers: ['P2'],
  level: 2,
  hasAssessorRole: false,
  ...change,
})
const trained = (until: string | null, change: Partial<TrainingRecord> = {}): TrainingRecord => ({
  trainer: 'A-1',
  trainee: 'E-1',
  from: '2024-01-01T00:00:00.000Z',
  until,
  ...change,
})
const refusals = (who: Assessor, trainings: readonly TrainingRecord[] = [], assessedLevel = 2) =>
  assessorRefusals({ assessor: who, candidate, trainings, assessedLevel, at, zone }).map(({ code }) => code)

describe('who may assess a practical', () => {
  it.each<[string, Assessor, readonly TrainingRecord[], number, readonly string[]]>([
    ['somebody independent of the level', assessor(), [], 2, []],
    ['somebody independent with the role alone', assessor({ level: 0, hasAssessorRole: true }), [], 4, []],
    ['nobody below the level without the role', assessor({ level: 1 }), [], 2, ['NOT_QUALIFIED']],
    ['not the candidate', assessor({ person: 'E-1', providers: ['P1'] }), [], 2, ['SELF']],
    ['not a colleague', assessor({ providers: ['P2', 'P1'] }), [], 2, ['SAME_PROVIDER']],
    ['not the trainer', assessor(), [trained(null)], 2, ['TRAINER_OF_RECORD']],
    [
      'not who trained them until 24 months ago less a day',
      assessor(),
      [trained('2024-11-24T02:00:00.000Z')],
      2,
      ['TRAINER_OF_RECORD'],
    ],
    ['who trained them until 24 months ago', assessor(), [trained('2024-11-23T02:00:00.000Z')], 2, []],
    ['who trained somebody else', assessor(), [trained(null, { trainee: 'E-2' })], 2, []],
    ['whom somebody else trained them', assessor(), [trained(null, { trainer: 'A-2' })], 2, []],
    [
      'who will train them only later',
      assessor(),
      [trained(null, { from: '2026-12-01T00:00:00.000Z' })],
      2,
      [],
    ],
    [
      'nobody with every fault',
      assessor({ providers: ['P1'], level: 0 }),
      [trained(null)],
      2,
      ['TRAINER_OF_RECORD', 'SAME_PROVIDER', 'NOT_QUALIFIED'],
    ],
  ])('is %s', (_, who, trainings, level, expected) => {
    expect(refusals(who, trainings, level)).toEqual(expected)
  })

  it('says until when the training went, and null while it goes on', () => {
    const until = (...records: TrainingRecord[]) =>
      conflictsOfInterest(assessor(), { candidate, trainings: records, at, zone })[0]
    expect(until(trained('2025-01-01T00:00:00.000Z'), trained('2025-06-01T00:00:00.000Z'))).toEqual({
      code: 'TRAINER_OF_RECORD',
      trainedUntil: '2025-06-01T00:00:00.000Z',
    })
    expect(until(trained('2025-06-01T00:00:00.000Z'), trained(null))).toEqual({
      code: 'TRAINER_OF_RECORD',
      trainedUntil: null,
    })
  })

  it('names each provider in common once', () => {
    const reasons = conflictsOfInterest(
      { person: 'A-1', providers: ['P1', 'P1'] },
      { candidate, trainings: [], at, zone },
    )
    expect(reasons).toEqual([{ code: 'SAME_PROVIDER', provider: 'P1' }])
  })

  it('is one person up to level 2 and two from level 3', () => {
    expect([null, 1, 2, 3, 4].map(assessorsNeeded)).toEqual([1, 1, 1, 2, 2])
  })
})
