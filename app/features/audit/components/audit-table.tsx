import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { auditActionKey, auditDetails, isAuditAction } from '../audit-words.ts'
import type { AuditEntry } from '../index.server.ts'

/** Entries of the ledger in words: when, who, what, about whom, and why. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation(['admin', 'common'])
  const formats = useFormats()
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2.5 align-top'
  return (
    <TableScroll label={t('audit.title')}>
      <table className="w-full min-w-[48rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            {(['when', 'who', 'what', 'about', 'details'] as const).map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`${head} ${at === 0 ? 'sticky left-0 bg-surface' : ''}`}
              >
                {t(`audit.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entries.map((entry) => (
            <tr key={entry.sequence}>
              <th scope="row" className={`${cell} sticky left-0 bg-surface text-left font-normal`}>
                <time dateTime={entry.at} className="whitespace-nowrap">
                  {formats.moment(entry.at)}
                </time>
                <span className="block font-mono text-xs text-ink-3">#{entry.sequence}</span>
              </th>
              <td className={cell}>
                <Who code={entry.actorCode} name={entry.actorName} otherwise={t('audit.nobody')} />
              </td>
              <td className={`${cell} font-semibold`}>
                {isAuditAction(entry.action)
                  ? t(`audit.action.${auditActionKey(entry.action)}`)
                  : t('audit.other', { action: entry.action })}
              </td>
              <td className={cell}>
                <Who code={entry.subjectCode} name={entry.subjectName} otherwise="–" />
              </td>
              <td className={`${cell} text-xs text-ink-2`}>
                <Details details={entry.details} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Who({ code, name, otherwise }: { code: string | null; name: string | null; otherwise: string }) {
  if (!code) return <span className="text-ink-3">{otherwise}</span>
  return (
    <>
      {name ? <span className="block">{name}</span> : null}
      <span className="font-mono text-xs text-ink-3">{code}</span>
    </>
  )
}

function Details({ details }: { details: Record<string, unknown> }) {
  const { t } = useTranslation(['admin', 'common'])
  const roleWords = (value: string) => {
    const key = `common:role.${value}` as 'common:role.admin'
    return t(key, { defaultValue: value })
  }
  const shown = auditDetails.flatMap((key) => {
    const value = details[key]
    // A number that is none of the details by itself, such as how often somebody tried, is left out.
    return typeof value === 'string' || (typeof value === 'number' && key !== 'number')
      ? [[key, String(value)] as const]
      : []
  })
  if (shown.length === 0) return <>–</>
  return (
    <dl className="grid gap-0.5">
      {shown.map(([key, value]) => (
        <div key={key} className="flex gap-1.5">
          <dt className="shrink-0 text-ink-3">{t(`audit.detail.${key}`)}</dt>
          <dd className="min-w-0 break-words">{key === 'role' ? roleWords(value) : value}</dd>
        </div>
      ))}
    </dl>
  )
}
