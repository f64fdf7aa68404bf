import type { Language } from '#app/domain/shared/bilingual.ts'
import { contentWords } from './content-words.ts'
import { headingId } from './lesson-outline.ts'
import { attributeText, type LessonNode, plainText } from './lesson-tree.ts'

/** Gives headings their ids and each table the name of its scroll area: the measurement's caption or the heading above. */
export function annotateLesson(tree: LessonNode, language: Language): void {
  let headings = 0
  let section = ''
  const tables = new Map<string, number>()
  const visit = (node: LessonNode, caption: string | undefined) => {
    if (node.type === 'heading') {
      setProperty(node, 'id', headingId(headings))
      headings += 1
      section = plainText(node).trim()
    }
    if (node.type === 'table') {
      const name = caption ?? contentWords[language].tableUnder(section)
      const sameName = (tables.get(name) ?? 0) + 1
      tables.set(name, sameName)
      setProperty(node, 'data-label', sameName === 1 ? name : `${name} (${sameName})`)
    }
    const inner = node.name === 'Measurement' ? attributeText(node, 'caption') : caption
    for (const child of node.children ?? []) visit(child, inner)
  }
  visit(tree, undefined)
}

/** mdast-util-to-hast copies `data.hProperties` onto the element it makes. */
function setProperty(node: LessonNode, name: string, value: string): void {
  const data = node.data ?? {}
  const properties = (data.hProperties ?? {}) as Record<string, unknown>
  node.data = { ...data, hProperties: { ...properties, [name]: value } }
}
