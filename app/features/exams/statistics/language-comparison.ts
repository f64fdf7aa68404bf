import {
  type DifOutcome,
  differentialFunctioningOf,
  type MatchedAnswer,
} from '#app/domain/exam/statistics/differential-functioning.ts'
import type { ResponseTable, Total } from '#app/domain/exam/statistics/response-table.ts'
import { isSmallComparison } from '#app/domain/exam/statistics/sample-size.ts'

/** Fewer people than this in a language, and the comparison is not shown at all: its classes would be noise. */
const fewestOfLanguage = 50

/** How many attempts were begun in each language, and whether they can be compared. */
export function countLanguages(languages: readonly string[]) {
  const english = languages.filter((language) => language === 'en').length
  const chinese = languages.length - english
  return {
    chinese,
    english,
    needed: fewestOfLanguage,
    isEnough: Math.min(chinese, english) >= fewestOfLanguage,
    isSmallSample: isSmallComparison(chinese, english),
  }
}

/**
 * Differential functioning of one item by the language in which an attempt was begun; `languages` are those of the rows. Chinese is the
 * reference, English the focal group: a negative delta says that the item is harder in English. People are matched by the number of items they had
 * right; forms of one blueprint are of one length.
 */
export function compareLanguages(
  { items, rows }: ResponseTable,
  column: number,
  totals: readonly Total[],
  languages: readonly string[],
): DifOutcome {
  const possible = items[column]?.possible
  return differentialFunctioningOf(
    rows.flatMap((row, person): MatchedAnswer[] => {
      const answer = row[column]
      if (!answer) return []
      const group = languages[person] === 'en' ? 'focal' : 'reference'
      return [{ group, stratum: totals[person]?.right ?? 0, isRight: answer.earned === possible }]
    }),
  )
}
