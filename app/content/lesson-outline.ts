import type { Place } from './fault.ts'
import { tagsOf } from './guard-structure.ts'
import { attributeText, blocksOf, type LessonNode, placeOf, plainText } from './lesson-tree.ts'

/** What a lesson holds besides prose, read from the guarded tree; the two languages of a lesson must agree in it. */
export type LessonOutline = {
  readonly headings: readonly (Place & {
    readonly depth: 2 | 3
    readonly id: string
    readonly text: string
  })[]
  readonly figures: readonly (Place & { readonly src: string })[]
  readonly links: readonly (Place & { readonly url: string })[]
  readonly checks: readonly OutlinedCheck[]
}

export type OutlinedCheck = Place & {
  readonly id: string
  readonly choices: readonly string[]
  readonly correct: readonly string[]
}

/**
 * Reads the outline of a lesson that the guard found without fault. Heading ids are counted by position (`s1`, `s2` …),
 * so that progress and links stay valid when the reader changes the language.
 */
export function outlineLesson(tree: LessonNode): LessonOutline {
  const headings = (tree.children ?? []).filter(({ type }) => type === 'heading')
  const tags = tagsOf(tree)
  return {
    headings: headings.map((heading, index) => ({
      ...linePlace(heading),
      depth: heading.depth === 3 ? 3 : 2,
      id: headingId(index),
      text: plainText(heading).trim(),
    })),
    figures: tags
      .filter(({ name }) => name === 'Figure')
      .map((figure) => ({ ...linePlace(figure), src: attributeText(figure, 'src') ?? '' })),
    links: linksOf(tree),
    checks: tags.filter(({ name }) => name === 'KnowledgeCheck').map(outlineCheck),
  }
}

/** The id of the heading at a position, counted from 0. */
export function headingId(index: number): string {
  return `s${index + 1}`
}

function outlineCheck(check: LessonNode): OutlinedCheck {
  const choices = blocksOf(check).filter(({ name }) => name === 'Choice')
  const idOf = (choice: LessonNode) => attributeText(choice, 'id') ?? ''
  const isCorrect = (choice: LessonNode) => choice.attributes?.some(({ name }) => name === 'correct') ?? false
  return {
    ...linePlace(check),
    id: attributeText(check, 'id') ?? '',
    choices: choices.map(idOf),
    correct: choices.filter(isCorrect).map(idOf),
  }
}

function linksOf(node: LessonNode): (Place & { url: string })[] {
  const own =
    node.type === 'link' || node.type === 'definition' ? [{ ...linePlace(node), url: node.url ?? '' }] : []
  return [...own, ...(node.children ?? []).flatMap(linksOf)]
}

function linePlace(node: LessonNode): Place {
  const { line, column } = placeOf(node)
  return { line, column }
}
