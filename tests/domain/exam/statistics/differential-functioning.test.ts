import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  differentialFunctioningOf,
  type MatchedAnswer,
  mantelHaenszelOf,
} from '#app/domain/exam/statistics/differential-functioning.ts'
import { chiSquareTail } from '#app/domain/exam/statistics/special-functions.ts'
import { reference, referenceGroups, referencePoints } from './tables.ts'

describe('published examples', () => {
  test('admissions at Berkeley 1973 by six departments (Bickel, Hammel and O’Connell 1975, as in R’s UCBAdmissions)', () => {
    const departments = [
      [512, 313, 89, 19],
      [353, 207, 17, 8],
      [120, 205, 202, 391],
      [138, 279, 131, 244],
      [53, 138, 94, 299],
      [22, 351, 24, 317],
    ].map(([a = 0, b = 0, c = 0, d = 0]) => ({ a, b, c, d }))
    const { value } = mantelHaenszelOf(departments)
    // R: mantelhaen.test(UCBAdmissions): X-squared = 1.4269, p-value = 0.2323, common odds ratio 0.9046968.
    expect(value?.chiSquare).toBeCloseTo(1.4269, 4)
    expect(value?.pValue).toBeCloseTo(0.2323, 4)
    expect(value?.oddsRatio).toBeCloseTo(0.9046968, 7)
    expect(value?.class).toBe('A')
  })

  test('penicillin and rabbits (Agresti 1990, p. 235, as in R’s mantelhaen.test)', () => {
    const levels = [
      [0, 0, 6, 5],
      [3, 0, 3, 6],
      [6, 2, 0, 4],
      [5, 6, 1, 0],
      [2, 5, 0, 0],
    ].map(([a = 0, c = 0, b = 0, d = 0]) => ({ a, b, c, d }))
    const { value } = mantelHaenszelOf(levels)
    expect(value?.chiSquare).toBeCloseTo(3.9286, 4)
    expect(value?.pValue).toBeCloseTo(0.04747, 5)
    expect(value?.oddsRatio).toBeCloseTo(7, 9)
  })

  test('R agrees on all items of a simulated exam, and only the item made harder is found', () => {
    const totals = referencePoints.map((row) => row.reduce((sum, score) => sum + score, 0))
    const classes = reference.mantelHaenszel.map((expected, item) => {
      const answers = referencePoints.map(
        (row, person): MatchedAnswer => ({
          group: referenceGroups[person] === 'en' ? 'focal' : 'reference',
          stratum: totals[person] ?? 0,
          isRight: row[item] === 1,
        }),
      )
      const { value } = differentialFunctioningOf(answers)
      expect(value?.oddsRatio).toBeCloseTo(expected.oddsRatio, 9)
      expect(value?.chiSquare).toBeCloseTo(expected.chiSquare, 9)
      expect(value?.pValue).toBeCloseTo(expected.pValue, 9)
      expect(value?.standardError).toBeCloseTo(2.35 * expected.seLog, 9)
      expect(value?.delta).toBeCloseTo(-2.35 * Math.log(expected.oddsRatio), 9)
      return value?.class
    })
    expect(classes.map((one) => one === 'A')).toEqual(classes.map((_, item) => item !== 4))
    expect(classes[4]).toBe('C')
  })
})

describe('classes', () => {
  const strata = (a: number, b: number, c: number, d: number) =>
    mantelHaenszelOf([{ a, b, c, d }]).value?.class
  test('a large but uncertain difference is negligible', () => expect(strata(3, 2, 2, 3)).toBe('A'))
  test('a certain but small difference is negligible', () => expect(strata(5200, 4800, 4800, 5200)).toBe('A'))
  test('a certain difference between 1 and 1.5 is moderate', () =>
    expect(strata(620, 380, 490, 510)).toBe('B'))
  test('beyond 1.5, but not certainly beyond 1, is moderate', () => expect(strata(70, 30, 52, 48)).toBe('B'))
  test('certainly beyond 1 is large', () => expect(strata(800, 200, 500, 500)).toBe('C'))
})

describe('properties', () => {
  const counts = fc.record({
    a: fc.nat({ max: 30 }),
    b: fc.nat({ max: 30 }),
    c: fc.nat({ max: 30 }),
    d: fc.nat({ max: 30 }),
  })
  test('exchanging the groups turns the sign and keeps all else', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 12 }), (strata) => {
        const one = mantelHaenszelOf(strata)
        const other = mantelHaenszelOf(strata.map(({ a, b, c, d }) => ({ a: c, b: d, c: a, d: b })))
        expect(other.reason).toBe(one.reason)
        if (!one.value || !other.value) return
        expect(
          Object.values(one.value).every((part) => typeof part === 'string' || Number.isFinite(part)),
        ).toBe(true)
        expect(other.value.delta).toBeCloseTo(-one.value.delta, 9)
        expect(other.value.chiSquare).toBeCloseTo(one.value.chiSquare, 9)
        expect(other.value.standardError).toBeCloseTo(one.value.standardError, 9)
        expect(other.value.class).toBe(one.value.class)
      }),
    )
  })

  test.each([
    [[], 'too-few-people'],
    [[{ a: 3, b: 1, c: 0, d: 0 }], 'too-few-people'],
    [[{ a: 3, b: 0, c: 2, d: 0 }], 'no-informative-stratum'],
    [[{ a: 3, b: 0, c: 1, d: 2 }], 'ratio-unbounded'],
  ] as const)('%j: %s', (strata, reason) => {
    expect(mantelHaenszelOf(strata)).toEqual({ value: null, reason })
  })
})

test('the tail of chi-square with one degree of freedom, as R’s pchisq has it', () => {
  for (const [x, tail] of [
    [0, 1],
    [0.5, 0.479500122187],
    [3.841458820694124, 0.05],
    [6.634896601021214, 0.01],
    [17.9, 2.32821109078e-5],
    [18.1, 2.09601431154e-5],
    [40, 2.53962858947e-10],
  ] as const)
    expect(Math.abs(chiSquareTail(x) / tail - 1)).toBeLessThan(1e-10)
})
