import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import type { TeamPage } from '../read-team.server.ts'

/** Which part of the team is shown; it stands in the address. */
export function TeamFilter({ outlets, query }: Pick<TeamPage, 'outlets' | 'query'>) {
  const { t } = useTranslation('team')
  const language = useLanguage()
  return (
    <search aria-label={t('filter.label')}>
      <form
        method="get"
        action={paths.team()}
        className="mb-4 grid items-end gap-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,18rem)_auto] sm:justify-start"
      >
        <SelectField name="outlet" label={t('filter.outlet')} defaultValue={query.outlet}>
          <option value="">{t('filter.allOutlets')}</option>
          {outlets.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} {inLanguage(name, language)}
            </option>
          ))}
        </SelectField>
        <TextField type="search" name="q" label={t('filter.search')} defaultValue={query.search} />
        <Button look="quiet">{t('filter.apply')}</Button>
      </form>
    </search>
  )
}
