import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { ResponseTable } from '#app/domain/exam/statistics/response-table.ts'

/** A table from points, a row a person; null is an item that was not on the form. An item yields at most `possible` points. */
export function tableOf(points: readonly (readonly (number | null)[])[], possible = 1): ResponseTable {
  return {
    items: (points[0] ?? []).map((_, column) => ({ id: `Q${column + 1}`, possible, options: null })),
    rows: points.map((row) =>
      row.map((earned) => (earned === null ? null : { earned, chosen: [], isOmitted: false })),
    ),
  }
}

/** Ten students and ten items of a quiz: K. L. Wuensch, East Carolina University, StatHelp, KR20.txt. */
export const wuensch: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, 1, 0, 1, 1, 0],
  [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
  [1, 1, 1, 1, 0, 1, 1, 0, 0, 1],
  [0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
  [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
  [1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
  [1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
  [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
  [0, 1, 0, 1, 1, 1, 1, 1, 0, 1],
  [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
]

/** Ten people and five rated items: D. J. Denis, Applied Univariate, Bivariate, and Multivariate Statistics, 2nd ed. (2021), reliability in SPSS. */
export const denis: readonly (readonly number[])[] = [
  [10, 12, 15, 11, 12],
  [12, 18, 12, 12, 1],
  [8, 16, 14, 14, 4],
  [6, 8, 16, 8, 6],
  [4, 7, 8, 7, 5],
  [6, 6, 3, 7, 3],
  [3, 4, 6, 5, 8],
  [7, 3, 7, 9, 9],
  [8, 9, 4, 10, 10],
  [9, 5, 6, 11, 12],
]

type Reference = {
  readonly exam: Readonly<Record<'n' | 'mean' | 'sd' | 'alpha' | 'kr20' | 'sem', number>>
  readonly facility: readonly number[]
  readonly itemRest: readonly number[]
  readonly mantelHaenszel: readonly Readonly<Record<'oddsRatio' | 'chiSquare' | 'pValue' | 'seLog', number>>[]
  readonly consistency: readonly Readonly<
    Record<
      'mean' | 'deviation' | 'reliability' | 'cut' | 'effectiveLength' | 'passRate' | 'agreement' | 'kappa',
      number
    >
  >[]
}

const fixtures = new URL('./fixtures/', import.meta.url)
const linesOf = (name: string) =>
  readFileSync(new URL(name, fixtures), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

/** What R and psych say of the answers in `fixtures/responses.csv`; how they were asked stands in `fixtures/reference.R`. */
export const reference: Reference = JSON.parse(readFileSync(new URL('reference.json', fixtures), 'utf8'))
export const referencePoints = linesOf('responses.csv').map(([, ...scores]) => scores.map(Number))
export const referenceGroups = linesOf('groups.csv').map(([, group]) => group ?? '')

/** Right-or-wrong answers of up to forty people to the same two to eight items. */
export const dichotomous = fc
  .tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 8 }))
  .chain(([people, items]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: items, maxLength: items }), {
      minLength: people,
      maxLength: people,
    }),
  )

/** Answers with parts of points to drawn forms of a bank; some rows and columns may be empty. */
export const drawn = fc
  .tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 8 }))
  .chain(([people, items]) =>
    fc.array(
      fc.array(fc.constantFrom(null, 0, 0.25, 1 / 3, 0.5, 2 / 3, 1), { minLength: items, maxLength: items }),
      { minLength: people, maxLength: people },
    ),
  )
