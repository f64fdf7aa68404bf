import { describe, expect, test } from 'vitest'
import { decisionConsistencyOf } from '#app/domain/exam/statistics/decision-consistency.ts'
import { reference } from './tables.ts'

describe('decision consistency', () => {
  test.each(reference.consistency)('R integrates to the same: mean $mean, cut $cut', (expected) => {
    const { value } = decisionConsistencyOf(expected)
    expect(value?.effectiveLength).toBe(expected.effectiveLength)
    expect(value?.agreement).toBeCloseTo(expected.agreement, 9)
    expect(value?.kappa).toBeCloseTo(expected.kappa, 9)
    expect(value?.passRate).toBeCloseTo(expected.passRate, 9)
  })

  test('one item, every true score equally likely: agreement 2/3, kappa 1/3', () => {
    // Integral of t^2 + (1-t)^2 over [0, 1]. Scores 0 and 1 have mean 1/2 and variance 1/4, true scores variance 1/12, so reliability is 1/3.
    const { value } = decisionConsistencyOf({ mean: 0.5, deviation: 0.5, reliability: 1 / 3, cut: 1 })
    expect(value?.effectiveLength).toBe(1)
    expect(value?.agreement).toBeCloseTo(2 / 3, 12)
    expect(value?.kappa).toBeCloseTo(1 / 3, 12)
  })

  // M. J. Subkoviak (1988), A practitioner's guide to computation and interpretation of reliability indices for mastery tests, J. Educ. Meas. 25,
  // 47-55: tables of the normal approximation, here at z = 0. The beta-binomial must come near it where scores lie evenly about the cut.
  test.each([
    [0.3, 0.6, 0.19],
    [0.5, 0.67, 0.33],
    [0.7, 0.75, 0.49],
    [0.8, 0.8, 0.59],
    [0.9, 0.86, 0.71],
  ])('near Subkoviak’s tables at reliability %d', (reliability, agreement, kappa) => {
    // A test of 61 items: variance m(1-m) / (n (1-r) + r) makes the effective length 61.
    const deviation = Math.sqrt(0.25 / (61 * (1 - reliability) + reliability))
    const { value } = decisionConsistencyOf({ mean: 0.5, deviation, reliability, cut: 0.5 })
    expect(value?.effectiveLength).toBe(61)
    expect(value?.agreement).toBeGreaterThan(agreement - 0.015)
    expect(value?.agreement).toBeLessThan(agreement + 0.015)
    expect(value?.kappa).toBeGreaterThan(kappa - 0.025)
    expect(value?.kappa).toBeLessThan(kappa + 0.025)
  })

  test('where reliability is KR-21 the effective length is the number of items: Huynh’s method', () => {
    const [items, mean, deviation] = [40, 0.77, 0.11]
    const kr21 = (items / (items - 1)) * (1 - (mean * (1 - mean)) / (items * deviation ** 2))
    expect(
      decisionConsistencyOf({ mean, deviation, reliability: kr21, cut: 0.8 }).value?.effectiveLength,
    ).toBe(items)
  })

  test('a cut of nothing passes everybody alike, and kappa has nothing to compare', () => {
    const { value } = decisionConsistencyOf({ mean: 0.7, deviation: 0.1, reliability: 0.8, cut: 0 })
    expect(value?.agreement).toBeCloseTo(1, 12)
    expect(value?.kappa).toBeNull()
  })

  test.each([
    [{ mean: 0.7, deviation: 0, reliability: 0.8 }, 'total-constant'],
    [{ mean: 1, deviation: 0.1, reliability: 0.8 }, 'total-constant'],
    [{ mean: 0.7, deviation: 0.1, reliability: 0 }, 'reliability-not-positive'],
    [{ mean: 0.7, deviation: 0.1, reliability: -2 }, 'reliability-not-positive'],
    [{ mean: 0.7, deviation: 0.1, reliability: 1 }, 'reliability-beyond-method'],
    [{ mean: 0.7, deviation: 0.1, reliability: 0.9999999 }, 'reliability-beyond-method'],
    [{ mean: 0.5, deviation: 0.7, reliability: 0.9 }, 'too-few-people'],
  ] as const)('%j: %s', (input, reason) => {
    expect(decisionConsistencyOf({ ...input, cut: 0.8 })).toEqual({ value: null, reason })
  })
})
