import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examStatisticsOf } from '#app/domain/exam/statistics/exam-statistics.ts'
import { reliabilityOf } from '#app/domain/exam/statistics/reliability.ts'
import { totalsOf } from '#app/domain/exam/statistics/response-table.ts'
import { seededRandom } from '#app/domain/shared/seeded-random.ts'
import { naiveKr20 } from './naive.ts'
import { denis, dichotomous, reference, referencePoints, tableOf, wuensch } from './tables.ts'

const examOf = (points: readonly (readonly (number | null)[])[], possible = 1) => {
  const table = tableOf(points, possible)
  return examStatisticsOf(table, totalsOf(table))
}

describe('published examples', () => {
  test('KR-20 of Wuensch’s quiz: 10/9 (1 - 2.18/5.84)', () => {
    const { kr20, alpha } = examOf(wuensch)
    expect(kr20.value).toBeCloseTo((10 / 9) * (1 - 2.18 / 5.84), 12)
    expect(alpha.value).toBe(kr20.value)
  })

  test('alpha of Denis’ five items is .633, and KR-20 does not exist', () => {
    const { alpha, kr20 } = examOf(denis, 20)
    expect(alpha.value).toBeCloseTo(0.633, 3)
    expect(kr20).toEqual({ value: null, reason: 'not-dichotomous' })
  })

  test('R and psych agree to twelve places', () => {
    const exam = examOf(referencePoints)
    expect(exam.n).toBe(reference.exam.n)
    for (const name of ['mean', 'sd', 'alpha', 'kr20', 'sem'] as const)
      expect(exam[name].value, name).toBeCloseTo(reference.exam[name], 12)
  })
})

describe('properties', () => {
  test('KR-20 is what its formula says, written another way', () => {
    fc.assert(
      fc.property(dichotomous, (points) => {
        const expected = naiveKr20(points)
        const { kr20 } = examOf(points)
        if (expected === null) expect(kr20).toEqual({ value: null, reason: 'total-constant' })
        else expect(kr20.value).toBeCloseTo(expected, 9)
      }),
    )
  })

  test('neither order of people nor order of items matters', () => {
    fc.assert(
      fc.property(dichotomous, (points) => {
        const turned = points.toReversed().map((row) => row.toReversed())
        const [one, other] = [examOf(points), examOf(turned)]
        expect(other.alpha.reason).toBe(one.alpha.reason)
        for (const name of ['mean', 'sd', 'alpha', 'sem'] as const)
          if (one[name].value !== null) expect(other[name].value).toBeCloseTo(one[name].value, 9)
      }),
    )
  })

  test('items that are copies of one another have an alpha of 1 and no error', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 30 }), (scores) => {
        fc.pre(new Set(scores).size === 2)
        const { alpha, sem } = examOf(scores.map((score) => [score, score, score]))
        expect(alpha.value).toBeCloseTo(1, 12)
        expect(sem.value).toBeCloseTo(0, 6)
      }),
    )
  })

  test('doubling a test lengthens it as Spearman and Brown say, where the copies are parallel', () => {
    // Two copies of an item share their error too, so the doubled alpha is at least what the formula gives.
    fc.assert(
      fc.property(dichotomous, (points) => {
        const single = examOf(points).alpha.value
        fc.pre(single !== null && single > 0)
        const doubled = examOf(points.map((row) => [...row, ...row])).alpha.value
        expect(doubled).toBeGreaterThanOrEqual((2 * (single ?? 0)) / (1 + (single ?? 0)) - 1e-9)
      }),
    )
  })
})

describe('what does not exist is null, with the reason', () => {
  test.each([
    ['nobody', [], 'too-few-people'],
    ['one person', [[1, 0]], 'too-few-people'],
    ['one item', [[1], [0]], 'too-few-items'],
    [
      'equal totals',
      [
        [1, 0],
        [0, 1],
      ],
      'total-constant',
    ],
    [
      'items everybody has right',
      [
        [1, 1],
        [1, 1],
      ],
      'total-constant',
    ],
  ] as const)('%s', (_, points, reason) => {
    const { alpha, kr20, sem } = examOf(points)
    expect(alpha).toEqual({ value: null, reason })
    expect(kr20).toEqual({ value: null, reason })
    expect(sem).toEqual({ value: null, reason })
  })

  test('an item without spread counts as an item', () => {
    const points = [
      [1, 1, 1],
      [1, 0, 1],
      [0, 0, 1],
    ]
    expect(examOf(points).alpha.value).toBeCloseTo(naiveKr20(points) ?? Number.NaN, 12)
  })
})

test('drawn forms: alpha is that of a form of their length, whoever drew which', () => {
  // 4,000 people, a bank of 60 equally good items, forms of 20: the population's alpha is k c / (v + (k-1) c).
  const random = seededRandom('drawn forms')
  const uniform = () => (random.next32() + 0.5) / 2 ** 32
  const [people, bank, form] = [4_000, 60, 20]
  // Ability is 0.3 or 0.7 with equal odds: p = .5, v = .25, c = .04.
  const points = Array.from({ length: people }, () => {
    const ability = uniform() < 0.5 ? 0.3 : 0.7
    const start = random.below(bank)
    return Array.from({ length: bank }, (_, item) =>
      (item - start + bank) % bank < form ? (uniform() < ability ? 1 : 0) : null,
    )
  })
  const expected = (form * 0.04) / (0.25 + (form - 1) * 0.04)
  const { alpha } = reliabilityOf(tableOf(points))
  expect(alpha.value).toBeGreaterThan(expected - 0.01)
  expect(alpha.value).toBeLessThan(expected + 0.01)
})
