import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { DecisionQueue } from '../read-decisions.server.ts'

/** Those who await a decision, the longest waiting first; each can be ticked, to be issued together with others. */
export function DecisionTable({ people, zone }: { people: DecisionQueue['people']; zone: string }) {
  const { t } = useTranslation(['credentials', 'common', 'batches'])
  const formats = useFormats(zone)
  return (
    <TableScroll label={t('decisions.table')}>
      <table className="w-full min-w-[44rem] text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            <th scope="col" className="py-2.5 pl-4 font-semibold">
              {t('batches:queue.column')}
            </th>
            {(['person', 'credential', 'outlet', 'since', 'decide'] as const).map((column) => (
              <th key={column} scope="col" className="px-4 py-2.5 font-semibold">
                {t(`decisions.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {people.map((one) => (
            <tr key={one.enrolmentId}>
              <td className="py-1 pl-2">
                <label className="flex size-11 items-center justify-center">
                  <span className="sr-only">
                    {t('batches:queue.choose', { name: one.name, type: one.typeCode })}
                  </span>
                  <input
                    type="checkbox"
                    name="enrolment"
                    value={one.enrolmentId}
                    disabled={!one.mayDecide}
                    className="size-5"
                  />
                </label>
              </td>
              <th scope="row" className="sticky left-0 bg-surface px-4 py-3 font-semibold">
                {one.name} <span className="block font-mono text-xs font-normal text-ink-3">{one.code}</span>
              </th>
              <td className="px-4 py-3">
                <span className="font-semibold">{one.typeCode}</span> {one.typeName}
              </td>
              <td className="px-4 py-3">{one.outlet ?? t('common:none')}</td>
              <td className="px-4 py-3">
                {formats.weekday(one.awaitingSince)}
                <span className="block text-xs text-ink-3">
                  {one.daysWaiting === 0
                    ? t('decisions.today')
                    : t('common:days', { count: one.daysWaiting })}
                </span>
              </td>
              <td className="px-4 py-3">
                <Link
                  to={paths.evidence(one.enrolmentId)}
                  className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-2"
                >
                  {t('decisions.decide')}
                </Link>
                {one.mayDecide ? null : <Tag tone="deny">{t('decisions.mayNot')}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
