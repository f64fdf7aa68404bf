import {
  type BankItem,
  type Blueprint,
  type BlueprintSection,
  bandOf,
  type DifficultyBand,
  difficultyBands,
  isDrawable,
} from './blueprint.ts'
import type { FaceLanguage } from './item-problems.ts'

/** Why a bank cannot fill a blueprint. Counts are items; `section` is the section's domain. */
export type BlueprintGap =
  | { readonly kind: 'repeated-section'; readonly section: string }
  /** The difficulty mix does not add up to the section's count. */
  | { readonly kind: 'mix'; readonly section: string; readonly count: number; readonly mixed: number }
  /** A cell has too few items written in both languages; `lacking` says how many more there would be by finishing a face. */
  | {
      readonly kind: 'cell'
      readonly section: string
      readonly band: DifficultyBand
      readonly needed: number
      readonly available: number
      readonly lacking: Readonly<Record<FaceLanguage, number>>
    }
  /** However one draws the cells, at most so many critical items come together. */
  | {
      readonly kind: 'too-few-critical'
      readonly section: string
      readonly needed: number
      readonly atMost: number
    }
  /** However one draws the cells, at least so many critical items come together. */
  | {
      readonly kind: 'too-many-critical'
      readonly section: string
      readonly needed: number
      readonly atLeast: number
    }

/**
 * Proves that a bank fills a blueprint in both languages, or says what is missing. An empty list is a proof: a form can
 * be drawn. Each cell that draws n items with exactly k critical ones admits every k between what its plain items force
 * and what its critical items allow, so a section admits every sum between the sums of those ends, and no other.
 * `times` asks for so many forms without a common item (a bank holds at least twice what a form draws).
 * Sections that ask for nothing impossible of themselves and repeat no domain are independent of each other.
 */
export function findBlueprintGaps(
  blueprint: Pick<Blueprint, 'sections'>,
  bank: readonly BankItem[],
  { times = 1 }: { readonly times?: number } = {},
): readonly BlueprintGap[] {
  const gaps: BlueprintGap[] = []
  const domains = new Set<string>()
  for (const section of blueprint.sections) {
    if (domains.has(section.domain)) gaps.push({ kind: 'repeated-section', section: section.domain })
    domains.add(section.domain)
    gaps.push(...sectionGaps(section, bank, times))
  }
  return gaps
}

function sectionGaps(
  section: BlueprintSection,
  bank: readonly BankItem[],
  times: number,
): readonly BlueprintGap[] {
  const gaps: BlueprintGap[] = []
  const { domain, difficulty, count } = section
  const mixed = difficulty.easy + difficulty.medium + difficulty.hard
  if (mixed !== count) gaps.push({ kind: 'mix', section: domain, count, mixed })

  let [atLeast, atMost] = [0, 0]
  let cellsFilled = true
  for (const band of difficultyBands) {
    const cell = bank.filter((item) => item.domain === domain && bandOf(item.difficulty) === band)
    const drawable = cell.filter(isDrawable)
    const needed = difficulty[band] * times
    if (drawable.length < needed) {
      cellsFilled = false
      const lacking = {
        en: cell.filter((item) => !item.languages.includes('en')).length,
        zh: cell.filter((item) => !item.languages.includes('zh')).length,
      }
      gaps.push({ kind: 'cell', section: domain, band, needed, available: drawable.length, lacking })
    }
    const critical = drawable.filter((item) => item.critical).length
    atMost += Math.min(needed, critical)
    atLeast += Math.max(0, needed - (drawable.length - critical))
  }

  if (section.critical === undefined) return gaps
  const needed = section.critical * times
  if (atMost < needed) gaps.push({ kind: 'too-few-critical', section: domain, needed, atMost })
  else if (cellsFilled && atLeast > needed)
    gaps.push({ kind: 'too-many-critical', section: domain, needed, atLeast })
  return gaps
}
