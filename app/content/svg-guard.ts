import { type Fault, faultAt } from './fault.ts'
import { contentLimits } from './limits.ts'
import { figureAttributes, figureElements, paint, textElements } from './svg-allowed.ts'
import { readSvgTokens, type SvgAttribute, type SvgElement, type SvgNode } from './svg-tokens.ts'

const smallestFont = 13
const hanCharacter = /\p{Script=Han}/u

/**
 * Reads a figure and lists everything that its format does not allow; the element is given only where nothing was
 * found. Only listed elements, attributes and values pass, so scripts, styles, foreign objects, external references and
 * raster pictures have no way in.
 */
export function guardSvg(
  file: string,
  text: string,
): { readonly root: SvgElement | null; readonly faults: readonly Fault[] } {
  const { root, faults: syntax } = readSvgTokens(file, text)
  if (!root) return { root: null, faults: syntax }
  const tooMuch = findOversize(root, file)
  if (tooMuch) return { root: null, faults: [tooMuch] }

  const faults: Fault[] = []
  const report: Report = (node, message) => {
    faults.push(faultAt(file, node.place, message))
  }
  judgeRoot(root, report)
  const ids = collectIds(root, report)
  visitElement(root, { parent: null, language: null, ids, reusing: collectReusingIds(root) }, report)
  return { root: faults.length === 0 ? root : null, faults }
}

type Report = (node: { place: SvgElement['place'] }, message: string) => void
type Where = {
  readonly parent: SvgElement | null
  readonly language: string | null
  readonly ids: ReadonlySet<string>
  /** Ids of elements that hold a `use`. */
  readonly reusing: ReadonlySet<string>
}

/** True for an element, as opposed to text. */
export function isElement(node: SvgNode): node is SvgElement {
  return 'name' in node
}

function findOversize(root: SvgElement, file: string): Fault | undefined {
  const open: { node: SvgElement; depth: number }[] = [{ node: root, depth: 0 }]
  let seen = 0
  for (let next = open.pop(); next; next = open.pop()) {
    seen += 1
    if (next.depth > contentLimits.figureDepth)
      return faultAt(file, next.node.place, 'The figure is nested too deeply here.')
    if (seen > contentLimits.figureElements)
      return faultAt(file, next.node.place, 'The figure has too many elements. Simplify it.')
    for (const child of next.node.children)
      if (isElement(child)) open.push({ node: child, depth: next.depth + 1 })
  }
  return undefined
}

function judgeRoot(root: SvgElement, report: Report): void {
  if (root.name !== 'svg') {
    report(root, 'A figure is one <svg> element.')
    return
  }
  const find = (name: string) => root.attributes.find((attribute) => attribute.name === name)
  if (!find('viewBox')) report(root, '<svg> needs a viewBox such as "0 0 620 320".')
  const namespace = find('xmlns')
  if (!namespace) report(root, '<svg> needs xmlns="http://www.w3.org/2000/svg".')
  for (const name of ['width', 'height']) {
    const attribute = find(name)
    if (attribute) report(attribute, `<svg> has no ${name}: the viewBox gives the shape. Delete it.`)
  }
}

function collectIds(root: SvgElement, report: Report): Set<string> {
  const ids = new Set<string>()
  const visit = (element: SvgElement) => {
    const id = element.attributes.find(({ name }) => name === 'id')
    if (id && ids.has(id.value)) report(id, `The id "${id.value}" is used twice. Give each element its own.`)
    if (id) ids.add(id.value)
    element.children.filter(isElement).forEach(visit)
  }
  visit(root)
  return ids
}

function visitElement(element: SvgElement, where: Where, report: Report): void {
  if (!figureElements.has(element.name)) {
    report(
      element,
      `The element <${element.name.slice(0, 40)}> is not allowed in a figure. Use ${[...figureElements].slice(1, 12).join(', ')}.`,
    )
  }
  if (element.name === 'svg' && where.parent)
    report(element, 'An <svg> inside an <svg> is not allowed. Use <g>.')
  const language = element.attributes.find(({ name }) => name === 'systemLanguage')
  for (const attribute of element.attributes) judgeAttribute(element, attribute, where, report)
  if (language && where.parent?.name !== 'switch') {
    report(language, 'systemLanguage stands only on the children of a <switch>. Wrap the labels in <switch>.')
  }
  if (element.name === 'switch') judgeSwitch(element, report)
  if (element.name === 'use') judgeUse(element, where, report)

  const inner = { ...where, parent: element, language: language?.value ?? where.language }
  for (const child of element.children) {
    if (isElement(child)) visitElement(child, inner, report)
    else judgeText(child, element, inner.language, report)
  }
}

function judgeAttribute(element: SvgElement, attribute: SvgAttribute, where: Where, report: Report): void {
  const { name, value } = attribute
  if (name === 'xmlns' && !where.parent) {
    if (value !== 'http://www.w3.org/2000/svg')
      report(attribute, 'xmlns must be "http://www.w3.org/2000/svg".')
    return
  }
  if (name === 'role' && !where.parent && value === 'img') return
  if (/^on/i.test(name)) {
    report(attribute, `Event handlers such as ${name} are not allowed. Delete it.`)
    return
  }
  if (name === 'style' || name === 'class') {
    report(
      attribute,
      `The attribute ${name} is not allowed. Use fill, stroke and the other drawing attributes.`,
    )
    return
  }
  const pattern = figureAttributes.get(name)
  if (!pattern) {
    report(attribute, `The attribute ${name.slice(0, 40)} is not allowed in a figure. Delete it.`)
    return
  }
  if (name === 'href' && element.name !== 'use') {
    report(attribute, 'href stands only on <use>. Delete it.')
    return
  }
  if (!pattern.test(value)) {
    report(attribute, describeValue(name, value, pattern))
    return
  }
  const target = name === 'href' ? value.slice(1) : /^url\(#(.+)\)$/.exec(value)?.[1]
  if (target !== undefined && !where.ids.has(target))
    report(attribute, `There is no element with the id "${target}" in this figure.`)
  if (name === 'font-size' && Number.parseFloat(value) < smallestFont) {
    report(attribute, `Text of size ${value} cannot be read on a phone. Use ${smallestFont} or more.`)
  }
}

function describeValue(name: string, value: string, pattern: RegExp): string {
  const shown = value.slice(0, 60)
  if (pattern === paint) {
    return `${name}="${shown}" is not allowed. Use none, currentColor or a token such as var(--ink), so that the figure works in the dark.`
  }
  if (name === 'href') return `href="${shown}" leads out of the figure. Use #id of an element of this figure.`
  return `${name}="${shown}" is not a value of ${name}.`
}

/**
 * A `use` names an element that holds no `use` itself. Otherwise a few lines that use each other ten times would draw
 * millions of shapes, or draw themselves without end.
 */
function judgeUse(element: SvgElement, where: Where, report: Report): void {
  const href = element.attributes.find(({ name }) => name === 'href')
  if (!href) report(element, '<use> needs href="#id" of an element of this figure.')
  else if (where.reusing.has(href.value.slice(1))) {
    report(href, 'The element that <use> names holds a <use> itself. Draw it without.')
  }
}

function collectReusingIds(root: SvgElement): Set<string> {
  const ids = new Set<string>()
  const holdsUse = (element: SvgElement): boolean => {
    const inner = element.children.filter(isElement).map(holdsUse).includes(true)
    const id = element.attributes.find(({ name }) => name === 'id')?.value
    const reuses = inner || element.name === 'use'
    if (reuses && id !== undefined) ids.add(id)
    return reuses
  }
  holdsUse(root)
  return ids
}

function judgeSwitch(element: SvgElement, report: Report): void {
  const children = element.children.filter(isElement)
  const languageOf = (child: SvgElement) =>
    child.attributes.find(({ name }) => name === 'systemLanguage')?.value
  const last = children.at(-1)
  if (!last || languageOf(last) !== undefined) {
    report(element, 'A <switch> ends with the English label, without systemLanguage, as the fallback.')
  }
  if (!children.some((child) => languageOf(child) === 'zh')) {
    report(element, 'A <switch> begins with the Chinese label: systemLanguage="zh".')
  }
  const languages = children.map((child) => languageOf(child) ?? 'fallback')
  if (new Set(languages).size !== languages.length)
    report(element, 'A <switch> has one label for each language.')
}

function judgeText(
  node: { text: string; place: SvgElement['place'] },
  parent: SvgElement,
  language: string | null,
  report: Report,
): void {
  if (node.text.trim() === '') return
  if (!textElements.has(parent.name)) {
    report(node, 'Text stands only in <text> and <tspan>.')
    return
  }
  if (parent.name === 'title' || parent.name === 'desc') return
  if (hanCharacter.test(node.text) && language !== 'zh') {
    report(
      node,
      'Chinese text stands in a <switch>, in an element with systemLanguage="zh", with an English fallback.',
    )
  }
}
