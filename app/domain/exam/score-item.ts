import { addFractions, type Fraction, fraction, nothing } from '../shared/permille.ts'
import { decimalOf, isWithin, parseDecimal } from './decimal.ts'
import type { Item, ItemKey } from './item.ts'
import type { Response } from './response.ts'

/** All that scoring an item needs; texts and display order are not among it. */
export type KeyedItem = Pick<Item, 'id' | 'critical' | 'scoring' | 'weight' | 'key'>

export type ItemScore = {
  /** In [0, weight], exact. */
  readonly earned: Fraction
  /** The weight. */
  readonly possible: number
  /** Earned in full. Only then is a critical item not wrong. */
  readonly right: boolean
}

/** Right and wrong picks out of what the key asks for. */
type Picks = { readonly right: number; readonly wrong: number; readonly asked: number }

/**
 * Scores one response by the item's named rule. Unanswered earns nothing. Throws RangeError when the response belongs to
 * another type or the key asks for nothing, which validation keeps out.
 */
export function scoreItem(item: KeyedItem, response: Response | null): ItemScore {
  if (!Number.isSafeInteger(item.weight) || item.weight < 1)
    throw new RangeError(`Item ${item.id} has no positive weight`)
  const { right, wrong, asked } = picksOf(item.key, response)
  if (asked < 1) throw new RangeError(`The key of item ${item.id} asks for nothing`)
  const exact = right === asked && wrong === 0
  if (item.scoring === 'all-or-nothing' || exact) {
    return { earned: exact ? fraction(item.weight, 1) : nothing, possible: item.weight, right: exact }
  }
  return {
    earned: fraction(item.weight * Math.max(0, right - wrong), asked),
    possible: item.weight,
    right: false,
  }
}

/** What a list of scores adds up to, exactly. */
export function totalOf(scores: readonly ItemScore[]): {
  readonly earned: Fraction
  readonly possible: number
} {
  let earned = nothing
  let possible = 0
  for (const score of scores) {
    earned = addFractions(earned, score.earned)
    possible += score.possible
  }
  return { earned, possible }
}

function picksOf(key: ItemKey, response: Response | null): Picks {
  switch (key.type) {
    case 'single':
      return onePick(given(key.type, response)?.choice === key.correct)
    case 'truefalse':
      return onePick(given(key.type, response)?.choice === key.correct)
    case 'numeric': {
      const answer = given(key.type, response)
      const value = answer === null ? null : parseDecimal(answer.value)
      return onePick(value !== null && isWithin(value, decimalOf(key.value), decimalOf(key.tolerance)))
    }
    case 'multi': {
      const correct = new Set(key.correct)
      const picked = new Set(given(key.type, response)?.choices ?? [])
      const right = [...picked].filter((id) => correct.has(id)).length
      return { right, wrong: picked.size - right, asked: correct.size }
    }
    case 'ordering': {
      const order = given(key.type, response)?.order ?? []
      const right = order.filter((id, place) => key.order[place] === id).length
      return { right, wrong: order.length - right, asked: key.order.length }
    }
    case 'matching': {
      const pairs = Object.entries(given(key.type, response)?.pairs ?? {})
      const right = pairs.filter(
        ([from, to]) => Object.hasOwn(key.pairs, from) && key.pairs[from] === to,
      ).length
      return { right, wrong: pairs.length - right, asked: Object.keys(key.pairs).length }
    }
  }
}

function onePick(isRight: boolean): Picks {
  return { right: isRight ? 1 : 0, wrong: 0, asked: 1 }
}

function given<Type extends Response['type']>(type: Type, response: Response | null) {
  if (response !== null && response.type !== type) {
    throw new RangeError(`A response of type ${response.type} cannot answer an item of type ${type}`)
  }
  return response as Extract<Response, { type: Type }> | null
}
