import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { CircleCheck, CircleX, TriangleAlert } from '#app/ui/icons.tsx'
import type { ReportedItem } from '../import-report.ts'
import { notesOf, placeText } from '../report-words.ts'

const marks = {
  imported: { icon: CircleCheck, colour: 'text-allow' },
  'imported-with-loss': { icon: TriangleAlert, colour: 'text-warn' },
  refused: { icon: CircleX, colour: 'text-deny' },
} as const

/** Each item of a file with what becomes of it, and what is lost, missing or wrong. */
export function ReportList({ items }: { items: readonly ReportedItem[] }) {
  return (
    <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
      {items.map((item) => {
        const { file, line, row } = item.place
        return <ReportRow key={`${item.identifier} ${file} ${line} ${row}`} item={item} />
      })}
    </ul>
  )
}

function ReportRow({ item }: { item: ReportedItem }) {
  const { t } = useTranslation('items')
  const { icon: Icon, colour } = marks[item.result]
  const { problems, needs } = notesOf(t, item)
  const hasOwnName = item.code !== null && item.code !== item.identifier
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 text-s md:grid-cols-[14rem_11rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="font-semibold break-words">{item.code ?? item.identifier}</p>
        <p className="text-xs break-words text-ink-3">
          {hasOwnName ? <span className="block">{item.identifier}</span> : null}
          {placeText(t, item.place)}
        </p>
      </div>
      <p>
        <span className={clsx('inline-flex items-center gap-1.5 font-medium', colour)}>
          <Icon aria-hidden size={16} />
          {t(`outcome.${item.result}`)}
        </span>
        {item.change ? <span className="block text-xs text-ink-3">{t(`change.${item.change}`)}</span> : null}
      </p>
      {problems.length + needs.length > 0 ? (
        <ul className="grid min-w-0 content-start gap-0.5">
          {problems.map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
          {needs.map((note) => (
            <li key={note} className="break-words text-ink-3">
              {note}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
