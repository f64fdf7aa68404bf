import { strToU8, zipSync } from 'fflate'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { readArchive } from '#app/content/read-archive.server.ts'
import { toCsv } from '#app/content/spreadsheet-csv.ts'
import { exportFormats, type ReadFile } from '#app/features/item-bank/interchange/neutral-item.ts'
import { readItemFile } from '#app/features/item-bank/interchange/read-item-file.server.ts'
import { writeItemFile } from '#app/features/item-bank/interchange/write-item-file.server.ts'
import {
  dot,
  faultOf,
  read,
  refusalOf,
  taken,
  textFile,
  workbook,
} from '#tests/features/item-bank/item-files.ts'

/** Whoever sends a file of items controls every byte of it. Nothing of it may run, reach out, grow without bound or be taken for what it is not. */

const item = (body: string, more = '') => `<assessmentItem identifier="x" xml:lang="en">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>a</value></correctResponse></responseDeclaration>
  <itemBody>${body}<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="a">Right</simpleChoice><simpleChoice identifier="b">Wrong</simpleChoice></choiceInteraction></itemBody>
  <responseProcessing template="match_correct"/>${more}</assessmentItem>`

describe('an archive', () => {
  const patched = (bytes: Uint8Array, from: string, to: string) => {
    const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to)
    return new Uint8Array(Buffer.from(text, 'latin1'))
  }

  test.each([
    '../../etc/cron',
    '/etc/passwd.x',
    'C:/windows/x',
    'a/../../b.xml',
    'a//b.xml',
    'a\\..\\..\\b.x',
    './item.xml',
    'a\u0000b.xml',
  ])('with the path %j is not opened', async (path) => {
    expect((await faultOf(zipSync({ [path]: strToU8(item('')) }))).code).toBe('archive-path')
  })

  test('with a link is not opened, whatever it leads to', async () => {
    const link = zipSync({ 'item.xml': [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] })
    expect((await faultOf(link)).code).toBe('archive-link')
    const device = zipSync({ 'item.xml': [strToU8(''), { os: 3, attrs: (0o020666 << 16) >>> 0 }] })
    expect((await faultOf(device)).code).toBe('archive-link')
  })

  test('that unpacks to far more than it holds is not opened', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024)
    expect((await faultOf(zipSync({ 'item.xml': zeros }, { level: 9 }))).code).toBe('archive-bomb')
  })

  test('of very many or very large files is not opened', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, index) => [`i${index}.xml`, strToU8('x')]),
    )
    expect((await faultOf(zipSync(many, { level: 0 }))).code).toBe('archive-size')
    const large = zipSync({ 'item.xml': strToU8('x') }, { level: 0 })
    new DataView(large.buffer, large.byteOffset).setUint32(
      large.length - 22 - 46 - 'item.xml'.length + 24,
      0x7fff0000,
      true,
    )
    expect((await faultOf(large)).code).toBe('archive-size')
  })

  test('whose entries share their bytes is not opened', async () => {
    const whole = zipSync({ 'a.xml': new Uint8Array(50_000).fill(65) }, { level: 0 })
    const directory = whole.length - 22 - 46 - 5
    const entry = whole.slice(directory, directory + 46 + 5)
    const copies = Array.from({ length: 20 }, (_, index) => {
      const copy = entry.slice()
      copy[46] = 98 + index
      return copy
    })
    const end = whole.slice(-22)
    const view = new DataView(end.buffer)
    view.setUint16(8, 21, true)
    view.setUint16(10, 21, true)
    view.setUint32(12, 51 * 21, true)
    const bomb = Buffer.concat([whole.slice(0, directory), entry, ...copies, end])
    expect((await faultOf(new Uint8Array(bomb))).code).toBe('archive-bomb')
  })

  test('inside an archive stays closed', async () => {
    const inner = zipSync({ 'imsmanifest.xml': strToU8('<manifest/>') })
    const outer = zipSync({ 'package.zip': inner, 'item.xml': strToU8(item('<p>Which?</p>')) })
    expect((await read(outer)).items.map(({ identifier }) => identifier)).toEqual(['x'])
    expect((await faultOf(zipSync({ 'package.zip': inner }))).code).toBe('no-items')
  })

  test('that announces other sizes or sums than it has, or is cut off, is refused', async () => {
    const sound = zipSync({ 'item.xml': strToU8(item('<p>Which?</p>')) })
    const size = new DataView(sound.buffer, sound.byteOffset).getUint32(22, true)
    const lying = sound.slice()
    new DataView(lying.buffer).setUint32(lying.length - 22 - 46 - 8 + 24, size - 5, true)
    expect((await faultOf(lying)).code).toBe('archive-damaged')
    const stored = zipSync({ 'item.xml': strToU8(item('<p>Which?</p>')) }, { level: 0 })
    expect((await faultOf(patched(stored, 'Right', 'Wrong'))).code).toBe('archive-damaged')
    expect((await faultOf(sound.slice(0, -30))).code).toBe('archive-damaged')
  })

  test('locked by a password, or with a path twice, is refused', async () => {
    const sound = zipSync({ 'a.xml': strToU8('x'), 'b.xml': strToU8('y') }, { level: 0 })
    const locked = sound.slice()
    const at = sound.length - 22 - 2 * 51
    locked[at + 8] = 1
    expect((await faultOf(locked)).code).toBe('archive-encrypted')
    expect(readArchive(patched(sound, 'b.xml', 'a.xml'))).toMatchObject({
      ok: false,
      fault: { reason: 'repeated-path' },
    })
  })
})

describe('XML', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;"><!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;">]>`

  test.each([
    ['entities that grow', laughs],
    ['an entity from a file', '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'],
    [
      'an entity from the network',
      '<!DOCTYPE x [<!ENTITY % remote SYSTEM "http://elsewhere.example/x.dtd"> %remote;]>',
    ],
    ['a document type alone', '<!doctype html>'],
    ['one behind a comment', '<!-- <a> --><?pi?><!DOCTYPE x>'],
  ])('with %s is refused with its line', async (_, prolog) => {
    expect(
      await faultOf(textFile(`<?xml version="1.0"?>\n${prolog}${item('<p>&lol2;&secret;</p>')}`)),
    ).toMatchObject({
      code: 'document-type',
      place: { line: 2 },
    })
  })

  test('with a document type in any file of a package or workbook is refused', async () => {
    const bad = strToU8(`${laughs}${item('<p>&lol2;</p>')}`)
    expect((await faultOf(zipSync({ 'a.xml': strToU8(item('<p>A</p>')), 'b.xml': bad }))).code).toBe(
      'document-type',
    )
    const part = { 'xl/sharedStrings.xml': strToU8(`${laughs}<sst><si><t>&lol2;</t></si></sst>`) }
    expect(
      (
        await faultOf(
          workbook(
            [
              ['stem', 'answer'],
              ['x', 'true'],
            ],
            part,
          ),
        )
      ).code,
    ).toBe('document-type')
  })

  test('nested without end is refused and does not end the process', async () => {
    expect((await faultOf(textFile('<a>'.repeat(50_000) + '</a>'.repeat(50_000)))).code).toMatch(
      /too-deep|malformed/,
    )
    expect((await faultOf(textFile(item(`${'<div>'.repeat(500)}x${'</div>'.repeat(500)}`)))).code).toBe(
      'too-deep',
    )
  })

  test.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
    'with an element or attribute named %s changes nothing of ours',
    async (name) => {
      await readItemFile(
        textFile(`<quiz><question type="truefalse" ${name}="1"><${name}>1</${name}></question></quiz>`),
        null,
      )
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      expect({}.toString()).toBe('[object Object]')
    },
  )

  test('that is not well formed says where', async () => {
    expect(await faultOf(textFile('<quiz>\n<question>\n</quiz>'))).toMatchObject({
      code: 'malformed',
      place: { line: 3 },
    })
  })
})

describe('a text', () => {
  const canaries = [
    '<script>globalThis.canary = true</script>',
    '<img src="x" onerror="globalThis.canary = true"/>',
    '<svg onload="globalThis.canary = true"><text>x</text></svg>',
    '<iframe src="javascript:globalThis.canary = true"></iframe>',
    '<a href="javascript:globalThis.canary = true">x</a>',
    '<object data="data:text/html,&lt;script&gt;1&lt;/script&gt;"></object>',
    '<form action="https://elsewhere.example"><input name="password"/></form>',
    '<style>@import "https://elsewhere.example/x.css";</style>',
    '<math><maction actiontype="statusline">x</maction></math>',
    '&lt;script&gt;globalThis.canary = true&lt;/script&gt;',
  ]

  const moodle = (html: string) =>
    textFile(
      `<quiz><question type="multichoice"><name><text>x</text></name><questiontext format="html"><text><![CDATA[Which? ${html.replaceAll('/>', '>')}]]></text></questiontext><single>true</single>` +
        `<answer fraction="100" format="html"><text><![CDATA[Right ${html}]]></text></answer><answer fraction="0" format="html"><text>Wrong</text></answer></question></quiz>`,
    )

  /** Everything a file brought, as text. */
  const textsOf = (file: ReadFile) =>
    JSON.stringify(taken(file, 'x'), (key, value: unknown) => (key === 'bytes' ? undefined : value))

  test.each(canaries)('%s is words and nothing else', async (canary) => {
    for (const bytes of [textFile(item(`<p>Which? ${canary}</p>`)), moodle(canary)]) {
      const file = await read(bytes)
      const { stem } = taken(file, 'x').content.faces.en
      expect(stem.startsWith('Which?')).toBe(true)
      // What is left may speak of a tag, never be one once a page or a file shows it.
      const page = renderToString(createElement('p', null, stem))
      expect(page.match(/<[a-z]+/g)).toEqual(['<p'])
      if (!canary.startsWith('&lt;'))
        expect(textsOf(file)).not.toMatch(/<\w|javascript:globalThis|canary = true/)
    }
    expect(globalThis).not.toHaveProperty('canary')
  })

  test('stays words on its way out, in every format', async () => {
    const file = await read(
      textFile(item('<p>Which? &lt;script&gt;globalThis.canary = true&lt;/script&gt; ]]&gt; &amp;amp;</p>')),
    )
    const { identifier, ...facts } = taken(file, 'x')
    const bank = [
      { ...facts, id: identifier, domain: 'd', difficulty: 1 as const, critical: false, weight: 1 },
    ]
    for (const format of exportFormats) {
      const written = writeItemFile('TST-101', bank, format)
      const back = await read(written.bytes)
      expect(taken(back, 'x').content.faces.en.stem).toBe(facts.content.faces.en.stem)
      if (format === 'moodle') expect(new TextDecoder().decode(written.bytes)).not.toContain('<script')
    }
  })

  test('with characters that hide or turn others loses them, and that is said', async () => {
    const { content, losses } = taken(
      await read(textFile(item('<p>Pay\u202e001\u202c \u200bnow\ufeff\u0085?</p>'))),
      'x',
    )
    expect(content.faces.en.stem).toMatch(/^Pay001 .?now ?\?$/)
    expect(losses).toContain('hidden-characters')
  })

  test('of endless open tags is refused and holds nobody up', async () => {
    for (const html of [
      '<b>'.repeat(90_000),
      '<p>'.repeat(30_000),
      `<div title="${'x'.repeat(90_000)}`,
      '<'.repeat(90_000),
    ]) {
      const file = await read(
        textFile(
          `<quiz><question type="truefalse"><name><text>x</text></name><questiontext format="html"><text><![CDATA[${html}]]></text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`,
        ),
      )
      expect(['malformed', 'text-too-long', 'no-stem']).toContain(refusalOf(file, 'x'))
    }
  })

  test('longer than a text may be is refused', async () => {
    expect(refusalOf(await read(textFile(item(`<p>${'x'.repeat(2_001)}</p>`))), 'x')).toBe('text-too-long')
  })
})

describe('a picture', () => {
  const withPicture = (bytes: Uint8Array, name = 'picture.png') =>
    zipSync({ 'item.xml': strToU8(item(`<p>Which? <img src="${name}" alt="x"/></p>`)), [name]: bytes })

  test.each([
    ['a page', strToU8('<!DOCTYPE html><script>1</script>')],
    ['a program', strToU8('\u007fELF0000')],
    [
      'a drawing that runs',
      strToU8('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>'),
    ],
    [
      'a drawing that asks elsewhere',
      strToU8(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="https://elsewhere.example/x.png"/></svg>',
      ),
    ],
    ['nothing', new Uint8Array()],
  ])('that is %s is left out, whatever its name says', async (_, bytes) => {
    const found = taken(await read(withPicture(bytes)), 'x')
    expect(found.media).toEqual([])
    expect(found.losses).toContain('picture-refused')
  })

  test('is known by its content under any name, and keeps a harmless one', async () => {
    const [picture] = taken(await read(withPicture(dot, 'x.html')), 'x').media
    expect(picture).toMatchObject({ name: 'x.png', mediaType: 'image/png' })
  })

  test.each([
    'https://elsewhere.example/x.png',
    '//elsewhere.example/x.png',
    'file:///etc/passwd',
    '../../../../etc/passwd',
    '/etc/passwd',
    '%2e%2e/%2e%2e/x.png',
    '%',
  ])('at %s is not fetched', async (src) => {
    const bytes = zipSync({ 'item.xml': strToU8(item(`<p>Which? <img src="${src}" alt="x"/></p>`)) })
    expect(taken(await read(bytes), 'x')).toMatchObject({ media: [], losses: ['picture-missing'] })
  })
})

describe('a table', () => {
  test.each(['=HYPERLINK("https://elsewhere.example")', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1', "'=1"])(
    'does not run %j in a spreadsheet, and gives it back',
    async (text) => {
      const bank = [
        {
          ...taken(await read(textFile(item('<p>Which?</p>'))), 'x'),
          id: 'Q-TST-001',
          domain: 'd',
          difficulty: 1 as const,
          critical: false,
          weight: 1,
          source: text.trim(),
        },
      ]
      const written = writeItemFile('TST-101', bank, 'csv')
      const cells = new TextDecoder()
        .decode(written.bytes)
        .slice(1)
        .split(/","|"\r\n"?|^"/)
      expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
      expect(taken(await read(written.bytes), 'Q-TST-001').source).toBe(text.trim())
    },
  )

  test('of very many columns or rows is refused', async () => {
    const wide = toCsv([['stem', 'answer', ...Array.from({ length: 300 }, (_, index) => `c${index}`)]])
    expect((await faultOf(textFile(wide))).code).toBe('columns')
    const long = `stem,answer\n${'x,true\n'.repeat(2_500)}`
    expect((await faultOf(textFile(long))).code).toBe('too-many-items')
  })
})

describe('a file', () => {
  test('that is empty, too large or nothing we know is refused', async () => {
    expect((await faultOf(new Uint8Array())).code).toBe('empty')
    expect((await faultOf(new Uint8Array(11 * 1024 * 1024))).code).toBe('too-large')
    expect((await faultOf(new Uint8Array([0, 1, 2, 3]))).code).toMatch(/encoding|unknown-format/)
    expect((await faultOf(textFile('<html><body>{x}</body></html>'))).code).toBe('unknown-format')
    expect((await faultOf(textFile('<questestinterop/>'))).detail).toBe('QTI 1.2')
  })

  test('of blocks that a parser could brood over is done quickly enough to be refused', async () => {
    for (const block of [
      '{'.repeat(11_000),
      '{~'.repeat(5_000),
      `q{${'=a '.repeat(3_000)}`,
      '::'.repeat(5_000),
      '\\'.repeat(11_000),
    ]) {
      const outcome = await readItemFile(textFile(`${block}\n\nfine {T}\n`), null)
      expect(outcome.ok && outcome.file.items.at(-1)).toHaveProperty('item')
    }
  })
})
