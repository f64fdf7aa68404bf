import type { Place } from './fault.ts'

/**
 * The part of the Markdown tree (mdast with MDX) that the guard and the outline read. Written out here because the
 * parser's own type packages come with mdx-bundler and are not dependencies of ours.
 */
export type LessonNode = {
  readonly type: string
  readonly name?: string | null
  readonly attributes?: readonly LessonAttribute[]
  readonly children?: readonly LessonNode[]
  readonly value?: string
  readonly url?: string
  readonly depth?: number
  readonly ordered?: boolean | null
  readonly checked?: boolean | null
  readonly position?: { readonly start: Place; readonly end: Place }
  data?: Record<string, unknown>
}

export type LessonAttribute = {
  readonly type: string
  readonly name?: string
  /** Text, nothing (`<Choice correct>`), or an expression, which the guard refuses. */
  readonly value?: unknown
  readonly position?: { readonly start: Place; readonly end: Place }
}

/** True for a component or an element written as a tag. */
export function isTag(node: LessonNode): boolean {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

export function placeOf(node: { readonly position?: { readonly start: Place } }, fallback?: Place): Place {
  return node.position?.start ?? fallback ?? { line: 1, column: 1 }
}

/** The text value of an attribute; undefined where it is absent or not plain text. */
export function attributeText(node: LessonNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

/** The text a reader sees of a node, without marks. */
export function plainText(node: LessonNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? ''
  if (node.type === 'break') return ' '
  return (node.children ?? []).map(plainText).join('')
}

/**
 * The children of a component without white space. Tags on lines of their own come from the parser inside a
 * paragraph; MDX lifts them out when it compiles, and so does this, so that both trees read alike.
 */
export function blocksOf(node: LessonNode): LessonNode[] {
  return (node.children ?? []).flatMap((child) => {
    if (child.type === 'text' && (child.value ?? '').trim() === '') return []
    return child.type === 'paragraph' && holdsOnlyTags(child) ? blocksOf(child) : [child]
  })
}

/** True for a paragraph that holds nothing but tags and white space. */
export function holdsOnlyTags(paragraph: LessonNode): boolean {
  const children = paragraph.children ?? []
  return (
    children.some(isTag) &&
    children.every((child) => isTag(child) || (child.type === 'text' && (child.value ?? '').trim() === ''))
  )
}
