import { describe, expect, test } from 'vitest'
import { dot, fixture, named, read, refusalOf, taken, textFile } from './item-files.ts'

describe('a file of Moodle', async () => {
  const file = await read(fixture('moodle.xml'))

  test('is known by its content and gives a result for each question', () => {
    expect(file.format).toBe('moodle')
    expect(file.items).toHaveLength(10)
  })

  test('a single choice comes with its picture, category and feedback, and each thing lost is named', () => {
    const item = taken(file, 'ISO-MIN')
    expect(item.content.faces.en).toEqual({
      stem: 'What is the minimum isolation?',
      options: { a: 'Press the panel button', b: 'Plug out, under one’s own control', c: 'Plug out' },
    })
    expect(item.key).toEqual({ type: 'single', correct: 'b' })
    expect(item.domain).toBe('electrical-safety')
    expect(item.rationale.en).toBe('Off at the panel is not isolated.\na: That is standby.')
    expect(item.media).toMatchObject([{ name: 'plug-out.png', alt: 'A plug out of its socket', bytes: dot }])
    expect(item.losses).toEqual([
      'attempt-penalty',
      'feedback-joined',
      'formatting',
      'hints',
      'metadata-left-out',
      'partial-single',
      'picture-not-shown',
    ])
  })

  test('a choice of several whose fractions are ours loses nothing and keeps its weight', () => {
    expect(taken(file, 'Height')).toMatchObject({
      key: { type: 'multi', correct: ['a', 'b'] },
      scoring: 'partial',
      weight: 2,
      losses: [],
    })
  })

  test('true or false, and a number with tolerance and unit', () => {
    expect(taken(file, 'R22 to R32').key).toEqual({ type: 'truefalse', correct: false })
    const number = taken(file, 'Bus voltage')
    expect(number.key).toEqual({ type: 'numeric', value: 310, tolerance: 5 })
    expect(number.content).toMatchObject({ unit: 'V' })
    expect(number.losses).toEqual([
      'feedback-left-out',
      'other-right-answers',
      'scoring-approximated',
      'unit-left-out',
    ])
  })

  test('a matching with a distractor on the right, equal right sides being one', () => {
    const item = taken(file, 'Classes')
    expect(item.content.faces.en).toMatchObject({ right: { x: 'A2L', y: 'A3', z: 'A1' } })
    expect(item.key).toEqual({ type: 'matching', pairs: { a: 'x', b: 'y', c: 'y' } })
  })

  test('an order by the places that the fractions are', () => {
    expect(taken(file, 'Steps').key).toEqual({ type: 'ordering', order: ['b', 'a', 'c'] })
  })

  test('both languages of the multi-language filter are the two faces; a third is a loss; what is not marked is common', () => {
    const item = taken(file, 'Bilingual')
    expect(item.content.faces).toEqual({
      en: { stem: 'Which gas?', options: { a: 'Dry nitrogen', b: 'O₂' } },
      zh: { stem: '哪种气体？', options: { a: '干燥氮气', b: 'O₂' } },
    })
    expect(item.losses).toEqual(['language-left-out'])
  })

  test.each([
    ['Name it', 'text-answer'],
    ['Gaps', 'type-unsupported'],
    ['Markers', 'hotspot'],
  ])('%s is refused: %s', (identifier, code) => {
    expect(refusalOf(file, identifier)).toBe(code)
  })

  test('a refusal says in which line the question begins', () => {
    expect(named(file, 'Name it').place.line).toBe(96)
  })
})

describe('a file of GIFT', async () => {
  const file = await read(fixture('questions.gift'))

  test('gives a result for each block, the broken one included, with its line', () => {
    expect(file.format).toBe('gift')
    expect(file.items).toHaveLength(13)
    expect(refusalOf(file, 'Broken')).toBe('malformed')
    expect(named(file, 'Broken').place.line).toBe(47)
    expect(file.items.at(-1)).toHaveProperty('item')
  })

  test('escapes stand for themselves, and a script in the text is taken out and named', () => {
    const item = taken(file, 'Escapes')
    expect(item.content.faces.en).toEqual({
      stem: 'Which formula holds?',
      options: { a: 'U = R ~ I is nonsense, U = R × I holds', b: 'U = R + I {never}' },
    })
    expect(item.losses).toEqual(['active-content', 'feedback-joined', 'formatting'])
  })

  test('categories are domains; feedback is the rationale', () => {
    expect(taken(file, 'Isolated')).toMatchObject({
      domain: 'electrical-safety',
      key: { type: 'truefalse', correct: false },
      rationale: { en: 'Pull the plug.\ntrue: Standby is not off.' },
    })
  })

  test('weights of several right answers are our partial credit', () => {
    expect(taken(file, 'Several')).toMatchObject({ scoring: 'partial', losses: [] })
  })

  test('numbers by tolerance, by range and with a weaker second answer', () => {
    expect(taken(file, 'Range').key).toEqual({ type: 'numeric', value: 310, tolerance: 5 })
    expect(taken(file, 'HighLow').key).toEqual({ type: 'numeric', value: 2.7215, tolerance: 0.0005 })
    expect(taken(file, 'Weighted')).toMatchObject({ key: { value: 1822, tolerance: 0 } })
    expect(taken(file, 'Weighted').losses).toContain('other-right-answers')
  })

  test('a matching', () => {
    expect(taken(file, 'Matching').key).toEqual({ type: 'matching', pairs: { a: 'x', b: 'y', c: 'z' } })
  })

  test('free words are refused', () => {
    expect(refusalOf(file, 'Short')).toBe('text-answer')
    expect(refusalOf(file, 'Essay')).toBe('text-answer')
  })

  test('blocks without a name have one made of their stem, so that they are known again', async () => {
    const names = file.items.map(({ identifier }) => identifier)
    expect((await read(fixture('questions.gift'))).items.map(({ identifier }) => identifier)).toEqual(names)
    const twice = await read(textFile('Same? {T}\n\nSame? {F}\n'))
    expect(new Set(twice.items.map(({ identifier }) => identifier)).size).toBe(2)
  })

  test('the language of a file without one is told by its characters, unless somebody says it', async () => {
    const stems = async (language: 'en' | 'zh' | null) => {
      const [first] = (await read(textFile('::q::面板关机就是断电。{F}\n'), language)).items
      return first && 'item' in first ? first.item.content.faces : null
    }
    expect(await stems(null)).toEqual({ en: { stem: '' }, zh: { stem: '面板关机就是断电。' } })
    expect(await stems('en')).toEqual({ en: { stem: '面板关机就是断电。' }, zh: { stem: '' } })
  })
})
