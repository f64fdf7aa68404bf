import type { Language } from '#app/domain/shared/bilingual.ts'
import { textElements } from './svg-allowed.ts'
import { isElement } from './svg-guard.ts'
import type { SvgElement, SvgNode } from './svg-tokens.ts'

/**
 * The HTML of a guarded figure inside a page: one picture with a name, labels in one language, every id prefixed so that
 * two figures of a page do not collide. Own titles are dropped, since `alt` names the picture.
 */
export function inlineSvg(
  root: SvgElement,
  options: { language: Language; alt: string; idPrefix: string },
): string {
  const viewBox = root.attributes.find(({ name }) => name === 'viewBox')?.value ?? ''
  const kept = root.attributes.filter(({ name }) => !['xmlns', 'role', 'viewBox', 'id'].includes(name))
  const attributes = [
    ['viewBox', viewBox],
    ['role', 'img'],
    ['aria-label', options.alt],
    ['focusable', 'false'],
    ...kept.map(({ name, value }) => [name, prefixed(name, value, options.idPrefix)]),
  ]
  const shown = attributes.map(([name, value]) => ` ${name}="${escapeText(value ?? '')}"`).join('')
  return `<svg${shown}>${writeNodes(drawnNodes(root), options)}</svg>`
}

type Options = { readonly language: Language; readonly idPrefix: string }

function writeNodes(nodes: readonly SvgNode[], options: Options): string {
  return nodes
    .map((node) =>
      isElement(node) ? writeElement(node, options) : escapeText(node.text.replace(/\s+/g, ' ')),
    )
    .join('')
}

/** White space between shapes draws nothing; inside a label it is part of the text. */
function drawnNodes(element: SvgElement): readonly SvgNode[] {
  return textElements.has(element.name) ? element.children : element.children.filter(isElement)
}

function writeElement(element: SvgElement, options: Options): string {
  if (element.name === 'title' || element.name === 'desc') return ''
  if (element.name === 'switch') {
    const chosen = chooseLabel(element, options.language)
    const wrapping = element.attributes.length > 0
    const inner = chosen ? writeElement(chosen, options) : ''
    return wrapping ? `<g${writeAttributes(element, options)}>${inner}</g>` : inner
  }
  const inner = writeNodes(drawnNodes(element), options)
  const open = `<${element.name}${writeAttributes(element, options)}`
  return inner === '' ? `${open}/>` : `${open}>${inner}</${element.name}>`
}

function chooseLabel(element: SvgElement, language: Language): SvgElement | undefined {
  const wanted = language === 'zh-CN' ? 'zh' : 'en'
  const languageOf = (child: SvgElement) =>
    child.attributes.find(({ name }) => name === 'systemLanguage')?.value
  const children = element.children.filter(isElement)
  return (
    children.find((child) => languageOf(child) === wanted) ??
    children.find((child) => languageOf(child) === undefined)
  )
}

function writeAttributes(element: SvgElement, options: Options): string {
  return element.attributes
    .filter(({ name }) => name !== 'systemLanguage')
    .map(({ name, value }) => ` ${name}="${escapeText(prefixed(name, value, options.idPrefix))}"`)
    .join('')
}

function prefixed(name: string, value: string, prefix: string): string {
  if (name === 'id') return prefix + value
  if (name === 'href') return `#${prefix}${value.slice(1)}`
  const local = /^url\(#(.+)\)$/.exec(value)?.[1]
  return local === undefined ? value : `url(#${prefix}${local})`
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
