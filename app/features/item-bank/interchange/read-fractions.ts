import type { OptionId, ScoringRule } from '#app/domain/exam/item.ts'
import { ItemRefusedError, type LossList } from './neutral-item.ts'

/** What an answer of Moodle or GIFT is worth, in per cent; below zero it takes marks away. */
export type Fraction = { readonly id: OptionId; readonly fraction: number }

export type ReadFractions =
  | { readonly type: 'single'; readonly correct: OptionId; readonly scoring: 'all-or-nothing' }
  | { readonly type: 'multi'; readonly correct: readonly OptionId[]; readonly scoring: ScoringRule }

/**
 * The key of a choice from what its answers are worth. In a choice of several, ours is a share for each right pick less one for each wrong; other fractions are a
 * loss. `known` is the rule where the file names it besides, as our own exports do. Throws ItemRefusedError where nothing is right.
 */
export function readFractions(
  fractions: readonly Fraction[],
  isSingle: boolean,
  known: ScoringRule | null,
  losses: LossList,
): ReadFractions {
  if (isSingle) {
    const best = [...fractions].sort((a, b) => b.fraction - a.fraction)[0]
    if (!best || best.fraction < 99.9) throw new ItemRefusedError('no-key')
    for (const { id, fraction } of fractions) {
      if (id === best.id) continue
      if (fraction > 0) losses.add('partial-single', `${id} ${fraction} %`)
      if (fraction < 0) losses.add('negative-marks', `${id} ${fraction} %`)
    }
    return { type: 'single', correct: best.id, scoring: 'all-or-nothing' }
  }
  const right = fractions.filter(({ fraction }) => fraction > 0)
  if (right.length === 0) throw new ItemRefusedError('no-key')
  const share = 100 / right.length
  const isOurs = fractions.every(({ fraction }) => Math.abs(Math.abs(fraction) - share) < 0.01)
  if (!isOurs && known === null)
    losses.add('scoring-weights', fractions.map(({ id, fraction }) => `${id} ${fraction} %`).join(', '))
  return { type: 'multi', correct: right.map(({ id }) => id), scoring: known ?? 'partial' }
}
