import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { attributeOf, type Element, type ElementNode, isElement } from './element.ts'
import { inFace, type LossList } from './neutral-item.ts'
import { readHtml } from './read-html.ts'
import { type PictureReference, plainTextOf } from './rich-text.ts'

/** How a text is written in its file. `auto` is Moodle's own: HTML in which a line break counts. */
export type TextFormat = 'html' | 'auto' | 'plain'

/** What reading the texts of one item needs and gathers. */
export type TextReading = {
  /** The face of texts that do not say their language. */
  readonly language: FaceLanguage
  /** Some text of the item says its language; those that do not are then common to both. */
  readonly isMarked: boolean
  readonly losses: LossList
  readonly pictures: PictureReference[]
}

/** The face a language tag belongs to; null for a language that is neither. */
export function faceOf(tag: string): FaceLanguage | null {
  const main = tag.trim().toLowerCase().split(/[-_]/)[0]
  return main === 'en' ? 'en' : main === 'zh' ? 'zh' : null
}

/** The face of a text that says no language: Chinese where it holds Chinese characters. */
export function guessFace(text: string): FaceLanguage {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}

/** Whether a raw text marks languages as Moodle does, by `multilang` spans or by `{mlang}`. */
export function marksLanguages(raw: string): boolean {
  return /class=(?:"|')?[^"'>]*\bmultilang\b/i.test(raw) || /\{mlang\s+[a-z]/i.test(raw)
}

/** The text in both faces, without mark-up. */
export function bilingualText(raw: string, format: TextFormat, reading: TextReading): Bilingual {
  return bilingualNodes(nodesOf(raw, format), reading)
}

/** The same for content that has been read into elements already. */
export function bilingualNodes(nodes: readonly ElementNode[], reading: TextReading): Bilingual {
  const { losses, pictures } = reading
  const marks = markedLanguages(nodes)
  const face = (language: FaceLanguage | null) => {
    const plain = plainTextOf(nodes, losses, (element) => isOtherFace(element, language))
    for (const picture of plain.pictures)
      if (!pictures.some(({ src }) => src === picture.src)) pictures.push(picture)
    return plain.text
  }
  if (marks.length > 0) {
    for (const tag of marks) if (faceOf(tag) === null && tag !== 'other') losses.add('language-left-out', tag)
    return { en: face('en'), zh: face('zh') }
  }
  const text = face(null)
  return reading.isMarked ? { en: text, zh: text } : inFace(reading.language, text)
}

function nodesOf(raw: string, format: TextFormat): readonly ElementNode[] {
  if (format === 'plain') return lines(raw)
  const marked = raw
    .replace(/\{mlang\s+([A-Za-z_-]{2,12})[^}]*\}/g, '<span class="multilang" lang="$1">')
    .replace(/\{mlang\}/g, '</span>')
  return readHtml(format === 'auto' ? marked.replace(/\r\n?|\n/g, '<br>') : marked)
}

/** Plain text as nodes, its line breaks as elements. */
export function lines(raw: string): readonly ElementNode[] {
  const lineBreak: Element = { name: 'br', attributes: new Map(), children: [], line: 0 }
  return raw.split(/\r\n?|\n/).flatMap((line, index) => (index === 0 ? [line] : [lineBreak, line]))
}

function isLanguageSpan(element: Element): boolean {
  return (
    attributeOf(element, 'class').split(/\s+/).includes('multilang') && attributeOf(element, 'lang') !== ''
  )
}

function isOtherFace(element: Element, language: FaceLanguage | null): boolean {
  return language !== null && isLanguageSpan(element) && faceOf(attributeOf(element, 'lang')) !== language
}

function markedLanguages(nodes: readonly ElementNode[]): readonly string[] {
  const tags = new Set<string>()
  const visit = (node: ElementNode): void => {
    if (!isElement(node)) return
    if (isLanguageSpan(node)) tags.add(attributeOf(node, 'lang').toLowerCase())
    node.children.forEach(visit)
  }
  nodes.forEach(visit)
  return [...tags]
}
