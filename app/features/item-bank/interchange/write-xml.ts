import { type Element, type ElementNode, isElement } from './element.ts'

/** An element to be written; attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  children: readonly ElementNode[] = [],
): Element {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  )
  return { name, attributes: new Map(given), children, line: 0 }
}

/** A document in UTF-8, indented where that adds no space to a text. */
export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`
}

function write({ name, attributes, children }: Element, indent: string): string {
  const open = `<${name}${[...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}`
  if (children.length === 0) return `${open}/>`
  if (children.some((child) => !isElement(child)))
    return `${open}>${children.map((child) => (isElement(child) ? write(child, '') : escapeXml(child))).join('')}</${name}>`
  const inner = children
    .filter(isElement)
    .map((child) => `\n${indent}  ${write(child, `${indent}  `)}`)
    .join('')
  return `${open}>${inner}\n${indent}</${name}>`
}

/** Text as it stands in XML; characters that XML 1.0 does not know are left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are left out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  )
}

/** Lines of a text as inline content with breaks between. */
export function inlineLines(text: string): readonly ElementNode[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [element('br'), line]))
}

/** Whether two trees say the same, white space between elements aside. */
export function isSameTree(a: Element, b: Element): boolean {
  const shape = ({ name, attributes, children }: Element): unknown => [
    name,
    [...attributes].sort(([left], [right]) => (left < right ? -1 : 1)),
    children.flatMap((child) =>
      isElement(child) ? [shape(child)] : child.trim() === '' ? [] : [child.trim()],
    ),
  ]
  return JSON.stringify(shape(a)) === JSON.stringify(shape(b))
}
