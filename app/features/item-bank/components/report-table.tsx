import clsx from 'clsx'
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { TableScroll } from '#app/ui/surface.tsx'
import type { ReportedItem } from '../import-report.ts'
import { notesOf, placeText } from '../report-words.ts'

const marks = {
  imported: { icon: CircleCheck, colour: 'text-allow' },
  'imported-with-loss': { icon: TriangleAlert, colour: 'text-warn' },
  refused: { icon: CircleX, colour: 'text-deny' },
} as const

/** Each item of a file with what becomes of it, and what is lost, missing or wrong. */
export function ReportTable({ items }: { items: readonly ReportedItem[] }) {
  const { t } = useTranslation('items')
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2.5 align-top'
  return (
    <TableScroll label={t('result.items')}>
      <table className="w-full min-w-[44rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface`}>
              {t('result.item')}
            </th>
            <th scope="col" className={head}>
              {t('result.outcome')}
            </th>
            <th scope="col" className={head}>
              {t('result.notes')}
            </th>
            <th scope="col" className={head}>
              {t('result.place')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((item) => {
            const { icon: Icon, colour } = marks[item.result]
            const notes = notesOf(t, item)
            const { file, line, row } = item.place
            return (
              <tr key={`${item.identifier} ${file} ${line} ${row}`}>
                <th
                  scope="row"
                  className={`${cell} sticky left-0 max-w-48 bg-surface text-left font-semibold`}
                >
                  <span className="break-words">{item.code ?? item.identifier}</span>
                  {item.code !== null && item.code !== item.identifier ? (
                    <span className="block text-xs font-normal break-words text-ink-3">
                      {item.identifier}
                    </span>
                  ) : null}
                </th>
                <td className={`${cell} whitespace-nowrap`}>
                  <span className={clsx('inline-flex items-center gap-1.5 font-medium', colour)}>
                    <Icon aria-hidden size={16} />
                    {t(`outcome.${item.result}`)}
                  </span>
                  {item.change ? (
                    <span className="block text-xs text-ink-3">{t(`change.${item.change}`)}</span>
                  ) : null}
                </td>
                <td className={cell}>
                  {notes.length === 0 ? (
                    <span className="text-ink-3">{t('result.nothing')}</span>
                  ) : (
                    <ul className="grid gap-0.5">
                      {notes.map((note) => (
                        <li key={note} className="break-words">
                          {note}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td className={`${cell} break-words text-ink-2`}>{placeText(t, item.place)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
