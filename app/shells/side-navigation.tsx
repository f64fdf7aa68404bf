import { Link, NavLink } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { LogOut } from '#app/ui/icons.tsx'
import { Logo } from '#app/ui/logo.tsx'
import type { Destination } from './navigation.ts'
import { OrganisationSwitcher } from './organisation-switcher.tsx'
import { useViewer } from './viewer.ts'

/** The side bar of wide screens: who one is, where one can go, the way out. */
export function SideNavigation({ destinations }: { destinations: readonly Destination[] }) {
  const { t } = useTranslation('common')
  const viewer = useViewer()
  return (
    <aside className="no-print sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line bg-surface px-3 py-4 md:flex">
      <div className="px-2.5 pb-4">
        <Link to={paths.home()} className="inline-flex min-h-9 items-center no-underline">
          <Logo />
        </Link>
        {viewer?.person ? (
          <div className="mt-2">
            <p className="text-s font-semibold">{viewer.person.name}</p>
            <OrganisationSwitcher acting={viewer.person.acting} memberships={viewer.person.memberships} />
          </div>
        ) : null}
      </div>
      <nav aria-label={t('nav.main')} className="grid gap-0.5">
        {destinations.map(({ key, to, icon: Icon }) => (
          <NavLink
            key={key}
            to={to}
            className="flex min-h-10 items-center gap-2.5 rounded-2 px-2.5 text-s font-medium text-ink-2 no-underline hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent"
          >
            <Icon aria-hidden size={18} />
            {t(`nav.${key}`)}
          </NavLink>
        ))}
      </nav>
      <SignOutButton />
    </aside>
  )
}

/** Leaves, on this device. */
export function SignOutButton() {
  const { t } = useTranslation('common')
  return (
    <form method="post" action={paths.signOut()} className="mt-auto pt-4">
      <button
        type="submit"
        className="flex min-h-11 w-full items-center gap-2.5 rounded-2 px-2.5 text-s font-medium text-ink-2 hover:bg-sunken"
      >
        <LogOut aria-hidden size={18} />
        {t('nav.signOut')}
      </button>
    </form>
  )
}
