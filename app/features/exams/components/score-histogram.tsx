import { useTranslation } from 'react-i18next'
import { TableScroll } from '#app/ui/surface.tsx'
import type { ExamStatisticsPage } from '../statistics/read-exam-statistics.server.ts'
import { ChartFrame, chartWidth } from './chart-frame.tsx'

const height = 220
const frame = { left: 28, right: chartWidth - 14, top: 24, bottom: height - 34 }

type HistogramProps = {
  bars: ExamStatisticsPage['histogram']
  cutPermille: number
  /** Scores that reach the cut. */
  passed: number
}

/** How many attempts reached which share of the points, with the cut as a line. */
export function ScoreHistogram({ bars, cutPermille, passed }: HistogramProps) {
  const { t } = useTranslation('statistics')
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const width = (frame.right - frame.left) / bars.length
  const x = (permille: number) => frame.left + (permille / 1000) * (frame.right - frame.left)
  const y = (count: number) => frame.bottom - (count / most) * (frame.bottom - frame.top)
  const cut = cutPermille / 10
  const count = bars.reduce((sum, bar) => sum + bar.count, 0)
  // Past the middle the words of the cut stand left of it, or they would leave the picture.
  const isCutRight = cutPermille > 500
  return (
    <ChartFrame
      alt={t('histogram.alt', { count, cut, above: passed })}
      height={height}
      table={<BarTable bars={bars} />}
    >
      {[0, most].map((mark) => (
        <g key={mark}>
          <line x1={frame.left} x2={frame.right} y1={y(mark)} y2={y(mark)} stroke="var(--line)" />
          <text x={frame.left - 5} y={y(mark) + 4} textAnchor="end" fill="var(--ink-3)">
            {mark}
          </text>
        </g>
      ))}
      {bars.map(({ fromPermille, count: scores }) =>
        scores === 0 ? null : (
          <rect
            key={fromPermille}
            x={x(fromPermille) + 0.75}
            y={y(scores)}
            width={width - 1.5}
            height={frame.bottom - y(scores)}
            fill={fromPermille >= cutPermille ? 'var(--rung-4)' : 'var(--rung-2)'}
          />
        ),
      )}
      <line
        x1={x(cutPermille)}
        x2={x(cutPermille)}
        y1={frame.top - 10}
        y2={frame.bottom}
        stroke="var(--ink)"
        strokeWidth="1.5"
        strokeDasharray="4 3"
      />
      <text
        x={x(cutPermille) + (isCutRight ? -5 : 5)}
        y={frame.top - 6}
        textAnchor={isCutRight ? 'end' : 'start'}
        fill="var(--ink)"
        fontWeight="600"
      >
        {t('histogram.cut', { cut })}
      </text>
      {[0, 250, 500, 750, 1000].map((permille) => (
        <text key={permille} x={x(permille)} y={frame.bottom + 14} textAnchor="middle" fill="var(--ink-3)">
          {permille / 10}
        </text>
      ))}
      <text x={(frame.left + frame.right) / 2} y={height - 4} textAnchor="middle" fill="var(--ink-2)">
        {t('histogram.axis')}
      </text>
    </ChartFrame>
  )
}

function BarTable({ bars }: Pick<HistogramProps, 'bars'>) {
  const { t } = useTranslation('statistics')
  return (
    <TableScroll label={t('histogram.title')}>
      <table className="w-full text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            <th scope="col" className="px-3 py-2 font-semibold">
              {t('histogram.column.range')}
            </th>
            <th scope="col" className="px-3 py-2 font-semibold">
              {t('histogram.column.count')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {bars.map(({ fromPermille, count }, at) => {
            const range = { from: fromPermille / 10, to: (bars[at + 1]?.fromPermille ?? 1000) / 10 }
            return (
              <tr key={fromPermille}>
                <th scope="row" className="px-3 py-1.5 font-normal">
                  {t(at === bars.length - 1 ? 'histogram.lastRange' : 'histogram.range', range)}
                </th>
                <td className="px-3 py-1.5 tabular-nums">{count}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
