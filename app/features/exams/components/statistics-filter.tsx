import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import type { ExamStatisticsPage } from '../statistics/read-exam-statistics.server.ts'

/** Which attempts count; it stands in the address. */
export function StatisticsFilter({ page, zone }: { page: ExamStatisticsPage; zone: string }) {
  const { t } = useTranslation('statistics')
  const formats = useFormats(zone)
  return (
    <search aria-label={t('filter.label')}>
      <form
        method="get"
        action={paths.examStatistics(page.code)}
        className="grid items-end gap-2 sm:grid-cols-[minmax(0,16rem)_minmax(0,14rem)_auto] sm:justify-start"
      >
        <SelectField name="blueprint" label={t('filter.blueprint')} defaultValue={page.blueprint}>
          {page.blueprints.map(({ version, publishedAt }) => (
            <option key={version} value={version}>
              {t('filter.blueprintOption', { version, day: formats.day(publishedAt) })}
            </option>
          ))}
        </SelectField>
        <SelectField name="attempts" label={t('filter.attempts')} defaultValue={page.attempts}>
          <option value="first">{t('filter.first')}</option>
          <option value="all">{t('filter.all')}</option>
        </SelectField>
        <Button look="quiet">{t('filter.apply')}</Button>
      </form>
    </search>
  )
}
