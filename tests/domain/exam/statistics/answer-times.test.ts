import { expect, test } from 'vitest'
import { answerTimesOf } from '#app/domain/exam/statistics/answer-times.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'

const start = '2026-11-23T02:00:00.000Z'
const timesOf = (...moments: [itemId: string, seconds: number][]) =>
  Object.fromEntries(
    answerTimesOf(
      start,
      moments.map(([itemId, seconds]) => ({ itemId, at: addMilliseconds(start, seconds * 1000) })),
    ),
  )

test('a span belongs to the item whose change ends it, from the start of the attempt on', () => {
  expect(timesOf(['a', 30], ['b', 75])).toEqual({ a: 30, b: 45 })
})

test('coming back to an item adds to its time', () => {
  expect(timesOf(['a', 30], ['b', 75], ['a', 85.5])).toEqual({ a: 40.5, b: 45 })
})

test('two changes of one item at once are one change', () => {
  expect(timesOf(['a', 30], ['a', 30.2], ['b', 40])).toEqual({ a: 30.2, b: 9.8 })
})

test('what a device delivers together after losing its connection has no known time', () => {
  expect(timesOf(['a', 30], ['b', 300], ['c', 300.1], ['d', 300.9], ['e', 320])).toEqual({
    a: 30,
    b: null,
    c: null,
    d: null,
    e: 19.1,
  })
})

test('once unknown, an item stays unknown', () => {
  expect(timesOf(['a', 30], ['b', 30.5], ['a', 60])).toEqual({ a: null, b: null })
})

test('an item that was not touched has no time at all', () => {
  expect(answerTimesOf(start, []).size).toBe(0)
})

test('what an earlier opening of the room delivers late stands where it arrived', () => {
  // In the journal the late change of the first opening comes before all of the second.
  expect(timesOf(['a', 30], ['b', 200], ['c', 80], ['d', 130])).toEqual({ a: 30, c: 50, d: 50, b: 70 })
})
