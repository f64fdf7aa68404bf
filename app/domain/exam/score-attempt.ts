import type { Bilingual } from '../shared/bilingual.ts'
import { type Permille, permilleOf } from '../shared/permille.ts'
import type { Blueprint } from './blueprint.ts'
import type { Response } from './response.ts'
import { type ItemScore, type KeyedItem, scoreItem, totalOf } from './score-item.ts'

/** An item of the form with its key and the section it was drawn for. */
export type ScoredFormItem = KeyedItem & { readonly section: string }

/** Responses by item id; an item without one was not answered. */
export type Responses = ReadonlyMap<string, Response | null>

export type SectionScore = {
  readonly domain: string
  readonly count: number
  /** Items earned in full. */
  readonly right: number
  readonly permille: Permille
  readonly cutPermille: Permille
  readonly passed: boolean
}

/** What a candidate may learn of a domain: how it went and where to read on, never which item was wrong. */
export type DomainResult = {
  readonly domain: string
  readonly titles: Bilingual
  readonly permille: Permille
  readonly passed: boolean
  /** Lessons to read again; empty where the domain reached both its own cut and the exam's. */
  readonly lessons: readonly string[]
}

export type FailureReason = 'below-cut' | 'section-below-cut' | 'critical-wrong'

export type AttemptScore = {
  readonly result: 'PASSED' | 'FAILED'
  /** Every reason, not only the first; empty when passed. */
  readonly failedBecause: readonly FailureReason[]
  readonly permille: Permille
  readonly cutPermille: Permille
  readonly sections: readonly SectionScore[]
  /** Ids of critical items not answered wholly right, also where the blueprint's rule is `none`. */
  readonly criticalWrong: readonly string[]
  readonly profile: readonly DomainResult[]
}

/**
 * Scores an attempt (model 5.2): passed when the score reaches the cut, every section reaches its own, and no critical
 * item is wrong. Unanswered counts as wrong; a critical item scored in part counts as wrong unless earned in full. Shares
 * are rounded down once, at the end. Throws RangeError when form and blueprint do not belong together.
 */
export function scoreAttempt(
  items: readonly ScoredFormItem[],
  responses: Responses,
  blueprint: Pick<Blueprint, 'cutPermille' | 'criticalRule' | 'sections'>,
): AttemptScore {
  if (new Set(items.map(({ id }) => id)).size !== items.length)
    throw new RangeError('A form holds each item once')
  const scored = items.map((item) => ({ item, score: scoreItem(item, responses.get(item.id) ?? null) }))
  const stray = items.find((item) => !blueprint.sections.some((section) => section.domain === item.section))
  if (stray !== undefined)
    throw new RangeError(`The blueprint has no section ${stray.section} for item ${stray.id}`)

  const sections = blueprint.sections.map((section): SectionScore => {
    const own = scored.filter(({ item }) => item.section === section.domain).map(({ score }) => score)
    if (own.length === 0) throw new RangeError(`The form has no item for section ${section.domain}`)
    const permille = shareOf(own)
    return {
      domain: section.domain,
      count: own.length,
      right: own.filter(({ right }) => right).length,
      permille,
      cutPermille: section.cutPermille,
      passed: permille >= section.cutPermille,
    }
  })

  const permille = shareOf(scored.map(({ score }) => score))
  const criticalWrong = scored
    .filter(({ item, score }) => item.critical && !score.right)
    .map(({ item }) => item.id)
  const failedBecause: FailureReason[] = []
  if (permille < blueprint.cutPermille) failedBecause.push('below-cut')
  if (sections.some(({ passed }) => !passed)) failedBecause.push('section-below-cut')
  if (criticalWrong.length > 0 && blueprint.criticalRule === 'any-wrong-fails')
    failedBecause.push('critical-wrong')

  return {
    result: failedBecause.length === 0 ? 'PASSED' : 'FAILED',
    failedBecause,
    permille,
    cutPermille: blueprint.cutPermille,
    sections,
    criticalWrong,
    profile: blueprint.sections.map((section, index): DomainResult => {
      const { permille: share = 0, passed = false } = sections[index] ?? {}
      const weak = !passed || share < blueprint.cutPermille
      return {
        domain: section.domain,
        titles: section.titles,
        permille: share,
        passed,
        lessons: weak ? section.lessons : [],
      }
    }),
  }
}

function shareOf(scores: readonly ItemScore[]): Permille {
  const { earned, possible } = totalOf(scores)
  return permilleOf(earned, possible)
}
