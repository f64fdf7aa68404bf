import type { Bilingual } from '../shared/bilingual.ts'

/**
 * Items of a bank. Content (what a candidate sees) and key (what is right) are separate values, so that what leaves the
 * server can be typed to hold no key. Options are named by id; an id never changes with display order or language.
 */

/** Names an option within its item, such as `a`. */
export type OptionId = string

/** Texts of options by id. */
export type OptionTexts = Readonly<Record<OptionId, string>>

/** The two faces of one item. */
export type Faces<Face> = { readonly en: Face; readonly zh: Face }

export type PlainFace = { readonly stem: string }
export type ChoiceFace = { readonly stem: string; readonly options: OptionTexts }
export type MatchingFace = { readonly stem: string; readonly left: OptionTexts; readonly right: OptionTexts }

/** What an item shows, without any trace of its key. */
export type ItemContent =
  | { readonly type: 'single' | 'multi' | 'ordering'; readonly faces: Faces<ChoiceFace> }
  | { readonly type: 'truefalse'; readonly faces: Faces<PlainFace> }
  | { readonly type: 'matching'; readonly faces: Faces<MatchingFace> }
  | { readonly type: 'numeric'; readonly faces: Faces<PlainFace>; readonly unit: string }

export type ItemType = ItemContent['type']

/** What is right. `pairs` maps every left id to a right id; a numeric answer is right within value ± tolerance, both included. */
export type ItemKey =
  | { readonly type: 'single'; readonly correct: OptionId }
  | { readonly type: 'multi'; readonly correct: readonly OptionId[] }
  | { readonly type: 'truefalse'; readonly correct: boolean }
  | { readonly type: 'ordering'; readonly order: readonly OptionId[] }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<OptionId, OptionId>> }
  | { readonly type: 'numeric'; readonly value: number; readonly tolerance: number }

/**
 * `partial` (multi, ordering, matching): every right pick adds a share, every wrong pick takes one away, never below zero.
 */
export type ScoringRule = 'all-or-nothing' | 'partial'

/** 1 is the easiest. */
export type Difficulty = 1 | 2 | 3 | 4 | 5

/** One version of an item, whole. Stays on the server. */
export type Item = {
  readonly id: string
  /** The blueprint section it is drawn for. */
  readonly domain: string
  readonly difficulty: Difficulty
  /** A wrong answer fails the exam whatever the score. */
  readonly critical: boolean
  readonly scoring: ScoringRule
  /** A positive whole number; 1 unless an author says otherwise. */
  readonly weight: number
  readonly content: ItemContent
  readonly key: ItemKey
  readonly rationale: Bilingual
}

/** The option ids of an item as a candidate meets them; `right` is filled for matching only, whose `options` are its left side. */
export type OptionOrder = { readonly options: readonly OptionId[]; readonly right: readonly OptionId[] }

/** The option ids of an item in sorted order; true/false keeps `true` first and a numeric item has none. */
export function optionIdsOf(content: ItemContent): OptionOrder {
  switch (content.type) {
    case 'matching':
      return { options: sortedKeys(content.faces.en.left), right: sortedKeys(content.faces.en.right) }
    case 'truefalse':
      return { options: ['true', 'false'], right: [] }
    case 'numeric':
      return { options: [], right: [] }
    default:
      return { options: sortedKeys(content.faces.en.options), right: [] }
  }
}

function sortedKeys(texts: OptionTexts): readonly OptionId[] {
  return Object.keys(texts).sort()
}
