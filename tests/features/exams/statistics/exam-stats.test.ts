import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { writeExamStatistics } from '#app/features/exams/statistics/exam-stats-command.server.ts'
import { reference, referencePoints } from '#tests/domain/exam/statistics/tables.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** Runs the command on files of these contents; faults are told without the folder. */
async function run(files: Record<string, string | Uint8Array>, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'tiergate-stats-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const out: string[] = []
  const err: string[] = []
  const exitCode = await writeExamStatistics(
    args.map((arg) => (arg in files ? join(folder, arg) : arg)),
    { out: (text) => out.push(text), err: (line) => err.push(line.replaceAll(`${folder}/`, '')) },
  )
  return { exitCode, err, text: out.join(''), report: out.length > 0 ? JSON.parse(out.join('')) : null }
}

const scored = 'person,Q1,Q2,Q3\nA,1,1,1\nB,1,0,1\nC,0,0,1\nD,,0,1\n'
const chosen = 'person,Q1,Q2\nA,a,x\nB,a,y\nC,b,\nD,c,y\n'

describe('scored answers', () => {
  test('give the fields of the contract, unrounded', async () => {
    const { exitCode, err, report } = await run({ 'r.csv': scored }, 'r.csv')
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] })
    expect(report.exam).toEqual({
      n: 4,
      items: 3,
      mean: 1.75,
      sd: Math.sqrt(2.75 / 3),
      kr20: expect.closeTo(1.5 * (1 - 0.4375 / 0.6875), 12),
      alpha: report.exam.kr20,
      sem: expect.closeTo(Math.sqrt((2.75 / 3) * (1 - report.exam.alpha)), 12),
      isSmallSample: true,
      reasons: {},
    })
    expect(report.items.map(({ id }: { id: string }) => id)).toEqual(['Q1', 'Q2', 'Q3'])
    expect(report.items[0]).toEqual({
      id: 'Q1',
      n: 4,
      facility: 0.5,
      itemRest: expect.closeTo(0.5773502691896258, 12),
      upperLower27: 1,
      omission: 0.25,
      distractors: null,
      reasons: { distractors: 'no-options' },
    })
    expect(report.items[2]).toMatchObject({
      facility: 1,
      itemRest: null,
      reasons: { itemRest: 'item-constant' },
    })
  })

  test('agree with R and psych to the last digits that both have', async () => {
    const rows = referencePoints.map((row, person) => [`P${person}`, ...row].join(','))
    const head = ['person', ...reference.facility.map((_, at) => `Q${at}`)].join(',')
    const { report } = await run({ 'r.csv': [head, ...rows].join('\n') }, 'r.csv')
    for (const name of ['mean', 'sd', 'alpha', 'kr20', 'sem'] as const)
      expect(report.exam[name]).toBeCloseTo(reference.exam[name], 12)
    expect(report.items.map((item: { itemRest: number }) => item.itemRest)).toEqual(
      reference.itemRest.map((value) => expect.closeTo(value, 12)),
    )
  })

  test('are read with a byte order mark, CRLF, quotes, blank lines, decimals and Chinese names', async () => {
    const text = '\uFEFF姓名,"题,一",第二题\r\n"张 ""三""",1.0,0\r\n\r\n李四, 0 ,\r\n'
    const { exitCode, report } = await run({ 'r.csv': text }, 'r.csv')
    expect(exitCode).toBe(0)
    expect(report.items).toMatchObject([
      { id: '题,一', facility: 0.5 },
      { id: '第二题', omission: 0.5 },
    ])
  })
})

describe('options with a key', () => {
  const expected = { exam: { n: 4, mean: 1 }, items: [{ facility: 0.5 }, { facility: 0.5, omission: 0.25 }] }
  test.each([
    ['a list with a header', 'item,key\nQ2,y\nQ1,a\n'],
    ['a list without', 'Q1,a\nQ2,y\n'],
    ['a list with more columns', 'item,key,domain\nQ1,a,wiring\nQ2,y,safety\nQ9,z,unused\n'],
    ['a row below the items', 'Q1,Q2\na,y\n'],
    ['a row as it stands in the answers', 'person,Q1,Q2\nKEY,a,y\n'],
  ])('%s', async (_, key) => {
    const { exitCode, err, report } = await run({ 'r.csv': chosen, 'k.csv': key }, 'r.csv', 'k.csv')
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] })
    expect(report).toMatchObject(expected)
  })

  test('options are counted, the keyed ones and all that were chosen', async () => {
    const { report } = await run({ 'r.csv': chosen, 'k.csv': 'Q1,a\nQ2,z' }, 'r.csv', 'k.csv')
    expect(report.items[0].distractors).toEqual({
      a: { isKey: true, count: 2, upper: 1, lower: 0 },
      b: { isKey: false, count: 1, upper: 0, lower: 0.5 },
      c: { isKey: false, count: 1, upper: 0, lower: 0.5 },
    })
    expect(Object.keys(report.items[1].distractors)).toEqual(['x', 'y', 'z'])
  })

  test('options joined with ; are right together, those with | each', async () => {
    const answers = 'p,Q1,Q2\nA,a;c,a\nB,c; a,b\nC,a,c\nD,a;b;c,a;b\n'
    const { report } = await run({ 'r.csv': answers, 'k.csv': 'Q1,a;c\nQ2,a|b' }, 'r.csv', 'k.csv')
    expect(report.items.map((item: { facility: number }) => item.facility)).toEqual([0.5, 0.5])
  })

  test('a key of several options that nobody chose together is pointed out', async () => {
    const { exitCode, err } = await run({ 'r.csv': chosen, 'k.csv': 'Q1,a;b\nQ2,y' }, 'r.csv', 'k.csv')
    expect(exitCode).toBe(0)
    expect(err.join()).toMatch(/item "Q1".*write "\|"/)
  })
})

describe('more on demand', () => {
  test('--cut adds decision consistency, --groups differential functioning', async () => {
    const fixtures = 'tests/domain/exam/statistics/fixtures'
    const { report } = await run(
      {},
      `${fixtures}/responses.csv`,
      '--cut',
      '0.6',
      '--groups',
      `${fixtures}/groups.csv`,
    )
    const [expected] = reference.consistency
    expect(report.exam.decisionConsistency.agreement).toBeCloseTo(expected?.agreement ?? 0, 9)
    expect(report.groups).toEqual({ reference: 'zh-CN', focal: 'en' })
    expect(report.items[4].dif).toMatchObject({ class: 'C', reference: 160, focal: 80, isSmallSample: true })
    expect(report.items[4].dif.chiSquare).toBeCloseTo(reference.mantelHaenszel[4]?.chiSquare ?? 0, 9)
  })

  test('--reference turns the comparison', async () => {
    const files = { 'r.csv': scored, 'g.csv': 'person,group\nA,en\nB,en\nC,zh\nD,zh\n' }
    const { report } = await run(files, 'r.csv', '--groups', 'g.csv', '--reference', 'zh')
    expect(report.groups).toEqual({ reference: 'zh', focal: 'en' })
    expect(report.items[0]).toMatchObject({ dif: null, reasons: { dif: 'no-informative-stratum' } })
  })
})

describe('faults name file, line and cell', () => {
  test.each([
    ['', 'r.csv:1:1 The file is empty.'],
    [
      'person\nA\n',
      'r.csv:1:1 The header names no items: first the person, then an item a column, with commas between.',
    ],
    [
      'person;Q1\nA;1\n',
      'r.csv:1:1 The header names no items: first the person, then an item a column, with commas between.',
    ],
    ['person,Q1\n', 'r.csv:1:1 Nobody stands below the header.'],
    ['person,Q1,Q1\nA,1,0\n', 'r.csv:1:3 Item "Q1" stands in the header twice.'],
    ['person,Q1,\nA,1,0\n', 'r.csv:1:3 This column has no item in the header.'],
    ['person,Q1,Q2\nA,1,0\n\n"B\n2",1\n', 'r.csv:4:3 The row has 2 cells, the header 3.'],
    ['person,Q1\nA,1\nA,0\n', 'r.csv:3:1 Person "A" stands on line 2 already.'],
    ['person,Q1\n,1\n', 'r.csv:2:1 The row names no person.'],
    [
      'person,Q1\nA,1\nB,2\n',
      'r.csv:3:2 Item "Q1": expected 0, 1 or blank, found "2". Options need a key: name KEY.csv as well.',
    ],
    [
      'person,Q1\nA,"1\n',
      'r.csv:2:2 A quotation mark is not closed, or stands inside a cell without quotation marks.',
    ],
    [
      new Uint8Array([112, 44, 81, 10, 65, 44, 0xd5, 0xc5]),
      'r.csv:2:1 This is not UTF-8. Save the file as CSV UTF-8.',
    ],
  ])('%j', async (content, fault) => {
    const { exitCode, err, text } = await run({ 'r.csv': content }, 'r.csv')
    expect({ exitCode, err, text }).toEqual({ exitCode: 1, err: [fault], text: '' })
  })

  test.each([
    ['Q1,a\n', 'k.csv:1:1 There is no key for item "Q2".'],
    ['item,key\nQ1,a\nQ2,\n', 'k.csv:3:2 Item "Q2" has no key.'],
    ['Q1,a\nQ2,y\nQ1,b\n', 'k.csv:3:2 Item "Q1" has a key already.'],
  ])('key %j', async (key, fault) => {
    const { exitCode, err } = await run({ 'r.csv': chosen, 'k.csv': key }, 'r.csv', 'k.csv')
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: [fault] })
  })

  test.each([
    ['A,x\nB,y\nC,x\n', 'g.csv:1:2 There is no group for person "D".'],
    ['A,x\nB,y\nC,x\nD,z\n', 'g.csv:1:2 Expected two groups, found 3: x, y, z.'],
    ['A,x\nB,x\nC,x\nD,x\n', 'g.csv:1:2 Expected two groups, found 1: x.'],
  ])('groups %j', async (groups, fault) => {
    const { exitCode, err } = await run({ 'r.csv': scored, 'g.csv': groups }, 'r.csv', '--groups', 'g.csv')
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: [fault] })
  })

  test('twenty faults are told and the rest counted', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `P${at},x`)
    const { err } = await run({ 'r.csv': ['person,Q1', ...rows].join('\n') }, 'r.csv')
    expect(err).toHaveLength(21)
    expect(err.at(-1)).toBe('and 10 faults more')
  })
})

describe('wrong use', () => {
  test.each([
    [[], /^Name the file/],
    [['nowhere.csv'], /^nowhere.csv cannot be opened/],
    [['a.csv', 'b.csv', 'c.csv'], /^More than two files: c.csv/],
    [['a.csv', '--loud'], /loud/],
    [['a.csv', '--cut', '80'], /^--cut: expected a share above 0 and up to 1, such as 0.8, found "80"/],
    [['a.csv', '--reference', 'en'], /^--reference names/],
  ])('%j', async (args, message) => {
    const { exitCode, err, text } = await run({}, ...args)
    expect({ exitCode, text }).toEqual({ exitCode: 2, text: '' })
    expect(err[0]).toMatch(message)
    expect(err[0]).toContain('npm run exam:stats')
  })

  test('--help is right use', async () => {
    expect(await run({}, '--help')).toMatchObject({ exitCode: 0, text: '' })
  })
})

test('the schema describes what is written, and says nothing is beside it', async () => {
  const schema = z.fromJSONSchema(JSON.parse(await readFile('docs/api/exam-stats.schema.json', 'utf8')))
  const fixtures = 'tests/domain/exam/statistics/fixtures'
  const groups = ['--groups', `${fixtures}/groups.csv`]
  const reports = [
    await run({ 'r.csv': scored }, 'r.csv', '--cut', '1'),
    await run({ 'r.csv': chosen, 'k.csv': 'Q1,a\nQ2,y' }, 'r.csv', 'k.csv'),
    await run({}, `${fixtures}/responses.csv`, '--cut', '0.6', ...groups),
  ].map(({ report }) => report)
  for (const report of reports) expect(schema.safeParse(report).error).toBeUndefined()
  expect(schema.safeParse({ ...reports[0], more: 1 }).success).toBe(false)
  expect(schema.safeParse({ ...reports[0], items: [{ ...reports[0].items[0], facility: 2 }] }).success).toBe(
    false,
  )
})

test('the command itself writes JSON alone to standard output', async () => {
  const file = 'tests/domain/exam/statistics/fixtures/responses.csv'
  const { stdout, stderr } = await promisify(execFile)('npx', [
    'tsx',
    'app/features/exams/statistics/exam-stats.cli.ts',
    file,
  ])
  expect(JSON.parse(stdout).exam.n).toBe(reference.exam.n)
  expect(stderr).toBe('')
})
