import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rubric, RubricStep, StepOutcome, StepScores } from '#app/domain/practical/rubric.ts'
import {
  findScoringGaps,
  needsThirdAssessor,
  scorePractical,
  withRepeatedStations,
} from '#app/domain/practical/score-practical.ts'

const step = (id: string, weight: number, change: Partial<RubricStep> = {}): RubricStep => ({
  id,
  text: { en: id, zh: id },
  weight,
  critical: false,
  evidence: 'none',
  ...change,
})
const station = (id: string, ...steps: RubricStep[]) => ({ id, titles: { en: id, zh: id }, steps })
const rubric = {
  passPermille: 800,
  referPermille: 700,
  stations: [
    station('isolate', step('unplug', 20, { critical: true }), step('prove', 20, { evidence: 'reading' })),
    station('repair', step('swap', 40), step('tidy', 20)),
  ],
} satisfies Pick<Rubric, 'stations' | 'passPermille' | 'referPermille'>
const ids = ['unplug', 'prove', 'swap', 'tidy']
const sheet = (change: Readonly<Record<string, StepOutcome>> = {}, note = '230 V'): StepScores =>
  new Map(ids.map((id) => [id, { outcome: change[id] ?? 'done', note }]))
const scoreOf = (scores: StepScores) => {
  const outcome = scorePractical(rubric, scores)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.gaps))
  return outcome.score
}

describe('scoring a practical', () => {
  it.each<[string, Readonly<Record<string, StepOutcome>>, number, string, readonly string[]]>([
    ['passes with everything done', {}, 1000, 'PASSED', []],
    ['passes at the pass line', { tidy: 'not-done' }, 800, 'PASSED', []],
    ['counts a step partly done as half', { tidy: 'partly' }, 900, 'PASSED', []],
    [
      'refers just below the pass line',
      { tidy: 'not-done', prove: 'partly' },
      700,
      'REFERRED',
      ['isolate', 'repair'],
    ],
    ['refers to the failed station only', { swap: 'partly', tidy: 'partly' }, 700, 'REFERRED', ['repair']],
    ['fails below the refer line', { swap: 'not-done' }, 600, 'FAILED', []],
    ['fails for a critical step whatever the score', { unplug: 'not-done' }, 800, 'FAILED', []],
    ['fails for a critical step only partly done', { unplug: 'partly' }, 900, 'FAILED', []],
  ])('%s', (_, change, permille, result, repeat) => {
    expect(scoreOf(sheet(change))).toMatchObject({ permille, result, repeat })
  })

  it('names the critical steps that failed and the score of each station', () => {
    const score = scoreOf(sheet({ unplug: 'partly', swap: 'not-done' }))
    expect(score.criticalFailed).toEqual(['unplug'])
    expect(score.stations).toEqual([
      { id: 'isolate', permille: 750, passed: false },
      { id: 'repair', permille: 333, passed: false },
    ])
  })

  it('is refused while a step has no score, a reading is not written down, or a step is unknown', () => {
    expect(findScoringGaps(rubric, new Map())).toEqual(ids.map((stepId) => ({ kind: 'not-scored', stepId })))
    expect(scorePractical(rubric, sheet({}, ' '))).toEqual({
      ok: false,
      reason: 'sheet-incomplete',
      gaps: [{ kind: 'note-missing', stepId: 'prove' }],
    })
    const stray = new Map([...sheet(), ['other', { outcome: 'done' as const, note: '' }]])
    expect(findScoringGaps(rubric, stray)).toEqual([{ kind: 'unknown-step', stepId: 'other' }])
  })

  it('asks for no reading of a step that was not done', () => {
    expect(
      scorePractical(rubric, new Map([...sheet(), ['prove', { outcome: 'not-done' as const, note: '' }]])).ok,
    ).toBe(true)
  })

  it('can be closed after a safety stop with the rest unscored', () => {
    const stopped: StepScores = new Map([['unplug', { outcome: 'not-done', note: '' }]])
    expect(scoreOf(stopped)).toMatchObject({ result: 'FAILED', permille: 0, criticalFailed: ['unplug'] })
  })

  const anySheet = fc
    .tuple(...ids.map(() => fc.constantFrom<StepOutcome>('done', 'partly', 'not-done')))
    .map(
      (outcomes): StepScores =>
        new Map(ids.map((id, place) => [id, { outcome: outcomes[place] ?? 'done', note: 'n' }])),
    )

  it('stays in bounds, and doing a step better never makes it worse', () => {
    const rank = { FAILED: 0, REFERRED: 1, PASSED: 2 }
    fc.assert(
      fc.property(anySheet, fc.constantFrom(...ids), (scores, id) => {
        const before = scoreOf(scores)
        expect(before.permille >= 0 && before.permille <= 1000).toBe(true)
        const after = scoreOf(new Map([...scores, [id, { outcome: 'done', note: 'n' }]]))
        expect(after.permille).toBeGreaterThanOrEqual(before.permille)
        expect(rank[after.result]).toBeGreaterThanOrEqual(rank[before.result])
      }),
    )
  })

  it('names a station to repeat whenever it refers', () => {
    fc.assert(
      fc.property(anySheet, (scores) => {
        const { result, repeat } = scoreOf(scores)
        expect(repeat.length > 0).toBe(result === 'REFERRED')
      }),
    )
  })

  it('keeps the stations that were not repeated as they were', () => {
    const first = sheet({ swap: 'partly', tidy: 'partly' })
    const again: StepScores = new Map([
      ['swap', { outcome: 'done', note: '' }],
      ['tidy', { outcome: 'done', note: '' }],
    ])
    expect(scoreOf(withRepeatedStations(rubric, first, again, ['repair']))).toMatchObject({
      result: 'PASSED',
      permille: 1000,
    })
    expect(() => withRepeatedStations(rubric, first, again, ['isolate'])).toThrow(RangeError)
    expect(findScoringGaps(rubric, withRepeatedStations(rubric, first, new Map(), ['repair']))).toHaveLength(
      2,
    )
  })

  it('needs a third assessor when two lie more than ten points apart', () => {
    expect([
      needsThirdAssessor(800, 900),
      needsThirdAssessor(800, 901),
      needsThirdAssessor(901, 800),
    ]).toEqual([false, true, true])
  })

  it('refuses a rubric with repeated steps or without weight', () => {
    const broken = (steps: RubricStep[]) => ({ ...rubric, stations: [station('s', ...steps)] })
    expect(() => scorePractical(broken([step('a', 1), step('a', 1)]), new Map())).toThrow(RangeError)
    expect(() =>
      scorePractical(broken([step('a', 0)]), new Map([['a', { outcome: 'done', note: '' }]])),
    ).toThrow(RangeError)
  })
})
