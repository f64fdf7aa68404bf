import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { bilingualText, marksLanguages, type TextReading } from './bilingual-text.ts'
import { ourIds, readNumber } from './build-item.server.ts'
import { attributeOf, childOf, childrenOf, type Element, textOf } from './element.ts'
import type { MoodleTags } from './moodle-tags.ts'
import { richText } from './moodle-text.ts'
import { ItemRefusedError, type ParsedItem, type ParsedOption } from './neutral-item.ts'
import { readFractions } from './read-fractions.ts'

type Answer = Pick<ParsedItem, 'answer' | 'scoring'> & {
  /** What is said to single answers, each begun with the answer's id; HTML. */
  readonly feedback: readonly string[]
}

/** Reads what a question asks for by its type. Throws ItemRefusedError for a type that the product does not have. */
export function readMoodleAnswer(question: Element, tags: MoodleTags, reading: TextReading): Answer {
  const type = attributeOf(question, 'type')
  const exact = 'all-or-nothing' as const
  switch (type) {
    case 'multichoice':
    case 'multichoiceset':
      return readMultichoice(question, type === 'multichoiceset', tags, reading)
    case 'truefalse': {
      const answers = childrenOf(question, 'answer')
      const right = answers.find((one) => Number(attributeOf(one, 'fraction')) > 0)
      const word = textOf(childOf(right, 'text')).toLowerCase()
      if (word !== 'true' && word !== 'false') throw new ItemRefusedError('no-key')
      const named = answers.map((one) => ({ id: textOf(childOf(one, 'text')), holder: one }))
      return { answer: { type, correct: word === 'true' }, scoring: exact, feedback: feedbackOf(named) }
    }
    case 'numerical':
      return { answer: readNumerical(question, reading), scoring: exact, feedback: [] }
    case 'matching':
      return readMatching(question, tags, reading)
    case 'ordering':
      return readOrdering(question, tags, reading)
    case 'shortanswer':
    case 'essay':
      throw new ItemRefusedError('text-answer', type)
    case 'ddmarker':
    case 'ddimageortext':
      throw new ItemRefusedError('hotspot', type)
    default:
      throw new ItemRefusedError('type-unsupported', type)
  }
}

type Named = { readonly id: string; readonly holder: Element }

/** Answers with ids: those of our own tag where it fits, else letters in the order of the file. */
function namedAnswers(holders: readonly Element[], ids: readonly string[] | null): readonly Named[] {
  const own = ids?.length === holders.length ? ids : null
  const letters = ourIds(
    holders.map((_, index) => `option-${index + 1}`),
    'a',
  )
  return holders.map((holder, index) => ({ id: own?.[index] ?? letters[index] ?? '', holder }))
}

function optionsOf(named: readonly Named[], reading: TextReading): readonly ParsedOption[] {
  return named.map(({ id, holder }) => ({ id, text: richText(holder, reading) }))
}

function feedbackOf(named: readonly Named[]): readonly string[] {
  return named.flatMap(({ id, holder }) => {
    const text = textOf(childOf(childOf(holder, 'feedback'), 'text'))
    const inner = /^<p[^>]*>((?:(?!<p)[\s\S])*)<\/p>$/i.exec(text)?.[1] ?? text
    return inner === '' ? [] : [`${id}: ${inner}`]
  })
}

function readMultichoice(question: Element, isSet: boolean, tags: MoodleTags, reading: TextReading): Answer {
  const named = namedAnswers(childrenOf(question, 'answer'), tags.options)
  const options = optionsOf(named, reading)
  const fractions = named.map(({ id, holder }) => ({
    id,
    fraction: Number(attributeOf(holder, 'fraction')) || 0,
  }))
  if (textOf(childOf(question, 'shuffleanswers')) === '0') reading.losses.add('fixed-position')
  const isSingle = !isSet && /^(?:true|1)$/.test(textOf(childOf(question, 'single')) || 'true')
  const read = readFractions(
    fractions,
    isSingle,
    tags.scoring ?? (isSet ? 'all-or-nothing' : null),
    reading.losses,
  )
  return {
    answer:
      read.type === 'single'
        ? { type: read.type, options, correct: read.correct }
        : { type: read.type, options, correct: read.correct },
    scoring: read.scoring,
    feedback: feedbackOf(named),
  }
}

function readNumerical(
  question: Element,
  { losses }: TextReading,
): Extract<ParsedItem['answer'], { type: 'numeric' }> {
  const answers = childrenOf(question, 'answer')
  const [best, ...others] = answers
    .filter((one) => Number(attributeOf(one, 'fraction')) > 0)
    .sort((a, b) => Number(attributeOf(b, 'fraction')) - Number(attributeOf(a, 'fraction')))
  const written = textOf(childOf(best, 'text'))
  if (!best || written === '*') throw new ItemRefusedError('no-key')
  for (const one of others)
    losses.add('other-right-answers', `${textOf(childOf(one, 'text'))} (${attributeOf(one, 'fraction')} %)`)
  for (const one of answers)
    if (textOf(childOf(childOf(one, 'feedback'), 'text')) !== '')
      losses.add('feedback-left-out', textOf(childOf(one, 'text')))
  return {
    type: 'numeric',
    value: readNumber(written),
    tolerance: readNumber(textOf(childOf(best, 'tolerance')) || '0'),
    unit: unitOf(question, losses),
  }
}

function unitOf(question: Element, losses: TextReading['losses']): string {
  const units = childrenOf(childOf(question, 'units') ?? question, 'unit').map((unit) => ({
    name: textOf(childOf(unit, 'unit_name')),
    factor: Number(textOf(childOf(unit, 'multiplier')) || 1),
  }))
  const base = units.find(({ factor }) => factor === 1) ?? units[0]
  for (const unit of units) if (unit !== base) losses.add('unit-left-out', `${unit.name} = ${unit.factor}`)
  if (textOf(childOf(question, 'unitgradingtype')) === '1')
    losses.add('scoring-approximated', `unitpenalty ${textOf(childOf(question, 'unitpenalty'))}`)
  return base?.name ?? ''
}

/** A right side without a left one is a distractor; equal right sides are one. */
function readMatching(question: Element, tags: MoodleTags, reading: TextReading): Answer {
  if (textOf(childOf(question, 'shuffleanswers')) === '0') reading.losses.add('fixed-position')
  const subquestions = childrenOf(question, 'subquestion')
  const texts = subquestions.map((one) => ({ left: richText(one, reading), right: rightText(one, reading) }))
  const rights: Bilingual[] = []
  for (const { right } of texts)
    if ((right.en || right.zh) !== '' && placeOf(rights, right) === -1) rights.push(right)
  const lefts = texts.filter(({ left }) => (left.en || left.zh) !== '')
  const leftIds =
    tags.options?.length === lefts.length ? tags.options : lefts.map((_, index) => `left-${index + 1}`)
  const rightIds =
    tags.right?.length === rights.length ? tags.right : rights.map((_, index) => `right-${index + 1}`)
  const pairs = lefts.map(({ right }, index): [string, string] => {
    const at = placeOf(rights, right)
    if (at === -1) throw new ItemRefusedError('pairs', String(index + 1))
    return [leftIds[index] ?? '', rightIds[at] ?? '']
  })
  const scoring = tags.scoring ?? 'partial'
  if (tags.scoring === null) reading.losses.add('scoring-approximated', 'matching')
  return {
    answer: {
      type: 'matching',
      left: lefts.map(({ left }, index) => ({ id: leftIds[index] ?? '', text: left })),
      right: rights.map((text, index) => ({ id: rightIds[index] ?? '', text })),
      pairs: Object.fromEntries(pairs),
    },
    scoring,
    feedback: [],
  }
}

/** The right side is plain text to Moodle, in which language spans are understood all the same. */
function rightText(subquestion: Element, reading: TextReading): Bilingual {
  const raw = textOf(childOf(childOf(subquestion, 'answer'), 'text'))
  return bilingualText(raw, marksLanguages(raw) ? 'html' : 'plain', reading)
}

function placeOf(texts: readonly Bilingual[], wanted: Bilingual): number {
  return texts.findIndex(({ en, zh }) => en === wanted.en && zh === wanted.zh)
}

/** The fraction of an answer is its place in the right order, from 1. */
function readOrdering(question: Element, tags: MoodleTags, reading: TextReading): Answer {
  const named = namedAnswers(childrenOf(question, 'answer'), tags.options)
  const options = optionsOf(named, reading)
  const places = named.map(({ id, holder }) => ({ id, place: Number(attributeOf(holder, 'fraction')) }))
  const order = [...places].sort((a, b) => a.place - b.place).map(({ id }) => id)
  if (new Set(places.map(({ place }) => place)).size !== places.length)
    throw new ItemRefusedError('no-key', 'fraction')
  const select = textOf(childOf(question, 'selecttype'))
  if (select !== '' && select !== 'ALL' && select !== '0') reading.losses.add('selection-bounds', select)
  const grading = textOf(childOf(question, 'gradingtype'))
  const isExact = grading === 'ALL_OR_NOTHING' || grading === '-1'
  if (tags.scoring === null && !isExact) reading.losses.add('scoring-approximated', grading || 'ordering')
  return {
    answer: { type: 'ordering', options, order },
    scoring: isExact ? 'all-or-nothing' : 'partial',
    feedback: feedbackOf(named),
  }
}
