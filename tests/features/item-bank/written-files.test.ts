import { describe, expect, test } from 'vitest'
import { readArchive } from '#app/content/read-archive.server.ts'
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  type Element,
  textOf,
} from '#app/features/item-bank/interchange/element.ts'
import type { InterchangeItem } from '#app/features/item-bank/interchange/interchange-item.ts'
import { readXml } from '#app/features/item-bank/interchange/read-xml.ts'
import { writeItemFile } from '#app/features/item-bank/interchange/write-item-file.server.ts'
import { bankOf } from '#tests/features/exams/exam-scene.ts'
import { dot, read, taken } from './item-files.ts'

/**
 * What stands in the way of a package that other systems refuse: the order of elements, names, references and identifiers that the schemas of QTI ask for.
 * The schemas themselves are not at hand offline, so this checks what they say of the parts that are written here.
 */
const partial: InterchangeItem[] = bankOf('TST', 1).map((item, index) => ({
  ...item,
  id: `Q-TST-${String(index + 1).padStart(3, '0')}`,
  scoring: ['multi', 'ordering', 'matching'].includes(item.content.type) ? 'partial' : item.scoring,
  weight: 2,
  critical: index === 0,
  media: index === 0 ? [{ name: 'dot.png', mediaType: 'image/png', alt: 'A dot', bytes: dot }] : [],
}))

describe.each([
  ['qti22', 'assessmentItem', 'http://www.imsglobal.org/xsd/imsqti_v2p2', 'imsqti_item_xmlv2p2'],
  ['qti30', 'qti-assessment-item', 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0', 'imsqti_item_xmlv3p0'],
] as const)('a package of %s', (format, rootName, namespace, resourceType) => {
  const written = writeItemFile('TST-101', partial, format)
  const archive = readArchive(written.bytes)
  if (!archive.ok) throw new Error(archive.fault.reason)
  const { files } = archive
  const xml = (path: string) => readXml(files.get(path) ?? new Uint8Array(), path)
  const manifest = xml('imsmanifest.xml')
  const resources = childrenOf(childOf(manifest, 'resources') ?? manifest, 'resource')
  const items = resources.map((one) => ({
    path: attributeOf(one, 'href'),
    root: xml(attributeOf(one, 'href')),
  }))
  const name = (camel: string) =>
    format === 'qti30' ? `qti-${camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : camel
  const find = (root: Element, camel: string) => descendantsOf(root, (one) => one.name === name(camel))
  const get = (one: Element, camel: string) =>
    attributeOf(
      one,
      format === 'qti30' ? camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : camel,
    )

  test('is the same bytes each time', () => {
    expect(writeItemFile('TST-101', partial, format).bytes).toEqual(written.bytes)
  })

  test('has a manifest whose resources are there, once each, and name every file of the package', () => {
    expect(childrenOf(manifest).map((one) => one.name)).toEqual(['metadata', 'organizations', 'resources'])
    const ids = resources.map((one) => attributeOf(one, 'identifier'))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9._-]*$/)
    expect(new Set(resources.map((one) => attributeOf(one, 'type')))).toEqual(new Set([resourceType]))
    const listed = descendantsOf(manifest, (one) => one.name === 'file').map((one) =>
      attributeOf(one, 'href'),
    )
    expect(new Set([...listed, 'imsmanifest.xml'])).toEqual(new Set(files.keys()))
    expect(resources).toHaveLength(partial.length * 2)
  })

  test('has items with the parts in their order, in the namespace of the version', () => {
    const order = [
      'responseDeclaration',
      'outcomeDeclaration',
      'itemBody',
      'responseProcessing',
      'modalFeedback',
    ].map(name)
    for (const { root, path } of items) {
      expect(new TextDecoder().decode(files.get(path))).toContain(`<${rootName} xmlns="${namespace}"`)
      for (const wanted of ['identifier', 'title', 'adaptive', 'timeDependent'])
        expect(get(root, wanted)).not.toBe('')
      expect(['en', 'zh-CN']).toContain(attributeOf(root, 'lang'))
      const places = childrenOf(root).map((one) => order.indexOf(one.name))
      expect(places).not.toContain(-1)
      expect(places).toEqual([...places].sort((a, b) => a - b))
    }
  })

  test('names in answers, mappings and rules only what the interaction offers', () => {
    for (const { root } of items) {
      const [response] = childrenOf(root, name('responseDeclaration'))
      if (!response) throw new Error('No response')
      const interactions = descendantsOf(root, (one) => /[Ii]nteraction$/.test(one.name))
      expect(interactions).toHaveLength(1)
      expect(interactions.map((one) => get(one, 'responseIdentifier'))).toEqual([get(response, 'identifier')])
      const offered = descendantsOf(root, (one) => /(?:[Cc]hoice)$/.test(one.name)).map((one) =>
        attributeOf(one, 'identifier'),
      )
      expect(new Set(offered).size).toBe(offered.length)
      for (const id of offered) expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/)
      const correct = find(response, 'value').map(textOf)
      const named = [...correct, ...find(response, 'mapEntry').map((one) => get(one, 'mapKey'))]
      if (get(response, 'baseType') !== 'float')
        for (const id of named.flatMap((value) => value.split(' '))) expect(offered).toContain(id)
      if (correct.length > 1) expect(get(response, 'cardinality')).toMatch(/^(?:multiple|ordered)$/)
      const outcomes = childrenOf(root, name('outcomeDeclaration')).map((one) => get(one, 'identifier'))
      for (const set of find(root, 'setOutcomeValue')) expect(outcomes).toContain(get(set, 'identifier'))
      for (const one of find(root, 'modalFeedback')) expect(outcomes).toContain(get(one, 'outcomeIdentifier'))
    }
  })

  test('gives the right answer all marks and never less than none: by the numbers that stand in it', () => {
    for (const { root } of items) {
      const [mapping] = find(root, 'mapping')
      if (!mapping) continue
      const right = find(mapping, 'mapEntry').map((one) => Number(get(one, 'mappedValue')))
      expect(right.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2, 6)
      expect(Number(get(mapping, 'defaultValue'))).toBeCloseTo(-(right[0] ?? 0), 6)
      expect(get(mapping, 'lowerBound')).toBe('0')
    }
  })

  test('carries pictures beside the items that show them', () => {
    const [first] = items
    const image = first && descendantsOf(first.root, (one) => one.name === 'img')[0]
    expect(attributeOf(image, 'src')).toBe('../media/Q-TST-001/dot.png')
    expect(files.get('media/Q-TST-001/dot.png')).toEqual(dot)
  })

  test('comes back with weights, rules, pictures and the critical mark', async () => {
    const file = await read(written.bytes)
    for (const item of partial) {
      const back = taken(file, item.id)
      expect([back.weight, back.scoring, back.critical, back.media]).toEqual([
        2,
        item.scoring,
        item.critical,
        item.media,
      ])
    }
  })
})

describe('Moodle XML', () => {
  const written = writeItemFile('TST-101', partial, 'moodle')
  const quiz = readXml(written.bytes)
  const questions = childrenOf(quiz, 'question')

  test('has a category for each domain and the questions of that domain below it', () => {
    const shape = questions.map((one) =>
      attributeOf(one, 'type') === 'category'
        ? textOf(childOf(childOf(one, 'category'), 'text'))
        : attributeOf(one, 'type'),
    )
    expect(shape).toEqual([
      '$course$/top/TST-101/first',
      'multichoice',
      'multichoice',
      'truefalse',
      '$course$/top/TST-101/second',
      'ordering',
      'matching',
      'numerical',
    ])
  })

  test('says of each item where Moodle scores otherwise', () => {
    const lossy = written.losses.filter(({ losses }) => losses.length > 0).map(({ code }) => code)
    expect(lossy).toEqual(['Q-TST-004', 'Q-TST-005'])
  })

  test('keeps tags within what Moodle keeps', () => {
    for (const tag of descendantsOf(quiz, ({ name }) => name === 'tag'))
      expect(textOf(tag).length).toBeLessThanOrEqual(50)
  })
})

describe('a draft in one language', () => {
  const [first] = partial
  if (!first) throw new Error('empty')
  const empty = { stem: '', options: { a: '', b: '', c: '' } }
  const faces = { ...first.content.faces, zh: empty } as InterchangeItem['content']['faces']
  const draft = [
    {
      ...first,
      content: { ...first.content, faces } as InterchangeItem['content'],
      rationale: { en: 'Why', zh: '' },
    },
  ]

  test.each(['qti22', 'qti30', 'moodle', 'csv'] as const)(
    'goes out and comes back as such in %s',
    async (format) => {
      const back = taken(await read(writeItemFile('TST-101', draft, format).bytes), first.id)
      expect(back.content).toEqual(draft[0]?.content)
      expect(back.rationale).toEqual({ en: 'Why', zh: '' })
    },
  )
})
