import { describe, expect, test } from 'vitest'
import { readPictures } from '#app/content/read-pictures.server.ts'
import { guardSvg } from '#app/content/svg-guard.ts'
import { inlineSvg } from '#app/content/svg-inline.ts'

/** A figure stands inside our own page, so whatever a browser would run, load or restyle from it must not pass. */
const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'

function faultsOf(text: string) {
  const { pictures, faults } = readPictures(
    new Map([['media/x.svg', new TextEncoder().encode(text)]]),
    () => '',
  )
  return { passed: pictures.has('media/x.svg'), faults }
}

/** [name, lines after the opening tag, line, column, words]; without line the text is the whole file. */
const inside: [name: string, body: string, line: number, column: number, words: RegExp][] = [
  ['a script', '<script>alert(1)</script>', 2, 1, /<script>/],
  ['a script in a group', '<g>\n<script href="https://example.com/x.js"/></g>', 3, 1, /<script>/],
  ['a style element', '<style>@import url(https://example.com)</style>', 2, 1, /<style>/],
  ['a foreign object', '<foreignObject><p>x</p></foreignObject>', 2, 1, /<foreignObject>/],
  ['an image', '<image href="https://example.com/x.png"/>', 2, 1, /<image>/],
  ['a link', '<a href="javascript:alert(1)"><text>x</text></a>', 2, 1, /<a>/],
  [
    'an animation of an address',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    2,
    1,
    /<animate>/,
  ],
  ['a set', '<set attributeName="onclick" to="alert(1)"/>', 2, 1, /<set>/],
  ['a filter image', '<feImage href="https://example.com"/>', 2, 1, /<feImage>/],
  ['an iframe', '<iframe src="x"/>', 2, 1, /<iframe>/],
  ['__proto__', '<__proto__/>', 2, 1, /<__proto__>/],
  ['constructor', '<constructor/>', 2, 1, /<constructor>/],
  ['an element of another case', '<SCRIPT>1</SCRIPT>', 2, 1, /<SCRIPT>/],
  ['an element with a prefix', '<svg:script>1</svg:script>', 2, 1, /<svg:script>/],
  ['an event handler', '<rect onclick="alert(1)"/>', 2, 7, /Event handlers/],
  ['an event handler after a line break', '<rect\n  onload="alert(1)"/>', 3, 3, /Event handlers/],
  ['a style attribute', '<rect style="fill:url(https://example.com)"/>', 2, 7, /style/],
  ['a class attribute', '<rect class="fixed inset-0"/>', 2, 7, /class/],
  ['an outside use', '<use href="https://example.com/x.svg#a"/>', 2, 6, /leads out/],
  ['a data use', '<use href="data:image/svg+xml,x"/>', 2, 6, /leads out/],
  ['an xlink use', '<use xlink:href="https://example.com/x.svg#a"/>', 2, 6, /xlink:href/],
  ['a use of nothing', '<use href="#none"/>', 2, 6, /no element/],
  ['a use that uses itself', '<g id="a"><use href="#a"/></g>', 2, 16, /holds a <use> itself/],
  [
    'uses of uses',
    '<g id="a"><rect/></g>\n<g id="b"><use href="#a"/><use href="#a"/></g>\n<use href="#b"/>',
    4,
    6,
    /holds a <use> itself/,
  ],
  ['an outside fill', '<rect fill="url(https://example.com/x#a)"/>', 2, 7, /fill/],
  ['a colour that is no token', '<rect fill="#fff"/>', 2, 7, /token/],
  ['an unknown token', '<rect stroke="var(--evil)"/>', 2, 7, /token/],
  ['a token with more', '<rect fill="var(--ink);background:red"/>', 2, 7, /token/],
  ['an outside marker', '<path d="M0 0" marker-end="url(https://example.com#a)"/>', 2, 16, /marker-end/],
  ['a transform with more', '<g transform="translate(1) url(x)"/>', 2, 4, /transform/],
  ['an own entity', '<text>&x;</text>', 2, 7, /entity/],
  ['an entity for a control character', '<text>&#1;</text>', 2, 7, /entity/],
  ['a decoded address', '<use href="&#104;ttps://example.com"/>', 2, 6, /leads out/],
  ['CDATA', '<text><![CDATA[<script>]]></text>', 2, 7, /CDATA/],
  ['a processing instruction', '<?xml-stylesheet href="x"?>', 2, 1, /processing/],
  ['an id of markup', '<rect id="a&quot;b"/>', 2, 7, /id=/],
  ['an id twice', '<rect id="a"/><rect id="a"/>', 2, 21, /used twice/],
  ['an svg in an svg', '<svg viewBox="0 0 1 1"/>', 2, 1, /inside an <svg>/],
  ['text outside of a label', 'stray', 1, 59, /Text stands only/],
  ['Chinese without an English fallback', '<text>进水</text>', 2, 7, /switch/],
  ['an unquoted attribute', '<rect x=1/>', 2, 1, /well formed/],
  ['a wrong closing tag', '<g><rect></g></rect>', 2, 10, /closes nothing/],
  ['a base address', '<rect xml:base="https://example.com"/>', 2, 7, /xml:base/],
  ['a hidden mark', '<text>a\u202eb</text>', 2, 8, /hidden/],
]

describe('a figure is refused at its place', () => {
  test.each(inside)('%s', (_, body, line, column, words) => {
    const { passed, faults } = faultsOf(`${open}\n${body}\n</svg>`)
    expect(passed).toBe(false)
    const found = faults.find(
      (fault) => fault.line === line && fault.column === column && words.test(fault.message),
    )
    expect(found, JSON.stringify(faults, null, 1)).toBeDefined()
    expect(found?.file).toBe('media/x.svg')
  })

  const whole: [name: string, text: string, words: RegExp][] = [
    [
      'a billion laughs',
      `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n${open}<text>&b;</text></svg>`,
      /Document types/,
    ],
    [
      'an outside entity',
      `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${open}<text>&a;</text></svg>`,
      /Document types/,
    ],
    ['HTML under the name of a figure', '<html><script>alert(1)</script></html>', /one <svg>/],
    ['two figures', `${open}</svg>${open}</svg>`, /one <svg>/],
    ['text after the figure', `${open}</svg>x`, /outside/],
    ['another namespace', '<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>', /xmlns/],
    [
      'a namespace prefix',
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>`,
      /xmlns:x/,
    ],
    ['nothing', '', /no <svg>/],
    ['UTF-16', '\uFFFE', /./],
    ['a thousand levels', `${open}${'<g>'.repeat(1000)}${'</g>'.repeat(1000)}</svg>`, /nested too deeply/],
    ['a hundred thousand elements', `${open}${'<g/>'.repeat(40_000)}</svg>`, /too many elements/],
    ['a huge file', `${open}${' '.repeat(300_000)}</svg>`, /bytes/],
  ]
  test.each(whole)('%s', (_, text, words) => {
    const { passed, faults } = faultsOf(text)
    expect(passed).toBe(false)
    expect(faults.map(({ message }) => message).join('\n')).toMatch(words)
  })
})

describe('a sound figure', () => {
  const figure = `${open}<title>t</title><defs><marker id="m" viewBox="0 0 1 1"><path d="M0 0"/></marker><g id="g"><rect/></g></defs>
<path d="M0 0 L9 9" stroke="var(--ink)" marker-end="url(#m)"/><use href="#g" x="1"/>
<switch><text systemLanguage="zh" x="1">进水 &lt;1</text><text x="1">Inlet &lt; 1 &amp; "x"</text></switch></svg>`
  const root = guardSvg('x.svg', figure).root

  test('is drawn in one language, with prefixed ids and a name', () => {
    if (!root) throw new Error('the figure was refused')
    const en = inlineSvg(root, { language: 'en', alt: 'A "b" <c>', idPrefix: 'fig1-' })
    expect(en).toContain('role="img" aria-label="A &quot;b&quot; &lt;c&gt;"')
    expect(en).toContain('<marker id="fig1-m"')
    expect(en).toContain('marker-end="url(#fig1-m)"')
    expect(en).toContain('href="#fig1-g"')
    expect(en).toContain('>Inlet &lt; 1 &amp; &quot;x&quot;</text>')
    expect(en).not.toMatch(/进水|switch|systemLanguage|<title|xmlns/)
    expect(inlineSvg(root, { language: 'zh-CN', alt: 'a', idPrefix: 'fig2-' })).toContain(
      '>进水 &lt;1</text>',
    )
  })
})
