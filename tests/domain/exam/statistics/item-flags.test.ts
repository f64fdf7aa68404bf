import { expect, test } from 'vitest'
import { exposureOf } from '#app/domain/exam/statistics/exposure.ts'
import { absent, figure } from '#app/domain/exam/statistics/figure.ts'
import { flagsOf } from '#app/domain/exam/statistics/item-flags.ts'
import type { ItemStatistics } from '#app/domain/exam/statistics/item-statistics.ts'
import { isSmallComparison, isSmallSample } from '#app/domain/exam/statistics/sample-size.ts'

const option = (id: string, count: number, upper: number, lower: number, isKey = false) => ({
  option: id,
  isKey,
  count,
  upper,
  lower,
})
const item = (changes: Partial<ItemStatistics>): ItemStatistics => ({
  id: 'Q1',
  n: 200,
  facility: figure(0.6),
  itemRest: figure(0.35),
  upperLower27: figure(0.4),
  omission: figure(0.01),
  distractors: [option('a', 120, 45, 22, true), option('b', 50, 5, 20), option('c', 30, 4, 12)],
  groupSize: 54,
  ...changes,
})

test('a good item has no flag', () => expect(flagsOf(item({}))).toEqual([]))

test.each([
  [{ itemRest: figure(-0.2), upperLower27: figure(-0.1) }, 'check-key'],
  [{ itemRest: figure(0.1) }, 'discriminates-little'],
  [{ facility: figure(0.1) }, 'very-hard'],
  [{ facility: figure(0.97), itemRest: figure(0.05) }, 'very-easy'],
  [{ omission: figure(0.2) }, 'often-omitted'],
  [{ distractors: [option('a', 120, 45, 22, true), option('b', 60, 20, 5)] }, 'distractor-attracts-upper'],
  [{ distractors: [option('a', 120, 45, 22, true), option('b', 9, 1, 5)] }, 'idle-distractor'],
] as const)('%j: %s', (changes, flag) => expect(flagsOf(item(changes))).toEqual([flag]))

test('a small sample is asked about its key only', () => {
  const few = { n: 30, facility: figure(0.1), omission: figure(0.4), itemRest: figure(0.1) }
  expect(flagsOf(item(few))).toEqual([])
  expect(flagsOf(item({ ...few, itemRest: figure(-0.3), upperLower27: figure(-0.2) }))).toEqual(['check-key'])
  expect(flagsOf(item({ ...few, n: 9, itemRest: figure(-1), upperLower27: figure(-1) }))).toEqual([])
  expect(flagsOf(item({ n: 0, facility: absent('too-few-people') }))).toEqual([])
})

test('small samples', () => {
  expect([99, 100].map(isSmallSample)).toEqual([true, false])
  expect(isSmallComparison(200, 300)).toBe(false)
  expect(isSmallComparison(199, 900)).toBe(true)
  expect(isSmallComparison(220, 220)).toBe(true)
})

test('exposure is the share of forms that held an item', () => {
  expect(
    exposureOf([
      ['a', 'b'],
      ['a', 'c'],
    ]),
  ).toEqual(
    new Map([
      ['a', { shown: 2, rate: 1 }],
      ['b', { shown: 1, rate: 0.5 }],
      ['c', { shown: 1, rate: 0.5 }],
    ]),
  )
  expect(exposureOf([]).size).toBe(0)
})
