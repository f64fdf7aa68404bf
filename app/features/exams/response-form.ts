import type { ItemContent, OptionId } from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'

/**
 * The fields of an item's form and the response they mean. The browser's script and the server read a form by the same rules, so that an answer
 * given without JavaScript is the same answer.
 */
export const fields = {
  choice: 'choice',
  value: 'value',
  /** The place of an ordering's option, 1 for the first. */
  place: (option: OptionId) => `place-${option}`,
  /** What an entry on the left is matched with. */
  match: (left: OptionId) => `match-${left}`,
} as const

export type FormValues = Pick<FormData, 'get' | 'getAll'>

/** The response that a form's fields mean, not judged yet; null where nothing is answered. */
export function responseFromForm(
  type: ItemContent['type'],
  options: readonly OptionId[],
  form: FormValues,
): Response | null {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  switch (type) {
    case 'single': {
      const choice = text(fields.choice)
      return choice === '' ? null : { type, choice }
    }
    case 'truefalse': {
      const choice = text(fields.choice)
      return choice === '' ? null : { type, choice: choice === 'true' }
    }
    case 'multi': {
      const choices = form.getAll(fields.choice).map(String)
      return choices.length === 0 ? null : { type, choices }
    }
    case 'numeric': {
      const value = text(fields.value)
      return value === '' ? null : { type, value }
    }
    case 'ordering': {
      const placed = options.flatMap((option) => {
        const place = Number.parseInt(text(fields.place(option)), 10)
        return Number.isInteger(place) ? [{ option, place }] : []
      })
      // Two options in one place keep the order in which they are shown.
      const order = placed.sort((a, b) => a.place - b.place).map(({ option }) => option)
      return order.length === 0 ? null : { type, order }
    }
    case 'matching': {
      const pairs = options.flatMap((left): [OptionId, OptionId][] => {
        const right = text(fields.match(left))
        return right === '' ? [] : [[left, right]]
      })
      return pairs.length === 0 ? null : { type, pairs: Object.fromEntries(pairs) }
    }
  }
}
