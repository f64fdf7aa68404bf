import { type GIFTQuestion, parse } from 'gift-pegjs'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import {
  bilingualText,
  guessFace,
  marksLanguages,
  type TextFormat,
  type TextReading,
} from './bilingual-text.ts'
import { buildItem, middleOf, ourIds, readNumber } from './build-item.server.ts'
import { readTags } from './moodle-tags.ts'
import {
  ItemRefusedError,
  lossList,
  nowhere,
  type ParsedItem,
  type ReadFile,
  type ReadItem,
} from './neutral-item.ts'
import { readFractions } from './read-fractions.ts'

/** One question is far below this; the grammar's parser tries many ways through a text that is none. */
const longestBlock = 12_000

type Block = { readonly text: string; readonly line: number }

/**
 * Reads GIFT block by block, as blank lines part it, so that one block that is wrong is refused with its line and the others are read.
 */
export function readGift(text: string, given: FaceLanguage | null): ReadFile {
  let domain: string | null = null
  const items: ReadItem[] = []
  for (const block of blocksOf(text)) {
    const category = /^\s*\$CATEGORY:\s*(.+)$/m.exec(block.text)?.[1]
    if (category !== undefined) domain = category.trim().split('/').at(-1) ?? null
    const body = block.text.replace(/^\s*\$CATEGORY:.*$/m, '')
    if (body.replace(/^\s*\/\/.*$/gm, '').trim() !== '')
      items.push(readBlock({ ...block, text: body }, domain, given))
  }
  return { format: 'gift', bank: null, items }
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let open: string[] = []
  let start = 1
  const close = () => {
    if (open.some((line) => line.trim() !== '')) blocks.push({ text: open.join('\n'), line: start })
    open = []
  }
  text.split(/\r\n?|\n/).forEach((line, index) => {
    if (line.trim() === '') close()
    else {
      if (open.length === 0) start = index + 1
      open.push(line)
    }
  })
  close()
  return blocks
}

function readBlock(block: Block, domain: string | null, given: FaceLanguage | null): ReadItem {
  const losses = lossList()
  const place = { ...nowhere, line: block.line }
  const language = given ?? guessFace(block.text)
  const reading: TextReading = { language, isMarked: marksLanguages(block.text), losses, pictures: [] }
  let identifier = /::((?:[^:\\]|\\.)+)::/.exec(block.text)?.[1]?.trim() ?? ''
  try {
    const question = parseBlock(block.text)
    identifier = question.id ?? question.title ?? ''
    const parsed = readQuestion(question, block.text, reading)
    for (const { src } of reading.pictures) losses.add('picture-missing', src)
    const item = buildItem({ ...parsed, domain: parsed.domain ?? domain }, language, losses)
    return { identifier: item.identifier, place, losses: losses.all(), item }
  } catch (failure) {
    if (!(failure instanceof ItemRefusedError)) throw failure
    return { identifier: identifier.slice(0, 200), place, losses: losses.all(), refusal: failure.refusal }
  }
}

type Question = Exclude<GIFTQuestion, { type: 'Category' }>

function parseBlock(text: string): Question {
  if (text.length > longestBlock)
    throw new ItemRefusedError('text-too-long', `${text.length} > ${longestBlock}`)
  try {
    const [question] = parse(text)
    if (!question || question.type === 'Category') throw new ItemRefusedError('malformed')
    return question
  } catch (failure) {
    if (failure instanceof ItemRefusedError) throw failure
    throw new ItemRefusedError('malformed', failure instanceof Error ? failure.message.slice(0, 160) : '')
  }
}

function readQuestion(question: Question, raw: string, reading: TextReading): ParsedItem {
  const tags = readTags(question.tags ?? [])
  if (tags.others.length > 0) reading.losses.add('metadata-left-out', tags.others.join(', '))
  const feedback: string[] = []
  const { answer, scoring } = readAnswer(question, raw, reading, feedback)
  const general =
    'globalFeedback' in question && question.globalFeedback ? textOf(question.globalFeedback, reading) : null
  if (feedback.length > 0) reading.losses.add('feedback-joined')
  const joined = bilingualText(feedback.join('\n'), 'auto', reading)
  const join = (face: 'en' | 'zh') =>
    [general?.[face] ?? '', joined[face]].filter((text) => text !== '').join('\n')
  return {
    identifier: question.id ?? question.title ?? null,
    stem: textOf(question.stem, reading),
    answer,
    scoring: tags.scoring ?? scoring,
    domain: tags.domain,
    difficulty: tags.difficulty,
    critical: tags.critical,
    weight: null,
    rationale: { en: join('en'), zh: join('zh') },
    source: tags.source,
    media: [],
  }
}

function readAnswer(
  question: Question,
  raw: string,
  reading: TextReading,
  feedback: string[],
): Pick<ParsedItem, 'answer' | 'scoring'> {
  const exact = 'all-or-nothing' as const
  switch (question.type) {
    case 'TF': {
      for (const [word, said] of [
        ['true', question.trueFeedback] as const,
        ['false', question.falseFeedback] as const,
      ])
        if (said) feedback.push(`${word}: ${said.text}`)
      return { answer: { type: 'truefalse', correct: question.isTrue }, scoring: exact }
    }
    case 'MC': {
      const letters = ourIds(
        question.choices.map((_, index) => `option-${index + 1}`),
        'a',
      )
      const named = question.choices.map((choice, index) => ({ id: letters[index] ?? '', choice }))
      for (const { id, choice } of named) if (choice.feedback) feedback.push(`${id}: ${choice.feedback.text}`)
      const fractions = named.map(({ id, choice }) => ({
        id,
        fraction: choice.weight ?? (choice.isCorrect ? 100 : 0),
      }))
      const isSingle = question.choices.some(({ isCorrect }) => isCorrect)
      const read = readFractions(fractions, isSingle, null, reading.losses)
      const options = named.map(({ id, choice }) => ({ id, text: textOf(choice.text, reading) }))
      return read.type === 'single'
        ? { answer: { type: read.type, options, correct: read.correct }, scoring: read.scoring }
        : { answer: { type: read.type, options, correct: read.correct }, scoring: read.scoring }
    }
    case 'Numerical':
      return { answer: readNumerical(question, raw, reading, feedback), scoring: exact }
    case 'Matching': {
      reading.losses.add('scoring-approximated', 'matching')
      const rights = [...new Set(question.matchPairs.map(({ subanswer }) => subanswer.trim()))].filter(
        Boolean,
      )
      const lefts = question.matchPairs.filter(({ subquestion }) => subquestion.text.trim() !== '')
      const idOfRight = (text: string) => `right-${rights.indexOf(text.trim()) + 1}`
      return {
        answer: {
          type: 'matching',
          left: lefts.map(({ subquestion }, index) => ({
            id: `left-${index + 1}`,
            text: textOf(subquestion, reading),
          })),
          right: rights.map((text) => ({ id: idOfRight(text), text: bilingualText(text, 'auto', reading) })),
          pairs: Object.fromEntries(
            lefts.map(({ subanswer }, index) => [`left-${index + 1}`, idOfRight(subanswer)]),
          ),
        },
        scoring: 'partial',
      }
    }
    case 'Short':
    case 'Essay':
      throw new ItemRefusedError('text-answer', question.type)
    default:
      throw new ItemRefusedError('type-unsupported', question.type)
  }
}

/** Numbers arrive as JavaScript holds them, so one with more digits than that is refused by how it is written. */
function readNumerical(
  question: Extract<Question, { type: 'Numerical' }>,
  raw: string,
  { losses }: TextReading,
  feedback: string[],
): Extract<ParsedItem['answer'], { type: 'numeric' }> {
  const long = /\d[\d.]{16,}/.exec(raw)?.[0]
  if (long !== undefined) throw new ItemRefusedError('bad-number', long.slice(0, 60))
  const given = Array.isArray(question.choices)
    ? question.choices
    : [{ weight: null, text: question.choices, feedback: null }]
  const [best, ...others] = [...given].sort((a, b) => (b.weight ?? 100) - (a.weight ?? 100))
  if (!best) throw new ItemRefusedError('no-key')
  for (const one of given) if (one.feedback) feedback.push(one.feedback.text)
  const number = ({ number: value, range, numberHigh, numberLow }: typeof best.text) =>
    numberHigh !== undefined && numberLow !== undefined
      ? middleOf(String(numberLow), String(numberHigh))
      : { value: readNumber(String(value)), tolerance: readNumber(String(range ?? 0)) }
  for (const one of others) {
    const { value, tolerance } = number(one.text)
    losses.add('other-right-answers', `${value} ± ${tolerance} (${one.weight ?? 100} %)`)
  }
  return { type: 'numeric', ...number(best.text), unit: '' }
}

const formats: Record<string, TextFormat> = { html: 'html', plain: 'plain', moodle: 'auto', markdown: 'auto' }

function textOf({ format, text }: { format: string; text: string }, reading: TextReading) {
  return bilingualText(text, formats[format] ?? 'auto', reading)
}
