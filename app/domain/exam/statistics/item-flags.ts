import type { ItemStatistics } from './item-statistics.ts'
import { isSmallSample } from './sample-size.ts'

/** What an author should look at. A flag is a question, never a verdict. */
export type ItemFlag =
  /** Better people got it wrong more often: is the key right? */
  | 'check-key'
  /** It hardly tells good from weak. */
  | 'discriminates-little'
  | 'very-hard'
  | 'very-easy'
  | 'often-omitted'
  /** A wrong option that the upper group chooses more often than the lower one. */
  | 'distractor-attracts-upper'
  /** A wrong option that hardly anybody chooses. */
  | 'idle-distractor'

/** Below it an item-rest correlation says that the item hardly discriminates (Ebel and Frisbie 1991 ask for .20, and for revision below). */
const littleDiscrimination = 0.2
/** Among fewer people than this a negative correlation is nearly a coin's toss. */
const fewestForKey = 10
const hard = 0.2
const easy = 0.95
const omittedOften = 0.1
/** A distractor that fewer choose does not work (Haladyna and Downing 1993). */
const idleShare = 0.05

/**
 * The flags of an item. With a small sample only the key is questioned: the other lines are finer than the sample. An item that nearly everybody
 * gets right cannot discriminate, and its distractors must idle, so that only its facility is flagged.
 */
export function flagsOf(item: ItemStatistics): readonly ItemFlag[] {
  const { n, facility, itemRest, upperLower27, omission, distractors, groupSize } = item
  const flags: ItemFlag[] = []
  const correlation = itemRest.value
  if (n >= fewestForKey && correlation !== null && correlation < 0 && (upperLower27.value ?? 0) < 0)
    flags.push('check-key')
  if (isSmallSample(n) || facility.value === null) return flags
  const isEasy = facility.value > easy
  if (correlation !== null && correlation >= 0 && correlation < littleDiscrimination && !isEasy)
    flags.push('discriminates-little')
  if (facility.value < hard) flags.push('very-hard')
  if (isEasy) flags.push('very-easy')
  if ((omission.value ?? 0) > omittedOften) flags.push('often-omitted')
  const wrong = (distractors ?? []).filter(({ isKey }) => !isKey)
  // One person more by chance is no attraction.
  if (wrong.some(({ upper, lower }) => upper - lower > groupSize * 0.05))
    flags.push('distractor-attracts-upper')
  if (!isEasy && wrong.some(({ count }) => count < n * idleShare)) flags.push('idle-distractor')
  return flags
}
