import { useTranslation } from 'react-i18next'
import type { Membership } from '#app/features/identity/actor.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'

type OrganisationSwitcherProps = { acting: Membership; memberships: readonly Membership[] }

/** The organisation one acts for; people with several change it here, also without JavaScript. */
export function OrganisationSwitcher({ acting, memberships }: OrganisationSwitcherProps) {
  const { t } = useTranslation('common')
  const language = useLanguage()
  const nameOf = (one: Membership) => (language === 'en' ? one.nameEn : one.nameZh)
  if (memberships.length < 2) return <p className="truncate text-xs text-ink-3">{nameOf(acting)}</p>
  return (
    <details className="relative text-xs">
      <summary className="min-h-9 content-center font-semibold text-ink-2">{nameOf(acting)}</summary>
      <form
        method="post"
        action={paths.switchOrganisation()}
        className="absolute z-30 mt-1 grid min-w-48 gap-1 rounded-2 border border-line bg-surface p-2 shadow-(--shadow)"
      >
        <p className="px-2 text-ink-3">{t('nav.organisation')}</p>
        {memberships.map((one) => (
          <button
            key={one.organisationId}
            type="submit"
            name="organisation"
            value={one.organisationId}
            aria-current={one.organisationId === acting.organisationId ? 'true' : undefined}
            className="min-h-11 rounded-1 px-2 text-left font-semibold hover:bg-sunken aria-[current]:text-accent"
          >
            {nameOf(one)}
            <span className="block font-normal text-ink-3">
              {one.roles.map((role) => t(`role.${role}`)).join(' · ')}
            </span>
          </button>
        ))}
      </form>
    </details>
  )
}
