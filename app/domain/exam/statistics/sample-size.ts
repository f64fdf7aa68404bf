/**
 * Below these numbers a statistic is shown with a mark. It is computed all the same: whoever reads it knows how many people it rests on.
 */

/** People that a classical item analysis wants: at 100, the standard error of a facility of .5 is .05, that of a correlation of zero .10. */
export const smallSample = 100

/** Whether statistics of so many people are marked as a small sample. */
export function isSmallSample(people: number): boolean {
  return people < smallSample
}

/** What ETS asks for before it acts on differential functioning: 200 in the smaller group and 500 in all (Zwick 2012, ETS RR-12-08). */
export const smallestGroup = 200
export const smallestBothGroups = 500

/** Whether a comparison of two groups of these sizes is marked as a small sample. */
export function isSmallComparison(one: number, other: number): boolean {
  return Math.min(one, other) < smallestGroup || one + other < smallestBothGroups
}
