import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CandidateItem, candidateItem } from '#app/domain/exam/candidate-item.ts'
import { decimalOf, decimalText, isWithin, parseDecimal } from '#app/domain/exam/decimal.ts'
import { type Item, type ItemContent, optionIdsOf } from '#app/domain/exam/item.ts'
import { findItemProblems, languagesOf } from '#app/domain/exam/item-problems.ts'
import { responseText } from '#app/domain/exam/journal.ts'
import { readResponse } from '#app/domain/exam/response.ts'
import { answeredItem, fullResponse } from './exam-arbitraries.ts'

const options = { a: 'one', b: 'two', c: 'three' }
const faces = { en: { stem: 'Which?', options }, zh: { stem: '哪个？', options } }
const single: ItemContent = { type: 'single', faces }
const multi: ItemContent = { type: 'multi', faces }
const ordering: ItemContent = { type: 'ordering', faces }
const truefalse: ItemContent = { type: 'truefalse', faces: { en: { stem: 'So?' }, zh: { stem: '对吗？' } } }
const numeric: ItemContent = {
  type: 'numeric',
  unit: 'V',
  faces: { en: { stem: 'How many volts?' }, zh: { stem: '多少伏？' } },
}
const sides = { left: { a: '1', b: '2' }, right: { x: '1', y: '2', z: '3' } }
const matching: ItemContent = {
  type: 'matching',
  faces: { en: { stem: 'Match', ...sides }, zh: { stem: '匹配', ...sides } },
}

describe('reading a response', () => {
  it.each<[string, ItemContent, unknown, unknown]>([
    ['a choice', single, { type: 'single', choice: 'b' }, { type: 'single', choice: 'b' }],
    [
      'choices in sorted order',
      multi,
      { type: 'multi', choices: ['c', 'a'] },
      { type: 'multi', choices: ['a', 'c'] },
    ],
    ['no choice as unanswered', multi, { type: 'multi', choices: [] }, null],
    [
      'an unfinished ordering',
      ordering,
      { type: 'ordering', order: ['c', 'a'] },
      { type: 'ordering', order: ['c', 'a'] },
    ],
    ['a judgement', truefalse, { type: 'truefalse', choice: false }, { type: 'truefalse', choice: false }],
    [
      'pairs in sorted order',
      matching,
      { type: 'matching', pairs: { b: 'x', a: 'x' } },
      { type: 'matching', pairs: { a: 'x', b: 'x' } },
    ],
    ['no pairs as unanswered', matching, { type: 'matching', pairs: {} }, null],
    [
      'a number with needless zeros',
      numeric,
      { type: 'numeric', value: ' 0310.50 ' },
      { type: 'numeric', value: '310.5' },
    ],
    [
      'a full-width number',
      numeric,
      { type: 'numeric', value: '－３．５' },
      { type: 'numeric', value: '-3.5' },
    ],
    ['a number as such', numeric, { type: 'numeric', value: 310 }, { type: 'numeric', value: '310' }],
    ['an empty number as unanswered', numeric, { type: 'numeric', value: ' ' }, null],
    ['null as unanswered', single, null, null],
    [
      'only the known fields',
      single,
      { type: 'single', choice: 'a', extra: 1 },
      { type: 'single', choice: 'a' },
    ],
  ])('accepts %s', (_, content, value, response) => {
    expect(readResponse(content, value)).toEqual({ ok: true, response })
  })

  it.each<[string, ItemContent, unknown, string]>([
    ['an unknown option', single, { type: 'single', choice: 'z' }, 'unknown-option'],
    ['an option of the prototype', single, { type: 'single', choice: 'constructor' }, 'unknown-option'],
    ['an unknown option among known ones', multi, { type: 'multi', choices: ['a', 'z'] }, 'unknown-option'],
    ['a repeated option', multi, { type: 'multi', choices: ['a', 'a'] }, 'repeated-option'],
    ['a repeated step', ordering, { type: 'ordering', order: ['a', 'b', 'a'] }, 'repeated-option'],
    ['an unknown left entry', matching, { type: 'matching', pairs: { z: 'x' } }, 'unknown-option'],
    ['an unknown right entry', matching, { type: 'matching', pairs: { a: 'a' } }, 'unknown-option'],
    ['a response of another type', single, { type: 'multi', choices: ['a'] }, 'other-type'],
    ['a text', single, 'a', 'malformed'],
    ['a list', single, [], 'malformed'],
    ['a choice that is no text', single, { type: 'single', choice: 1 }, 'malformed'],
    ['a judgement as text', truefalse, { type: 'truefalse', choice: 'true' }, 'malformed'],
    ['pairs as a list', matching, { type: 'matching', pairs: [['a', 'x']] }, 'malformed'],
    ['words for a number', numeric, { type: 'numeric', value: 'about 3' }, 'not-a-number'],
    ['a comma', numeric, { type: 'numeric', value: '1,5' }, 'not-a-number'],
    ['infinity', numeric, { type: 'numeric', value: Number.POSITIVE_INFINITY }, 'not-a-number'],
    ['an endless number', numeric, { type: 'numeric', value: '1'.repeat(60) }, 'not-a-number'],
  ])('refuses %s', (_, content, value, reason) => {
    expect(readResponse(content, value)).toEqual({ ok: false, reason })
  })

  it('accepts what fits any item, and reading twice changes nothing', () => {
    fc.assert(
      fc.property(answeredItem, ({ item, response }) => {
        const once = readResponse(item.content, response)
        if (!once.ok) throw new Error(once.reason)
        expect(readResponse(item.content, once.response)).toEqual(once)
        expect(responseText(once.response)).toBe(responseText(response))
      }),
    )
  })

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(
        answeredItem,
        fc.anything(),
        fc.dictionary(fc.string(), fc.anything()),
        ({ item }, value, fields) => {
          for (const arrived of [value, { ...fields, type: item.content.type }])
            expect(typeof readResponse(item.content, arrived).ok).toBe('boolean')
        },
      ),
    )
  })
})

describe('decimals', () => {
  it.each([
    ['0.1', '0.1'],
    ['-0', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1.5e-3', '0.0015'],
    ['−7', '-7'],
    ['+007.10', '7.1'],
  ])('reads %s as %s', (text, expected) => {
    const decimal = parseDecimal(text)
    expect(decimal === null ? null : decimalText(decimal)).toBe(expected)
  })

  it.each(['', '.', '-', 'e5', '1e', '1 000', '0x10', 'NaN'])('reads no number in "%s"', (text) => {
    expect(parseDecimal(text)).toBeNull()
  })

  it.each([
    [0.3, 0.2, 0.1, true],
    [0.1, 0.2, 0.1, true],
    [0.30000001, 0.2, 0.1, false],
    [315, 310, 5, true],
    [304.99, 310, 5, false],
    [-1, -1, 0, true],
  ])('judges %f against %f ± %f as %s', (given, value, tolerance, expected) => {
    expect(isWithin(decimalOf(given), decimalOf(value), decimalOf(tolerance))).toBe(expected)
  })

  it('writes every finite number so that it reads back the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(Number(decimalText(decimalOf(value)))).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})

describe('items', () => {
  const sound: Item = {
    id: 'Q-1',
    domain: 'd',
    difficulty: 1,
    critical: false,
    scoring: 'all-or-nothing',
    weight: 1,
    content: single,
    key: { type: 'single', correct: 'a' },
    rationale: { en: 'r', zh: '理' },
  }
  const noZh = { en: faces.en, zh: { stem: '', options } }
  const otherIds = { en: faces.en, zh: { stem: '哪个', options: { a: '1', b: '2', d: '3' } } }

  it.each<[string, Partial<Item>, readonly string[]]>([
    ['nothing', {}, []],
    ['a missing face', { content: { type: 'single', faces: noZh } }, ['face-incomplete']],
    ['faces with other options', { content: { type: 'single', faces: otherIds } }, ['faces-differ']],
    ['a key that names no option', { key: { type: 'single', correct: 'z' } }, ['key-names-unknown-option']],
    ['a key of another type', { key: { type: 'truefalse', correct: true } }, ['key-of-other-type']],
    ['a partial rule on a single choice', { scoring: 'partial' }, ['scoring-does-not-fit']],
    ['no weight', { weight: 0 }, ['weight-not-positive']],
    [
      'all options right',
      { content: multi, key: { type: 'multi', correct: ['a', 'b', 'c'] } },
      ['nothing-asked'],
    ],
    ['no option right', { content: multi, key: { type: 'multi', correct: [] } }, ['key-incomplete']],
    [
      'a step left out of the order',
      { content: ordering, key: { type: 'ordering', order: ['a', 'b'] } },
      ['key-incomplete'],
    ],
    [
      'a repeated step',
      { content: ordering, key: { type: 'ordering', order: ['a', 'b', 'b'] } },
      ['key-repeats-option', 'key-incomplete'],
    ],
    [
      'a left entry without a match',
      { content: matching, key: { type: 'matching', pairs: { a: 'x' } } },
      ['key-incomplete'],
    ],
    [
      'a negative tolerance',
      { content: numeric, key: { type: 'numeric', value: 1, tolerance: -1 } },
      ['tolerance-negative'],
    ],
  ])('report %s', (_, change, problems) => {
    expect(findItemProblems({ ...sound, ...change })).toEqual(problems)
  })

  it('that are generated for the other tests are sound and complete in both languages', () => {
    fc.assert(
      fc.property(answeredItem, ({ item }) => {
        expect(findItemProblems(item)).toEqual([])
        expect(languagesOf(item.content)).toEqual(['en', 'zh'])
      }),
    )
  })
})

describe('the candidate’s view', () => {
  it('has no field that could carry a key', () => {
    type Fields = keyof CandidateItem
    const fields: Record<Fields, true> = { id: true, content: true, optionOrder: true }
    expect(Object.keys(fields)).toHaveLength(3)
  })

  it('lets nothing through that is not named, not even inside the content', () => {
    fc.assert(
      fc.property(answeredItem, ({ item }) => {
        const secret = 'SECRET-KEY'
        const leaky = {
          ...item,
          content: {
            ...item.content,
            correct: secret,
            faces: {
              en: { ...item.content.faces.en, rationale: secret },
              zh: { ...item.content.faces.zh, rationale: secret },
            },
          },
          rationale: { en: secret, zh: secret },
        } as unknown as Item
        expect(JSON.stringify(candidateItem(leaky, optionIdsOf(item.content)))).not.toContain(secret)
      }),
    )
  })

  it('looks the same whatever the key is and in whatever order the author wrote the options', () => {
    const reversed: ItemContent = {
      type: 'single',
      faces: {
        en: { stem: 'Which?', options: { c: 'three', b: 'two', a: 'one' } },
        zh: { stem: '哪个？', options: { c: 'three', b: 'two', a: 'one' } },
      },
    }
    const order = { options: ['b', 'a', 'c'], right: [] }
    const view = (content: ItemContent) => JSON.stringify(candidateItem({ id: 'Q-1', content }, order))
    expect(view(reversed)).toBe(view(single))
  })

  it('shows the unit of a number and never its tolerance', () => {
    fc.assert(
      fc.property(answeredItem, ({ item }) => {
        const view = candidateItem(item, optionIdsOf(item.content))
        expect(view.content.type).toBe(item.content.type)
        expect(JSON.stringify(view)).not.toContain('tolerance')
        expect(readResponse(view.content, fullResponse(item.key)).ok).toBe(true)
      }),
    )
  })
})
