import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card, Section } from '#app/ui/surface.tsx'
import { studyHoursPerDay } from '../study-pace.ts'
import { CredentialPathSteps } from './credential-path.tsx'
import type { ShownPath } from './main-path.ts'

const millisecondsADay = 86_400_000

/** One way in full, under what it leads to, with the days and hours it takes at the earliest. */
export function ShownPathSection({
  shown,
  isPrimary,
  now,
}: {
  shown: ShownPath
  isPrimary: boolean
  now: string
}) {
  const { t } = useTranslation(['credentials', 'common'])
  const { language } = useFormats()
  const { path, ladder } = shown
  const title = ladder
    ? t(path.isRenewal ? 'ladder.path.renewal' : 'ladder.path.next', {
        category: inLanguage(ladder.category.name, language),
        label: path.typeCode.split('-').at(-1),
      })
    : t('ladder.path.other', { type: path.typeCode, name: inLanguage(path.name, language) })
  const hours = path.hours > 0 ? t('common:hours', { count: path.hours }) : ''
  const days =
    path.earliest === null
      ? null
      : Math.ceil((Date.parse(path.earliest) - Date.parse(now)) / millisecondsADay)
  const aside = !path.isOpen
    ? t('ladder.path.notOffered')
    : days === null || days === 0
      ? hours
      : [t('common:days', { count: days }), hours].filter(Boolean).join(' · ')
  return (
    <Section title={title} aside={aside}>
      <Card>
        {path.isRenewal ? <p className="mb-3 text-s text-ink-2">{t('ladder.path.renewalNote')}</p> : null}
        <CredentialPathSteps path={path} isPrimary={isPrimary} />
      </Card>
      {path.isOpen && days !== null && days > 0 ? (
        <p className="mt-2 text-xs text-ink-3">{t('ladder.path.pace', { hours: studyHoursPerDay })}</p>
      ) : null}
    </Section>
  )
}
