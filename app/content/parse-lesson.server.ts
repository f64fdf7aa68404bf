import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import remarkGfm from 'remark-gfm'
import { type Fault, faultAt } from './fault.ts'
import type { LessonNode } from './lesson-tree.ts'
import { contentLimits } from './limits.ts'
import { blankOut, faultAtOffset } from './source-text.ts'

type Parser = { parse(text: string): LessonNode }
type SyntaxFault = { offset: number; message: string; blankTo: number | null }

let parser: Promise<Parser> | undefined

/**
 * The parser of the very MDX version that mdx-bundler compiles with. It is found from mdx-bundler's own place, because
 * another package brings an older @mdx-js/mdx to the top of node_modules, and a guard that reads a lesson differently
 * from the compiler guards nothing.
 */
function bundlerParser(): Promise<Parser> {
  parser ??= (async () => {
    const fromHere = createRequire(import.meta.url)
    const fromBundler = createRequire(fromHere.resolve('mdx-bundler'))
    const fromEsbuildPlugin = createRequire(fromBundler.resolve('@mdx-js/esbuild'))
    const mdx = await import(/* @vite-ignore */ pathToFileURL(fromEsbuildPlugin.resolve('@mdx-js/mdx')).href)
    return mdx.createProcessor({ format: 'mdx', remarkPlugins: [remarkGfm] }) as Parser
  })()
  return parser
}

/**
 * Parses the body of a lesson (front matter already replaced by empty lines) and lists every syntax fault. A fault the
 * parser stops at (a comment, a broken expression, a broken import) is blanked out and parsing goes on, so that an
 * author sees all faults at once. `tree` is null where nothing sensible is left to look at.
 */
export async function parseLesson(
  file: string,
  body: string,
): Promise<{ readonly tree: LessonNode | null; readonly faults: readonly Fault[] }> {
  const tooMuch = findParserTraps(file, body)
  if (tooMuch.length > 0) return { tree: null, faults: tooMuch }

  const mdx = await bundlerParser()
  const faults: Fault[] = []
  const blankedLines = new Set<number>()
  let text = body
  for (let round = 0; round < contentLimits.faultsPerFile; round += 1) {
    try {
      return { tree: mdx.parse(text), faults }
    } catch (error) {
      const found = describeSyntaxError(error, text)
      const fault = faultAtOffset(file, body, found.offset, found.message)
      if (!blankedLines.has(fault.line)) faults.push(fault)
      if (found.blankTo === null) return { tree: null, faults }
      text = blankOut(text, found.offset, found.blankTo)
      blankedLines.add(fault.line)
    }
  }
  return { tree: null, faults }
}

/**
 * Long lines, deep nesting and blocks full of marks are refused before the parser sees them: its time grows with the
 * square of the marks of one block (60 kB of `_a*` took it two minutes).
 */
function findParserTraps(file: string, body: string): Fault[] {
  const lines = body.split('\n')
  if (lines.length > contentLimits.lessonLines) {
    const place = { line: contentLimits.lessonLines + 1, column: 1 }
    return [
      faultAt(
        file,
        place,
        `A lesson has at most ${contentLimits.lessonLines} lines. Split it into two lessons.`,
      ),
    ]
  }
  let marks = 0
  return lines.flatMap((line, index) => {
    marks = line.trim() === '' ? 0 : marks + (line.match(/[*_~[\]]/g)?.length ?? 0)
    if (marks > contentLimits.marksPerBlock) {
      marks = Number.NEGATIVE_INFINITY
      return [
        faultAt(
          file,
          { line: index + 1, column: 1 },
          'This block holds too many marks (* _ ~ [ ]). Put blank lines between its parts.',
        ),
      ]
    }
    const place = { line: index + 1, column: 1 }
    if (line.length > contentLimits.lessonLineLength) {
      return [
        faultAt(
          file,
          place,
          `The line has more than ${contentLimits.lessonLineLength} characters. Split it.`,
        ),
      ]
    }
    const lead = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? ''
    const markers = lead.match(/>|[*+-](?=\s)|\d[.)](?=\s)/g)?.length ?? 0
    if (markers > contentLimits.markdownMarkersBeforeText && lead.trim().length !== line.trim().length) {
      return [faultAt(file, place, 'Lists or quotations are nested too deeply. Use at most three levels.')]
    }
    const run =
      /([[\]*_`~<(!&\\>])\1{40,}/.exec(line) ?? /(?:\[|!\[|\]\(|\*_|_\*|<[A-Za-z]*>){40,}/.exec(line)
    if (run) {
      const message = 'A long run of marks is not text. Shorten it.'
      return [faultAt(file, { line: index + 1, column: run.index + 1 }, message)]
    }
    return []
  })
}

function describeSyntaxError(error: unknown, text: string): SyntaxFault {
  const { reason, source, place } = readParserMessage(error)
  const offset = place?.offset ?? 0

  const tagStart = text.lastIndexOf('<', offset)
  if (tagStart !== -1 && tagStart >= offset - 1 && text.startsWith('<!', tagStart)) {
    const end = text.indexOf('-->', tagStart)
    const message = 'HTML comments and declarations are not allowed. Delete this one.'
    return { offset: tagStart, message, blankTo: end === -1 ? null : end + 3 }
  }
  if (source.endsWith('mdxjs-esm')) return describeBrokenModuleLine(text, offset)
  if (source.endsWith('mdx-expression')) return describeBrokenExpression(text, offset)

  if (
    /create a link in MDX/.test(reason) ||
    /^<[a-z][a-z0-9+.-]*[:@]/i.test(text.slice(tagStart, tagStart + 40))
  ) {
    const message = 'A bare <address> is not allowed. Write [text](https://…).'
    return { offset: Math.max(tagStart, 0), message, blankTo: null }
  }
  const unclosed = /Expected a closing tag for `<([^>`]*)>` \((\d+):(\d+)/.exec(reason)
  if (unclosed) {
    const at = offsetOfPlace(text, Number(unclosed[2]), Number(unclosed[3]))
    const message = `<${unclosed[1]}> is never closed. Add </${unclosed[1]}> and leave a blank line before and after Markdown blocks in it.`
    return { offset: at, message, blankTo: null }
  }
  const short = reason
    .replace(/ \(note:.*$/s, '')
    .replace(/,? expected .*$/s, '')
    .trim()
  return { offset, message: `${short}. Write "<" in prose as &lt; and "{" as &#123;.`, blankTo: null }
}

function describeBrokenModuleLine(text: string, offset: number): SyntaxFault {
  const blockStart = text.lastIndexOf('\n\n', offset) + 2
  const start = blockStart <= 1 ? Math.max(0, text.search(/\S/)) : blockStart
  const end = text.indexOf('\n\n', Math.max(offset, start))
  const message =
    'import and export are not allowed. Delete the line; where it is prose, begin the paragraph with another word.'
  return { offset: start, message, blankTo: end === -1 ? text.length : end }
}

function describeBrokenExpression(text: string, offset: number): SyntaxFault {
  const open = openingBraceBefore(text, offset)
  const message = 'Expressions in { } are not allowed. Write plain text, and "{" in prose as &#123;.'
  const close = closingBraceAfter(text, open)
  const attribute = /[\w:.-]+\s*=\s*$/.exec(text.slice(0, open))
  return {
    offset: open - (attribute?.[0].length ?? 0),
    message,
    blankTo: close === -1 ? open + 1 : close + 1,
  }
}

function openingBraceBefore(text: string, offset: number): number {
  let closed = 0
  for (let at = Math.min(offset, text.length - 1); at >= 0; at -= 1) {
    if (text[at] === '}' && at < offset) closed += 1
    if (text[at] !== '{') continue
    if (closed === 0) return at
    closed -= 1
  }
  return Math.max(0, text.lastIndexOf('{', offset))
}

function closingBraceAfter(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

function offsetOfPlace(text: string, line: number, column: number): number {
  let start = 0
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1
  return start + column - 1
}

function readParserMessage(error: unknown): {
  reason: string
  source: string
  place: { offset: number } | undefined
} {
  if (error instanceof RangeError) {
    return { reason: 'The text is nested too deeply to be read', source: '', place: undefined }
  }
  if (typeof error !== 'object' || error === null || !('reason' in error)) throw error
  const { reason, source, place } = error as { reason: unknown; source?: unknown; place?: unknown }
  return { reason: String(reason), source: String(source ?? ''), place: readOffset(place) }
}

function readOffset(place: unknown): { offset: number } | undefined {
  if (typeof place !== 'object' || place === null) return undefined
  if ('offset' in place && typeof place.offset === 'number') return { offset: place.offset }
  return 'start' in place ? readOffset(place.start) : undefined
}
