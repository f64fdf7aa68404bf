import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { VerdictTag } from '#app/ui/verdict.tsx'
import type { LedgerPage } from '../read-ledger-page.server.ts'

/** Recorded decisions: when, on whom, for what, what was said, who asked. */
export function LedgerTable({ decisions }: { decisions: LedgerPage['decisions'] }) {
  const { t } = useTranslation('check')
  const formats = useFormats()
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2.5 align-top'
  return (
    <TableScroll label={t('ledger.title')}>
      <table className="w-full min-w-[44rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            {(['when', 'engineer', 'work', 'decision', 'askedBy'] as const).map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`${head} ${at === 0 ? 'sticky left-0 bg-surface' : ''}`}
              >
                {t(`ledger.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {decisions.map((one) => (
            <tr key={one.id}>
              <th scope="row" className={`${cell} sticky left-0 bg-surface text-left font-normal`}>
                <Link
                  to={paths.checkDecision(one.id)}
                  className="inline-flex min-h-11 items-center font-semibold whitespace-nowrap text-accent md:min-h-0"
                >
                  <time dateTime={one.recordedAt}>{formats.moment(one.recordedAt)}</time>
                </Link>
                <span className="block font-mono text-xs text-ink-3">
                  {one.sequence === null ? t('ledger.notIn') : `#${one.sequence}`}
                </span>
              </th>
              <td className={cell}>
                <span className="block font-semibold">{one.engineerName}</span>
                <span className="font-mono text-xs text-ink-3">
                  {one.engineerCode} · {one.outletCode}
                </span>
              </td>
              <td className={cell}>
                {(formats.language === 'en' ? one.operationNameEn : one.operationNameZh) ?? one.operationCode}
                <span className="block font-mono text-xs text-ink-3">{one.modelCode}</span>
              </td>
              <td className={cell}>
                <VerdictTag verdict={one.decision} />
              </td>
              <td className={`${cell} text-xs text-ink-2`}>{one.askedBy ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
