import type { OptionId } from '#app/domain/exam/item.ts'
import { middleOf, readNumber } from './build-item.server.ts'
import { ItemRefusedError, type ParsedItem, type ParsedOption } from './neutral-item.ts'
import { truthOf } from './read-qti-item.ts'
import type { TableItem } from './read-table.ts'

type Answer = ParsedItem['answer']

/** Words for types, as tables in use have them. */
const typeWords: readonly (readonly [Answer['type'], RegExp])[] = [
  ['single', /^(?:single|single[ _-]?choice|multiple[ _-]?choice|mc|单选|单选题|单项选择题?)$/i],
  ['multi', /^(?:multi|multiple|multi[ _-]?select|multiple[ _-]?response|多选|多选题|多项选择题?)$/i],
  ['truefalse', /^(?:truefalse|true[ _/-]?false|tf|判断|判断题|是非题)$/i],
  ['ordering', /^(?:ordering|order|sequence|排序|排序题)$/i],
  ['matching', /^(?:matching|match|匹配|匹配题|连线题)$/i],
  ['numeric', /^(?:numeric|numerical|number|数值|数值题|计算题|填数题)$/i],
]

/**
 * What a row asks for. A row without a type says it by its shape: pairs of sides, no options, one right option or several. Throws ItemRefusedError for an answer
 * that names nothing.
 */
export function readTableAnswer(item: TableItem): Answer {
  const given = item.field('answer')
  if (given === '') throw new ItemRefusedError('no-key')
  const type = typeOf(item, given)
  switch (type) {
    case 'truefalse':
      return { type, correct: truthOfWord(given) }
    case 'numeric':
      return { type, ...numberOf(item, given), unit: item.field('unit') }
    case 'matching': {
      const { left, right } = item
      return { type, left, right, pairs: pairsOf(given, left) }
    }
    case 'single':
      return singleOf(item.options, given)
    case 'multi':
      return { type, options: item.options, correct: idsOf(given, item.options) }
    case 'ordering':
      return { type, options: item.options, order: idsOf(given, item.options) }
  }
}

function typeOf(item: TableItem, given: string): Answer['type'] {
  const said = item.field('type')
  if (said !== '') {
    const known = typeWords.find(([, words]) => words.test(said.normalize('NFKC')))
    if (!known) throw new ItemRefusedError('type-unsupported', said)
    return known[0]
  }
  if (item.left.length > 0 || item.right.length > 0) return 'matching'
  if (item.options.length === 0) return /\d/.test(given) ? 'numeric' : 'truefalse'
  return idsOf(given, item.options).length > 1 ? 'multi' : 'single'
}

function truthOfWord(word: string): boolean {
  if (/^(?:true|t|yes|y|1|对|正确|是|√|✓)$/i.test(word)) return true
  if (/^(?:false|f|no|n|0|错|错误|不正确|否|×|x)$/i.test(word)) return false
  throw new ItemRefusedError('no-key', word.slice(0, 60))
}

function singleOf(options: readonly ParsedOption[], given: string): Answer {
  const [correct = '', ...more] = idsOf(given, options)
  if (more.length > 0) throw new ItemRefusedError('no-key', given.slice(0, 60))
  const truth = truthOf(options)
  return truth
    ? { type: 'truefalse', correct: truth.get(correct) === true }
    : { type: 'single', options, correct }
}

/** `a b d`, `A,B,D`, `c > a > b`, or `ABD` where each letter is an option. */
function idsOf(given: string, options: readonly ParsedOption[]): readonly OptionId[] {
  const known = new Set(options.map(({ id }) => id))
  const text = given.normalize('NFKC').toLowerCase().trim()
  const parts = text.split(/[\s,;>、，；|/]+/).filter((part) => part !== '')
  const [only = ''] = parts
  const ids = parts.length === 1 && !known.has(only) ? [...only] : parts
  const stranger = ids.find((id) => !known.has(id))
  if (stranger !== undefined) throw new ItemRefusedError('no-key', given.slice(0, 60))
  return ids
}

/** `a=x b=y`, also with other separators: `a-x; b-y`. */
function pairsOf(given: string, left: readonly ParsedOption[]): Readonly<Record<OptionId, OptionId>> {
  const pairs: Record<OptionId, OptionId> = {}
  for (const part of given
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;、，；|]+/)
    .filter((one) => one !== '')) {
    const [, from, to] = /^([a-z0-9]{1,4})[=:>-]+([a-z0-9]{1,4})$/.exec(part) ?? []
    if (from === undefined || to === undefined || Object.hasOwn(pairs, from))
      throw new ItemRefusedError('pairs', part.slice(0, 60))
    pairs[from] = to
  }
  const alone = left.find(({ id }) => !Object.hasOwn(pairs, id))
  if (alone) throw new ItemRefusedError('pairs', alone.id)
  return pairs
}

/** `310` with a tolerance beside it, `310±5`, or `305..315`. */
function numberOf(item: TableItem, given: string): { readonly value: number; readonly tolerance: number } {
  const range = /^(.+?)\s*(?:\.\.|~|～|至)\s*(.+)$/.exec(given)
  if (range) return middleOf(range[1] ?? '', range[2] ?? '')
  const [value = '', tolerance = item.field('tolerance') || '0'] = given.split('±').map((part) => part.trim())
  return { value: readNumber(value), tolerance: readNumber(tolerance) }
}
