import { useTranslation } from 'react-i18next'
import { TableScroll } from '#app/ui/surface.tsx'
import type { ItemRow } from '../statistics/read-exam-statistics.server.ts'
import { ChartFrame, chartWidth } from './chart-frame.tsx'
import { withTwoPlaces } from './statistic.tsx'

const height = 260
const frame = { left: 40, right: chartWidth - 14, top: 10, bottom: height - 36 }

type Point = { id: string; item: string; facility: number; itemRest: number; isFlagged: boolean }

/** Every item by how hard it is and how well it tells people apart. What is flagged is a square, so that colour is not all. */
export function ItemPlot({ items }: { items: readonly ItemRow[] }) {
  const { t } = useTranslation('statistics')
  const points = items.flatMap(({ id, code, version, facility, itemRest, isFlagged }): Point[] =>
    facility.value === null || itemRest.value === null
      ? []
      : [
          {
            id,
            item: version === 1 ? code : `${code} (${version})`,
            facility: facility.value,
            itemRest: itemRest.value,
            isFlagged,
          },
        ],
  )
  // Few items lie lower; the picture makes room for them only where there are any.
  const lowest = points.some(({ itemRest }) => itemRest < -0.5) ? -1 : -0.5
  const x = (facility: number) => frame.left + facility * (frame.right - frame.left)
  const y = (itemRest: number) =>
    frame.bottom - ((itemRest - lowest) / (1 - lowest)) * (frame.bottom - frame.top)
  if (points.length === 0)
    return (
      <p className="rounded-3 border border-dashed border-line-strong p-4 text-s text-ink-2">
        {t('plot.noneShown')}
      </p>
    )
  const flagged = points.filter(({ isFlagged }) => isFlagged).length
  return (
    <ChartFrame
      alt={t('plot.alt', { shown: points.length, items: items.length, flagged })}
      height={height}
      legend={<Legend />}
      table={<PointTable points={points} />}
    >
      {[-1, -0.5, 0, 0.5, 1]
        .filter((mark) => mark >= lowest)
        .map((mark) => (
          <g key={mark}>
            <line
              x1={frame.left}
              x2={frame.right}
              y1={y(mark)}
              y2={y(mark)}
              stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            />
            <text x={frame.left - 5} y={y(mark) + 4} textAnchor="end" fill="var(--ink-3)">
              {String(mark).replace('-', '−')}
            </text>
          </g>
        ))}
      {[0, 0.25, 0.5, 0.75, 1].map((mark) => (
        <text key={mark} x={x(mark)} y={frame.bottom + 14} textAnchor="middle" fill="var(--ink-3)">
          {mark}
        </text>
      ))}
      {points.map(({ id, item, facility, itemRest, isFlagged }) => (
        <g key={id}>
          <title>
            {t('plot.point', {
              item,
              facility: withTwoPlaces(facility),
              itemRest: withTwoPlaces(itemRest),
            })}
          </title>
          {isFlagged ? (
            <rect
              x={x(facility) - 4}
              y={y(itemRest) - 4}
              width="8"
              height="8"
              fill="var(--warn-soft)"
              stroke="var(--warn)"
              strokeWidth="1.5"
            />
          ) : (
            <circle cx={x(facility)} cy={y(itemRest)} r="4" fill="var(--accent)" fillOpacity="0.75" />
          )}
        </g>
      ))}
      <text x={(frame.left + frame.right) / 2} y={height - 4} textAnchor="middle" fill="var(--ink-2)">
        {t('plot.facility')}
      </text>
      <text
        transform={`translate(10 ${(frame.top + frame.bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
        fill="var(--ink-2)"
      >
        {t('plot.itemRest')}
      </text>
    </ChartFrame>
  )
}

function Legend() {
  const { t } = useTranslation('statistics')
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 text-xs text-ink-2">
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-full bg-accent" />
        {t('plot.plain')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 border-2 border-warn bg-warn-soft" />
        {t('plot.flagged')}
      </span>
    </p>
  )
}

function PointTable({ points }: { points: readonly Point[] }) {
  const { t } = useTranslation('statistics')
  return (
    <TableScroll label={t('plot.title')}>
      <table className="w-full text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            {(['item', 'facility', 'itemRest', 'flags'] as const).map((column) => (
              <th key={column} scope="col" className="px-3 py-2 font-semibold">
                {t(`items.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {points.map(({ id, item, facility, itemRest, isFlagged }) => (
            <tr key={id}>
              <th scope="row" className="px-3 py-1.5 font-mono text-xs font-normal">
                {item}
              </th>
              <td className="px-3 py-1.5 tabular-nums">{withTwoPlaces(facility)}</td>
              <td className="px-3 py-1.5 tabular-nums">{withTwoPlaces(itemRest)}</td>
              <td className="px-3 py-1.5">{t(isFlagged ? 'plot.flagged' : 'plot.plain')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
