import { componentRules } from './component-list.ts'
import { type Fault, faultAt, type Place } from './fault.ts'
import { findAttributeFaults } from './guard-attributes.ts'
import { findStructureFaults } from './guard-structure.ts'
import { holdsOnlyTags, isTag, type LessonNode, placeOf } from './lesson-tree.ts'
import { contentLimits } from './limits.ts'
import { judgeLink } from './link-target.ts'
import { hasHiddenCharacter } from './source-text.ts'

/** Where the walk stands: the component around a node and the Markdown containers between the two. */
type Where = { readonly host: string; readonly containers: readonly string[]; readonly place: Place }

const plainNodes = new Set([
  'root',
  'paragraph',
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'list',
  'listItem',
  'blockquote',
  'code',
  'thematicBreak',
  'table',
  'tableRow',
  'tableCell',
  'link',
  'linkReference',
  'definition',
  'heading',
])

const refusedNodes: ReadonlyMap<string, string> = new Map([
  [
    'mdxjsEsm',
    'import and export are not allowed. Delete the line; where it is prose, begin the paragraph with another word.',
  ],
  ['mdxFlowExpression', 'Expressions in { } are not allowed. Write plain text, and "{" in prose as &#123;.'],
  ['mdxTextExpression', 'Expressions in { } are not allowed. Write plain text, and "{" in prose as &#123;.'],
  ['html', 'Raw HTML is not allowed. Use Markdown or one of the components.'],
  ['image', 'Markdown pictures are not allowed. Use <Figure src="media/…" alt="…" />.'],
  ['imageReference', 'Markdown pictures are not allowed. Use <Figure src="media/…" alt="…" />.'],
  [
    'footnoteReference',
    'Footnotes are not allowed. Say it in the text, or name the source under sources in the front matter.',
  ],
  [
    'footnoteDefinition',
    'Footnotes are not allowed. Say it in the text, or name the source under sources in the front matter.',
  ],
])

/**
 * Everything in a parsed lesson that its format does not allow (docs/how-we-build/course-content.md): code in any form,
 * raw HTML, components or attributes that are not on the list, unsafe links, components in the wrong place. An empty
 * list is the proof on which compiling rests: the tree holds nothing but Markdown and listed components with constant
 * text attributes, so the compiled program can only build elements.
 */
export function findLessonFaults(tree: LessonNode, file: string): Fault[] {
  const oversize = findOversize(tree, file)
  if (oversize.length > 0) return oversize
  const faults: Fault[] = []
  visit(tree, { host: 'lesson', containers: [], place: { line: 1, column: 1 } }, (place, message) => {
    faults.push(faultAt(file, place, message))
  })
  return [...faults, ...findStructureFaults(tree, file)]
}

/** Depth and number of nodes, counted without recursion so that a deep tree cannot exhaust the stack. */
function findOversize(tree: LessonNode, file: string): Fault[] {
  const open: { node: LessonNode; depth: number }[] = [{ node: tree, depth: 0 }]
  let seen = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    seen += 1
    if (depth > contentLimits.lessonDepth) {
      return [faultAt(file, placeOf(node), 'The text is nested too deeply here. Use fewer levels.')]
    }
    if (seen > contentLimits.lessonNodes) {
      return [faultAt(file, placeOf(node), 'The lesson is too long. Split it into two lessons.')]
    }
    for (const child of node.children ?? []) open.push({ node: child, depth: depth + 1 })
  }
  return []
}

type Report = (place: Place, message: string) => void

function visit(node: LessonNode, where: Where, report: Report): void {
  const place = placeOf(node, where.place)
  const refusal = refusedNodes.get(node.type)
  if (refusal !== undefined) {
    report(place, refusal)
    return
  }

  if (isTag(node)) {
    visitTag(node, { ...where, place }, report)
    return
  }
  if (!plainNodes.has(node.type)) {
    report(place, `This kind of block (${node.type}) is not allowed. Use plain Markdown.`)
    return
  }

  if (node.type === 'text' && hasHiddenCharacter(node.value ?? '')) {
    report(place, 'The text holds a hidden character written as an entity. Delete it.')
  }
  if (node.type === 'heading') visitHeading(node, where, place, report)
  if (node.type === 'listItem' && typeof node.checked === 'boolean') {
    report(place, 'Tick boxes are not allowed. Write a plain list item.')
  }
  if (node.type === 'link' || node.type === 'definition') visitLink(node, where, place, report)

  const containers = isContainer(node) ? [...where.containers, node.type] : where.containers
  for (const child of node.children ?? []) visit(child, { host: where.host, containers, place }, report)
}

/** A paragraph that holds only tags is no container: MDX lifts the tags out of it. */
function isContainer(node: LessonNode): boolean {
  return node.type !== 'root' && !(node.type === 'paragraph' && holdsOnlyTags(node))
}

function visitHeading(node: LessonNode, where: Where, place: Place, report: Report): void {
  if (node.depth !== 2 && node.depth !== 3) {
    report(place, "Headings are ## and ### only; the lesson's title comes from the front matter.")
  }
  if (where.host !== 'lesson' || where.containers.length > 0) {
    report(
      place,
      'A heading stands in the lesson itself, not inside a component, list or quotation. Use bold text here.',
    )
  }
}

function visitLink(node: LessonNode, where: Where, place: Place, report: Report): void {
  const verdict = judgeLink(node.url ?? '')
  if (!verdict.ok) report(place, verdict.message)
  if (where.host === 'Choice')
    report(place, 'A choice holds no link: tapping it must choose it. Move the link to Feedback.')
}

function visitTag(node: LessonNode, where: Where, report: Report): void {
  const { place } = where
  const name = node.name ?? ''
  const rule = componentRules.get(name)
  if (!rule) {
    report(place, describeUnknownTag(name))
    // A refused tag still shows its own attributes' and children's faults, so that an author sees all of them at once.
    for (const fault of findAttributeFaults(node, undefined, place)) report(fault.place, fault.message)
    for (const child of node.children ?? []) {
      visit(child, { ...where, containers: where.containers.filter((type) => type !== 'paragraph') }, report)
    }
    return
  }
  for (const fault of findAttributeFaults(node, rule, place)) report(fault.place, fault.message)

  if (!rule.hosts.includes(where.host)) {
    report(
      place,
      `<${name}> may not stand in ${describeHost(where.host)}. Put it in ${rule.hosts.map(describeHost).join(' or ')}.`,
    )
  } else {
    const misplaced = where.containers.find(
      (type) => !(rule.inListItem && (type === 'list' || type === 'listItem')),
    )
    if (misplaced) report(place, describeMisplaced(name, misplaced))
  }
  if (rule.isEmpty && (node.children ?? []).length > 0) {
    report(place, `<${name}> has no content. Close it with "/>" and write the text in its attributes.`)
  }
  for (const child of node.children ?? []) visit(child, { host: name, containers: [], place }, report)
}

function describeUnknownTag(name: string): string {
  const list = [...componentRules.keys()].join(', ')
  if (name === '') return 'Empty tags <> are not allowed. Delete them.'
  if (/^[a-z]/.test(name) && !/[.:]/.test(name)) {
    return `The HTML element <${name}> is not allowed. Use Markdown or one of the components ${list}; write "<" in prose as &lt;.`
  }
  return `The component <${name}> does not exist. Use one of ${list}.`
}

function describeHost(host: string): string {
  return host === 'lesson' ? 'the lesson itself' : `<${host}>`
}

function describeMisplaced(name: string, container: string): string {
  if (container === 'paragraph')
    return `<${name}> may not stand inside a sentence. Give it lines of its own, with a blank line before and after.`
  return `<${name}> may not stand inside a ${container}. Move it out.`
}
