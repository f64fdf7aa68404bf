import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromCell, toCsv } from '#app/content/spreadsheet-csv.ts'
import { faultOf, named, read, refusalOf, taken, textFile, workbook } from './item-files.ts'

/** As a Chinese training centre keeps its questions. */
const chinese = [
  ['编号', '题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '解析', '难度', '知识点'],
  [
    '1',
    '单选题',
    '保压检漏使用哪种气体？',
    '氧气',
    '干燥氮气',
    '压缩空气',
    '',
    'B',
    '氧气遇油有爆炸危险。',
    '易',
    'leak-test',
  ],
  ['2', '多选题', '高处作业必须具备哪些？', '资格', '安全带', '绑支架', '警戒', 'ABD', '', '中', ''],
  ['3', '判断题', '面板关机等于断电。', '', '', '', '', '错', '', '', ''],
  ['4', '排序题', '隔离步骤', '上锁', '停机', '验电', '', 'B,A,C', '', '难', ''],
  ['5', '问答题', '什么是 R32？', '', '', '', '', '制冷剂', '', '', ''],
]

/** GB 18030 as Chinese spreadsheets write it, for the characters of the table above: those of GB 2312 by their place in the decoder. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, [number, number]>()
  for (let high = 0xa1; high <= 0xf7; high += 1)
    for (let low = 0xa1; low <= 0xfe; low += 1) {
      const sign = decoder.decode(new Uint8Array([high, low]))
      if (!codes.has(sign)) codes.set(sign, [high, low])
    }
  return new Uint8Array([...text].flatMap((sign) => codes.get(sign) ?? [sign.charCodeAt(0)]))
}

const plain = chinese.map((row) => row.join(',').replace('B,A,C', '"B,A,C"')).join('\r\n')

describe.each([
  ['CSV in UTF-8', textFile(plain)],
  ['CSV in UTF-8 with a byte order mark', textFile(`\uFEFF${plain}`)],
  ['CSV in GB 18030', gb18030(plain)],
  ['CSV with semicolons', textFile(plain.replaceAll(',', ';'))],
  ['CSV with tabs', textFile(plain.replaceAll(',', '\t').replace('"B\tA\tC"', 'B A C'))],
  ['a workbook', workbook(chinese)],
])('%s', (_, bytes) => {
  test('is read row by row, in Chinese headings and words', async () => {
    const file = await read(bytes)
    expect(taken(file, '1')).toMatchObject({
      content: {
        type: 'single',
        faces: { zh: { stem: '保压检漏使用哪种气体？', options: { b: '干燥氮气' } } },
      },
      key: { type: 'single', correct: 'b' },
      rationale: { zh: '氧气遇油有爆炸危险。', en: '' },
      difficulty: 2,
      domain: 'leak-test',
      losses: [],
    })
    expect(taken(file, '2').key).toEqual({ type: 'multi', correct: ['a', 'b', 'd'] })
    expect(taken(file, '3').key).toEqual({ type: 'truefalse', correct: false })
    expect(taken(file, '4').key).toEqual({ type: 'ordering', order: ['b', 'a', 'c'] })
    expect(refusalOf(file, '5')).toBe('type-unsupported')
    expect(named(file, '5').place.row).toBe(6)
  })
})

test('numbers of a workbook are numbers, and a range or a tolerance may stand with them', async () => {
  const file = await read(
    workbook([
      ['id', 'type', 'stem_en', 'answer', 'tolerance', 'unit'],
      ['n1', 'numeric', 'Volts?', 310, 5, 'V'],
      ['n2', 'numeric', 'Ohms?', '750..850', '', 'Ω'],
      ['n3', 'numeric', 'Amps?', '1.5±0.1', '', 'A'],
      ['n4', 'truefalse', 'Yes?', true, '', ''],
    ]),
  )
  expect(taken(file, 'n1').key).toEqual({ type: 'numeric', value: 310, tolerance: 5 })
  expect(taken(file, 'n2').key).toEqual({ type: 'numeric', value: 800, tolerance: 50 })
  expect(taken(file, 'n3').key).toEqual({ type: 'numeric', value: 1.5, tolerance: 0.1 })
  expect(taken(file, 'n4').key).toEqual({ type: 'truefalse', correct: true })
})

test('a table without a type says it by its shape, one with faults by row', async () => {
  const file = await read(
    textFile(
      [
        'id,stem,a,b,c,answer,remark',
        's,Which?,One,Two,Three,C,x',
        'm,Which two?,One,Two,Three,A B,',
        't,True?,,,,true,',
        'n,How many?,,,,42,',
        'wrong,Which?,One,Two,,D,',
        'none,Which?,One,Two,,,',
        'all,Which?,One,Two,,AB,',
        's,Again?,One,Two,,A,',
      ].join('\n'),
    ),
  )
  expect(['s', 'm', 't', 'n'].map((name) => taken(file, name).content.type)).toEqual([
    'single',
    'multi',
    'truefalse',
    'numeric',
  ])
  expect(taken(file, 's').losses).toEqual(['metadata-left-out'])
  expect(refusalOf(file, 'wrong')).toBe('no-key')
  expect(refusalOf(file, 'none')).toBe('no-key')
  expect(refusalOf(file, 'all')).toBe('all-right')
  expect(file.items.at(-1)).toMatchObject({
    refusal: { code: 'duplicate-identifier' },
    place: { row: 9, line: 9 },
  })
})

test('a table that names no stem or no answer, or a column twice, is refused with what it has', async () => {
  expect(
    (
      await faultOf(
        workbook([
          ['a', 'b'],
          ['1', '2'],
        ]),
      )
    ).code,
  ).toBe('columns')
  expect(await faultOf(textFile('stem,answer,stem\nx,y,z\n'))).toMatchObject({
    code: 'columns',
    detail: 'stem',
  })
  expect(await faultOf(textFile('stem,answer\n"open,true\n'))).toMatchObject({ code: 'malformed' })
  expect((await faultOf(textFile('just some words'))).code).toBe('unknown-format')
})

test('a cell always comes back as it was written, and none begins like a formula', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@＝＋－＠\t].{0,9}$/)), (text) => {
      const cell = toCsv([[text]])
        .slice(2, -3)
        .replaceAll('""', '"')
      expect(fromCell(cell)).toBe(text)
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }),
  )
})
