import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CredentialStatus } from '#app/domain/credential/derived-status.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Card, EmptyState, Section, TableScroll } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { TeamPersonPage } from '../read-team-person.server.ts'
import { LadderCell } from './ladder-cell.tsx'

const toneOf: Record<CredentialStatus, Tone> = {
  ACTIVE: 'allow',
  SCOPE_REDUCED: 'warn',
  RENEWAL_WINDOW: 'warn',
  WORKING_GRACE: 'warn',
  NOT_YET_VALID: 'neutral',
  ADMIN_GRACE: 'deny',
  LAPSED: 'deny',
  SUSPENDED: 'deny',
  RECENCY_LAPSED: 'deny',
  REVOKED: 'deny',
  WITHDRAWN: 'neutral',
  SUPERSEDED: 'neutral',
}

const head = 'px-3.5 py-2.5 text-left text-xs font-semibold whitespace-nowrap text-ink-2'
const cell = 'px-3.5 py-2.5 align-top text-s'

/** The ladders of the provider’s categories with the level held on each. */
export function PersonLadders({ page: { person, categories } }: { page: TeamPersonPage }) {
  const { t } = useTranslation('team')
  const { language } = useFormats()
  return (
    <Section title={t('person.ladders')}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {categories.map((category) => {
          const level = person.levels.find(({ categoryId }) => categoryId === category.categoryId)
          if (!level) return null
          const rung = category.rungs.find((one) => one.level === level.level)
          return (
            <li key={category.categoryId}>
              <Card className="grid h-full content-start gap-2">
                <h3 className="text-s font-semibold">
                  {inLanguage(category.name, language)}
                  <span className="font-normal text-ink-3">
                    {' '}
                    · {inLanguage(category.brandName, language)}
                  </span>
                </h3>
                <LadderCell category={category} level={level} width={40} />
                {rung ? <p className="text-xs text-ink-2">{inLanguage(rung.name, language)}</p> : null}
              </Card>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** Every credential of the provider’s brands with its dates and its status, the newest first. */
export function PersonCredentials({ credentials }: Pick<TeamPersonPage['person'], 'credentials'>) {
  const { t } = useTranslation(['team', 'common'])
  const formats = useFormats()
  if (credentials.length === 0) {
    return (
      <Section title={t('person.credentials')}>
        <EmptyState title={t('person.credentialsNone')}>{t('person.credentialsNoneText')}</EmptyState>
      </Section>
    )
  }
  return (
    <Section title={t('person.credentials')} aside={credentials.length}>
      <TableScroll label={t('person.credentials')}>
        <table className="w-full border-collapse">
          <thead className="border-b border-line bg-paper">
            <tr>
              <th scope="col" className={`${head} sticky left-0 bg-paper`}>
                {t('person.type')}
              </th>
              <th scope="col" className={head}>
                {t('person.status')}
              </th>
              <th scope="col" className={head}>
                {t('person.validity')}
              </th>
              <th scope="col" className={head}>
                {t('person.number')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {credentials.toReversed().map((one) => (
              <tr key={one.id}>
                <th scope="row" className={`${cell} sticky left-0 min-w-32 bg-surface text-left font-normal`}>
                  <b className="font-semibold">{one.typeCode}</b>
                  <span className="block text-xs text-ink-3">{inLanguage(one.name, formats.language)}</span>
                </th>
                <td className={cell}>
                  <Tag tone={toneOf[one.status]}>{t(`common:status.${one.status}`)}</Tag>
                </td>
                <td className={`${cell} whitespace-nowrap`}>
                  {t('person.span', {
                    from: formats.day(one.validFrom),
                    to: formats.lastDay(one.validUntil),
                  })}
                </td>
                <td className={cell}>
                  <Link
                    to={paths.publicCredential(one.publicSlug)}
                    className="inline-flex min-h-11 items-center font-mono text-xs whitespace-nowrap text-accent"
                  >
                    {one.number}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  )
}

/** Licences of the state, with what is due. */
export function PersonLicences({ licences }: Pick<TeamPersonPage['person'], 'licences'>) {
  const { t } = useTranslation('team')
  const formats = useFormats()
  return (
    <Section title={t('person.licences')}>
      {licences.length === 0 ? (
        <p className="text-s text-ink-2">{t('person.licencesNone')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
          {licences.map((one) => (
            <li key={one.typeCode} className="grid gap-1 px-4 py-3 text-s">
              <span className="flex flex-wrap items-center justify-between gap-2">
                <b className="font-semibold">{inLanguage(one.name, formats.language)}</b>
                <Tag tone={one.state === 'valid' ? 'allow' : 'deny'}>{t(`licenceState.${one.state}`)}</Tag>
              </span>
              <span className="text-xs text-ink-3">
                <span className="font-mono">{one.number}</span>
                {' · '}
                {t('person.validTo')}{' '}
                {one.validUntil === null ? t('person.noEnd') : formats.lastDay(one.validUntil)}
                {' · '}
                {t('person.review')}{' '}
                {one.nextReviewDue === null ? t('person.noReview') : formats.lastDay(one.nextReviewDue)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
