import type { OptionId } from '../item.ts'

/**
 * Who earned what on which item, as every statistic reads it: a row a person, a column an item. Forms are drawn from a bank, so a row is
 * null where the person's form did not hold the item.
 */
export type ResponseTable = {
  readonly items: readonly TableItem[]
  /** Each row as long as `items`. */
  readonly rows: readonly (readonly (Answer | null)[])[]
}

export type TableItem = {
  readonly id: string
  /** Points for a wholly right answer; positive. */
  readonly possible: number
  /** The options a candidate can choose and those of the key; null for items that are not about choosing. */
  readonly options: readonly { readonly id: OptionId; readonly isKey: boolean }[] | null
}

/** What a person did with an item of the form. */
export type Answer = {
  /** Points, 0 to the item's `possible`. Omitted earns 0: unanswered counts as wrong, as in the exam. */
  readonly earned: number
  /** Chosen options; empty where omitted or not about choosing. */
  readonly chosen: readonly OptionId[]
  readonly isOmitted: boolean
}

/** What a person earned on the whole form. */
export type Total = {
  readonly points: number
  readonly possible: number
  /** Number of items on the form. */
  readonly items: number
  /** Items earned in full. */
  readonly right: number
}

/** The totals of all rows, in order. Throws RangeError for a row of another length or points outside the item's. */
export function totalsOf({ items, rows }: ResponseTable): readonly Total[] {
  return rows.map((row, person) => {
    if (row.length !== items.length) throw new RangeError(`Row ${person} does not fit the items`)
    const total = { points: 0, possible: 0, items: 0, right: 0 }
    for (let column = 0; column < row.length; column++) {
      const answer = row[column]
      if (!answer) continue
      const { id, possible } = items[column] as TableItem
      if (!(possible > 0) || !(answer.earned >= 0) || answer.earned > possible)
        throw new RangeError(`Item ${id} cannot yield ${answer.earned} of ${possible} points`)
      total.points += answer.earned
      total.possible += possible
      total.items += 1
      if (answer.earned === possible) total.right += 1
    }
    return total
  })
}

/**
 * The share of the form's points as a whole number of thousand-millionths. Equal scores are equal numbers whatever the order in which points
 * were added up; a form without items has 0.
 */
export function rankOf({ points, possible }: Pick<Total, 'points' | 'possible'>): number {
  return possible === 0 ? 0 : Math.round((points / possible) * 1e9)
}

/** The rows whose form holds an item, as their numbers. */
export function peopleWith({ rows }: ResponseTable, column: number): readonly number[] {
  const people: number[] = []
  for (let person = 0; person < rows.length; person++) if (rows[person]?.[column]) people.push(person)
  return people
}

/** What somebody whose form holds an item did with it. Throws RangeError where it does not. */
export function answerOf({ rows }: ResponseTable, person: number, column: number): Answer {
  const answer = rows[person]?.[column]
  if (!answer) throw new RangeError(`The form of row ${person} does not hold item ${column}`)
  return answer
}
