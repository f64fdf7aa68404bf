import { useTranslation } from 'react-i18next'
import { Tag } from '#app/ui/verdict.tsx'
import type { ItemRow } from '../statistics/read-exam-statistics.server.ts'

/** The items that seem to have become known, one sentence each; nothing where there are none. */
export function LeakNotes({ items }: { items: readonly ItemRow[] }) {
  const { t } = useTranslation('statistics')
  const alarms = items.filter(({ leak }) => leak !== null)
  if (alarms.length === 0) return null
  return (
    <div className="rounded-3 border border-deny bg-deny-soft p-4">
      <Tag tone="deny">{t('leak.title')}</Tag>
      <ul className="mt-2 grid gap-1 text-s">
        {alarms.map(({ id, code, version, leak }) =>
          leak === null ? null : (
            <li key={id}>
              {t('leak.text', {
                item: code,
                version: t('items.version', { version }),
                since: leak.since + 1,
                before: Math.round(leak.facilityBefore * 100),
                after: Math.round(leak.facilitySince * 100),
                secondsBefore: Math.round(leak.secondsBefore),
                secondsAfter: Math.round(leak.secondsSince),
              })}
            </li>
          ),
        )}
      </ul>
      <p className="mt-2 max-w-[46em] text-xs text-ink-2">{t('leak.help')}</p>
    </div>
  )
}
