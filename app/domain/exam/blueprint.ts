import type { EvidenceMode } from '../credential/credential.ts'
import type { Bilingual } from '../shared/bilingual.ts'
import type { Permille } from '../shared/permille.ts'
import { type Difficulty, type Item, type OptionOrder, optionIdsOf } from './item.ts'
import { type FaceLanguage, languagesOf } from './item-problems.ts'

/** How many items of each difficulty band a section draws. */
export type DifficultyMix = Readonly<Record<DifficultyBand, number>>

export type DifficultyBand = 'easy' | 'medium' | 'hard'

export const difficultyBands: readonly DifficultyBand[] = ['easy', 'medium', 'hard']

/** Easy is difficulty 1 and 2, medium 3, hard 4 and 5. */
export function bandOf(difficulty: Difficulty): DifficultyBand {
  if (difficulty <= 2) return 'easy'
  return difficulty === 3 ? 'medium' : 'hard'
}

export type BlueprintSection = {
  readonly domain: string
  readonly titles: Bilingual
  /** Slugs of the lessons a weak result leads to. */
  readonly lessons: readonly string[]
  readonly count: number
  readonly cutPermille: Permille
  /** Adds up to `count`. */
  readonly difficulty: DifficultyMix
  /** The exact number of critical items; absent where any number will do. */
  readonly critical?: number
}

/** How often an exam may be sat (model 5.2). */
export type AttemptRule = {
  readonly max: number
  readonly perDays: number
  /** Wait after the first, second, … attempt without a pass; the last entry holds for all further ones. */
  readonly coolDownHours: readonly number[]
}

/** blueprint.json */
export type Blueprint = {
  readonly code: string
  readonly mode: EvidenceMode
  readonly minutes: number
  readonly cutPermille: Permille
  readonly criticalRule: 'any-wrong-fails' | 'none'
  readonly attempts: AttemptRule
  readonly rationale: { readonly method: string; readonly date: string; readonly text: Bilingual }
  readonly sections: readonly BlueprintSection[]
}

/** What drawing a form needs to know of an item: neither its texts nor its key. */
export type BankItem = Pick<Item, 'id' | 'domain' | 'difficulty' | 'critical'> & {
  /** The languages in which it is completely written. */
  readonly languages: readonly FaceLanguage[]
  readonly optionIds: OptionOrder
  /** Ordering steps are shuffled like choices; the order of true and false never is. */
  readonly isShuffled: boolean
}

/** The draw's view of an item. */
export function bankItem(
  item: Pick<Item, 'id' | 'domain' | 'difficulty' | 'critical' | 'content'>,
): BankItem {
  return {
    id: item.id,
    domain: item.domain,
    difficulty: item.difficulty,
    critical: item.critical,
    languages: languagesOf(item.content),
    optionIds: optionIdsOf(item.content),
    isShuffled: item.content.type !== 'truefalse' && item.content.type !== 'numeric',
  }
}

/** Whether every language a candidate may switch to is there. */
export function isDrawable(item: Pick<BankItem, 'languages'>): boolean {
  return item.languages.includes('en') && item.languages.includes('zh')
}
