/** An element of XML or HTML, with local names only; `line` is where it begins, from 1. */
export type Element = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly ElementNode[]
  readonly line: number
}

/** An element or a piece of text. */
export type ElementNode = Element | string

export function isElement(node: ElementNode): node is Element {
  return typeof node !== 'string'
}

/** The child elements of a name; all of them where none is given. */
export function childrenOf(element: Element, name?: string): readonly Element[] {
  return element.children.filter(isElement).filter((child) => name === undefined || child.name === name)
}

/** The first child element of a name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element && childrenOf(element, name)[0]
}

/** Every element below, in document order, that `is` says yes to. */
export function descendantsOf(element: Element, is: (one: Element) => boolean): readonly Element[] {
  return childrenOf(element).flatMap((child) => [...(is(child) ? [child] : []), ...descendantsOf(child, is)])
}

/** All text below an element, trimmed. */
export function textOf(element: Element | undefined): string {
  if (!element) return ''
  const collect = (node: ElementNode): string =>
    isElement(node) ? node.children.map(collect).join('') : node
  return collect(element).trim()
}

/** An attribute, trimmed; empty where it is missing. */
export function attributeOf(element: Element | undefined, name: string): string {
  return element?.attributes.get(name)?.trim() ?? ''
}
