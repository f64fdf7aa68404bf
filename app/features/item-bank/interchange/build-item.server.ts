import { createHash } from 'node:crypto'
import { idPattern } from '#app/content/component-list.ts'
import { decimalText, parseDecimal } from '#app/domain/exam/decimal.ts'
import type { Difficulty, ItemContent, ItemKey, OptionId, OptionTexts } from '#app/domain/exam/item.ts'
import { type FaceLanguage, findItemProblems, type ItemProblem } from '#app/domain/exam/item-problems.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { interchangeLimits as limits } from './interchange-limits.ts'
import {
  ItemRefusedError,
  inFace,
  type LossList,
  type NeutralItem,
  type ParsedItem,
  type ParsedOption,
  type RefusalCode,
} from './neutral-item.ts'

/**
 * Brings what a reader found into the product's shape: ids that items.yaml allows, texts within its limits, facts within their bounds. Throws
 * ItemRefusedError for what could not be asked or scored. An empty face is no fault: such an item is a draft until somebody writes it.
 */
export function buildItem(parsed: ParsedItem, language: FaceLanguage, losses: LossList): NeutralItem {
  const stem = stemOf(parsed, language)
  limit(stem, limits.stem, 'stem')
  limit(parsed.rationale, limits.rationale, 'rationale')
  const { content, key } = contentOf(parsed.answer, stem)
  const splits = content.type === 'multi' || content.type === 'ordering' || content.type === 'matching'
  const scoring = splits ? parsed.scoring : 'all-or-nothing'
  const weight =
    parsed.weight !== null && Number.isSafeInteger(parsed.weight) && parsed.weight >= 1 ? parsed.weight : null
  const problem = findItemProblems({ content, key, scoring, weight: weight ?? 1 }).find(
    (one) => one !== 'face-incomplete',
  )
  if (problem) throw new ItemRefusedError(refusalOf[problem], problem)
  return {
    identifier: (parsed.identifier ?? nameFromStem(content.type, stem)).slice(0, limits.identifier),
    content,
    key,
    scoring,
    domain: domainOf(parsed.domain, losses),
    difficulty: difficultyOf(parsed.difficulty, losses),
    critical: parsed.critical,
    weight,
    rationale: parsed.rationale,
    source: sourceOf(parsed.source, losses),
    media: parsed.media,
  }
}

const refusalOf: Record<ItemProblem, RefusalCode> = {
  'face-incomplete': 'no-stem',
  'faces-differ': 'malformed',
  'too-few-options': 'too-few-options',
  'key-of-other-type': 'malformed',
  'key-names-unknown-option': 'no-key',
  'key-repeats-option': 'no-key',
  'key-incomplete': 'no-key',
  'nothing-asked': 'all-right',
  'scoring-does-not-fit': 'malformed',
  'tolerance-negative': 'bad-number',
  'weight-not-positive': 'malformed',
}

/** A question that is only a picture is asked by the picture's description, where it has one. */
function stemOf({ stem, media }: ParsedItem, language: FaceLanguage): Bilingual {
  if (stem.en !== '' || stem.zh !== '') return stem
  const described = media.map(({ alt }) => alt).find((alt) => alt !== '')
  if (described === undefined) throw new ItemRefusedError('no-stem')
  return inFace(language, described)
}

function contentOf(answer: ParsedItem['answer'], stem: Bilingual): { content: ItemContent; key: ItemKey } {
  const faces = <Face>(face: (language: 'en' | 'zh') => Face) => ({ en: face('en'), zh: face('zh') })
  switch (answer.type) {
    case 'truefalse':
      return {
        content: { type: answer.type, faces: faces((language) => ({ stem: stem[language] })) },
        key: { type: answer.type, correct: answer.correct },
      }
    case 'numeric': {
      const { value, tolerance, unit } = answer
      if (unit.length > limits.unit) throw new ItemRefusedError('text-too-long', `unit: ${unit.slice(0, 40)}`)
      return {
        content: { type: answer.type, faces: faces((language) => ({ stem: stem[language] })), unit },
        key: { type: answer.type, value, tolerance },
      }
    }
    case 'matching': {
      const left = renamed(answer.left, 'a', limits.options)
      const right = renamed(answer.right, 'x', limits.rightOptions)
      const pairs = Object.fromEntries(
        Object.entries(answer.pairs).map(([from, to]) => [left.idOf(from), right.idOf(to)]),
      )
      return {
        content: {
          type: answer.type,
          faces: faces((language) => ({
            stem: stem[language],
            left: left.texts(language),
            right: right.texts(language),
          })),
        },
        key: { type: answer.type, pairs },
      }
    }
    default: {
      const options = renamed(answer.options, 'a', limits.options)
      return {
        content: {
          type: answer.type,
          faces: faces((language) => ({ stem: stem[language], options: options.texts(language) })),
        },
        key: choiceKey(answer, options.idOf),
      }
    }
  }
}

type ChoiceAnswer = Extract<ParsedItem['answer'], { options: readonly ParsedOption[] }>

function choiceKey(answer: ChoiceAnswer, idOf: (id: OptionId) => OptionId): ItemKey {
  if (answer.type === 'single') return { type: answer.type, correct: idOf(answer.correct) }
  if (answer.type === 'multi') return { type: answer.type, correct: answer.correct.map(idOf) }
  return { type: answer.type, order: answer.order.map(idOf) }
}

/** Options under ids of ours, with the way from the ids of the file to them. */
function renamed(options: readonly ParsedOption[], first: 'a' | 'x', most: number) {
  if (options.length > most) throw new ItemRefusedError('too-many-options', `${options.length} > ${most}`)
  for (const { id, text } of options) {
    if (text.en === '' && text.zh === '') throw new ItemRefusedError('option-empty', id)
    limit(text, limits.option, id)
  }
  const ids = ourIds(
    options.map(({ id }) => id),
    first,
  )
  const byOld = new Map(options.map(({ id }, index) => [id, ids[index] ?? '']))
  return {
    idOf: (id: OptionId): OptionId => byOld.get(id) ?? `?${id}`,
    texts: (language: 'en' | 'zh'): OptionTexts =>
      Object.fromEntries(options.map(({ text }, index) => [ids[index] ?? '', text[language]])),
  }
}

/**
 * Ids that items.yaml allows: those of the file where they all fit (in lower case, without the underscore that XML needs before a digit), else letters in
 * the order of the file. Right sides of a matching count from x so that a pair reads clearly; beyond z they go on with two letters.
 */
export function ourIds(given: readonly OptionId[], first: 'a' | 'x'): readonly OptionId[] {
  const own = given.map((id) => id.replace(/^_(?=[0-9])/, '').toLowerCase())
  if (own.every((id) => /^[a-z0-9]{1,4}$/.test(id)) && new Set(own).size === own.length) return own
  const letters = first === 'a' ? 'abcdefghijklmnopqrstuvw' : 'xyz'
  return given.map((_, index) => letters[index] ?? `x${String(index + 1).padStart(2, '0')}`)
}

function limit(text: Bilingual, most: number, field: string): void {
  for (const face of [text.en, text.zh])
    if (face.length > most) throw new ItemRefusedError('text-too-long', `${field}: ${face.length} > ${most}`)
}

function domainOf(given: string | null, losses: LossList): string | null {
  if (given === null) return null
  const domain = given
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (idPattern.test(domain)) return domain
  if (given.trim() !== '') losses.add('metadata-left-out', given)
  return null
}

function difficultyOf(given: number | null, losses: LossList): Difficulty | null {
  if (given === null) return null
  if (given === 1 || given === 2 || given === 3 || given === 4 || given === 5) return given
  losses.add('metadata-left-out', `difficulty ${given}`)
  return null
}

function sourceOf(given: string | null, losses: LossList): string | null {
  const source = given?.trim() ?? ''
  if (source === '') return null
  if (source.length <= limits.source) return source
  losses.add('metadata-left-out', `source: ${source}`)
  return null
}

/** The name of an item that its file gives none: the same stem makes the same name, so that the file is known when it comes again. */
function nameFromStem(type: string, stem: Bilingual): string {
  return `stem-${createHash('sha256')
    .update(JSON.stringify([type, stem.en, stem.zh]))
    .digest('hex')
    .slice(0, 16)}`
}

/**
 * A number as JavaScript holds it. Throws ItemRefusedError for what is none, and for one that would not come back as it was written: too many digits, too
 * large, too small.
 */
export function readNumber(text: string): number {
  const decimal = parseDecimal(text)
  const value = decimal === null ? Number.NaN : Number(decimalText(decimal))
  const back = Number.isFinite(value) ? parseDecimal(String(value)) : null
  if (decimal === null || back === null || decimalText(back) !== decimalText(decimal))
    throw new ItemRefusedError('bad-number', text.slice(0, 60))
  return value
}

/** The middle of a range and how far its ends lie from it, exactly. Throws as `readNumber` does. */
export function middleOf(low: string, high: string): { readonly value: number; readonly tolerance: number } {
  const [from, to] = [parseDecimal(low), parseDecimal(high)]
  if (from === null || to === null) throw new ItemRefusedError('bad-number', `${low}..${high}`.slice(0, 60))
  const scale = Math.max(from.scale, to.scale)
  const at = (one: typeof from) => one.digits * 10n ** BigInt(scale - one.scale)
  const [a, b] = [at(from), at(to)]
  if (b < a) throw new ItemRefusedError('bad-number', `${low}..${high}`.slice(0, 60))
  const half = (digits: bigint) => readNumber(decimalText({ digits: digits * 5n, scale: scale + 1 }))
  return { value: half(a + b), tolerance: half(b - a) }
}
