import type { OptionId } from '#app/domain/exam/item.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { bilingualNodes, type TextReading } from './bilingual-text.ts'
import { ourIds } from './build-item.server.ts'
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  type Element,
  type ElementNode,
  isElement,
  textOf,
} from './element.ts'
import { ItemRefusedError, type ParsedItem, type ParsedOption } from './neutral-item.ts'
import { orderByPlace } from './qti-scoring.ts'
import { readQtiNumber } from './read-qti-number.ts'
import {
  isRule,
  type QtiResponse,
  readMaximum,
  readResponse,
  readSetScoring,
  rightValues,
  ruleOf,
} from './read-qti-response.ts'

/** What an item of QTI says by itself; domain, difficulty and the like stand in the package's manifest. */
export type QtiItem = Omit<ParsedItem, 'media' | 'domain' | 'difficulty' | 'critical' | 'source'>

/**
 * Reads one item, in the names of QTI 2, with exactly one interaction that the product has a type for. Throws ItemRefusedError for any other.
 */
export function readQtiItem(item: Element, reading: TextReading): QtiItem {
  const body = childOf(item, 'itemBody')
  if (!body) throw new ItemRefusedError('malformed', 'itemBody')
  refuseMoving(item)
  const interactions = descendantsOf(
    body,
    ({ name }) => /Interaction$/.test(name) && name !== 'endAttemptInteraction',
  )
  const [interaction] = interactions
  if (!interaction || interactions.length > 1)
    throw new ItemRefusedError('not-one-interaction', interactions.map(({ name }) => name).join(', '))
  if (pointing.has(interaction.name)) throw new ItemRefusedError('hotspot', interaction.name)
  const feedback: string[] = []
  const answer = readAnswer(item, body, interaction, reading, feedback)
  return {
    identifier: attributeOf(item, 'identifier') || null,
    stem: stemOf(body, interaction, answer.answer.type, reading),
    ...answer,
    weight: readMaximum(item, reading.losses),
    rationale: rationaleOf(item, body, feedback, reading),
  }
}

/** Items that make themselves anew for each candidate, or change while they are answered, have no one version to score. */
function refuseMoving(item: Element): void {
  if (attributeOf(item, 'adaptive') === 'true') throw new ItemRefusedError('type-unsupported', 'adaptive')
  for (const name of ['templateDeclaration', 'templateProcessing', 'assessmentStimulusRef'])
    if (childOf(item, name)) throw new ItemRefusedError('type-unsupported', name)
}

/** Interactions whose answer is a place in a figure. */
const pointing = new Set([
  'hotspotInteraction',
  'selectPointInteraction',
  'graphicOrderInteraction',
  'graphicAssociateInteraction',
  'graphicGapMatchInteraction',
  'positionObjectInteraction',
])

type Answer = Pick<ParsedItem, 'answer' | 'scoring'>

function readAnswer(
  item: Element,
  body: Element,
  interaction: Element,
  reading: TextReading,
  feedback: string[],
): Answer {
  const response = readResponse(item, attributeOf(interaction, 'responseIdentifier'))
  switch (interaction.name) {
    case 'choiceInteraction':
      return readChoice(item, response, interaction, 'simpleChoice', reading, feedback)
    case 'inlineChoiceInteraction':
      reading.losses.add('formatting', interaction.name)
      return readChoice(item, response, interaction, 'inlineChoice', reading, feedback)
    case 'orderInteraction': {
      const options = optionsOf(interaction, 'simpleChoice', reading, feedback)
      const order = rightValues(response)
      return {
        answer: { type: 'ordering', options, order },
        scoring: orderScoring(item, order, reading),
      }
    }
    case 'matchInteraction':
      return readMatching(item, response, interaction, reading, feedback)
    case 'textEntryInteraction':
      return {
        answer: readQtiNumber(item, body, interaction, response, reading.losses),
        scoring: 'all-or-nothing',
      }
    default:
      throw new ItemRefusedError('type-unsupported', interaction.name)
  }
}

function readChoice(
  item: Element,
  response: QtiResponse,
  interaction: Element,
  kind: 'simpleChoice' | 'inlineChoice',
  reading: TextReading,
  feedback: string[],
): Answer {
  const { losses } = reading
  const options = optionsOf(interaction, kind, reading, feedback)
  const right = rightValues(response)
  const most = Number(attributeOf(interaction, 'maxChoices') || 1)
  if (response.cardinality === 'single' || kind === 'inlineChoice' || (most === 1 && right.length === 1))
    return readSingle(response, options, losses)
  if ((most > 0 && most < options.length) || Number(attributeOf(interaction, 'minChoices')) > 1)
    losses.add('selection-bounds', `${attributeOf(interaction, 'minChoices') || 0}..${most}`)
  const ids = options.map(({ id }) => id)
  return {
    answer: { type: 'multi', options, correct: right },
    scoring: readSetScoring(ruleOf(item), response, right, ids, losses),
  }
}

function readSingle(
  response: QtiResponse,
  options: readonly ParsedOption[],
  losses: TextReading['losses'],
): Answer {
  const { correct, mapping } = response
  const best = [...(mapping?.entries ?? [])].sort(([, a], [, b]) => b - a)
  const right = correct[0] ?? ((best[0]?.[1] ?? 0) > 0 ? best[0]?.[0] : undefined)
  if (right === undefined) throw new ItemRefusedError('no-key')
  for (const [id, value] of best) {
    if (id === right) continue
    if (value > 0) losses.add('partial-single', `${id}=${value}`)
    if (value < 0) losses.add('negative-marks', `${id}=${value}`)
  }
  const named = options.find(({ id }) => id === right)
  const truth = truthOf(options)
  if (truth && named)
    return { answer: { type: 'truefalse', correct: truth.get(right) === true }, scoring: 'all-or-nothing' }
  return { answer: { type: 'single', options, correct: right }, scoring: 'all-or-nothing' }
}

const yes = /^(?:true|t|对|正确|是)$/i
const no = /^(?:false|f|错|错误|不正确|否)$/i

/** Two options that say no more than "true" and "false", with what each says; null for any others. */
export function truthOf(options: readonly ParsedOption[]): ReadonlyMap<OptionId, boolean> | null {
  if (options.length !== 2) return null
  const says = (text: Bilingual) => {
    const words = [text.en, text.zh].filter((word) => word !== '')
    if (words.length > 0 && words.every((word) => yes.test(word))) return true
    return words.length > 0 && words.every((word) => no.test(word)) ? false : null
  }
  const truths = options.map(({ id, text }) => [id, says(text)] as const)
  const [first, second] = truths
  if (first?.[1] === null || second?.[1] === null || first?.[1] === second?.[1]) return null
  return new Map(truths.map(([id, truth]) => [id, truth === true]))
}

function orderScoring(item: Element, order: readonly OptionId[], { losses }: TextReading): Answer['scoring'] {
  const rule = ruleOf(item)
  if (rule === 'match') return 'all-or-nothing'
  const weight = readMaximum(item, losses) ?? 1
  if (order.length > 0 && isRule(item, orderByPlace(order, weight))) return 'partial'
  losses.add('scoring-custom')
  return rule === 'none' ? 'all-or-nothing' : 'partial'
}

function readMatching(
  item: Element,
  response: QtiResponse,
  interaction: Element,
  reading: TextReading,
  feedback: string[],
): Answer {
  const [from, to] = childrenOf(interaction, 'simpleMatchSet')
  if (!from || !to) throw new ItemRefusedError('malformed', 'simpleMatchSet')
  const left = optionsOf(from, 'simpleAssociableChoice', reading, feedback)
  const right = optionsOf(to, 'simpleAssociableChoice', reading, feedback)
  const wanted = rightValues(response)
  const pairs: Record<OptionId, OptionId> = {}
  for (const value of wanted) {
    const [a = '', b = ''] = value.split(' ')
    if (Object.hasOwn(pairs, a)) throw new ItemRefusedError('pairs', a)
    pairs[a] = b
  }
  const alone = left.find(({ id }) => !Object.hasOwn(pairs, id))
  if (alone) throw new ItemRefusedError('pairs', alone.id)
  const all = left.flatMap((a) => right.map((b) => `${a.id} ${b.id}`))
  return {
    answer: { type: 'matching', left, right, pairs },
    scoring: readSetScoring(ruleOf(item), response, wanted, all, reading.losses),
  }
}

const asides = new Set(['feedbackInline', 'feedbackBlock'])

function optionsOf(
  parent: Element,
  kind: string,
  reading: TextReading,
  feedback: string[],
): readonly ParsedOption[] {
  const options = childrenOf(parent, kind)
  const ids = ourIds(
    options.map((option) => attributeOf(option, 'identifier')),
    'a',
  )
  return options.map((option, index) => {
    const id = attributeOf(option, 'identifier')
    if (attributeOf(option, 'fixed') === 'true') reading.losses.add('fixed-position', ids[index])
    for (const aside of descendantsOf(option, ({ name }) => asides.has(name)))
      if (textOf(aside) !== '') feedback.push(`${ids[index]}: ${textOf(aside)}`)
    const shown = without(option.children, ({ name }) => asides.has(name))
    return { id, text: bilingualNodes(shown, reading) }
  })
}

/** Everything but the options and what is only shown afterwards; a blank within a sentence stands as a line. */
function stemOf(
  body: Element,
  interaction: Element,
  type: ParsedItem['answer']['type'],
  reading: TextReading,
): Bilingual {
  const gap = type === 'numeric' || interaction.name === 'inlineChoiceInteraction'
  for (const block of descendantsOf(body, ({ name }) => name === 'rubricBlock'))
    reading.losses.add(
      'metadata-left-out',
      `rubricBlock ${attributeOf(block, 'use') || attributeOf(block, 'view')}`.trim(),
    )
  const shown = replaced(body.children, (one) => {
    if (one === interaction) return gap ? ['____'] : childrenOf(one, 'prompt')
    if (asides.has(one.name) || one.name === 'rubricBlock' || isUnit(one)) return []
    return null
  })
  const text = bilingualNodes(shown, reading)
  return { en: withoutLoneGap(text.en), zh: withoutLoneGap(text.zh) }
}

/** A gap on a line of its own, as our own exports have it, is the field itself and no part of the sentence. */
function withoutLoneGap(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '____')
    .join('\n')
}

function isUnit(one: Element): boolean {
  return one.name === 'span' && attributeOf(one, 'class') === 'unit'
}

/** What is said after the answer, as one text; that it was several is a loss. */
function rationaleOf(
  item: Element,
  body: Element,
  feedback: readonly string[],
  reading: TextReading,
): Bilingual {
  const blocks = descendantsOf(body, ({ name }) => name === 'feedbackBlock')
  const modal = [...childrenOf(item, 'modalFeedback'), ...blocks]
  const texts = modal
    .map((one) => bilingualNodes(one.children, reading))
    .filter(({ en, zh }) => en + zh !== '')
  if (texts.length + feedback.length > 1 || feedback.length > 0) reading.losses.add('feedback-joined')
  const own = feedback.join('\n')
  const extra = bilingualNodes([own], reading)
  const join = (face: 'en' | 'zh') =>
    [...texts.map((text) => text[face]), face === 'en' ? extra.en : extra.zh]
      .filter((text) => text !== '')
      .join('\n')
  return { en: join('en'), zh: join('zh') }
}

function without(nodes: readonly ElementNode[], is: (one: Element) => boolean): readonly ElementNode[] {
  return replaced(nodes, (one) => (is(one) ? [] : null))
}

/** The same nodes, with elements for which `change` has an answer replaced by it. */
export function replaced(
  nodes: readonly ElementNode[],
  change: (one: Element) => readonly ElementNode[] | null,
): readonly ElementNode[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [node]
    const instead = change(node)
    return instead ?? [{ ...node, children: replaced(node.children, change) }]
  })
}
