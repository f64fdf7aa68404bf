import { type Fault, faultAt } from './fault.ts'
import { attributeText, blocksOf, isTag, type LessonNode, placeOf, plainText } from './lesson-tree.ts'

/** Faults of how components are filled: what a Steps, a Measurement or a KnowledgeCheck must hold; ids used twice; headings that skip a level. */
export function findStructureFaults(tree: LessonNode, file: string): Fault[] {
  const faults: Fault[] = []
  const report = (node: LessonNode, message: string) => {
    faults.push(faultAt(file, placeOf(node), message))
  }
  const checkIds = new Set<string>()
  for (const node of tagsOf(tree)) {
    const judge = structureRules.get(node.name ?? '')
    judge?.(node, (message, at = node) => report(at, message))
    if (node.name !== 'KnowledgeCheck') continue
    const id = attributeText(node, 'id')
    if (id !== undefined && checkIds.has(id))
      report(node, `The check id "${id}" is used twice. Give each check its own.`)
    if (id !== undefined) checkIds.add(id)
  }
  let sawSection = false
  for (const heading of tree.children ?? []) {
    if (heading.type !== 'heading') continue
    if (plainText(heading).trim() === '') report(heading, 'The heading is empty. Write it or delete it.')
    if (heading.depth === 3 && !sawSection)
      report(heading, 'A ### heading needs a ## heading before it. Use ## here.')
    if (heading.depth === 2) sawSection = true
  }
  return faults
}

type Report = (message: string, at?: LessonNode) => void

const structureRules: ReadonlyMap<string, (node: LessonNode, report: Report) => void> = new Map([
  ['Callout', judgeFilled],
  ['ManualWins', judgeFilled],
  ['Steps', judgeSteps],
  ['Measurement', judgeMeasurement],
  ['KnowledgeCheck', judgeCheck],
  ['Stem', judgeFilled],
  ['Choice', judgeChoice],
  ['Feedback', judgeFilled],
])

function judgeFilled(node: LessonNode, report: Report): void {
  if (blocksOf(node).length === 0) report(`<${node.name}> is empty. Write its text, or delete it.`)
}

function judgeSteps(node: LessonNode, report: Report): void {
  const [list, ...others] = blocksOf(node)
  const isNumbered = list?.type === 'list' && list.ordered === true
  if (!isNumbered || others.length > 0) {
    report('<Steps> holds one numbered list and nothing else, with a blank line before and after the list.')
  }
}

function judgeMeasurement(node: LessonNode, report: Report): void {
  const [table, ...others] = blocksOf(node)
  if (table?.type !== 'table' || others.length > 0) {
    report('<Measurement> holds one table and nothing else, with a blank line before and after the table.')
  }
}

const checkParts = new Set(['Stem', 'Choice', 'Feedback'])

function judgeCheck(node: LessonNode, report: Report): void {
  const parts = blocksOf(node)
  for (const part of parts) {
    if (isTag(part) && part.name === 'KnowledgeCheck') continue
    if (!isTag(part) || !checkParts.has(part.name ?? '')) {
      report(
        '<KnowledgeCheck> holds only <Stem>, <Choice> and <Feedback>. Move the text into one of them.',
        part,
      )
    }
  }
  const named = (name: string) => parts.filter((part) => isTag(part) && part.name === name)
  for (const name of ['Stem', 'Feedback']) {
    const found = named(name)
    if (found.length === 0) report(`<KnowledgeCheck> needs a <${name}>.`)
    for (const extra of found.slice(1))
      report(`<KnowledgeCheck> holds one <${name}>. Delete this one.`, extra)
  }
  const choices = named('Choice')
  if (choices.length < 2) report('<KnowledgeCheck> needs two or more choices.')
  if (choices.length > 12) report('<KnowledgeCheck> has more than twelve choices. Delete some.')
  const correct = choices.filter((choice) => choice.attributes?.some(({ name }) => name === 'correct'))
  if (choices.length > 0 && correct.length === 0)
    report('No choice is correct. Write <Choice id="…" correct> on the right one.')
  if (choices.length > 1 && correct.length === choices.length)
    report('Every choice is correct, so nothing is asked. Add a wrong one.')

  const seen = new Set<string>()
  for (const choice of choices) {
    const id = attributeText(choice, 'id')
    if (id === undefined) continue
    if (seen.has(id))
      report(`The choice id "${id}" stands twice in this check. Give each choice its own.`, choice)
    seen.add(id)
  }
}

const phrasing = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
])

/** A choice becomes the label of a button, so it is one paragraph. */
function judgeChoice(node: LessonNode, report: Report): void {
  judgeFilled(node, report)
  const blocks = blocksOf(node)
  const isInline = blocks.every((block) => phrasing.has(block.type))
  const isOneParagraph = blocks.length === 1 && blocks[0]?.type === 'paragraph'
  if (!isInline && !isOneParagraph && !blocks.some(isTag)) {
    report('A <Choice> is one short paragraph. Move lists and tables to <Stem> or <Feedback>.')
  }
}

/** Every tag of a tree, in reading order. */
export function tagsOf(tree: LessonNode): LessonNode[] {
  const found: LessonNode[] = []
  const visit = (node: LessonNode) => {
    if (isTag(node)) found.push(node)
    node.children?.forEach(visit)
  }
  visit(tree)
  return found
}
