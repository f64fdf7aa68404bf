import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { dot, fixture, named, packed, read, refusalOf, taken, textFile } from './item-files.ts'

describe('a package of QTI 2.1 from another system', async () => {
  const file = await read(packed('qti21', { 'items/images/sign.png': dot }))

  test('gives a result for each item its manifest names, and none for the test', () => {
    expect(file.format).toBe('qti2')
    expect(file.bank).toBeNull()
    expect(file.items).toHaveLength(12)
  })

  test('a single choice comes with its picture, and with what a plain text cannot hold named', () => {
    const item = taken(file, 'choice')
    expect(item.content).toEqual({
      type: 'single',
      faces: {
        en: {
          stem: 'Look at the sign in the picture.\nWhat does it say?',
          options: {
            a: 'You must stay with the machine while it is open.',
            b: 'Do not let someone else look after the machine.',
            c: 'None of these.',
          },
        },
        zh: { stem: '', options: { a: '', b: '', c: '' } },
      },
    })
    expect(item.key).toEqual({ type: 'single', correct: 'a' })
    expect(item.media).toEqual([
      { name: 'sign.png', mediaType: 'image/png', alt: 'NEVER LEAVE EQUIPMENT UNATTENDED', bytes: dot },
    ])
    expect(item.rationale.en).toBe('a: Right, at all times.')
    expect(item.losses).toEqual(['feedback-joined', 'fixed-position', 'formatting', 'picture-not-shown'])
  })

  test('difficulty and discipline come from the manifest', () => {
    expect(taken(file, 'choice')).toMatchObject({
      difficulty: 4,
      domain: 'electrical-safety',
      critical: null,
    })
  })

  test('a choice of several keeps its key, and weights of its own are a loss', () => {
    const item = taken(file, 'choiceMultiple')
    expect(item.key).toEqual({ type: 'multi', correct: ['h', 'o'] })
    expect(item.scoring).toBe('partial')
    expect(item.losses).toEqual(['scoring-weights'])
  })

  test('what stands above and below the line keeps its meaning', () => {
    expect(taken(file, 'choiceMultiple').content.faces.en.stem).toContain('CO₂ is not asked; 10⁻² < 1.')
  })

  test('an order, in the language of the item', () => {
    const item = taken(file, 'order')
    expect(item.key).toEqual({ type: 'ordering', order: ['b', 'a', 'c'] })
    expect(item.content.faces.zh.stem).toBe('按正确顺序排列隔离步骤。')
    expect(item.content.faces.en.stem).toBe('')
    expect(item.scoring).toBe('all-or-nothing')
  })

  test('a matching in which one right side serves twice', () => {
    expect(taken(file, 'match').key).toEqual({ type: 'matching', pairs: { c: 'r', d: 'm', l: 'm', p: 't' } })
  })

  test('a number within a sentence, with tolerance, unit and feedback', () => {
    const item = taken(file, 'textEntry')
    expect(item.content).toMatchObject({ type: 'numeric', unit: 'V' })
    expect(item.content.faces.en.stem).toBe('At 220 V mains the DC bus reads about ____ V.')
    expect(item.key).toEqual({ type: 'numeric', value: 310, tolerance: 5 })
    expect(item.rationale.en).toBe('The peak of 220 V is 311 V.')
    expect(item.losses).toEqual([])
  })

  test('a choice within a sentence becomes a choice with a gap', () => {
    const item = taken(file, 'inlineChoice')
    expect(item.content.faces.en.stem).toBe('Before work the plug is ____ and in sight.')
    expect(item.losses).toEqual(['formatting'])
  })

  test.each([
    ['hotspot', 'hotspot'],
    ['extendedText', 'type-unsupported'],
    ['two', 'not-one-interaction'],
    ['german', 'language'],
    ['items/not-there.xml', 'file-missing'],
    ['items/broken.xml', 'malformed'],
  ])('%s is refused: %s', (identifier, code) => {
    expect(refusalOf(file, identifier)).toBe(code)
  })

  test('a refusal says in which file and line', () => {
    expect(named(file, 'items/broken.xml').place).toEqual({ file: 'items/broken.xml', line: 4, row: null })
    expect(named(file, 'hotspot').place).toMatchObject({ file: 'items/hotspot.xml', line: 2 })
  })

  test('a picture that is not in the package is a loss, and another language is taken where somebody says as what', async () => {
    expect(taken(await read(packed('qti21')), 'choice').losses).toContain('picture-missing')
    expect(taken(await read(packed('qti21'), 'en'), 'german').content.faces.en.stem).toBe('Was ist richtig?')
  })
})

describe('QTI 3.0', () => {
  const wanted = {
    'choice.xml': { key: { type: 'single', correct: 'b' }, losses: [] },
    'multiple.xml': { key: { type: 'multi', correct: ['a', 'c'] }, scoring: 'partial', losses: [] },
    'order.xml': { key: { type: 'ordering', order: ['b', 'a'] }, losses: [] },
    'match.xml': { key: { type: 'matching', pairs: { a: 'x', b: 'y' } }, losses: [] },
    'text-entry.xml': { key: { type: 'numeric', value: 800, tolerance: 50 }, losses: ['boundary-excluded'] },
  }

  test.each(Object.entries(wanted))('%s is read as a single item', async (name, facts) => {
    const file = await read(fixture(`qti30/${name}`))
    expect(file.format).toBe('qti3')
    expect(taken(file, file.items[0]?.identifier ?? '')).toMatchObject(facts)
  })

  test('a hotspot is refused by its name', async () => {
    expect(refusalOf(await read(fixture('qti30/hotspot.xml')), 'q3-hotspot')).toBe('hotspot')
  })

  test('what is said afterwards is the rationale', async () => {
    expect(taken(await read(fixture('qti30/choice.xml')), 'q3-choice').rationale.en).toBe(
      'Never pierce a cell.',
    )
  })

  test('a package without a manifest is read item by item', async () => {
    expect((await read(packed('qti30'))).items.map(({ identifier }) => identifier).sort()).toEqual([
      'q3-choice',
      'q3-hotspot',
      'q3-match',
      'q3-multiple',
      'q3-number',
      'q3-order',
    ])
  })
})

describe('two files of one item', () => {
  const item = (
    language: string,
    stem: string,
    right = 'a',
  ) => `<assessmentItem identifier="twin" xml:lang="${language}">
    <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>${right}</value></correctResponse></responseDeclaration>
    <itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>${stem}</prompt><simpleChoice identifier="a">${stem} a</simpleChoice><simpleChoice identifier="b">${stem} b</simpleChoice></choiceInteraction></itemBody>
    <responseProcessing template="match_correct"/></assessmentItem>`
  const both = (second: string) =>
    packed('qti30', { 'twin.en.xml': strToU8(item('en', 'Which?')), 'twin.zh.xml': strToU8(second) })

  test('in two languages are one item with two faces', async () => {
    const file = await read(both(item('zh-CN', '哪个？')))
    expect(taken(file, 'twin').content.faces).toMatchObject({
      en: { stem: 'Which?', options: { a: 'Which? a' } },
      zh: { stem: '哪个？', options: { b: '哪个？ b' } },
    })
    expect(file.items.filter(({ identifier }) => identifier === 'twin')).toHaveLength(1)
  })

  test('that do not agree in what is right are not made one: the second is refused', async () => {
    const file = await read(both(item('zh-CN', '哪个？', 'b')))
    const twins = file.items.filter(({ identifier }) => identifier === 'twin')
    expect(twins.map((one) => ('item' in one ? 'taken' : one.refusal.code))).toEqual([
      'taken',
      'duplicate-identifier',
    ])
  })
})

describe('numbers as QTI writes them', () => {
  const item = (processing: string, correct = '100', baseType = 'float') =>
    textFile(`<assessmentItem identifier="n" xml:lang="en">
    <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="${baseType}"><correctResponse><value>${correct}</value></correctResponse></responseDeclaration>
    <itemBody><p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody>
    <responseProcessing><responseCondition><responseIf>${processing}<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing></assessmentItem>`)
  const equal = (attributes: string, name = 'equal') =>
    `<${name} ${attributes}><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></${name}>`

  test.each([
    [equal('toleranceMode="exact"'), '100', 100, 0, []],
    [equal('toleranceMode="relative" tolerance="5"'), '200', 200, 10, []],
    [equal('toleranceMode="absolute" tolerance="2 4"'), '100', 101, 3, ['scoring-approximated']],
    [
      equal('toleranceMode="absolute" tolerance="0.1" includeUpperBound="false"'),
      '0.3',
      0.3,
      0.1,
      ['boundary-excluded'],
    ],
    [
      equal('roundingMode="decimalPlaces" figures="2"', 'equalRounded'),
      '3.14',
      3.14,
      0.005,
      ['boundary-excluded'],
    ],
    [equal('', 'match'), '-1.5e3', -1500, 0, []],
  ])('%s', async (processing, correct, value, tolerance, losses) => {
    const item_ = taken(await read(item(processing, correct)), 'n')
    expect(item_.key).toEqual({ type: 'numeric', value, tolerance })
    expect(item_.losses).toEqual(losses)
  })

  test('words are refused, digits declared as words are taken as a number and that is said', async () => {
    expect(refusalOf(await read(item(equal('', 'match'), 'difluoromethane', 'string')), 'n')).toBe(
      'text-answer',
    )
    expect(taken(await read(item(equal('', 'match'), '42', 'string')), 'n').losses).toEqual([
      'text-as-number',
    ])
  })

  test.each(['1e999', '123456789012345678901', '1e-400', '1,5'])(
    '%s cannot be kept exactly and is refused',
    async (text) => {
      expect(refusalOf(await read(item(equal('toleranceMode="exact"'), text)), 'n')).toBe('bad-number')
    },
  )
})
