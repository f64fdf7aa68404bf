import { describe, expect, test } from 'vitest'
import { readCourse } from '#app/content/read-course.server.ts'
import { shown, smallCourse } from './small-course.ts'

async function faultsOf(changes: Parameters<typeof smallCourse>[0]): Promise<string[]> {
  const result = await readCourse(smallCourse(changes))
  return result.ok ? [] : shown(result.faults)
}

describe('a sound course', () => {
  test('is read whole, in the order of course.json', async () => {
    const result = await readCourse(smallCourse())
    if (!result.ok) throw new Error(shown(result.faults).join('\n'))
    expect(result.value.course.code).toBe('TST-101')
    expect(result.value.lessons.map(({ slug }) => slug)).toEqual(['01-first', '02-second'])
    expect(result.value.lessons[0]?.zh.title).toBe('第一课')
    expect(result.value.items.map(({ id }) => id)).toEqual(['Q-TST-101', 'Q-TST-102'])
    expect(result.value.items[1]).toMatchObject({
      weight: 1,
      key: { type: 'matching', pairs: { a: 'x', b: 'y' } },
      rationale: { zh: '如此。' },
    })
    expect(JSON.stringify(result.value.items.map(({ content }) => content))).not.toMatch(
      /rationale|pairs|answer/,
    )
    expect(result.value.practical).toBeNull()
    expect(result.value.contentHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('has a content hash that follows its content and nothing else', async () => {
    const hash = async (changes = {}) => {
      const result = await readCourse(smallCourse(changes))
      return result.ok ? result.value.contentHash : 'refused'
    }
    const first = await hash()
    expect(await hash()).toBe(first)
    expect(
      await hash({ 'media/box.svg': (text: string) => text.replace('width="100"', 'width="101"') }),
    ).not.toBe(first)
    expect(await hash({ 'items.yaml': (text: string) => text.replace('That', 'Another') })).not.toBe(first)
  })
})

describe('faults between files stand where the author looks for them', () => {
  const en = 'lessons/01-first/en.mdx'
  const zh = 'lessons/01-first/zh-CN.mdx'
  const cases: [name: string, changes: Parameters<typeof smallCourse>[0], start: string, words: string][] = [
    ['a missing language', { [zh]: null }, `${zh}:1:1`, 'missing in this language'],
    [
      'another heading level',
      { [zh]: (t) => t.replace('### More', '## More') },
      `${zh}:16:1`,
      'heading 2 is ## here and ### there',
    ],
    [
      'a missing heading',
      { [zh]: (t) => t.replace('### More\n', '') },
      `${zh}:10:1`,
      'heading 2 (###) is missing here',
    ],
    [
      'a missing figure',
      { [zh]: (t) => t.replace(/<Figure.*\n/, '\n') },
      `${zh}:1:1`,
      'figure 1 (media/box.svg) is missing',
    ],
    [
      'another check id',
      { [zh]: (t) => t.replace('one-1', 'one-2') },
      `${zh}:18:1`,
      'check 1 is one-2 here and one-1 there',
    ],
    [
      'another choice id',
      { [zh]: (t) => t.replace('id="b"', 'id="c"') },
      `${zh}:18:1`,
      'choices a, c here and a, b there',
    ],
    [
      'another correct choice',
      { [zh]: (t) => t.replace('id="a" correct', 'id="a"').replace('id="b"', 'id="b" correct') },
      `${zh}:18:1`,
      'b is correct here and a there',
    ],
    [
      'other minutes',
      { [zh]: (t) => t.replace('minutes: 5', 'minutes: 6') },
      `${zh}:1:1`,
      'minutes is 6 here and 5 there',
    ],
    [
      'minutes that do not add up',
      { 'course.json': (t) => t.replace('"minutes": 10', '"minutes": 11') },
      'course.json:8:3',
      'the lessons add up to 10',
    ],
    [
      'a lesson that is not there',
      { 'course.json': (t) => t.replace('02-second', '02-none') },
      'course.json:13:7',
      'no folder lessons/02-none',
    ],
    [
      'a lesson that is not listed',
      {
        'course.json': (t) =>
          t.replace(',\n    { "slug": "02-second" }', '').replace('"minutes": 10', '"minutes": 5'),
      },
      'lessons/02-second/en.mdx:1:1',
      'does not list',
    ],
    [
      'a link to no lesson',
      { [en]: (t) => t.replace('../02-second#s1', '../03-none') },
      `${en}:12:13`,
      'no lesson 03-none',
    ],
    [
      'a link to no heading',
      { [en]: (t) => t.replace('../02-second#s1', '#s9') },
      `${en}:12:13`,
      'no heading s9',
    ],
    [
      'a link to no heading of another lesson',
      { [en]: (t) => t.replace('#s1', '#s7') },
      `${en}:12:13`,
      'no heading s7 in lessons/02-second',
    ],
    [
      'a picture that is not there',
      {
        [en]: (t) => t.replace('media/box.svg', 'media/none.svg'),
        [zh]: (t) => t.replace('media/box.svg', 'media/none.svg'),
      },
      `${en}:14:1`,
      'no media/none.svg',
    ],
    [
      'a picture that nobody uses',
      { 'media/extra.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>' },
      'media/extra.svg:1:1',
      'No lesson uses',
    ],
    [
      'a file that is none of ours',
      { 'media/run.html': '<script>1</script>' },
      'media/run.html:1:1',
      'not part of a course',
    ],
    [
      'a path that leaves the folder',
      { '../../etc/passwd': 'x' },
      '../../etc/passwd:1:1',
      'not part of a course',
    ],
    ['a raster picture that is none', { 'media/extra.png': 'GIF89a' }, 'media/extra.png:1:1', 'not a PNG'],
    [
      'a check id used in two lessons',
      {
        'lessons/02-second/en.mdx': (t) => t.replace('two-1', 'one-1'),
        'lessons/02-second/zh-CN.mdx': (t) => t.replace('two-1', 'one-1'),
      },
      'lessons/02-second/en.mdx:18:1',
      'used in lessons/01-first/en.mdx already',
    ],
    ['a missing bank', { 'items.yaml': null }, 'items.yaml:1:1', 'missing'],
    [
      'an unknown domain',
      { 'items.yaml': (t) => t.replace('domain: basics', 'domain: other') },
      'items.yaml:4:5',
      'no section for the domain other',
    ],
    [
      'an item id used twice',
      { 'items.yaml': (t) => t.replace('Q-TST-102', 'Q-TST-101') },
      'items.yaml:11:5',
      'used twice',
    ],
    [
      'an answer that is no option',
      { 'items.yaml': (t) => t.replace('answer: [a]', 'answer: [c]') },
      'items.yaml:10:14',
      'names c, which is no option',
    ],
    [
      'faces with other options',
      { 'items.yaml': (t) => t.replace('b: That', 'c: That') },
      'items.yaml:9:29',
      'other keys in English',
    ],
    [
      'a match that leads nowhere',
      { 'items.yaml': (t) => t.replace('b: y }', 'b: q }') },
      'items.yaml:19:21',
      'no right entry q',
    ],
    [
      'a match that is missing',
      { 'items.yaml': (t) => t.replace('{ a: x, b: y }', '{ a: x }') },
      'items.yaml:19:5',
      'does not say what b matches',
    ],
    [
      'a mix that does not add up',
      { 'blueprint.json': (t) => t.replace('"medium": 0', '"medium": 2') },
      'blueprint.json:11:39',
      'add up to 3, but count is 1',
    ],
    [
      'a section for no lesson',
      { 'blueprint.json': (t) => t.replace('["01-first"]', '["09-none"]') },
      'blueprint.json:10:81',
      'no lesson 09-none',
    ],
    [
      'a bank that holds less than twice what is drawn',
      { 'items.yaml': (t) => t.replace('difficulty: 2', 'difficulty: 3') },
      'blueprint.json:11:55',
      'holds 1 easy items in basics; twice the number drawn is 2',
    ],
    [
      'a bank with too few critical items',
      { 'blueprint.json': (t) => t.replace('"count": 1,', '"count": 1, "critical": 1,') },
      'blueprint.json:11:19',
      'at most 0',
    ],
    [
      'another code',
      { 'blueprint.json': (t) => t.replace('TST-101', 'TST-102') },
      'blueprint.json:2:3',
      'TST-102 here and TST-101',
    ],
  ]
  test.each(cases)('%s', async (_, changes, start, words) => {
    const faults = await faultsOf(changes)
    expect(
      faults.find((fault) => fault.startsWith(`${start} `) && fault.includes(words)),
      faults.join('\n'),
    ).toBeDefined()
  })
})

describe('faults of data files have line and column', () => {
  const cases: [name: string, changes: Parameters<typeof smallCourse>[0], start: string, words: string][] = [
    [
      'broken JSON',
      { 'course.json': (t) => t.replace('"minutes": 10,', '"minutes": 10') },
      'course.json:8:',
      '',
    ],
    [
      'JSON that only YAML reads',
      { 'course.json': (t) => t.replace('"brand"', 'brand') },
      'course.json:3:3',
      'not JSON',
    ],
    [
      'a key twice',
      { 'course.json': (t) => t.replace('"brand": null,', '"brand": null,\n  "brand": null,') },
      'course.json:4:3',
      'unique',
    ],
    [
      'a missing key',
      { 'course.json': (t) => t.replace('  "benchHours": 0,\n', '') },
      'course.json:1:1',
      'benchHours is missing',
    ],
    [
      'a missing language',
      { 'course.json': (t) => t.replace('"zh": "小课程"', '"zh": ""') },
      'course.json:6:37',
      'titles.zh: write a text',
    ],
    [
      'an unknown key',
      { 'course.json': (t) => t.replace('"minutes"', '"length": 1,\n  "minutes"') },
      'course.json:8:3',
      'length is not known',
    ],
    [
      'a wrong type',
      { 'course.json': (t) => t.replace('"minutes": 10', '"minutes": "10"') },
      'course.json:8:3',
      'minutes',
    ],
    [
      'an item of no type',
      { 'items.yaml': (t) => t.replace('type: single', 'type: essay') },
      'items.yaml:3:5',
      'one of single',
    ],
    [
      'an unquoted number as option',
      { 'items.yaml': (t) => t.replace('b: That', 'b: 310') },
      'items.yaml:9:49',
      'quotes',
    ],
    [
      'an answer with two keys',
      { 'items.yaml': (t) => t.replace('answer: [a]', 'answer: [a, b]') },
      'items.yaml:10:5',
      'exactly one key',
    ],
    [
      'partial marks on a single choice',
      { 'items.yaml': (t) => t.replace('all-or-nothing', 'partial') },
      'items.yaml:7:5',
      'all-or-nothing',
    ],
    [
      'front matter without goals',
      { 'lessons/01-first/en.mdx': (t) => t.replace('goals:\n  - First\n', '') },
      'lessons/01-first/en.mdx:2:1',
      'goals is missing',
    ],
    [
      'front matter with text for minutes',
      { 'lessons/01-first/en.mdx': (t) => t.replace('minutes: 5', 'minutes: five') },
      'lessons/01-first/en.mdx:3:1',
      'minutes',
    ],
    [
      'no front matter',
      { 'lessons/01-first/en.mdx': (t) => t.replace(/^---[\s\S]*?---\n/, '') },
      'lessons/01-first/en.mdx:1:1',
      'no front matter',
    ],
  ]
  test.each(cases)('%s', async (_, changes, start, words) => {
    const faults = await faultsOf(changes)
    expect(
      faults.find((fault) => fault.startsWith(start) && fault.includes(words)),
      faults.join('\n'),
    ).toBeDefined()
  })
})
