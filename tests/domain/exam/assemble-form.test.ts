import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleForm } from '#app/domain/exam/assemble-form.ts'
import {
  type BankItem,
  type BlueprintSection,
  bandOf,
  bankItem,
  difficultyBands,
  isDrawable,
} from '#app/domain/exam/blueprint.ts'
import { findBlueprintGaps } from '#app/domain/exam/blueprint-gaps.ts'
import type { Exposure } from '#app/domain/exam/draw-section.ts'
import type { ItemContent } from '#app/domain/exam/item.ts'
import { bankItemOf, section, smallBank, smallSections } from './exam-arbitraries.ts'

const seeds = fc.string({ maxLength: 8 })
const exposureOf = (seen: readonly string[], shown: Readonly<Record<string, number>> = {}): Exposure => ({
  seen: new Set(seen),
  shown: new Map(Object.entries(shown)),
})
const anyExposure = (bank: readonly BankItem[]) =>
  fc.record({
    seen: fc.subarray(bank.map(({ id }) => id)).map((ids) => new Set(ids)),
    shown: fc
      .tuple(...bank.map(() => fc.integer({ min: 0, max: 3 })))
      .map((counts) => new Map(bank.map(({ id }, place) => [id, counts[place] ?? 0]))),
  })
const bankAndExposure = smallBank.chain((bank) =>
  fc.record({ bank: fc.constant(bank), exposure: anyExposure(bank) }),
)

/** Every set of items that fills a section, by trying them all. */
function allDraws(wanted: BlueprintSection, bank: readonly BankItem[]): BankItem[][] {
  const items = bank.filter((item) => item.domain === wanted.domain && isDrawable(item))
  const draws: BankItem[][] = []
  for (let mask = 0; mask < 1 << items.length; mask++) {
    const set = items.filter((_, place) => (mask & (1 << place)) !== 0)
    const fits = difficultyBands.every(
      (band) =>
        set.filter(({ difficulty }) => bandOf(difficulty) === band).length === wanted.difficulty[band],
    )
    if (
      fits &&
      (wanted.critical === undefined || set.filter(({ critical }) => critical).length === wanted.critical)
    )
      draws.push(set)
  }
  return draws
}
const costOf = (items: readonly { id: string }[], { seen, shown }: Exposure) => {
  const again = items.filter(({ id }) => seen.has(id)).length
  const times = items.reduce((sum, { id }) => sum + (shown.get(id) ?? 0), 0)
  return again * 1_000_000 + times
}

describe('gaps of a blueprint', () => {
  const bank = [
    bankItemOf('E1', 'x', 1),
    bankItemOf('E2', 'x', 2, true),
    bankItemOf('M1', 'x', 3),
    bankItemOf('M2', 'x', 3, true),
    bankItemOf('H1', 'x', 5),
  ]
  const gapsOf = (...sections: BlueprintSection[]) => findBlueprintGaps({ sections }, bank)

  it('are none where every cell and every critical count can be filled', () => {
    expect(gapsOf(section('x', 2, 2, 1))).toEqual([])
    for (const critical of [0, 1, 2]) expect(gapsOf(section('x', 1, 1, 1, critical))).toEqual([])
  })

  it('name the cell and the numbers', () => {
    expect(gapsOf(section('x', 1, 1, 2))).toEqual([
      { kind: 'cell', section: 'x', band: 'hard', needed: 2, available: 1, lacking: { en: 0, zh: 0 } },
    ])
  })

  it('say how many items lack a face', () => {
    const half = [
      bankItemOf('A', 'x', 1),
      bankItemOf('B', 'x', 1, false, ['en']),
      bankItemOf('C', 'x', 1, false, []),
    ]
    expect(findBlueprintGaps({ sections: [section('x', 2, 0, 0)] }, half)).toEqual([
      { kind: 'cell', section: 'x', band: 'easy', needed: 2, available: 1, lacking: { en: 1, zh: 2 } },
    ])
  })

  it('see that cells and critical items together are impossible, though each alone is not', () => {
    expect(gapsOf(section('x', 0, 0, 1, 1))).toEqual([
      { kind: 'too-few-critical', section: 'x', needed: 1, atMost: 0 },
    ])
    expect(gapsOf(section('x', 2, 2, 1, 1))).toEqual([
      { kind: 'too-many-critical', section: 'x', needed: 1, atLeast: 2 },
    ])
  })

  it('see a mix that does not add up and a section that comes twice', () => {
    expect(gapsOf({ ...section('x', 1, 1, 1), count: 4 })).toEqual([
      { kind: 'mix', section: 'x', count: 4, mixed: 3 },
    ])
    expect(gapsOf(section('x', 1, 0, 0), section('x', 1, 0, 0))).toEqual([
      { kind: 'repeated-section', section: 'x' },
    ])
  })

  it('ask for so many forms without a common item', () => {
    expect(findBlueprintGaps({ sections: [section('x', 1, 1, 0)] }, bank, { times: 2 })).toEqual([])
    expect(findBlueprintGaps({ sections: [section('x', 1, 1, 1)] }, bank, { times: 2 })).toHaveLength(1)
  })

  it('are a proof: none exactly when trying every set of items finds a form', () => {
    fc.assert(
      fc.property(smallSections, smallBank, (sections, any) => {
        const possible = sections.every((wanted) => allDraws(wanted, any).length > 0)
        expect(findBlueprintGaps({ sections }, any).length === 0).toBe(possible)
      }),
      { numRuns: 300 },
    )
  })
})

describe('assembling a form', () => {
  it('meets the blueprint, or proves that no form does', () => {
    fc.assert(
      fc.property(smallSections, bankAndExposure, seeds, (sections, { bank, exposure }, seed) => {
        const outcome = assembleForm({ sections }, bank, seed, exposure)
        if (!outcome.ok) {
          expect(outcome.gaps.length).toBeGreaterThan(0)
          expect(sections.some((wanted) => allDraws(wanted, bank).length === 0)).toBe(true)
          return
        }
        const { items } = outcome.form
        expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(items.length)
        expect(items).toHaveLength(sections.reduce((sum, { count }) => sum + count, 0))
        for (const wanted of sections) {
          const drawn = items
            .filter((entry) => entry.section === wanted.domain)
            .map(({ itemId }) => bank.find(({ id }) => id === itemId))
          for (const band of difficultyBands) {
            expect(drawn.filter((item) => item && bandOf(item.difficulty) === band)).toHaveLength(
              wanted.difficulty[band],
            )
          }
          if (wanted.critical !== undefined)
            expect(drawn.filter((item) => item?.critical)).toHaveLength(wanted.critical)
          expect(drawn.every((item) => item?.domain === wanted.domain && isDrawable(item))).toBe(true)
        }
      }),
    )
  })

  it('draws, of all possible forms, one that this person has seen least of and then the least shown', () => {
    fc.assert(
      fc.property(smallSections, bankAndExposure, seeds, (sections, { bank, exposure }, seed) => {
        const outcome = assembleForm({ sections }, bank, seed, exposure)
        if (!outcome.ok) return
        for (const wanted of sections) {
          const drawn = outcome.form.items
            .filter((entry) => entry.section === wanted.domain)
            .map(({ itemId }) => ({ id: itemId }))
          const least = Math.min(...allDraws(wanted, bank).map((draw) => costOf(draw, exposure)))
          expect(costOf(drawn, exposure)).toBe(least)
        }
      }),
    )
  })

  it('gives the same form for the same seed, whatever the order of the bank', () => {
    fc.assert(
      fc.property(smallSections, bankAndExposure, seeds, (sections, { bank, exposure }, seed) => {
        const once = assembleForm({ sections }, bank, seed, exposure)
        expect(assembleForm({ sections }, [...bank].reverse(), seed, exposure)).toEqual(once)
      }),
    )
  })

  const wide = Array.from({ length: 40 }, (_, place) =>
    bankItemOf(`Q-${String(place).padStart(2, '0')}`, 'x', place % 2 === 0 ? 1 : 3, place % 5 === 0),
  )
  const plan = { sections: [section('x', 5, 5, 0, 2)] }
  const formOf = (seed: string, exposure?: Exposure) => {
    const outcome = assembleForm(plan, wide, seed, exposure)
    if (!outcome.ok) throw new Error('no form')
    return outcome.form
  }

  it('never changes what a stored seed gives', () => {
    expect(
      formOf('attempt-1').items.map(({ itemId, optionOrder }) => `${itemId} ${optionOrder.options.join('')}`),
    ).toMatchInlineSnapshot(`
      [
        "Q-38 cabd",
        "Q-24 abcd",
        "Q-20 bdac",
        "Q-14 cabd",
        "Q-17 acdb",
        "Q-07 cdba",
        "Q-30 dcab",
        "Q-29 acdb",
        "Q-01 bcad",
        "Q-09 bcad",
      ]
    `)
  })

  it('gives other items for another seed, and over many seeds every item its turn', () => {
    const drawn = new Map<string, number>()
    for (let number = 0; number < 400; number++) {
      for (const { itemId } of formOf(`seed ${number}`).items) drawn.set(itemId, (drawn.get(itemId) ?? 0) + 1)
    }
    expect(drawn.size).toBe(40)
  })

  it('avoids what the person has seen while other items are left', () => {
    const first = formOf('one').items.map(({ itemId }) => itemId)
    const second = formOf('two', exposureOf(first)).items.map(({ itemId }) => itemId)
    expect(second.filter((id) => first.includes(id))).toEqual([])
  })

  it('prefers a seen item over a form that misses the blueprint', () => {
    const bank = [bankItemOf('A', 'x', 1, true), bankItemOf('B', 'x', 1)]
    const outcome = assembleForm({ sections: [section('x', 1, 0, 0, 1)] }, bank, 's', exposureOf(['A']))
    expect(outcome.ok && outcome.form.items.map(({ itemId }) => itemId)).toEqual(['A'])
  })

  it('spreads exposure over the bank as attempts go by', () => {
    const shown = new Map<string, number>()
    for (let attempt = 0; attempt < 40; attempt++) {
      for (const { itemId } of formOf(`attempt ${attempt}`, { seen: new Set(), shown }).items)
        shown.set(itemId, (shown.get(itemId) ?? 0) + 1)
    }
    const plain = wide
      .filter(({ critical, difficulty }) => !critical && difficulty === 1)
      .map(({ id }) => shown.get(id) ?? 0)
    expect(Math.max(...plain) - Math.min(...plain)).toBeLessThanOrEqual(1)
  })

  it('keeps sections in the blueprint’s order and leaves one alone when another changes', () => {
    const bank = [...wide, ...wide.map((item) => ({ ...item, id: `Y${item.id}`, domain: 'y' }))]
    const of = (hard: BlueprintSection) => {
      const outcome = assembleForm({ sections: [section('x', 3, 3, 0), hard] }, bank, 'same')
      return outcome.ok ? outcome.form.items : []
    }
    const [a, b] = [of(section('y', 1, 0, 0)), of(section('y', 2, 4, 0))]
    expect(a.map((item) => item.section)).toEqual([...Array<string>(6).fill('x'), 'y'])
    expect(a.slice(0, 6)).toEqual(b.slice(0, 6))
  })

  it('stores every option once and never turns true and false round', () => {
    const faces = { en: { stem: 'So?' }, zh: { stem: '对吗？' } }
    const content: ItemContent = { type: 'truefalse', faces }
    const bank = [
      bankItem({ id: 'T', domain: 'x', difficulty: 1, critical: false, content }),
      bankItemOf('C', 'x', 3),
    ]
    fc.assert(
      fc.property(seeds, (seed) => {
        const outcome = assembleForm({ sections: [section('x', 1, 1, 0)] }, bank, seed)
        const orders = new Map(
          outcome.ok
            ? outcome.form.items.map(({ itemId, optionOrder }) => [itemId, optionOrder.options])
            : [],
        )
        expect(orders.get('T')).toEqual(['true', 'false'])
        expect([...(orders.get('C') ?? [])].sort()).toEqual(['a', 'b', 'c', 'd'])
      }),
    )
  })

  it('refuses a bank in which two items share an id', () => {
    expect(() => assembleForm(plan, [...wide, ...wide], 's')).toThrow(RangeError)
  })
})
