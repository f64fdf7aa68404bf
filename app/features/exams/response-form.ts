import type { ItemContent, OptionId } from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'

/** The fields of an item's form. Its answer means the same whether a script sent it or the form itself did. */
export const fields = {
  item: 'item',
  type: 'type',
  position: 'position',
  /** Present where the item had an answer when the form was drawn, so that leaving everything open takes it back. */
  answered: 'answered',
  /** What the pressed button does: one of `moves`, or the number of an item to go to. */
  go: 'go',
  choice: 'choice',
  value: 'value',
  /** The place of an ordering's option, 1 for the first. */
  place: (option: OptionId) => `${placePrefix}${option}`,
  /** What an entry on the left is matched with. */
  match: (left: OptionId) => `${matchPrefix}${left}`,
} as const

/** What the buttons of an item's form do besides leading to an item by its number. Each saves the answer first. */
export const moves = ['previous', 'next', 'flag', 'unflag', 'clear', 'review', 'language'] as const
export type Move = (typeof moves)[number]

const placePrefix = 'place-'
const matchPrefix = 'match-'

const types: readonly ItemContent['type'][] = [
  'single',
  'multi',
  'truefalse',
  'ordering',
  'matching',
  'numeric',
]

/** The type of item a form says it is for; null where it says none. The server judges the answer by the item itself. */
export function typeFromForm(form: FormData): ItemContent['type'] | null {
  return types.find((type) => type === form.get(fields.type)) ?? null
}

/** The response that a form's fields mean, not judged yet; null where nothing is answered. */
export function responseFromForm(type: ItemContent['type'], form: FormData): Response | null {
  switch (type) {
    case 'single': {
      const choice = textOf(form, fields.choice)
      return choice === '' ? null : { type, choice }
    }
    case 'truefalse': {
      const choice = textOf(form, fields.choice)
      return choice === '' ? null : { type, choice: choice === 'true' }
    }
    case 'multi': {
      const choices = form.getAll(fields.choice).map(String)
      return choices.length === 0 ? null : { type, choices }
    }
    case 'numeric': {
      const value = textOf(form, fields.value)
      return value === '' ? null : { type, value }
    }
    case 'ordering': {
      const places = entriesOf(form, placePrefix).map(([option, place]) => ({ option, place: Number(place) }))
      // Two options in one place keep the order in which they are shown.
      const order = places.sort((a, b) => a.place - b.place).map(({ option }) => option)
      return order.length === 0 ? null : { type, order }
    }
    case 'matching': {
      const pairs = entriesOf(form, matchPrefix)
      return pairs.length === 0 ? null : { type, pairs: Object.fromEntries(pairs) }
    }
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** The filled fields of a family, in the order of the form. */
function entriesOf(form: FormData, prefix: string): [OptionId, string][] {
  return [...form.keys()]
    .filter((name) => name.startsWith(prefix) && textOf(form, name) !== '')
    .map((name) => [name.slice(prefix.length), textOf(form, name)])
}
