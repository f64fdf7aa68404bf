import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { ItemFormat, ItemPlace, Loss, Refusal } from './interchange/neutral-item.ts'

/** What an item still needs before somebody can take it into use. */
const needCodes = [
  'face-en',
  'face-zh',
  'rationale-en',
  'rationale-zh',
  'unit',
  'domain',
  'difficulty',
  'retired',
] as const
export type NeedCode = (typeof needCodes)[number]

/** What an import does to an item of the bank. */
export type ItemChange = 'new' | 'changed' | 'unchanged'

/** What became, or would become, of one item of a file. */
export type ReportedItem = {
  /** How the file names it. */
  readonly identifier: string
  /** How the bank names it; null where it was refused or no bank is known. */
  readonly code: string | null
  readonly place: ItemPlace
  readonly result: 'imported' | 'imported-with-loss' | 'refused'
  readonly change: ItemChange | null
  readonly losses: readonly Loss[]
  readonly needs: readonly NeedCode[]
  readonly refusal: Refusal | null
}

/** The result of reading a file into a bank: the same for a trial and for what is then done. */
export type ImportReport = {
  readonly format: ItemFormat
  /** The course whose bank it is; null where none is known. */
  readonly bank: string | null
  /** The face of texts that do not say their language, where somebody chose it. */
  readonly language: FaceLanguage | null
  readonly counts: {
    readonly imported: number
    readonly importedWithLoss: number
    readonly refused: number
    readonly new: number
    readonly changed: number
    readonly unchanged: number
  }
  readonly items: readonly ReportedItem[]
}

/** The sums of a list of results. */
export function countItems(items: readonly ReportedItem[]): ImportReport['counts'] {
  const count = (is: (one: ReportedItem) => boolean) => items.filter(is).length
  return {
    imported: count(({ result }) => result === 'imported'),
    importedWithLoss: count(({ result }) => result === 'imported-with-loss'),
    refused: count(({ result }) => result === 'refused'),
    new: count(({ change }) => change === 'new'),
    changed: count(({ change }) => change === 'changed'),
    unchanged: count(({ change }) => change === 'unchanged'),
  }
}
