import { hasHiddenCharacter } from '#app/content/source-text.ts'
import { attributeOf, type Element, type ElementNode, isElement } from './element.ts'
import type { LossList } from './neutral-item.ts'

/** A picture a text refers to. */
export type PictureReference = { readonly src: string; readonly alt: string }

type PlainText = { readonly text: string; readonly pictures: readonly PictureReference[] }

/**
 * The plain text of marked-up content, as the exam shows it: blocks on lines of their own, digits above and below the line as such characters, nothing
 * that could run. What the text cannot hold is named as a loss; pictures are handed out. `skip` leaves an element out unseen.
 */
export function plainTextOf(
  nodes: readonly ElementNode[],
  losses: LossList,
  skip: (element: Element) => boolean = () => false,
): PlainText {
  const pictures: PictureReference[] = []
  const write = (node: ElementNode, list: string): string => {
    if (!isElement(node)) return node.replace(/[\s\u00a0]+/g, ' ')
    if (skip(node)) return ''
    const inner = (mark = list) => node.children.map((child) => write(child, mark)).join('')
    const { name } = node
    if (hollow.has(name)) return ''
    if (active.has(name)) {
      losses.add('active-content', name)
      return ''
    }
    if (players.has(name)) {
      losses.add('audio-video', attributeOf(node, 'src') || name)
      return ''
    }
    if (name === 'img' || (name === 'object' && /^image\//.test(attributeOf(node, 'type')))) {
      const alt = attributeOf(node, 'alt') || (name === 'object' ? inner().trim() : '')
      pictures.push({ src: attributeOf(node, 'src') || attributeOf(node, 'data'), alt })
      return ''
    }
    if (name === 'object') {
      losses.add('active-content', name)
      return ''
    }
    if (name === 'br' || name === 'hr') return '\n'
    if (name === 'sup' || name === 'sub') return raised(inner(), name, losses)
    if (name === 'math' || name === 'svg') {
      losses.add('formula', name)
      return inner()
    }
    if (name === 'a' && /^[a-z]+:/i.test(attributeOf(node, 'href')))
      losses.add('link', attributeOf(node, 'href'))
    if (emphasis.has(name)) losses.add('formatting', name)
    if (name === 'table') losses.add('table')
    if (name === 'td' || name === 'th') return `${inner()} | `
    if (name === 'tr') return `\n${inner().replace(/\s*\|\s*$/, '')}\n`
    if (name === 'ul' || name === 'ol') return `\n${numbered(node, (child, mark) => write(child, mark))}\n`
    if (name === 'li') return `\n${list} ${inner().trim()}\n`
    return blocks.has(name) ? `\n${inner()}\n` : inner()
  }
  const raw = nodes.map((node) => write(node, '•')).join('')
  return { text: tidyText(raw, losses), pictures }
}

/** Text without characters that hide or turn others, trimmed, with single spaces and line feeds. */
function tidyText(text: string, losses: LossList): string {
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ')
  const isHiding = hasHiddenCharacter(plain)
  if (isHiding) losses.add('hidden-characters')
  const shown = isHiding ? [...plain].filter((character) => !hasHiddenCharacter(character)).join('') : plain
  return shown
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

const hollow = new Set(['style', 'link', 'meta', 'title', 'head', 'template', 'stylesheet'])
const active = new Set([
  'script',
  'iframe',
  'embed',
  'applet',
  'frame',
  'frameset',
  'form',
  'input',
  'button',
  'textarea',
  'select',
])
const players = new Set(['audio', 'video', 'source', 'track'])
const emphasis = new Set([
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'del',
  'ins',
  'mark',
  'code',
  'kbd',
  'samp',
  'var',
])
const blocks = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'table',
  'caption',
  'tbody',
  'thead',
  'tfoot',
  'section',
  'article',
  'figure',
  'figcaption',
  'dl',
  'dt',
  'dd',
  'prompt',
  'contentBody',
])

function numbered(list: Element, write: (child: ElementNode, mark: string) => string): string {
  let number = 0
  return list.children
    .map((child) => {
      if (!isElement(child) || child.name !== 'li') return write(child, '•')
      number += 1
      return write(child, list.name === 'ol' ? `${number}.` : '•')
    })
    .join('')
}

const above = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'
const below = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ'
const plain = '0123456789+-=()n'

/** 10² must not become 102: what has no raised character of its own is written with a caret, and named as a loss. */
function raised(text: string, kind: 'sup' | 'sub', losses: LossList): string {
  const signs = [...text.trim().replaceAll('−', '-')]
  if (signs.length === 0) return ''
  if (signs.every((sign) => plain.includes(sign)))
    return signs.map((sign) => (kind === 'sup' ? above : below)[plain.indexOf(sign)] ?? sign).join('')
  losses.add('formatting', kind)
  return kind === 'sup' ? `^(${text.trim()})` : `_(${text.trim()})`
}
