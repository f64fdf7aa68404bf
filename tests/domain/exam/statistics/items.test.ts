import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examConsistencyOf, examStatisticsOf } from '#app/domain/exam/statistics/exam-statistics.ts'
import { itemStatisticsOf } from '#app/domain/exam/statistics/item-statistics.ts'
import { type ResponseTable, totalsOf } from '#app/domain/exam/statistics/response-table.ts'
import { naiveItemRest, naiveUpperLower } from './naive.ts'
import { dichotomous, drawn, reference, referencePoints, tableOf, wuensch } from './tables.ts'

const itemsOf = (table: ResponseTable) => {
  const totals = totalsOf(table)
  return table.items.map((_, column) => itemStatisticsOf(table, column, totals))
}

describe('published and computed elsewhere', () => {
  test('facilities of Wuensch’s quiz', () => {
    expect(itemsOf(tableOf(wuensch)).map(({ facility }) => facility.value)).toEqual([
      0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6,
    ])
  })

  test('R and psych agree on facility and item-rest correlation (r.drop)', () => {
    const items = itemsOf(tableOf(referencePoints))
    expect(items).toHaveLength(reference.facility.length)
    for (const [at, item] of items.entries()) {
      expect(item.facility.value).toBeCloseTo(reference.facility[at] ?? Number.NaN, 12)
      expect(item.itemRest.value).toBeCloseTo(reference.itemRest[at] ?? Number.NaN, 12)
    }
  })

  test('the upper and lower 27 % of 100 people are 27 each', () => {
    // Person i has i of 100 points; the item was right for the best 40: all 27 above, none of the 27 below.
    const points = Array.from({ length: 100 }, (_, person) => [person < 60 ? 0 : 1, person / 100])
    const [item] = itemsOf(tableOf(points))
    expect(item?.groupSize).toBe(27)
    expect(item?.upperLower27.value).toBe(1)
  })
})

describe('properties', () => {
  test('item-rest and upper-lower are what their definitions say, written another way', () => {
    fc.assert(
      fc.property(dichotomous, (points) => {
        for (const [at, item] of itemsOf(tableOf(points)).entries()) {
          const [correlation, index] = [naiveItemRest(points, at), naiveUpperLower(points, at)]
          if (correlation === null) expect(item.itemRest.value).toBeNull()
          else expect(item.itemRest.value).toBeCloseTo(correlation, 6)
          if (index === null) expect(item.upperLower27.value).toBeNull()
          else expect(item.upperLower27.value).toBeCloseTo(index, 9)
        }
      }),
    )
  })

  test('nothing is ever NaN, infinite or outside its bounds, on drawn forms with parts of points', () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 1, noNaN: true }), (points, cut) => {
        const table = tableOf(points)
        const totals = totalsOf(table)
        const exam = examStatisticsOf(table, totals)
        const consistency = examConsistencyOf(exam, totals, cut)
        const items = itemsOf(table)
        for (const { facility, omission, itemRest, upperLower27 } of items) {
          expect(within(facility.value, 0, 1)).toBe(true)
          expect(within(omission.value, 0, 1)).toBe(true)
          expect(within(itemRest.value, -1, 1)).toBe(true)
          expect(within(upperLower27.value, -1, 1)).toBe(true)
        }
        expect(within(exam.alpha.value, Number.NEGATIVE_INFINITY, 1 + 1e-9)).toBe(true)
        if (consistency.value) {
          expect(within(consistency.value.agreement, 0, 1)).toBe(true)
          expect(within(consistency.value.kappa, -1, 1)).toBe(true)
        }
        const written = JSON.stringify({ exam, consistency, items })
        expect(written).not.toMatch(/NaN|Infinity/)
        // JSON writes NaN as null; a null must therefore name its reason.
        for (const one of [exam.mean, exam.sd, exam.alpha, exam.kr20, exam.sem])
          expect(one.value === null).toBe(one.reason !== null)
      }),
    )
  })

  test('the order of rows changes nothing, ties at the border included', () => {
    fc.assert(
      fc.property(dichotomous, (points) => {
        const [one, other] = [points, points.toReversed()].map((rows) => itemsOf(tableOf(rows)))
        for (const [at, item] of (one ?? []).entries()) {
          const same = other?.[at]
          expect(same?.facility).toEqual(item.facility)
          expect(same?.upperLower27.reason).toBe(item.upperLower27.reason)
          if (item.upperLower27.value !== null)
            expect(same?.upperLower27.value).toBeCloseTo(item.upperLower27.value, 9)
        }
      }),
    )
  })
})

function within(value: number | null, low: number, high: number): boolean {
  return value === null || (value >= low && value <= high)
}

describe('what does not exist is null, with the reason', () => {
  test('an item that everybody has right, beside one that tells people apart', () => {
    const [constant, other] = itemsOf(
      tableOf([
        [1, 1],
        [1, 0],
        [1, 1],
      ]),
    )
    expect(constant?.facility.value).toBe(1)
    expect(constant?.itemRest).toEqual({ value: null, reason: 'item-constant' })
    expect(constant?.upperLower27.value).toBe(0)
    expect(other?.itemRest).toEqual({ value: null, reason: 'rest-constant' })
  })

  test('one person, one item, equal totals, an item on nobody’s form', () => {
    expect(itemsOf(tableOf([[1, 0]]))[0]?.itemRest.reason).toBe('too-few-people')
    expect(itemsOf(tableOf([[1], [0]]))[0]?.itemRest.reason).toBe('too-few-items')
    const equal = itemsOf(
      tableOf([
        [1, 0],
        [0, 1],
      ]),
    )
    expect(equal[0]?.upperLower27).toEqual({ value: null, reason: 'total-constant' })
    expect(itemsOf(tableOf([[null, 1]]))[0]).toMatchObject({
      n: 0,
      facility: { value: null, reason: 'too-few-people' },
      omission: { value: null, reason: 'too-few-people' },
    })
  })
})

describe('omitted answers and options', () => {
  const options = ['a', 'b', 'c'].map((id) => ({ id, isKey: id === 'b' }))
  const answer = (chosen: string | null) => ({
    earned: chosen === 'b' ? 1 : 0,
    chosen: chosen === null ? [] : [chosen],
    isOmitted: chosen === null,
  })
  const table: ResponseTable = {
    items: [
      { id: 'Q1', possible: 1, options },
      { id: 'Q2', possible: 1, options },
    ],
    rows: [
      [answer('b'), answer('b')],
      [answer('b'), answer('a')],
      [answer('a'), answer('d')],
      [answer(null), answer('a')],
    ],
  }

  test('omitted counts as wrong and is counted apart', () => {
    const [first] = itemsOf(table)
    expect(first?.facility.value).toBe(0.5)
    expect(first?.omission.value).toBe(0.25)
  })

  test('options are counted by all and by the extreme groups; people who tie share a place', () => {
    const [first, second] = itemsOf(table)
    // Groups of one: the best has 2 points; two people tie at 0 for the one place below.
    expect(first?.distractors).toEqual([
      { option: 'a', isKey: false, count: 1, upper: 0, lower: 0.5 },
      { option: 'b', isKey: true, count: 2, upper: 1, lower: 0 },
      { option: 'c', isKey: false, count: 0, upper: 0, lower: 0 },
    ])
    expect(second?.distractors?.at(-1)).toEqual({
      option: 'd',
      isKey: false,
      count: 1,
      upper: 0,
      lower: 0.5,
    })
  })

  test('an item without options has no distractors', () => {
    expect(itemsOf(tableOf([[1, 0]]))[0]?.distractors).toBeNull()
  })
})

test('points outside the item’s are refused', () => {
  expect(() => totalsOf(tableOf([[2, 0]]))).toThrow(/Q1 cannot yield 2 of 1/)
  expect(() => totalsOf(tableOf([[Number.NaN, 0]]))).toThrow(RangeError)
})
