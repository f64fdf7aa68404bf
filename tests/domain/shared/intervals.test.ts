import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  holdsAt,
  meantCover,
  overlaps,
  reaches,
  touches,
  unionCovers,
} from '#app/domain/shared/intervals.ts'

const at = (n: number) => new Date(n * 1000).toISOString()
const anyInterval = fc
  .tuple(fc.nat({ max: 12 }), fc.option(fc.nat({ max: 12 })))
  .map(([from, length]) => ({ from: at(from), until: length === null ? null : at(from + length) }))

describe('half-open intervals', () => {
  it('6.15, 7: covers from <= start, start < until, end <= until', () => {
    const span = { from: at(2), until: at(5) }
    expect(covers(span, at(2), at(5))).toBe(true)
    expect(covers(span, at(1), at(5))).toBe(false)
    expect(covers(span, at(2), at(6))).toBe(false)
    expect(covers(span, at(5), at(5))).toBe(false)
    expect(covers(span, at(4), at(4))).toBe(true)
    expect(covers({ from: at(2), until: null }, at(9), at(99))).toBe(true)
  })

  it('6.15, 9: touches now to the end; what starts as the job ends does not', () => {
    expect(touches({ from: at(5), until: null }, at(1), at(5))).toBe(false)
    expect(touches({ from: at(4), until: null }, at(1), at(5))).toBe(true)
    expect(touches({ from: at(0), until: at(1) }, at(1), at(5))).toBe(false)
    expect(touches({ from: at(0), until: at(2) }, at(1), at(5))).toBe(true)
    expect(touches({ from: at(3), until: null }, at(3), at(3))).toBe(true)
  })

  it('reaches and overlaps take the end as outside', () => {
    expect([
      reaches(at(5), at(1), at(5)),
      reaches(at(4), at(1), at(5)),
      reaches(at(5), at(5), at(5)),
    ]).toEqual([false, true, true])
    expect(overlaps({ start: at(1), end: at(2) }, { start: at(2), end: at(3) })).toBe(false)
  })

  it('a union covers exactly if each instant of the window lies in some interval', () => {
    fc.assert(
      fc.property(
        fc.array(anyInterval, { maxLength: 5 }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 6 }),
        (intervals, start, length) => {
          let everywhere = true
          for (let n = start; n < start + Math.max(1, length); n++)
            everywhere &&= intervals.some((interval) => holdsAt(interval, at(n)))
          expect(unionCovers(intervals, at(start), at(start + length))).toBe(everywhere)
          expect(meantCover(intervals, () => true, at(start), at(start + length))).toBe(everywhere)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
