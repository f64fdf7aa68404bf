import { beforeEach, describe, expect, test } from 'vitest'
import { compileLesson } from '#app/content/compile-lesson.server.ts'
import type { Fault } from '#app/content/fault.ts'

/**
 * A lesson is written by somebody who is not trusted with code. Whatever it holds, either it is refused with file, line
 * and column, or it becomes plain HTML; nothing in it ever runs.
 */
const canary = globalThis as unknown as { pwned?: unknown }
const run = 'globalThis.pwned=1'

const head = `---
title: T
minutes: 5
safetyCritical: false
goals: [g]
sources: []
---
`
// The front matter above has seven lines, so the first line of a body is line 8.
const first = 8

function compile(text: string) {
  const bytes = new TextEncoder().encode(text)
  return compileLesson({ file: 'evil.mdx', language: 'en', bytes, pictures: new Map() })
}

beforeEach(() => {
  delete canary.pwned
})

/** [name, body, line and column of the fault counted in the body, words of the message] */
type Case = readonly [name: string, body: string, line: number, column: number, words: RegExp]

const code: Case[] = [
  ['an import', 'import fs from "node:fs"', 1, 1, /import and export/],
  ['a dynamic import', `{import('data:text/javascript,${run}')}`, 1, 1, /Expressions/],
  ['an import after text', 'Text.\n\nimport "./x.js"', 3, 1, /import and export/],
  ['an import that is no program', 'Text.\n\nimport {', 3, 1, /import and export/],
  ['an export with a call', `export const x = (() => { ${run} })()`, 1, 1, /import and export/],
  ['an export of a layout', 'export default function Layout() { return null }', 1, 1, /import and export/],
  ['a flow expression', `{${run}}`, 1, 1, /Expressions/],
  ['an expression in a sentence', `One {${run}} two`, 1, 5, /Expressions/],
  ['an expression that calls', `a {(() => { ${run} })()}`, 1, 3, /Expressions/],
  ['a comment expression', 'a {/* x */} b', 1, 3, /Expressions/],
  ['a broken expression', 'One {1 +} two', 1, 5, /Expressions/],
  ['an expression without end', 'One {two', 1, 5, /Expressions/],
  ['an expression in a heading', `## A {${run}}`, 1, 6, /Expressions/],
  ['an expression in a link text', `[a {${run}}](https://example.com)`, 1, 4, /Expressions/],
  ['an expression in a table', `| a |\n|---|\n| {${run}} |`, 3, 3, /Expressions/],
  ['an expression in a quotation', `> a {${run}}`, 1, 5, /Expressions/],
  [
    'an expression in a list in a component',
    `<Callout kind="note">\n\n- a\n- {${run}}\n\n</Callout>`,
    4,
    3,
    /Expressions/,
  ],
  ['an attribute expression', `<Callout kind={${run}}>\n\nx\n\n</Callout>`, 1, 10, /expression/],
  ['a broken attribute expression', '<Callout kind={1+}>\n\nx\n\n</Callout>', 1, 10, /Expressions/],
  ['a spread attribute', `<Callout kind="note" {...{ a: ${run} }}>\n\nx\n\n</Callout>`, 1, 22, /Spread/],
  ['a template in an attribute', '<Figure src={`media/x.svg`} alt="a" />', 1, 9, /expression/],
]

const markup: Case[] = [
  [
    'an event handler',
    '<Callout kind="note" onClick="alert(1)">\n\nx\n\n</Callout>',
    1,
    22,
    /Event handlers/,
  ],
  [
    'an event handler in other case',
    '<Callout kind="note" ONLOAD="alert(1)">\n\nx\n\n</Callout>',
    1,
    22,
    /Event handlers/,
  ],
  ['an event handler on an element', '<img src="x" onerror="alert(1)" />', 1, 14, /Event handlers/],
  [
    'dangerouslySetInnerHTML',
    '<Callout kind="note" dangerouslySetInnerHTML="x">\n\nx\n\n</Callout>',
    1,
    22,
    /no attribute/,
  ],
  [
    'a style attribute',
    '<Callout kind="note" style="position:fixed">\n\nx\n\n</Callout>',
    1,
    22,
    /no attribute/,
  ],
  ['a class attribute', '<Callout kind="note" className="x">\n\nx\n\n</Callout>', 1, 22, /no attribute/],
  ['a key attribute', '<Callout kind="note" key="x">\n\nx\n\n</Callout>', 1, 22, /no attribute/],
  ['a ref attribute', '<Callout kind="note" ref="x">\n\nx\n\n</Callout>', 1, 22, /no attribute/],
  ['a __proto__ attribute', '<Callout kind="note" __proto__="x">\n\nx\n\n</Callout>', 1, 22, /no attribute/],
  ['a children attribute', '<Callout kind="note" children="x">\n\nx\n\n</Callout>', 1, 22, /no attribute/],
  ['an attribute twice', '<Callout kind="note" kind="tip">\n\nx\n\n</Callout>', 1, 22, /twice/],
  ['a kind that is none', '<Callout kind="constructor">\n\nx\n\n</Callout>', 1, 10, /unknown/],
  ['a component that is none', 'a\n\n<Evil />', 3, 1, /does not exist/],
  ['a component of an object', '<Callout.constructor />', 1, 1, /does not exist/],
  ['a component with a namespace', '<svg:script />', 1, 1, /does not exist/],
  ['a fragment', '<>x</>', 1, 1, /Empty tags/],
  ['constructor as component', '<constructor>x</constructor>', 1, 1, /not allowed/],
  ['__proto__ as component', '<__proto__ />', 1, 1, /does not exist/],
  ['hasOwnProperty as component', '<hasOwnProperty />', 1, 1, /not allowed/],
  ['toString as component', '<toString />', 1, 1, /not allowed/],
  ['wrapper, the name of MDX for a layout', '<wrapper>x</wrapper>', 1, 1, /not allowed/],
  ['a script', '<script>alert(1)</script>', 1, 1, /<script>/],
  [
    'a script in a component',
    '<Callout kind="note">\n\n<script src="https://example.com/x.js"></script>\n\n</Callout>',
    3,
    1,
    /<script>/,
  ],
  ['an iframe', 'a <iframe src="https://example.com"></iframe>', 1, 3, /<iframe>/],
  ['a style element', '<style>x</style>', 1, 1, /<style>/],
  ['an object', '<object data="x.swf"></object>', 1, 1, /<object>/],
  ['an embed', '<embed src="x" />', 1, 1, /<embed>/],
  ['a base element', '<base href="https://example.com/" />', 1, 1, /<base>/],
  ['a form', '<form action="https://example.com"><input name="p" /></form>', 1, 1, /<form>/],
  ['a meta refresh', '<meta httpEquiv="refresh" content="0" />', 1, 1, /<meta>/],
  ['an inline svg', '<svg><a href="javascript:alert(1)">x</a></svg>', 1, 1, /<svg>/],
  ['a link as element', '<a href="https://example.com">x</a>', 1, 1, /<a>/],
  ['a comment', 'a\n\n<!-- x -->', 3, 1, /comments/],
  ['a comment in a sentence', 'one <!-- x --> two', 1, 5, /comments/],
  ['a document type', '<!DOCTYPE html>', 1, 1, /comments/],
  ['CDATA', '<![CDATA[ x ]]>', 1, 1, /comments/],
  ['a picture from elsewhere', '![a](https://example.com/track.png)', 1, 1, /Markdown pictures/],
  ['a picture with a script address', '![a](javascript:alert(1))', 1, 1, /Markdown pictures/],
  [
    'a figure from elsewhere',
    '<Figure src="https://example.com/x.svg" alt="a" />',
    1,
    9,
    /no picture of this course/,
  ],
  [
    'a figure outside of the folder',
    '<Figure src="media/../../secret.svg" alt="a" />',
    1,
    9,
    /no picture of this course/,
  ],
  [
    'a figure from a data address',
    '<Figure src="data:image/svg+xml,x" alt="a" />',
    1,
    9,
    /no picture of this course/,
  ],
]

const links: Case[] = (
  [
    ['javascript:', '[a](javascript:alert(1))'],
    ['JaVaScRiPt:', '[a](JaVaScRiPt:alert(1))'],
    ['an entity for a letter', '[a](jav&#x61;script:alert(1))'],
    ['an entity for the colon', '[a](javascript&colon;alert(1))'],
    ['a numeric colon', '[a](javascript&#58;alert(1))'],
    ['an entity for a tab', '[a](java&Tab;script:alert(1))'],
    ['an entity for a line break', '[a](java&NewLine;script:alert(1))'],
    ['a tab between brackets', '[a](<java\tscript:alert(1)>)'],
    ['a control character by entity', '[a](&#1;javascript:alert(1))'],
    ['white space before', '[a](<&#32;javascript:alert(1)>)'],
    ['a backslash', '[a](\\javascript:alert(1))'],
    ['vbscript:', '[a](vbscript:msgbox)'],
    ['data:', '[a](data:text/html;base64,PHNjcmlwdD4=)'],
    ['blob:', '[a](blob:https://example.com/x)'],
    ['file:', '[a](file:///etc/passwd)'],
    ['view-source:', '[a](view-source:https://example.com)'],
    ['http:', '[a](http://example.com)'],
    ['a protocol-relative address', '[a](//example.com)'],
    ['a backslash host', '[a](/\\\\example.com)'],
    ['a path of the site', '[a](/admin)'],
    ['an address with a name before the host', '[a](https://bank.example@evil.example/)'],
    ['a full-width colon', '[a](javascript：alert(1))'],
    ['a zero-width space', '[a](java\u200bscript:alert(1))'],
    ['a link with a title', '[a](javascript:alert(1) "title")'],
    ['a mail link with headers', '[a](mailto:a@example.com?bcc=b@example.com)'],
    ['a bare address', 'http://example.com'],
  ] as const
).map(([name, body]) => [name, body, 1, 1, /link/i] as Case)

const referenceLinks: Case[] = [
  ['a reference link', '[a][b]\n\n[b]: javascript:alert(1)', 3, 1, /scheme/],
  [
    'a reference link in a component',
    '<Callout kind="note">\n\n[a][b]\n\n[b]: <data:text/html,x>\n\n</Callout>',
    5,
    1,
    /scheme/,
  ],
  ['a link in emphasis in a list', '- **[a](javascript:x)**', 1, 5, /scheme/],
  ['a link in a heading', '## [a](javascript:x)', 1, 4, /scheme/],
  ['a link in a table', '| [a](javascript:x) |\n|---|\n| b |', 1, 3, /scheme/],
  ['an autolink', '<javascript:alert(1)>', 1, 1, /bare <address>/],
  ['a footnote', 'a[^1]\n\n[^1]: [x](javascript:y)', 1, 2, /Footnotes/],
]

const check = (inner: string, id = 'id="c-1"') => `<KnowledgeCheck ${id}>\n${inner}\n</KnowledgeCheck>`
const parts =
  '<Stem>s</Stem>\n<Choice id="a" correct>x</Choice>\n<Choice id="b">y</Choice>\n<Feedback>f</Feedback>'

const structure: Case[] = [
  [
    'a check in a callout',
    `<Callout kind="note">\n\n${check(parts)}\n\n</Callout>`,
    3,
    1,
    /may not stand in <Callout>/,
  ],
  ['a check in a list', `- a\n\n  ${check(parts).replaceAll('\n', '\n  ')}`, 3, 3, /inside a list/],
  ['a choice outside of a check', 'a\n\n<Choice id="a">x</Choice>', 3, 1, /may not stand in the lesson/],
  ['feedback outside of a check', '<Feedback>x</Feedback>', 1, 1, /may not stand in the lesson/],
  ['a check without id', check(parts, ''), 1, 1, /needs the attribute id/],
  ['a check with an empty id', check(parts, 'id=""'), 1, 17, /id is empty/],
  ['a check with an id of markup', check(parts, 'id="&lt;b&gt;"'), 1, 17, /no id/],
  ['a check id twice', `${check(parts)}\n\n${check(parts)}`, 8, 1, /used twice/],
  ['correct with a value', check(parts.replace('correct', 'correct="false"')), 3, 16, /stands alone/],
  ['no correct choice', check(parts.replace(' correct', '')), 1, 1, /No choice is correct/],
  ['a choice id twice', check(parts.replace('id="b"', 'id="a"')), 4, 1, /stands twice/],
  ['a link in a choice', check(parts.replace('>y<', '>[y](https://example.com)<')), 4, 16, /holds no link/],
  ['text between choices', check(`${parts}\n\nstray`), 7, 1, /holds only/],
  ['a component in a sentence', 'one <Callout kind="note">x</Callout> two', 1, 5, /inside a sentence/],
  ['a missing alt', '<Figure src="media/x.svg" />', 1, 1, /needs the attribute alt/],
  ['a heading of level one', '# Big', 1, 1, /## and ###/],
  ['a component never closed', 'a\n\n<Callout kind="note">\n\ntext', 3, 1, /never closed/],
  ['a hidden right-to-left mark', 'safe \u202e text', 1, 6, /hidden character/],
  ['a hidden mark by entity', 'safe &#x202e; text', 1, 1, /hidden character/],
]

describe.each([
  ['code', code],
  ['markup', markup],
  ['links', links],
  ['links in other places', referenceLinks],
  ['structure', structure],
])('%s in a lesson is refused at its place', (_, cases) => {
  test.each(cases)('%s', async (_name, body, line, column, words) => {
    const result = await compile(`${head}${body}\n`)
    expect(result.ok).toBe(false)
    const faults: readonly Fault[] = result.ok ? [] : result.faults
    const found = faults.find(
      (fault) => fault.line === line + first - 1 && fault.column === column && words.test(fault.message),
    )
    expect(found, JSON.stringify(faults, null, 1)).toBeDefined()
    expect(found?.file).toBe('evil.mdx')
    expect(canary.pwned).toBeUndefined()
  })
})

describe('front matter is data and never a program', () => {
  const cases: [name: string, text: string, line: number, column: number][] = [
    ['a program as front matter', `---js\n{ title: (${run}) }\n---\n\nText\n`, 1, 1],
    ['a program as front matter after front matter', `${head}---js\n${run}\n---\n`, 1, 1],
    ['a coffee block', `---coffee\n${run}\n---\n\nText\n`, 1, 1],
    ['TOML', `+++\ntitle = "x"\n+++\n\nText\n`, 1, 1],
    [
      'an alias',
      '---\ntitle: &a T\nminutes: 5\nsafetyCritical: false\ngoals: [*a]\nsources: []\n---\n',
      5,
      9,
    ],
    [
      'an anchor',
      '---\ntitle: &a T\nminutes: 5\nsafetyCritical: false\ngoals: [g]\nsources: []\n---\n',
      2,
      11,
    ],
    [
      'a merge key',
      '---\n<<: { title: T }\nminutes: 5\nsafetyCritical: false\ngoals: [g]\nsources: []\n---\n',
      2,
      1,
    ],
    ['a program tag', `---\ntitle: !!js/function 'function () { ${run} }'\nminutes: 5\n---\n`, 2, 8],
    [
      'a prototype key',
      '---\n__proto__: { polluted: 1 }\ntitle: T\nminutes: 5\nsafetyCritical: false\ngoals: [g]\nsources: []\n---\n',
      2,
      1,
    ],
    [
      'an unknown key',
      '---\nlayout: /etc/passwd\ntitle: T\nminutes: 5\nsafetyCritical: false\ngoals: [g]\nsources: []\n---\n',
      2,
      1,
    ],
    ['no end', '---\ntitle: T\n', 1, 1],
  ]
  test.each(cases)('%s', async (name, text, line, column) => {
    const result = await compile(text)
    expect(canary.pwned).toBeUndefined()
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    // After sound front matter the second block is Markdown: a rule and text, which is harmless and stays text.
    if (name.endsWith('after front matter')) {
      if (result.ok) expect(JSON.stringify(result.value.pieces)).toContain('globalThis.pwned=1')
      return
    }
    const faults = result.ok ? [] : result.faults
    expect(
      faults.some((fault) => fault.line === line && fault.column === column),
      JSON.stringify(faults),
    ).toBe(true)
  })
})

describe('a lesson made to exhaust the parser is refused soon', () => {
  const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)
  const cases: [name: string, body: string][] = [
    ['a huge lesson', 'word '.repeat(20_000)],
    ['nested quotations', `${'> '.repeat(2_000)}x`],
    ['nested lists', `${'- '.repeat(2_000)}x`],
    ['nested components', deep('<Callout kind="note">\n\n', '\n\n</Callout>', 900)],
    ['nested brackets', deep('[', ']', 2_500)],
    ['stars', '*a_ '.repeat(1_400).concat('*'.repeat(200))],
    ['marks that neither open nor close', `${'_a*'.repeat(1_900)}\n`.repeat(10)],
    ['brackets over many lines', `${'a]('.repeat(60)}\n`.repeat(300)],
    ['a list of thousands', '- a\n  - b\n    - c\n'.repeat(3_000)],
    ['many paragraphs', 'a\n\n'.repeat(20_000)],
    ['a YAML bomb', 'x'],
  ]
  test.each(cases)('%s', async (name, body) => {
    const bomb = `---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n---\n`
    const started = performance.now()
    const result = await compile((name === 'a YAML bomb' ? bomb : head) + body)
    expect(result.ok).toBe(false)
    expect(performance.now() - started).toBeLessThan(4_000)
  })
})

test('unfinished links in a row are text and cost little', async () => {
  const started = performance.now()
  const result = await compile(`${head}${'![a]('.repeat(290)}`)
  expect(result.ok).toBe(true)
  expect(performance.now() - started).toBeLessThan(4_000)
})

describe('several faults', () => {
  test('are all reported in one go, each at its place', async () => {
    const body =
      'import a from "b"\n\nOne {x +} two\n\n<!-- c -->\n\n<Evil />\n\n[a](javascript:b)\n\n<Callout kind="none" onClick="x">\n\ny\n\n</Callout>\n'
    const result = await compile(head + body)
    const places = (result.ok ? [] : result.faults).map(({ line, column }) => `${line - first + 1}:${column}`)
    expect(places).toEqual(['1:1', '3:5', '5:1', '7:1', '9:1', '11:10', '11:22'])
  })
})

describe('what looks hostile but is only text', () => {
  test('is shown as text', async () => {
    const body =
      'Write `import x`, `{a}` and `<script>` in code, &lt;b&gt; and &#123;x&#125; in prose, a < b, 5 > 3.\n\n```js\nexport const a = {b}\n```\n'
    const result = await compile(head + body)
    const html =
      result.ok && result.value.pieces[0]?.kind === 'html'
        ? result.value.pieces[0].html
        : JSON.stringify(result)
    expect(html).toContain('<code>&lt;script&gt;</code>')
    expect(html).toContain('&lt;b&gt; and {x} in prose, a &lt; b')
    expect(html).toContain('export const a = {b}')
    expect(html).not.toContain('<script')
  })

  test('attribute texts are escaped', async () => {
    const result = await compile(
      `${head}<Callout kind="note" title="&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot; {1}">\n\nx\n\n</Callout>\n`,
    )
    const html =
      result.ok && result.value.pieces[0]?.kind === 'html'
        ? result.value.pieces[0].html
        : JSON.stringify(result)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script')
  })
})
