import {
  type DifOutcome,
  differentialFunctioningOf,
  type MatchedAnswer,
} from '#app/domain/exam/statistics/differential-functioning.ts'
import type { ResponseTable, Total } from '#app/domain/exam/statistics/response-table.ts'
import { isSmallComparison } from '#app/domain/exam/statistics/sample-size.ts'

/** Fewer people than this in a language, and the comparison is not shown at all: its classes would be noise. */
export const fewestOfLanguage = 50

/** How items work in English for people who would do as well in Chinese. */
export type LanguageComparison = {
  readonly chinese: number
  readonly english: number
  readonly isEnough: boolean
  readonly isSmallSample: boolean
  /** By item id; empty where there are not enough people. */
  readonly items: ReadonlyMap<string, DifOutcome>
}

/**
 * Differential functioning by the language in which an attempt was begun. Chinese is the reference, English the focal group: a negative delta says
 * that an item is harder in English. People are matched by the number of items they had right; forms of one blueprint are of one length.
 */
export function compareLanguages(
  table: ResponseTable,
  totals: readonly Total[],
  languages: readonly string[],
): LanguageComparison {
  const english = languages.filter((language) => language === 'en').length
  const chinese = languages.length - english
  const isEnough = Math.min(chinese, english) >= fewestOfLanguage
  const items = new Map<string, DifOutcome>()
  if (isEnough) {
    for (const [column, { id, possible }] of table.items.entries()) {
      const answers = table.rows.flatMap((row, person): MatchedAnswer[] => {
        const answer = row[column]
        if (!answer) return []
        const group = languages[person] === 'en' ? 'focal' : 'reference'
        return [{ group, stratum: totals[person]?.right ?? 0, isRight: answer.earned === possible }]
      })
      items.set(id, differentialFunctioningOf(answers))
    }
  }
  return { chinese, english, isEnough, isSmallSample: isSmallComparison(chinese, english), items }
}
