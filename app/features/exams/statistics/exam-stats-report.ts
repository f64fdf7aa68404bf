import {
  type DifferentialFunctioning,
  differentialFunctioningOf,
} from '#app/domain/exam/statistics/differential-functioning.ts'
import { examConsistencyOf, examStatisticsOf } from '#app/domain/exam/statistics/exam-statistics.ts'
import type { AbsenceReason, Figure } from '#app/domain/exam/statistics/figure.ts'
import { itemStatisticsOf } from '#app/domain/exam/statistics/item-statistics.ts'
import { answerOf, type ResponseTable, totalsOf } from '#app/domain/exam/statistics/response-table.ts'
import { isSmallComparison, isSmallSample } from '#app/domain/exam/statistics/sample-size.ts'

/** Which people make the two groups that are compared, in the order of the table's rows. */
export type ComparedGroups = {
  readonly reference: string
  readonly focal: string
  readonly groupOf: readonly string[]
}

export type ReportOptions = { readonly cut: number | null; readonly groups: ComparedGroups | null }

/** Why a field is null, by the field's name. */
type Reasons = Readonly<Record<string, AbsenceReason>>

/**
 * What `exam:stats` writes: `docs/api/exam-stats.schema.json` says it to machines. Numbers are not rounded. A statistic that does not exist is null,
 * and `reasons` says why.
 */
export function examStatsReport(table: ResponseTable, { cut, groups }: ReportOptions) {
  const totals = totalsOf(table)
  const exam = examStatisticsOf(table, totals)
  const consistency = cut === null ? null : examConsistencyOf(exam, totals, cut)
  const { n, items: count, mean, sd, kr20, alpha, sem } = exam
  return {
    exam: {
      n,
      items: count,
      ...valuesOf({ mean, sd, kr20, alpha, sem }),
      isSmallSample: isSmallSample(n),
      ...(consistency && {
        decisionConsistency: consistency.value && { cut, ...consistency.value },
      }),
      reasons: {
        ...reasonsOf({ mean, sd, kr20, alpha, sem }),
        ...(consistency?.reason ? { decisionConsistency: consistency.reason } : {}),
      },
    },
    items: table.items.map(({ id }, column) => {
      const item = itemStatisticsOf(table, column, totals)
      const { facility, itemRest, upperLower27, omission, distractors } = item
      const dif = groups && comparison(table, column, totals, groups)
      return {
        id,
        n: item.n,
        ...valuesOf({ facility, itemRest, upperLower27, omission }),
        distractors:
          distractors &&
          Object.fromEntries(distractors.map(({ option, ...counts }) => [option, counts] as const)),
        ...(dif && { dif: dif.value }),
        reasons: {
          ...reasonsOf({ facility, itemRest, upperLower27, omission }),
          ...(distractors ? {} : { distractors: 'no-options' as const }),
          ...(dif?.reason ? { dif: dif.reason } : {}),
        },
      }
    }),
    ...(groups && { groups: { reference: groups.reference, focal: groups.focal } }),
  }
}

type Values<Figures> = { readonly [Name in keyof Figures]: number | null }

function valuesOf<Figures extends Record<string, Figure>>(figures: Figures): Values<Figures> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, { value }]) => [name, value]),
  ) as Values<Figures>
}

function reasonsOf(figures: Readonly<Record<string, Figure>>): Reasons {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, { reason }]) => (reason ? [[name, reason]] : [])),
  )
}

type Compared = DifferentialFunctioning & { readonly isSmallSample: boolean }

function comparison(
  table: ResponseTable,
  column: number,
  totals: ReturnType<typeof totalsOf>,
  { reference, groupOf }: ComparedGroups,
): { value: Compared | null; reason: AbsenceReason | null } {
  const answers = table.rows.map((_, person) => ({
    group: groupOf[person] === reference ? ('reference' as const) : ('focal' as const),
    stratum: totals[person]?.right ?? 0,
    isRight: answerOf(table, person, column).earned === table.items[column]?.possible,
  }))
  const { value, reason } = differentialFunctioningOf(answers)
  if (!value) return { value: null, reason }
  return { value: { ...value, isSmallSample: isSmallComparison(value.reference, value.focal) }, reason: null }
}
