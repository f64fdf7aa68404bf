import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  highestNumber,
  nextOpening,
  numberOf,
  placeInJournal,
  placesOf,
} from '#app/domain/exam/journal-place.ts'

describe('the place of a change', () => {
  const opening = fc.integer({ min: 0, max: 200_000 })
  const number = fc.integer({ min: 1, max: highestNumber })

  it('puts a later opening behind all of an earlier one, and fits into 32 bits', () => {
    fc.assert(
      fc.property(opening, number, opening, number, (a, x, b, y) => {
        const [one, other] = [placeInJournal(a, x), placeInJournal(b, y)]
        if (a !== b) expect(one < other).toBe(a < b)
        else expect(one < other).toBe(x < y)
        expect(one).toBeLessThan(2 ** 31)
        expect(numberOf(one)).toBe(x)
        expect(one >= placesOf(a).first && one <= placesOf(a).last).toBe(true)
      }),
    )
  })

  it.each([
    [-1, 1],
    [1.5, 1],
    [200_001, 1],
    [1, 0],
    [1, 10_000],
    [1, Number.NaN],
  ])('refuses opening %s with number %s', (bad, number) => {
    expect(() => placeInJournal(bad, number)).toThrow(RangeError)
  })
})

describe('the number of an opening', () => {
  it.each<[string, number[], number, number | null]>([
    ['the first', [], 0, 20],
    ['the next one', [20], 20, 40],
    ['behind one that spoke late', [20, 21, 40], 40, 60],
    ['late, before what followed', [20, 40], 20, 21],
    ['late, the second', [20, 21, 40], 20, 22],
    ['late, of the very beginning', [20], 0, 1],
    ['late, behind a late one', [20, 21, 40], 21, 22],
    [
      'late, where no number is left in between',
      [...Array(20).keys()].map((n) => 20 + n).concat(40),
      20,
      null,
    ],
    ['the last there can be', [200_000], 200_000, null],
    ['a page that claims to have seen more than there is', [20], 999, 40],
  ])('%s', (_, taken, seen, expected) => {
    expect(nextOpening(taken, seen)).toBe(expected)
  })

  it('is always free, behind what was seen and before whatever was opened after that', () => {
    const history = fc.array(fc.nat({ max: 30 }), { maxLength: 30 })
    fc.assert(
      fc.property(history, (looks) => {
        const taken: number[] = []
        for (const look of looks) {
          // Each page has seen some moment of the history: what was newest when so many openings were there.
          const seen = Math.max(0, ...taken.slice(0, look))
          const number = nextOpening(taken, seen)
          if (number === null) continue
          expect(taken).not.toContain(number)
          expect(number).toBeGreaterThan(seen)
          const newest = Math.max(0, ...taken)
          if (seen >= newest) expect(number).toBeGreaterThan(newest)
          else expect(number).toBeLessThan(newest)
          taken.push(number)
        }
      }),
    )
  })
})
