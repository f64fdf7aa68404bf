import { type Element, type ElementNode, isElement } from './element.ts'

/**
 * QTI 3 says what QTI 2 said under other names: `qti-` before each element, words with hyphens. Readers and writers know the names of QTI 2 alone;
 * these two functions stand between them and a file of QTI 3.
 */

/** A tree of QTI 3 in the names of QTI 2; one of QTI 2 stays as it is. */
export function toQti2Names(element: Element): Element {
  const isOurs = element.name.startsWith('qti-')
  const attributes = isOurs
    ? new Map(
        [...element.attributes].map(([key, value]) => [key.startsWith('data-') ? key : camel(key), value]),
      )
    : element.attributes
  return {
    name: isOurs ? camel(element.name.slice('qti-'.length)) : element.name,
    attributes,
    children: renamedChildren(element, toQti2Names),
    line: element.line,
  }
}

/** A tree in the names of QTI 2 as QTI 3 writes it. */
export function toQti3Names(element: Element): Element {
  const isOurs = !htmlNames.has(element.name)
  return {
    name: isOurs ? `qti-${hyphenated(element.name)}` : element.name,
    attributes: isOurs
      ? new Map(
          [...element.attributes].map(([key, value]) => [key.includes(':') ? key : hyphenated(key), value]),
        )
      : element.attributes,
    children: renamedChildren(element, toQti3Names),
    line: element.line,
  }
}

function renamedChildren(element: Element, rename: (child: Element) => Element): readonly ElementNode[] {
  return element.children.map((child) => (isElement(child) ? rename(child) : child))
}

/** The HTML that our own items are written with. */
const htmlNames = new Set(['p', 'br', 'div', 'span', 'img'])

function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function hyphenated(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
