import { useTranslation } from 'react-i18next'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { ItemRow } from '../statistics/read-exam-statistics.server.ts'
import { asPercent, Statistic, withTwoPlaces } from './statistic.tsx'

const columns = [
  'item',
  'flags',
  'n',
  'facility',
  'itemRest',
  'upperLower',
  'omission',
  'time',
  'exposure',
  'options',
] as const

/** Every item version with its statistics and what an author should look at. */
export function ItemStatisticsTable({ items }: { items: readonly ItemRow[] }) {
  const { t } = useTranslation('statistics')
  return (
    <>
      <p className="mb-3 max-w-[60em] text-xs text-ink-3">{t('items.help')}</p>
      <TableScroll label={t('items.table')}>
        <table className="w-full min-w-[60rem] text-left text-s">
          <thead className="text-xs text-ink-3">
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={`px-3 py-2.5 font-semibold ${column === 'item' ? 'sticky left-0 bg-surface' : ''}`}
                >
                  {t(`items.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line align-top">
            {items.map((item) => (
              <tr key={item.id}>
                <th
                  scope="row"
                  className="sticky left-0 w-36 max-w-36 bg-surface px-3 py-2.5 font-normal sm:w-64 sm:max-w-64"
                >
                  <span className="font-mono text-xs font-semibold">{item.code}</span>{' '}
                  <span className="text-xs text-ink-3">{marksOf(item).join(' · ')}</span>
                  <span className="line-clamp-2 text-xs text-ink-2">{item.stem}</span>
                </th>
                <td className="px-3 py-2.5">
                  <Flags item={item} />
                </td>
                <td className="px-3 py-2.5 tabular-nums">{item.n}</td>
                <td className="px-3 py-2.5">
                  <Statistic figure={item.facility} format={asPercent} />
                </td>
                <td className="px-3 py-2.5">
                  <Statistic figure={item.itemRest} format={withTwoPlaces} />
                </td>
                <td className="px-3 py-2.5">
                  <Statistic figure={item.upperLower27} format={withTwoPlaces} />
                </td>
                <td className="px-3 py-2.5">
                  <Statistic figure={item.omission} format={asPercent} />
                </td>
                <td className="px-3 py-2.5 whitespace-nowrap">
                  <Statistic
                    figure={item.time}
                    format={(seconds) => t('items.seconds', { seconds: Math.round(seconds) })}
                  />
                </td>
                <td className="px-3 py-2.5 whitespace-nowrap tabular-nums">
                  {asPercent(item.exposure.rate ?? 0)}
                  <span className="block text-xs text-ink-3">
                    {t('items.forms', { count: item.exposure.shown })}
                  </span>
                </td>
                <td className="px-3 py-1">
                  <Options item={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )

  function marksOf({ version, domain, isCritical, isRetired }: ItemRow): string[] {
    return [
      domain,
      ...(version > 1 ? [t('items.version', { version })] : []),
      ...(isCritical ? [t('items.critical')] : []),
      ...(isRetired ? [t('items.retired')] : []),
    ]
  }
}

function Flags({ item: { flags, leak, dif, isFlagged } }: { item: ItemRow }) {
  const { t } = useTranslation('statistics')
  if (!isFlagged) return <span className="text-xs text-ink-3">{t('items.none')}</span>
  return (
    <span className="flex max-w-48 flex-wrap gap-1">
      {leak ? <Tag tone="deny">{t('flag.leak')}</Tag> : null}
      {flags.map((flag) => (
        <Tag key={flag} tone={flag === 'check-key' ? 'deny' : 'warn'}>
          {t(`flag.${flag}`)}
        </Tag>
      ))}
      {dif?.value?.class === 'C' ? <Tag tone="warn">{t('flag.language')}</Tag> : null}
    </span>
  )
}

function Options({ item: { code, distractors } }: { item: ItemRow }) {
  const { t } = useTranslation('statistics')
  if (distractors === null)
    return (
      <span className="inline-flex min-h-9 items-center text-xs text-ink-3">{t('absent.no-options')}</span>
    )
  // Shares of people who tie at the border of a group.
  const people = (count: number) => String(Math.round(count * 10) / 10)
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent">
        {t('items.optionsShow')}
        <span className="sr-only">{t('items.optionsOf', { item: code })}</span>
      </summary>
      <table className="mb-2 text-xs tabular-nums">
        <caption className="sr-only">{t('items.optionsOf', { item: code })}</caption>
        <thead className="text-ink-3">
          <tr>
            {(['option', 'all', 'upper', 'lower'] as const).map((column) => (
              <th key={column} scope="col" className="pr-3 font-normal whitespace-nowrap">
                {t(`items.optionColumn.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {distractors.map(({ option, isKey, count, upper, lower }) => (
            <tr key={option}>
              <th scope="row" className="pr-3 font-normal whitespace-nowrap">
                <span className="font-mono">{option}</span>{' '}
                {isKey ? <span className="font-semibold text-allow">{t('items.right')}</span> : null}
              </th>
              <td className="pr-3">{count}</td>
              <td className="pr-3">{people(upper)}</td>
              <td className="pr-3">{people(lower)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
