import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { ExamList } from '../read-exam-list.server.ts'
import { percent } from './section-bar.tsx'

const toneOf: Partial<Record<ExamList['results'][number]['state'], Tone>> = {
  PASSED: 'allow',
  FAILED: 'deny',
}

/** All attempts that are over, the latest first. */
export function ResultsTable({ results }: { results: ExamList['results'] }) {
  const { t } = useTranslation(['exams', 'common'])
  const { day } = useFormats()
  const cell = 'px-4 py-2.5'
  return (
    <TableScroll label={t('list.results')}>
      <table className="w-full text-left text-s">
        <thead className="border-b border-line text-ink-3">
          <tr>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('list.column.exam')}
            </th>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('list.column.result')}
            </th>
            <th scope="col" className={`${cell} text-right font-semibold`}>
              {t('list.column.score')}
            </th>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('list.column.day')}
            </th>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('list.column.mode')}
            </th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.attemptId} className="border-b border-line last:border-0">
              <th scope="row" className={`${cell} font-medium whitespace-nowrap`}>
                <Link
                  to={paths.attemptResult(result.attemptId)}
                  className="inline-flex min-h-11 items-center text-accent underline underline-offset-2"
                >
                  {t('list.attempt', { exam: result.examCode, number: result.number })}
                </Link>
              </th>
              <td className={cell}>
                <Tag tone={toneOf[result.state] ?? 'neutral'}>{t(`state.${result.state}`)}</Tag>
              </td>
              <td className={`${cell} text-right`}>
                {result.scorePermille === null ? '–' : `${percent(result.scorePermille)} %`}
              </td>
              <td className={`${cell} whitespace-nowrap`}>{day(result.submittedAt ?? result.startedAt)}</td>
              <td className={cell}>{t(`common:mode.${result.mode}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
