import { useTranslation } from 'react-i18next'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { ExamStatisticsPage, ItemRow } from '../statistics/read-exam-statistics.server.ts'
import { withTwoPlaces } from './statistic.tsx'

type LanguageTableProps = { items: readonly ItemRow[]; languages: ExamStatisticsPage['languages'] }

/** How items work in English against Chinese, the largest difference first; where people are too few, how many it takes. */
export function LanguageTable({ items, languages }: LanguageTableProps) {
  const { t } = useTranslation('statistics')
  const { chinese, english, isEnough, isSmallSample, needed } = languages
  if (!isEnough) return <p className="text-s text-ink-2">{t('language.few', { chinese, english, needed })}</p>
  const compared = items
    .flatMap(({ id, code, dif }) => (dif?.value ? [{ id, code, ...dif.value }] : []))
    .sort((one, other) => Math.abs(other.delta) - Math.abs(one.delta))
  return (
    <>
      <p className="mb-3 max-w-[60em] text-xs text-ink-3">
        {t('language.help', { chinese, english })}
        {isSmallSample ? <span className="mt-1 block">{t('language.small')}</span> : null}
      </p>
      <TableScroll label={t('language.table')}>
        <table className="w-full min-w-[36rem] text-left text-s">
          <thead className="text-xs text-ink-3">
            <tr>
              {(['item', 'class', 'delta', 'error', 'odds', 'chi'] as const).map((column) => (
                <th key={column} scope="col" className="px-3 py-2.5 font-semibold">
                  {t(`language.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {compared.map((item) => (
              <tr key={item.id}>
                <th
                  scope="row"
                  className="sticky left-0 bg-surface px-3 py-2 font-mono text-xs font-semibold"
                >
                  {item.code}
                </th>
                <td className="px-3 py-2">
                  <Tag tone={item.class === 'A' ? 'neutral' : item.class === 'B' ? 'warn' : 'deny'}>
                    {t(`language.class.${item.class}`)}
                  </Tag>
                </td>
                <td className="px-3 py-2 tabular-nums">{withTwoPlaces(item.delta)}</td>
                <td className="px-3 py-2 tabular-nums">{withTwoPlaces(item.standardError)}</td>
                <td className="px-3 py-2 tabular-nums">{withTwoPlaces(item.oddsRatio)}</td>
                <td className="px-3 py-2 tabular-nums">{withTwoPlaces(item.chiSquare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}
