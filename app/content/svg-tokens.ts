import { type Fault, type Place, placeOfOffset } from './fault.ts'
import { faultAtOffset } from './source-text.ts'

/** An element of a figure with its place; text stands decoded. */
export type SvgElement = {
  readonly name: string
  readonly attributes: readonly SvgAttribute[]
  readonly children: readonly SvgNode[]
  readonly place: Place
}
export type SvgAttribute = { readonly name: string; readonly value: string; readonly place: Place }
export type SvgNode = SvgElement | { readonly text: string; readonly place: Place }

type OpenElement = SvgElement & { readonly children: SvgNode[] }

const nameStart = /[A-Za-z_]/
const namePattern = /[A-Za-z_][A-Za-z0-9_.:-]*/y
const attributePattern = /\s+([A-Za-z_][A-Za-z0-9_.:-]*)\s*=\s*("[^"]*"|'[^']*')/y
const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * Reads the strict part of XML that figures use: elements, attributes, text, comments (dropped), the five named and the
 * numeric entities. A document type, an own entity, CDATA or a processing instruction ends the reading with a fault:
 * nothing can expand and nothing outside the file is ever looked at. Written by hand because faults need exact places
 * and because a parser that knows no more than this cannot be talked into more.
 */
export function readSvgTokens(
  file: string,
  text: string,
): { readonly root: SvgElement | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const open: OpenElement[] = []
  let root: SvgElement | null = null
  let at = /^<\?xml\s[^?<>]*\?>/.exec(text)?.[0].length ?? 0
  const stop = (offset: number, message: string) => {
    faults.push(faultAtOffset(file, text, offset, message))
    return { root: null, faults }
  }

  while (at < text.length) {
    if (text[at] !== '<') {
      const end = indexOrEnd(text, '<', at)
      const raw = text.slice(at, end)
      const parent = open.at(-1)
      const decoded = decodeEntities(raw)
      if (decoded === null) {
        return stop(
          at + Math.max(0, raw.indexOf('&')),
          'This entity is not allowed. Write the character itself, or &lt; &gt; &amp; &quot;.',
        )
      }
      if (parent) parent.children.push({ text: decoded, place: placeOfOffset(text, at) })
      else if (raw.trim() !== '')
        return stop(at + raw.search(/\S/), 'Text outside of <svg> is not allowed. Delete it.')
      at = end
      continue
    }
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      if (end === -1) return stop(at, 'The comment is never closed. Add -->.')
      at = end + 3
      continue
    }
    if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
      return stop(
        at,
        'Document types, entities, CDATA and processing instructions are not allowed. Delete this part.',
      )
    }
    if (text[at + 1] === '/') {
      const name = readName(text, at + 2)
      const end = text.indexOf('>', at)
      const last = open.pop()
      if (!last || name !== last.name || end === -1 || text.slice(at + 2 + name.length, end).trim() !== '') {
        return stop(
          at,
          `The closing tag </${name}> closes nothing here${last ? `; <${last.name}> is open` : ''}.`,
        )
      }
      at = end + 1
      continue
    }
    if (!nameStart.test(text[at + 1] ?? ''))
      return stop(at, 'A "<" that begins no element. Write &lt; in text.')

    const tag = readOpeningTag(text, at)
    if (!tag.ok) return stop(tag.offset, tag.message)
    const element: OpenElement = {
      name: tag.name,
      attributes: tag.attributes,
      children: [],
      place: placeOfOffset(text, at),
    }
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else if (root) return stop(at, 'A figure has one <svg> element. Delete the second.')
    else root = element
    if (!tag.isEmpty) open.push(element)
    at = tag.end
  }
  const unclosed = open.at(-1)
  if (unclosed) {
    faults.push({
      file,
      ...unclosed.place,
      message: `<${unclosed.name}> is never closed. Add </${unclosed.name}>.`,
    })
    return { root: null, faults }
  }
  if (!root) return stop(0, 'The file holds no <svg> element.')
  return { root, faults }
}

type OpeningTag =
  | { ok: true; name: string; attributes: SvgAttribute[]; isEmpty: boolean; end: number }
  | { ok: false; offset: number; message: string }

function readOpeningTag(text: string, start: number): OpeningTag {
  const name = readName(text, start + 1)
  let at = start + 1 + name.length
  const attributes: SvgAttribute[] = []
  for (;;) {
    attributePattern.lastIndex = at
    const found = attributePattern.exec(text)
    if (!found) break
    const [whole, attribute = '', quoted = ''] = found
    const offset = at + whole.indexOf(attribute)
    const value = decodeEntities(quoted.slice(1, -1))
    if (value === null || value.includes('<')) {
      return {
        ok: false,
        offset,
        message: `The value of ${attribute} holds "<" or an entity that is not allowed. Write plain text.`,
      }
    }
    if (attributes.some((other) => other.name === attribute)) {
      return { ok: false, offset, message: `The attribute ${attribute} stands twice. Delete one.` }
    }
    attributes.push({ name: attribute, value, place: placeOfOffset(text, offset) })
    at += whole.length
  }
  const close = /\s*(\/?)>/y
  close.lastIndex = at
  const end = close.exec(text)
  if (!end)
    return {
      ok: false,
      offset: start,
      message: `The tag <${name}> is not well formed. Write each attribute as name="value".`,
    }
  return { ok: true, name, attributes, isEmpty: end[1] === '/', end: at + end[0].length }
}

function readName(text: string, at: number): string {
  namePattern.lastIndex = at
  return namePattern.exec(text)?.[0] ?? ''
}

/** The text with its entities replaced once; null where one is unknown or stands for a control character. */
function decodeEntities(raw: string): string | null {
  let isSound = true
  const decoded = raw.replace(
    /&(?:#x([0-9a-fA-F]{1,6});|#([0-9]{1,7});|([A-Za-z]+);)?/g,
    (_, hex, decimal, name) => {
      if (name !== undefined && entities.has(name)) return entities.get(name) ?? ''
      const code =
        hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : Number.NaN
      const isCharacter =
        code >= 0x20 &&
        code <= 0x10ffff &&
        !(code >= 0xd800 && code <= 0xdfff) &&
        !(code >= 0x7f && code <= 0x9f)
      if (!isCharacter) isSound = false
      return isCharacter ? String.fromCodePoint(code) : ''
    },
  )
  return isSound ? decoded : null
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from)
  return found === -1 ? text.length : found
}
