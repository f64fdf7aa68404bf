import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import type { ItemKey, OptionOrder } from '#app/domain/exam/item.ts'
import { optionIdsOf } from '#app/domain/exam/item.ts'
import { type Response, readResponse } from '#app/domain/exam/response.ts'
import { type ScoredFormItem, scoreAttempt } from '#app/domain/exam/score-attempt.ts'
import { scoreItem } from '#app/domain/exam/score-item.ts'
import { permilleOf } from '#app/domain/shared/permille.ts'
import { answeredItem, fullResponse, section } from './exam-arbitraries.ts'

const item = (key: ItemKey, scoring: 'all-or-nothing' | 'partial' = 'all-or-nothing', weight = 1) => ({
  id: 'Q-1',
  critical: false,
  scoring,
  weight,
  key,
})
const multi: ItemKey = { type: 'multi', correct: ['a', 'b', 'd', 'e'] }
const ordering: ItemKey = { type: 'ordering', order: ['a', 'b', 'c', 'd'] }
const matching: ItemKey = { type: 'matching', pairs: { a: 'x', b: 'y', c: 'x' } }
const share = (key: ItemKey, scoring: 'all-or-nothing' | 'partial', response: Response | null, weight = 1) =>
  permilleOf(scoreItem(item(key, scoring, weight), response).earned, weight)

describe('scoring an item', () => {
  it.each<[string, ItemKey, 'all-or-nothing' | 'partial', Response | null, number]>([
    [
      'a right single',
      { type: 'single', correct: 'a' },
      'all-or-nothing',
      { type: 'single', choice: 'a' },
      1000,
    ],
    [
      'a wrong single',
      { type: 'single', correct: 'a' },
      'all-or-nothing',
      { type: 'single', choice: 'b' },
      0,
    ],
    ['an unanswered single', { type: 'single', correct: 'a' }, 'all-or-nothing', null, 0],
    [
      'a right false',
      { type: 'truefalse', correct: false },
      'all-or-nothing',
      { type: 'truefalse', choice: false },
      1000,
    ],
    ['an unanswered false', { type: 'truefalse', correct: false }, 'all-or-nothing', null, 0],
    [
      'a number at the edge of its tolerance',
      { type: 'numeric', value: 0.2, tolerance: 0.1 },
      'all-or-nothing',
      { type: 'numeric', value: '0.3' },
      1000,
    ],
    [
      'a number past it',
      { type: 'numeric', value: 0.2, tolerance: 0.1 },
      'all-or-nothing',
      { type: 'numeric', value: '0.3001' },
      0,
    ],
    ['a multi with one missing', multi, 'all-or-nothing', { type: 'multi', choices: ['a', 'b', 'd'] }, 0],
    [
      'a multi with one too many',
      multi,
      'all-or-nothing',
      { type: 'multi', choices: ['a', 'b', 'c', 'd', 'e'] },
      0,
    ],
    ['a partial multi with one missing', multi, 'partial', { type: 'multi', choices: ['a', 'b', 'd'] }, 750],
    [
      'a partial multi with one too many',
      multi,
      'partial',
      { type: 'multi', choices: ['a', 'b', 'c', 'd', 'e'] },
      750,
    ],
    [
      'a partial multi with more wrong than right',
      multi,
      'partial',
      { type: 'multi', choices: ['a', 'c', 'f'] },
      0,
    ],
    [
      'an ordering with two steps exchanged',
      ordering,
      'all-or-nothing',
      { type: 'ordering', order: ['b', 'a', 'c', 'd'] },
      0,
    ],
    [
      'a partial ordering with two steps exchanged',
      ordering,
      'partial',
      { type: 'ordering', order: ['b', 'a', 'c', 'd'] },
      0,
    ],
    [
      'an unfinished partial ordering',
      ordering,
      'partial',
      { type: 'ordering', order: ['a', 'b', 'c'] },
      750,
    ],
    [
      'a matching with one wrong',
      matching,
      'all-or-nothing',
      { type: 'matching', pairs: { a: 'x', b: 'y', c: 'y' } },
      0,
    ],
    [
      'a partial matching with one wrong',
      matching,
      'partial',
      { type: 'matching', pairs: { a: 'x', b: 'y', c: 'y' } },
      333,
    ],
    [
      'an unfinished partial matching',
      matching,
      'partial',
      { type: 'matching', pairs: { a: 'x', b: 'y' } },
      666,
    ],
  ])('gives %s its share', (_, key, scoring, response, expected) => {
    expect(share(key, scoring, response)).toBe(expected)
  })

  it('stays between nothing and the weight, for every type and rule', () => {
    fc.assert(
      fc.property(answeredItem, ({ item: any, response }) => {
        const { earned, possible, right } = scoreItem(any, response)
        expect(possible).toBe(any.weight)
        expect(earned.numerator).toBeGreaterThanOrEqual(0)
        expect(earned.numerator).toBeLessThanOrEqual(possible * earned.denominator)
        expect(right).toBe(earned.numerator === possible * earned.denominator)
      }),
    )
  })

  it('gives the full weight for the key and nothing for no answer', () => {
    fc.assert(
      fc.property(answeredItem, ({ item: any }) => {
        expect(scoreItem(any, fullResponse(any.key))).toMatchObject({
          earned: { numerator: any.weight, denominator: 1 },
          right: true,
        })
        expect(scoreItem(any, null)).toMatchObject({ earned: { numerator: 0 }, right: false })
      }),
    )
  })

  it('never gives less by the partial rule than by all or nothing', () => {
    fc.assert(
      fc.property(answeredItem, ({ item: any, response }) => {
        const strict = scoreItem({ ...any, scoring: 'all-or-nothing' }, response).earned
        const lenient = scoreItem({ ...any, scoring: 'partial' }, response).earned
        expect(lenient.numerator * strict.denominator).toBeGreaterThanOrEqual(
          strict.numerator * lenient.denominator,
        )
      }),
    )
  })

  it('does not change when options are shown in another order or picked in another sequence', () => {
    fc.assert(
      fc.property(
        answeredItem.chain((answered) => {
          const { options, right } = optionIdsOf(answered.item.content)
          const whole = (list: readonly string[]) =>
            fc.shuffledSubarray([...list], { minLength: list.length })
          return fc.record({
            answered: fc.constant(answered),
            first: whole(options),
            second: whole(options),
            right: whole(right),
          })
        }),
        ({ answered: { item: any, response }, first, second, right }) => {
          // A candidate who means the same sees the options in two orders and clicks by position.
          const shown: OptionOrder[] = [
            { options: first, right },
            { options: second, right: [...right].reverse() },
          ]
          const scores = shown.map((order) => scoreItem(any, clicked(response, order)).earned)
          expect(scores[0]).toEqual(scores[1])
          expect(scores[0]).toEqual(scoreItem(any, response).earned)
        },
      ),
    )
  })

  it('refuses a response of another type and an item without weight', () => {
    expect(() => scoreItem(item(multi), { type: 'single', choice: 'a' })).toThrow(RangeError)
    expect(() => scoreItem(item(multi, 'partial', 0), null)).toThrow(RangeError)
    expect(() => scoreItem(item({ type: 'multi', correct: [] }), null)).toThrow(RangeError)
  })
})

/** The response as clicks on positions, from the top of the screen to its end, read back through the shown order. */
function clicked(response: Response | null, shown: OptionOrder): Response | null {
  if (response === null) return null
  if (response.type === 'multi') {
    const positions = shown.options.flatMap((id, place) => (response.choices.includes(id) ? [place] : []))
    return { type: 'multi', choices: positions.map((place) => shown.options[place] ?? '?') }
  }
  if (response.type === 'matching') {
    const lines = shown.options
      .filter((id) => id in response.pairs)
      .map((id) => [id, shown.right.indexOf(response.pairs[id] ?? '?')] as const)
    return {
      type: 'matching',
      pairs: Object.fromEntries(lines.map(([id, place]) => [id, shown.right[place] ?? '?'])),
    }
  }
  if (response.type === 'single')
    return { type: 'single', choice: shown.options[shown.options.indexOf(response.choice)] ?? '?' }
  return response
}

const single = (id: string, domain: string, critical = false, weight = 1): ScoredFormItem => ({
  id,
  section: domain,
  critical,
  scoring: 'all-or-nothing',
  weight,
  key: { type: 'single', correct: 'a' },
})
const right: Response = { type: 'single', choice: 'a' }
const wrong: Response = { type: 'single', choice: 'b' }
const blueprint = (
  cut: number,
  ...sections: ReturnType<typeof section>[]
): Pick<Blueprint, 'cutPermille' | 'criticalRule' | 'sections'> => ({
  cutPermille: cut,
  criticalRule: 'any-wrong-fails',
  sections,
})
const twoSections = blueprint(800, section('x', 5, 0, 0), section('y', 5, 0, 0))
const form = [
  ...Array.from({ length: 5 }, (_, n) => single(`x${n}`, 'x', n === 0)),
  ...Array.from({ length: 5 }, (_, n) => single(`y${n}`, 'y')),
]
const answers = (wrongIds: readonly string[], unanswered: readonly string[] = []) =>
  new Map(
    form
      .filter(({ id }) => !unanswered.includes(id))
      .map(({ id }) => [id, wrongIds.includes(id) ? wrong : right]),
  )

describe('scoring an attempt', () => {
  it('passes at the cut with every section at its own', () => {
    const score = scoreAttempt(form, answers(['x1', 'y1']), twoSections)
    expect(score).toMatchObject({ result: 'PASSED', permille: 800, failedBecause: [], criticalWrong: [] })
    expect(score.sections.map(({ right: count, permille }) => [count, permille])).toEqual([
      [4, 800],
      [4, 800],
    ])
  })

  it('fails below the cut', () => {
    expect(scoreAttempt(form, answers(['x1', 'x2', 'y1']), twoSections)).toMatchObject({
      result: 'FAILED',
      permille: 700,
      failedBecause: ['below-cut'],
    })
  })

  it('fails for one section below its cut although the whole reaches it', () => {
    const lenient = { ...twoSections, cutPermille: 700 }
    const score = scoreAttempt(form, answers(['y0', 'y1', 'y2']), lenient)
    expect(score).toMatchObject({ result: 'FAILED', permille: 700, failedBecause: ['section-below-cut'] })
    expect(score.sections.map(({ passed }) => passed)).toEqual([true, false])
  })

  it('fails for one wrong critical item whatever the score', () => {
    expect(scoreAttempt(form, answers(['x0']), twoSections)).toMatchObject({
      result: 'FAILED',
      permille: 900,
      failedBecause: ['critical-wrong'],
      criticalWrong: ['x0'],
    })
  })

  it('counts an unanswered critical item as wrong', () => {
    expect(scoreAttempt(form, answers([], ['x0']), twoSections)).toMatchObject({
      result: 'FAILED',
      criticalWrong: ['x0'],
    })
  })

  it('lists wrong critical items and passes where the rule says they do not fail', () => {
    const score = scoreAttempt(form, answers(['x0']), { ...twoSections, criticalRule: 'none' })
    expect(score).toMatchObject({ result: 'PASSED', criticalWrong: ['x0'] })
  })

  it('counts a critical item with partial credit as wrong', () => {
    const partly: ScoredFormItem = {
      id: 'x9',
      section: 'x',
      critical: true,
      scoring: 'partial',
      weight: 1,
      key: { type: 'multi', correct: ['a', 'b'] },
    }
    const score = scoreAttempt(
      [partly],
      new Map([['x9', { type: 'multi', choices: ['a'] }]]),
      blueprint(500, section('x', 1, 0, 0, undefined, 0)),
    )
    expect(score).toMatchObject({ result: 'FAILED', permille: 500, criticalWrong: ['x9'] })
  })

  it('links the lessons of weak domains only', () => {
    const { profile } = scoreAttempt(form, answers(['y1', 'y2']), twoSections)
    expect(profile.map(({ domain, lessons }) => [domain, lessons])).toEqual([
      ['x', []],
      ['y', ['01-y']],
    ])
  })

  it('weighs items', () => {
    const weighted = [single('a', 'x', false, 3), single('b', 'x', false, 1)]
    expect(
      scoreAttempt(weighted, new Map([['a', right]]), blueprint(750, section('x', 2, 0, 0))),
    ).toMatchObject({ permille: 750, result: 'PASSED' })
  })

  it('says every reason at once', () => {
    expect(scoreAttempt(form, new Map(), twoSections).failedBecause).toEqual([
      'below-cut',
      'section-below-cut',
      'critical-wrong',
    ])
  })

  it('refuses a form that does not belong to the blueprint', () => {
    expect(() => scoreAttempt(form, new Map(), blueprint(800, section('x', 5, 0, 0)))).toThrow(RangeError)
    expect(() => scoreAttempt(form.slice(0, 5), new Map(), twoSections)).toThrow(RangeError)
    expect(() => scoreAttempt([...form, ...form], new Map(), twoSections)).toThrow(RangeError)
  })

  const attempt = fc.array(answeredItem, { minLength: 1, maxLength: 12 }).map((list) =>
    list.map(({ item: any, response }, place) => ({
      scored: { ...any, id: `Q-${place}`, section: place % 2 === 0 ? 'x' : 'y' },
      response,
    })),
  )
  const sectionsOf = (list: readonly unknown[]) =>
    blueprint(700, section('x', 1, 0, 0), ...(list.length > 1 ? [section('y', 1, 0, 0)] : []))

  it('is in bounds, does not depend on the order of the form, and never falls when an answer becomes right', () => {
    fc.assert(
      fc.property(attempt, fc.nat(), (list, pick) => {
        const items = list.map(({ scored }) => scored)
        const responses = new Map(list.map(({ scored, response }) => [scored.id, response]))
        const score = scoreAttempt(items, responses, sectionsOf(list))
        expect(score.permille).toBeGreaterThanOrEqual(0)
        expect(score.permille).toBeLessThanOrEqual(1000)

        const reversed = scoreAttempt([...items].reverse(), responses, sectionsOf(list))
        expect({ ...reversed, criticalWrong: [...reversed.criticalWrong].sort() }).toEqual({
          ...score,
          criticalWrong: [...score.criticalWrong].sort(),
        })

        const improved = items[pick % items.length]
        if (improved === undefined) return
        const better = scoreAttempt(
          items,
          new Map(responses).set(improved.id, fullResponse(improved.key)),
          sectionsOf(list),
        )
        expect(better.permille).toBeGreaterThanOrEqual(score.permille)
        expect(better.criticalWrong.length).toBeLessThanOrEqual(score.criticalWrong.length)
        if (score.result === 'PASSED') expect(better.result).toBe('PASSED')
      }),
    )
  })

  it('gives a thousand for the key and zero for an empty sheet', () => {
    fc.assert(
      fc.property(attempt, (list) => {
        const items = list.map(({ scored }) => scored)
        const keyed = new Map(items.map(({ id, key }) => [id, fullResponse(key)]))
        expect(scoreAttempt(items, keyed, sectionsOf(list))).toMatchObject({
          permille: 1000,
          result: 'PASSED',
        })
        expect(scoreAttempt(items, new Map(), sectionsOf(list))).toMatchObject({
          permille: 0,
          result: 'FAILED',
        })
      }),
    )
  })

  it('is the same after the responses went through the reader', () => {
    fc.assert(
      fc.property(answeredItem, ({ item: any, response }) => {
        const reread = readResponse(any.content, response)
        if (!reread.ok) throw new Error(reread.reason)
        expect(scoreItem(any, reread.response)).toEqual(scoreItem(any, response))
      }),
    )
  })
})
