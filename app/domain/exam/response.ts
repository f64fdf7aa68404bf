import type { Outcome } from '../shared/outcomes.ts'
import { decimalText, parseDecimal } from './decimal.ts'
import { type ItemContent, type OptionId, optionIdsOf } from './item.ts'

/**
 * What a candidate answered, by option ids, so that neither display order nor language can change what it means. An
 * ordering or a matching may be unfinished. `value` is a decimal in its one canonical writing.
 */
export type Response =
  | { readonly type: 'single'; readonly choice: OptionId }
  | { readonly type: 'multi'; readonly choices: readonly OptionId[] }
  | { readonly type: 'truefalse'; readonly choice: boolean }
  | { readonly type: 'ordering'; readonly order: readonly OptionId[] }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<OptionId, OptionId>> }
  | { readonly type: 'numeric'; readonly value: string }

export type ResponseRefusal =
  | 'malformed'
  | 'other-type'
  | 'unknown-option'
  | 'repeated-option'
  | 'not-a-number'

/** Null is "not answered", also after an answer was taken back. */
export type ResponseOutcome = Outcome<{ readonly response: Response | null }, ResponseRefusal>

/**
 * Judges what arrived for an item, whatever it is, and brings it into canonical form: choices sorted, a number in one
 * writing, an empty choice as null. Equal answers become equal values, which replays and the answer hash rely on.
 */
export function readResponse(content: ItemContent, value: unknown): ResponseOutcome {
  if (value === null) return answered(null)
  if (typeof value !== 'object' || Array.isArray(value)) return refused('malformed')
  const given = value as Readonly<Record<string, unknown>>
  if (given.type !== content.type) return refused(typeof given.type === 'string' ? 'other-type' : 'malformed')
  const known = optionIdsOf(content)

  switch (content.type) {
    case 'single': {
      if (typeof given.choice !== 'string') return refused('malformed')
      if (!known.options.includes(given.choice)) return refused('unknown-option')
      return answered({ type: 'single', choice: given.choice })
    }
    case 'truefalse':
      return typeof given.choice === 'boolean'
        ? answered({ type: 'truefalse', choice: given.choice })
        : refused('malformed')
    case 'multi':
    case 'ordering': {
      const picked = content.type === 'multi' ? given.choices : given.order
      if (!isTextList(picked)) return refused('malformed')
      if (picked.some((id) => !known.options.includes(id))) return refused('unknown-option')
      if (new Set(picked).size !== picked.length) return refused('repeated-option')
      if (picked.length === 0) return answered(null)
      return answered(
        content.type === 'multi'
          ? { type: 'multi', choices: [...picked].sort() }
          : { type: 'ordering', order: [...picked] },
      )
    }
    case 'matching':
      return readPairs(given.pairs, known.options, known.right)
    case 'numeric': {
      if (typeof given.value !== 'string' && typeof given.value !== 'number') return refused('malformed')
      const text = String(given.value)
      if (text.trim() === '') return answered(null)
      const decimal = parseDecimal(text)
      return decimal === null
        ? refused('not-a-number')
        : answered({ type: 'numeric', value: decimalText(decimal) })
    }
  }
}

function readPairs(pairs: unknown, left: readonly OptionId[], right: readonly OptionId[]): ResponseOutcome {
  if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs)) return refused('malformed')
  const entries = Object.entries(pairs)
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return refused('malformed')
  if (entries.some(([from, to]) => !left.includes(from) || !right.includes(to)))
    return refused('unknown-option')
  if (entries.length === 0) return answered(null)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return answered({ type: 'matching', pairs: Object.fromEntries(entries) })
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

function answered(response: Response | null): ResponseOutcome {
  return { ok: true, response }
}

function refused(reason: ResponseRefusal): ResponseOutcome {
  return { ok: false, reason }
}
