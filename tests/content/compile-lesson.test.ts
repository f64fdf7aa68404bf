import { describe, expect, test } from 'vitest'
import { compileLesson } from '#app/content/compile-lesson.server.ts'
import type { CompiledLesson } from '#app/content/compiled-lesson.ts'
import type { Picture } from '#app/content/lesson-components.server.tsx'
import { guardSvg } from '#app/content/svg-guard.ts'

const drawing = guardSvg(
  'x.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="a"/>
<switch><text systemLanguage="zh">进水</text><text>Inlet</text></switch></svg>`,
).root
const pictures = new Map<string, Picture>([
  ['media/photo.png', { kind: 'raster', url: '/content/T/media/photo.png?v=1' }],
])
if (drawing) pictures.set('media/x.svg', { kind: 'drawing', root: drawing })

async function compile(body: string, language: 'en' | 'zh-CN' = 'en'): Promise<CompiledLesson> {
  const text = `---\ntitle: T\nminutes: 5\nsafetyCritical: true\ngoals: [g]\nsources: [s]\n---\n\n${body}\n`
  const result = await compileLesson({
    file: 'x.mdx',
    language,
    bytes: new TextEncoder().encode(text),
    pictures,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.value
}

async function htmlOf(body: string, language: 'en' | 'zh-CN' = 'en'): Promise<string> {
  const { pieces } = await compile(body, language)
  return pieces.map((piece) => (piece.kind === 'html' ? piece.html : `[${piece.props.id}]`)).join('')
}

const check = `<KnowledgeCheck id="c-1">
  <Stem>What do *you* suspect?</Stem>
  <Choice id="a" correct>The valve</Choice>
  <Choice id="b">

  The board

  </Choice>
  <Feedback>Because it is secret.</Feedback>
</KnowledgeCheck>`

describe('a compiled lesson', () => {
  test('carries its front matter and its headings with ids by position', async () => {
    const lesson = await compile('## First `x`\n\na\n\n### Second\n\nb\n\n## Third')
    expect(lesson).toMatchObject({
      title: 'T',
      minutes: 5,
      safetyCritical: true,
      goals: ['g'],
      sources: ['s'],
      language: 'en',
    })
    expect(lesson.headings).toEqual([
      { depth: 2, id: 's1', text: 'First x' },
      { depth: 3, id: 's2', text: 'Second' },
      { depth: 2, id: 's3', text: 'Third' },
    ])
    expect(lesson.pieces).toHaveLength(1)
    expect(JSON.stringify(lesson.pieces)).toContain('<h3 id=\\"s2\\">Second</h3>')
  })

  test('is split where a check stands, and the pieces hold no key', async () => {
    const lesson = await compile(`before\n\n${check}\n\nafter`)
    expect(lesson.pieces).toEqual([
      { kind: 'html', html: '<p>before</p>' },
      {
        kind: 'island',
        name: 'KnowledgeCheck',
        props: {
          id: 'c-1',
          stemHtml: '<p>What do <em>you</em> suspect?</p>',
          choices: [
            { id: 'a', html: 'The valve' },
            { id: 'b', html: 'The board' },
          ],
          multiple: false,
        },
      },
      { kind: 'html', html: '<p>after</p>' },
    ])
    expect(lesson.checks).toEqual([
      { id: 'c-1', choices: ['a', 'b'], correct: ['a'], feedbackHtml: '<p>Because it is secret.</p>' },
    ])
    expect(JSON.stringify(lesson.pieces)).not.toMatch(/secret|correct/)
  })

  test('asks to select all where several choices are correct', async () => {
    const two = check
      .replace('id="b"', 'id="b" correct')
      .replace('<Feedback>', '<Choice id="c">None</Choice>\n  <Feedback>')
    const { pieces, checks } = await compile(two)
    expect(pieces[0]).toMatchObject({ kind: 'island', props: { multiple: true } })
    expect(checks[0]?.correct).toEqual(['a', 'b'])
  })

  test('says what a callout is in a word and an icon of its language', async () => {
    const body = '<Callout kind="danger" title="Isolate first">\n\nPull the plug.\n\n</Callout>'
    const en = await htmlOf(body)
    expect(en).toContain('<div class="callout callout-danger" role="note">')
    expect(en).toMatch(/<svg class="callout-icon"[^>]*aria-hidden="true"/)
    expect(en).toContain(
      '<strong class="callout-word">Danger</strong> <span class="callout-subject">Isolate first</span>',
    )
    expect(await htmlOf(body, 'zh-CN')).toContain('<strong class="callout-word">危险</strong>')
  })

  test('says in its language that the manual wins', async () => {
    const body = '<ManualWins>\n\nx\n\n</ManualWins>'
    expect(await htmlOf(body)).toContain('The service manual wins')
    expect(await htmlOf(body, 'zh-CN')).toContain('以维修手册为准')
  })

  test('puts tables into named areas that scroll and can be reached by keyboard', async () => {
    const table = '| a | b |\n|---|--:|\n| 1 | 2 |'
    const html = await htmlOf(
      `## Readings\n\n${table}\n\n<Measurement caption="Coil">\n\n${table}\n\n</Measurement>\n\n${table}`,
    )
    expect(html).toContain('<section class="table-scroll" aria-label="Table: Readings" tabindex="0"><table>')
    expect(html).toContain('<section class="table-scroll" aria-label="Coil" tabindex="0">')
    expect(html).toContain('aria-label="Table: Readings (2)"')
    expect(html).toContain('<th scope="col" class="align-right">b</th>')
    expect(html).toContain('<figure class="measurement"><figcaption>')
    expect(html).not.toContain('style=')
  })

  test('inlines drawings in its language with ids that differ from figure to figure', async () => {
    const body =
      '<Figure src="media/x.svg" alt="A valve" caption="Cut" />\n\n<Figure src="media/x.svg" alt="Again" />'
    const html = await htmlOf(body)
    expect(html).toContain('role="img" aria-label="A valve"')
    expect(html).toContain('<figcaption>Cut</figcaption>')
    expect(html).toContain('id="fig1-a"')
    expect(html).toContain('id="fig2-a"')
    expect(html).toContain('>Inlet</text>')
    expect(await htmlOf(body, 'zh-CN')).toContain('>进水</text>')
    expect((await compile(body)).media).toEqual(['media/x.svg'])
  })

  test('shows raster pictures by address with their alt text', async () => {
    expect(await htmlOf('<Figure src="media/photo.png" alt="A board" />')).toContain(
      '<img class="figure-picture" src="/content/T/media/photo.png?v=1" alt="A board"',
    )
  })

  test('keeps links inside the course short and sends no referrer outside', async () => {
    const html = await htmlOf(
      '## A\n\n[a](#s1) [b](../02-next#s2) [c](https://example.com/ä?x=1&y=2) [d](tel:+86-400-000)',
    )
    expect(html).toContain('<a href="#s1">a</a>')
    expect(html).toContain('<a href="02-next#s2">b</a>')
    expect(html).toContain('<a href="https://example.com/%C3%A4?x=1&amp;y=2" rel="noopener noreferrer">c</a>')
    expect(html).toContain('href="tel:+86-400-000"')
  })

  test('keeps steps as a numbered list', async () => {
    expect(await htmlOf('<Steps>\n\n1. one\n2. two\n\n</Steps>')).toMatch(
      /<div class="steps"><ol>\s*<li>one<\/li>\s*<li>two<\/li>\s*<\/ol><\/div>/,
    )
  })

  test('is the same, hash included, when it is compiled again or with others', async () => {
    const [a, b] = await Promise.all([compile(check), compile(check), compile('other')])
    expect(a).toEqual(b)
    expect(a?.contentHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is not compiled where a picture is missing', async () => {
    await expect(compile('a\n\n<Figure src="media/none.svg" alt="a" />')).rejects.toThrow(
      /"line":11,"column":1/,
    )
  })
})
