import { toCsv } from '#app/content/spreadsheet-csv.ts'
import type { SignedInContext } from '#app/context.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import type { StatisticsQuery } from '../statistics-query.ts'
import { readExamStatistics } from './read-exam-statistics.server.ts'

/** The items of an exam as a table for a spreadsheet, numbers unrounded; null where the actor's organisation has no such exam. */
export async function exportExamStatistics(
  ctx: SignedInContext,
  code: string,
  query: StatisticsQuery,
): Promise<string | null> {
  const page = await readExamStatistics(ctx, code, query)
  if (!page) return null
  const t = i18nFor(ctx.language).getFixedT(ctx.language, 'statistics')
  const head = [
    'item',
    'version',
    'domain',
    'n',
    'facility',
    'itemRest',
    'upperLower27',
    'omission',
    'meanSeconds',
    'shown',
    'exposure',
    'delta',
    'class',
    'flags',
    'options',
  ] as const
  const number = (value: number | null) => value ?? ''
  const rows = page.items.map((item) => [
    item.code,
    item.version,
    item.domain,
    item.n,
    number(item.facility.value),
    number(item.itemRest.value),
    number(item.upperLower27.value),
    number(item.omission.value),
    number(item.time.value),
    item.exposure.shown,
    number(item.exposure.rate),
    number(item.dif?.value?.delta ?? null),
    item.dif?.value?.class ?? '',
    [...item.flags.map((flag) => t(`flag.${flag}`)), ...(item.leak ? [t('flag.leak')] : [])].join('; '),
    (item.distractors ?? [])
      .map(({ option, isKey, count }) => `${option}${isKey ? '*' : ''} ${count}`)
      .join('; '),
  ])
  return toCsv([head.map((column) => t(`csv.${column}`)), ...rows])
}
