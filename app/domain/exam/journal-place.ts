/**
 * Where a change stands in the journal of an attempt. Each opening of the exam room, on whatever device, numbers its own changes from 1, and the openings
 * themselves have numbers. A change of a later opening stands behind all of an earlier one, whenever either arrives: a device that comes back with old
 * answers fills gaps and never overrides what was answered on its successor (decision 0061).
 */
const placesOfAnOpening = 10_000

/** Between two openings that followed each other, room is left for those that were opened in between and speak up only later. */
const openingStep = 20

/** No attempt is opened so often; places stay below what a database holds in 32 bits. */
const highestOpening = 200_000

/** The highest number a change of one opening can have. */
export const highestNumber = placesOfAnOpening - 1

/**
 * The place of an opening's change: later openings behind earlier ones, within one by number. Throws RangeError for what is no opening or no number;
 * opening 0 is what was written before openings were counted.
 */
export function placeInJournal(opening: number, number: number): number {
  if (!Number.isInteger(opening) || opening < 0 || opening > highestOpening)
    throw new RangeError(`${opening} is no opening of an attempt`)
  if (!isChangeNumber(number)) throw new RangeError(`${number} is no number of a change`)
  return opening * placesOfAnOpening + number
}

/** The places of an opening's changes, from the first to the last, both included. */
export function placesOf(opening: number): { readonly first: number; readonly last: number } {
  return { first: placeInJournal(opening, 1), last: placeInJournal(opening, highestNumber) }
}

/** Whether an opening can number a change so. */
export function isChangeNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= highestNumber
}

/** The number that an opening gave the change at a place. */
export function numberOf(place: number): number {
  return place % placesOfAnOpening
}

/**
 * The number of an opening that speaks for the first time, by the numbers that are taken and the newest one there was when its page was made (0 for none).
 * It comes last, unless others were opened since: then it comes right behind what it had seen and those like it, before the next. Null where there is no
 * number left, which takes thousands of openings.
 */
export function nextOpening(taken: readonly number[], seen: number): number | null {
  const newest = Math.max(0, ...taken)
  const stepBehind = (opening: number) => (Math.floor(opening / openingStep) + 1) * openingStep
  if (seen >= newest) {
    const last = stepBehind(newest)
    return last <= highestOpening ? last : null
  }
  const limit = stepBehind(seen)
  const between = 1 + Math.max(seen, ...taken.filter((one) => one >= seen && one < limit))
  return between < limit ? between : null
}
