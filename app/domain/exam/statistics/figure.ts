/** Why a statistic does not exist; what exists carries null. */
export type AbsenceReason =
  /** Fewer people than the formula needs; one person has no spread. */
  | 'too-few-people'
  /** An index of a single item has nothing to compare it with. */
  | 'too-few-items'
  /** Everybody earned the same on the item. */
  | 'item-constant'
  /** Everybody earned the same on all other items together. */
  | 'rest-constant'
  /** Everybody earned the same in total. */
  | 'total-constant'
  /** Some item was scored in part, so that right and wrong are not all there is. */
  | 'not-dichotomous'
  /** Reliability is not above zero, so that scores say nothing about a second sitting. */
  | 'reliability-not-positive'
  /** Reliability is so close to one that the equivalent test has thousands of items. */
  | 'reliability-beyond-method'
  /** At no score did people of both groups answer differently. */
  | 'no-informative-stratum'
  /** One cell of the table stayed empty at every score, so that the ratio is zero or infinite. */
  | 'ratio-unbounded'
  /** No key was given, or the item is not one of choosing options. */
  | 'no-options'
  /** Nothing in the journal says how long it took. */
  | 'no-times'

/** A statistic, or why there is none. Never NaN and never infinite. */
export type Figure =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: AbsenceReason }

/** A statistic that exists. Throws RangeError for NaN and infinity, which only a fault in a formula yields. */
export function figure(value: number): Figure {
  if (!Number.isFinite(value)) throw new RangeError(`A statistic cannot be ${value}`)
  return { value, reason: null }
}

/** A statistic that does not exist. */
export function absent(reason: AbsenceReason): Figure {
  return { value: null, reason }
}
