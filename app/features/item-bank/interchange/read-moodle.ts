import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { bilingualText, guessFace, marksLanguages, type TextReading } from './bilingual-text.ts'
import { buildItem } from './build-item.server.ts'
import { carryMedia } from './carry-media.ts'
import { attributeOf, childOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { type MoodleTags, readTags } from './moodle-tags.ts'
import { richText } from './moodle-text.ts'
import {
  ItemRefusedError,
  lossList,
  nowhere,
  type ParsedItem,
  type ReadFile,
  type ReadItem,
} from './neutral-item.ts'
import { readMoodleAnswer } from './read-moodle-answer.ts'

/** What a category says: `$course$/top/WM-201/filling` is the domain filling of the bank WM-201. */
type Category = { readonly bank: string | null; readonly domain: string | null }

/** Reads a file of Moodle's question bank, `<quiz>`, question by question. */
export function readMoodle(root: Element, given: FaceLanguage | null): ReadFile {
  let category: Category = { bank: null, domain: null }
  let bank: string | null = null
  const items: ReadItem[] = []
  for (const question of childrenOf(root, 'question')) {
    if (attributeOf(question, 'type') === 'category') {
      category = readCategory(textOf(childOf(childOf(question, 'category'), 'text')))
      bank ??= category.bank
    } else items.push(readQuestion(question, category, given))
  }
  return { format: 'moodle', bank, items }
}

function readCategory(path: string): Category {
  const parts = path.split('/').filter((part) => !/^\$\w+\$$/.test(part) && part !== 'top' && part !== '')
  const bank = parts.find((part) => /^[A-Z][A-Z0-9]{0,11}(?:-[A-Z0-9]{1,11}){1,3}$/.test(part)) ?? null
  const last = parts.at(-1) ?? null
  return { bank, domain: last === bank ? null : last }
}

function readQuestion(question: Element, category: Category, given: FaceLanguage | null): ReadItem {
  const losses = lossList()
  const name = textOf(childOf(childOf(question, 'name'), 'text'))
  const identifier = textOf(childOf(question, 'idnumber')) || name
  const place = { ...nowhere, line: question.line }
  const raw = descendantsOf(question, ({ name: tag }) => tag === 'text').map(textOf)
  const isMarked = raw.some(marksLanguages)
  const stem = childOf(question, 'questiontext')
  const language = given ?? guessFace(textOf(childOf(stem, 'text')))
  const reading: TextReading = { language, isMarked, losses, pictures: [] }
  try {
    const tags = readTags(
      descendantsOf(question, ({ name: tag }) => tag === 'tag').map(
        (tag) => textOf(childOf(tag, 'text')) || textOf(tag),
      ),
    )
    if (tags.others.length > 0) losses.add('metadata-left-out', tags.others.join(', '))
    const { answer, scoring, feedback } = readMoodleAnswer(question, tags, reading)
    const parsed: Omit<ParsedItem, 'media'> = {
      identifier: identifier || null,
      stem: richText(stem, reading),
      answer,
      scoring: tags.scoring ?? scoring,
      ...factsOf(question, tags, category, reading),
      rationale: rationaleOf(question, feedback, reading),
    }
    const media = carryMedia(reading.pictures, filesOf(question), losses)
    const item = buildItem({ ...parsed, media }, language, losses)
    return { identifier: item.identifier, place, losses: losses.all(), item }
  } catch (failure) {
    if (!(failure instanceof ItemRefusedError)) throw failure
    return {
      identifier: identifier.slice(0, interchangeLimits.identifier),
      place,
      losses: losses.all(),
      refusal: failure.refusal,
    }
  }
}

function factsOf(
  question: Element,
  tags: MoodleTags,
  category: Category,
  { losses }: TextReading,
): Pick<ParsedItem, 'domain' | 'difficulty' | 'critical' | 'weight' | 'source'> {
  if (Number(textOf(childOf(question, 'penalty'))) > 0)
    losses.add('attempt-penalty', textOf(childOf(question, 'penalty')))
  const hints = childrenOf(question, 'hint').filter((hint) => textOf(childOf(hint, 'text')) !== '')
  if (hints.length > 0) losses.add('hints', String(hints.length))
  const grade = Number(textOf(childOf(question, 'defaultgrade')) || 1)
  const isWhole = Number.isSafeInteger(grade) && grade >= 1 && grade <= 1000
  if (!isWhole) losses.add('metadata-left-out', `defaultgrade ${textOf(childOf(question, 'defaultgrade'))}`)
  return {
    domain: tags.domain ?? category.domain,
    difficulty: tags.difficulty,
    critical: tags.critical,
    weight: isWhole ? grade : null,
    source: tags.source,
  }
}

/** Moodle's own words for right, partly right and wrong; they say nothing that the result does not. */
const standardFeedback = /^your answer is (?:partially )?(?:in)?correct\.?$/i

function rationaleOf(
  question: Element,
  feedback: readonly string[],
  reading: TextReading,
): ParsedItem['rationale'] {
  const { losses } = reading
  for (const name of ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']) {
    const { en, zh } = richText(childOf(question, name), { ...reading, losses: lossList(), pictures: [] })
    if ((en || zh) !== '' && !standardFeedback.test(en || zh)) losses.add('feedback-left-out', name)
  }
  const general = richText(childOf(question, 'generalfeedback'), reading)
  if (feedback.length === 0) return general
  losses.add('feedback-joined')
  const joined = bilingualText(feedback.join('\n'), 'auto', reading)
  const join = (face: 'en' | 'zh') => [general[face], joined[face]].filter((text) => text !== '').join('\n')
  return { en: join('en'), zh: join('zh') }
}

/** The files that lie within a question, by the address its texts use for them. */
function filesOf(question: Element): (src: string) => Uint8Array | null {
  const files = new Map(
    descendantsOf(question, ({ name }) => name === 'file')
      .filter((file) => attributeOf(file, 'encoding') === 'base64')
      .map(
        (file) => [`${attributeOf(file, 'path') || '/'}${attributeOf(file, 'name')}`, textOf(file)] as const,
      ),
  )
  return (src) => {
    const path = /^@@PLUGINFILE@@(\/.*)$/.exec(src)?.[1]
    if (path === undefined) return null
    let name = path
    try {
      name = decodeURIComponent(path)
    } catch {
      // Taken as it is written.
    }
    const base64 = files.get(name)
    return base64 === undefined ? null : new Uint8Array(Buffer.from(base64, 'base64'))
  }
}
