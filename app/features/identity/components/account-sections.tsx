import { useTranslation } from 'react-i18next'
import { useFormats, useLanguage } from '#app/i18n/formats.ts'
import { languages } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Card, FactList, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { Membership } from '../actor.ts'

type WhoProps = {
  person: {
    code: string
    phone: string | null
    email: string | null
    identityVerifiedAt: string | null
  }
}

/** The facts on file about oneself. */
export function WhoSection({ person }: WhoProps) {
  const { t } = useTranslation('identity')
  const formats = useFormats()
  const { code, phone, email, identityVerifiedAt } = person
  return (
    <Section title={t('account.who')}>
      <Card>
        <FactList
          facts={[
            { key: 'code', term: t('account.code'), value: <span className="font-mono">{code}</span> },
            { key: 'phone', term: t('account.phone'), value: phone ?? t('account.none') },
            { key: 'email', term: t('account.email'), value: email ?? t('account.none') },
            {
              key: 'verified',
              term: t('account.verified'),
              value: identityVerifiedAt ? formats.day(identityVerifiedAt) : t('account.notVerified'),
            },
          ]}
        />
        <p className="mt-3 text-xs text-ink-3">{t('account.wrong')}</p>
      </Card>
    </Section>
  )
}

type OrganisationProps = { acting: Membership; memberships: readonly Membership[] }

/** The organisations one works for, and the way to act for another. */
export function OrganisationSection({ acting, memberships }: OrganisationProps) {
  const { t } = useTranslation(['identity', 'common'])
  const language = useLanguage()
  return (
    <Section title={t('account.organisations')}>
      <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
        {memberships.map((one) => (
          <li key={one.organisationId} className="flex flex-wrap items-center gap-3 px-4 py-3">
            <div className="min-w-40 flex-1">
              <p className="text-s font-semibold">{language === 'en' ? one.nameEn : one.nameZh}</p>
              <p className="text-xs text-ink-2">
                {one.roles.map((role) => t(`common:role.${role}`)).join(' · ')}
              </p>
            </div>
            {one.organisationId === acting.organisationId ? (
              <Tag tone="allow">{t('account.actingNow')}</Tag>
            ) : (
              <form method="post" action={paths.switchOrganisation()}>
                <input type="hidden" name="organisation" value={one.organisationId} />
                <Button look="quiet" size="small">
                  {t('account.switch')}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const themes = ['light', 'dark', 'system'] as const

/** Language of the account and appearance of this device. */
export function LanguageSection() {
  const { t } = useTranslation(['identity', 'common'])
  const now = useLanguage()
  return (
    <Section title={t('account.language')}>
      <Card>
        <form method="post" action={paths.preferences()} className="grid gap-3">
          <input type="hidden" name="next" value={paths.account()} />
          <div className="flex flex-wrap gap-2">
            {languages.map((language) => (
              <Button
                key={language}
                look={language === now ? 'primary' : 'quiet'}
                size="small"
                name="language"
                value={language}
                lang={language}
                aria-pressed={language === now}
              >
                {t(`common:languageName.${language}`)}
              </Button>
            ))}
          </div>
          <div className="flex flex-wrap gap-2">
            {themes.map((theme) => (
              <Button key={theme} look="quiet" size="small" name="theme" value={theme}>
                {t(`common:theme.${theme}`)}
              </Button>
            ))}
          </div>
          <p className="text-xs text-ink-3">{t('account.languageHelp')}</p>
        </form>
      </Card>
    </Section>
  )
}
