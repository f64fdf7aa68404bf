import { Link, NavLink, Outlet } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Menu } from '#app/ui/icons.tsx'
import { Logo } from '#app/ui/logo.tsx'
import { FindDialog, FindLink } from './find-dialog.tsx'
import { destinationsFor, workplaceDestinations } from './navigation.ts'
import { OrganisationSwitcher } from './organisation-switcher.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { SideNavigation, SignOutButton } from './side-navigation.tsx'
import { DemoNote, SkipLink } from './skip-link.tsx'
import { useViewer } from './viewer.ts'

/** The frame of the consoles: a side bar by role; on phones a menu that opens without JavaScript. */
export default function WorkplaceShell() {
  const { t } = useTranslation('common')
  const viewer = useViewer()
  const mayFind = Boolean(viewer?.findScript)
  const destinations = destinationsFor(workplaceDestinations, viewer?.person?.acting.roles ?? [])
  return (
    <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink />
      <SideNavigation destinations={destinations} />
      <div className="min-w-0">
        <DemoNote isDemo={viewer?.isDemo ?? false} />
        <header className="no-print flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-1 md:justify-end md:border-0 md:bg-transparent md:px-8 md:pt-3">
          <div className="flex items-center gap-2 md:hidden">
            <details className="relative">
              <summary
                className="grid size-11 list-none place-items-center rounded-2 hover:bg-sunken"
                aria-label={t('nav.main')}
              >
                <Menu aria-hidden size={22} />
              </summary>
              <div className="absolute top-full left-0 z-30 w-64 rounded-2 border border-line bg-surface p-2 shadow-(--shadow)">
                {viewer?.person ? (
                  <div className="px-2.5 py-2">
                    <p className="text-s font-semibold">{viewer.person.name}</p>
                    <OrganisationSwitcher
                      acting={viewer.person.acting}
                      memberships={viewer.person.memberships}
                    />
                  </div>
                ) : null}
                <nav aria-label={t('nav.main')}>
                  {destinations.map(({ key, to, icon: Icon }) => (
                    <NavLink
                      key={key}
                      to={to}
                      reloadDocument
                      className="flex min-h-11 items-center gap-2.5 rounded-2 px-2.5 text-s text-ink-2 no-underline aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent"
                    >
                      <Icon aria-hidden size={18} />
                      {t(`nav.${key}`)}
                    </NavLink>
                  ))}
                </nav>
                <SignOutButton />
              </div>
            </details>
            <Link to={paths.home()} className="inline-flex min-h-11 items-center no-underline">
              <Logo />
            </Link>
          </div>
          <div className="flex items-center gap-1">
            {mayFind ? <FindLink /> : null}
            <PreferencesMenu />
          </div>
        </header>
        {mayFind ? <FindDialog /> : null}
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[76rem] px-4 py-5 md:px-8 md:pb-10">
          <Outlet />
        </main>
      </div>
    </div>
  )
}
