import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addFractions, fraction, isPermille, permilleOf } from '#app/domain/shared/permille.ts'
import { randomFrom, seededRandom, shuffled } from '#app/domain/shared/seeded-random.ts'

const draws = (count: number, next: () => number) => Array.from({ length: count }, next)

describe('seeded random', () => {
  it('follows the reference sequence of xoshiro128** 1.1 from the state 1, 2, 3, 4', () => {
    expect(draws(10, randomFrom([1, 2, 3, 4]).next32)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  it('never changes what a stored seed gives', () => {
    expect(draws(4, seededRandom('form-1').next32)).toMatchInlineSnapshot(`
      [
        3646194355,
        3926013460,
        3997188429,
        621668578,
      ]
    `)
    expect(shuffled(['a', 'b', 'c', 'd', 'e'], seededRandom('form-1'))).toMatchInlineSnapshot(`
      [
        "b",
        "c",
        "d",
        "e",
        "a",
      ]
    `)
  })

  it('refuses the state of zeros, which yields only zeros', () => {
    expect(() => randomFrom([0, 0, 0, 0])).toThrow(RangeError)
  })

  it('gives the same stream for the same seed and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const first = draws(8, seededRandom(a).next32)
        expect(draws(8, seededRandom(a).next32)).toEqual(first)
        if (a !== b) expect(draws(8, seededRandom(b).next32)).not.toEqual(first)
      }),
    )
  })

  it('stays below its limit and refuses a limit that is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 0x1_0000_0000 }), (seed, limit) => {
        const drawn = seededRandom(seed).below(limit)
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < limit).toBe(true)
      }),
    )
    for (const limit of [0, -1, 1.5, 0x1_0000_0001, Number.NaN])
      expect(() => seededRandom('x').below(limit)).toThrow(RangeError)
  })

  it('gives each number of a range about equally often', () => {
    const random = seededRandom('evenness')
    const counts = [0, 0, 0, 0, 0, 0]
    for (let draw = 0; draw < 60_000; draw++) {
      const face = random.below(6)
      counts[face] = (counts[face] ?? 0) + 1
    }
    // 5 degrees of freedom: 20.5 is exceeded by chance once in a thousand seeds, and this seed is fixed.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquare).toBeLessThan(20.5)
  })

  it('shuffles into each of the six orders of three about equally often', () => {
    const random = seededRandom('orders')
    const counts = new Map<string, number>()
    for (let draw = 0; draw < 30_000; draw++) {
      const order = shuffled(['a', 'b', 'c'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 5_000) ** 2 / 5_000, 0)
    expect(chiSquare).toBeLessThan(20.5)
  })

  it('loses and invents nothing when shuffling, and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, list) => {
        const before = [...list]
        const mixed = shuffled(list, seededRandom(seed))
        expect([...mixed].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b))
        expect(list).toEqual(before)
      }),
    )
  })
})

describe('permille', () => {
  it.each([
    [0, 3, 0],
    [1, 3, 333],
    [2, 3, 666],
    [3, 3, 1000],
    [799, 1000, 799],
    [7999, 10_000, 799],
    [4, 5, 800],
  ])('of %i in %i is %i', (part, whole, expected) => {
    expect(permilleOf(part, whole)).toBe(expected)
  })

  it('adds three thirds to a whole without a loss', () => {
    const third = fraction(1, 3)
    expect(permilleOf(addFractions(third, addFractions(third, third)), 1)).toBe(1000)
  })

  it('reaches a cut exactly when the true share does', () => {
    const shares = fc
      .integer({ min: 1, max: 5000 })
      .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)))
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 1000 }), ([part, whole], cut) => {
        const share = permilleOf(part, whole)
        expect(isPermille(share)).toBe(true)
        expect(share >= cut).toBe(part * 1000 >= cut * whole)
      }),
    )
  })

  it.each([
    [-1, 3],
    [4, 3],
    [0, 0],
    [0.5, 3],
  ])('refuses %f of %i', (part, whole) => {
    expect(() => permilleOf(part, whole)).toThrow(RangeError)
  })
})
