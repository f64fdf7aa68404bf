import { Link, NavLink, Outlet } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Logo } from '#app/ui/logo.tsx'
import { destinationsFor, engineerDestinations, workplaceDestinations } from './navigation.ts'
import { OrganisationSwitcher } from './organisation-switcher.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { SideNavigation } from './side-navigation.tsx'
import { DemoNote, SkipLink } from './skip-link.tsx'
import { useViewer, viewerHasRole } from './viewer.ts'

/** The engineer's frame: a bottom bar on phones, a side bar on wide screens. Others who read a course keep their own side bar. */
export default function EngineerShell() {
  const { t } = useTranslation('common')
  const viewer = useViewer()
  const roles = viewer?.person?.acting.roles ?? []
  const destinations = viewerHasRole(viewer, ['engineer'])
    ? destinationsFor(engineerDestinations, roles)
    : destinationsFor(workplaceDestinations, roles)
  return (
    <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink />
      <SideNavigation destinations={destinations} />
      <div className="flex min-h-dvh min-w-0 flex-col pb-20 md:pb-0">
        <DemoNote isDemo={viewer?.isDemo ?? false} />
        <header className="no-print flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-1 md:justify-end md:border-0 md:bg-transparent md:px-8 md:pt-3">
          <Link
            to={paths.home()}
            className="inline-flex min-h-11 shrink-0 items-center no-underline md:hidden"
          >
            <Logo />
          </Link>
          <div className="flex min-w-0 items-center gap-2">
            {viewer?.person ? (
              <div className="min-w-0 md:hidden">
                <OrganisationSwitcher acting={viewer.person.acting} memberships={viewer.person.memberships} />
              </div>
            ) : null}
            <PreferencesMenu />
          </div>
        </header>
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[60rem] flex-1 px-4 py-5 md:px-8">
          <Outlet />
        </main>
      </div>
      <nav
        aria-label={t('nav.main')}
        className="no-print fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-surface md:hidden"
      >
        {destinations.slice(0, 6).map(({ key, to, icon: Icon }) => (
          <NavLink
            key={key}
            to={to}
            className="flex min-h-14 flex-col items-center justify-center gap-1 px-0.5 text-center text-xs leading-none font-medium text-ink-3 no-underline aria-[current]:font-semibold aria-[current]:text-accent"
          >
            <Icon aria-hidden size={20} />
            {t(`nav.${key}`)}
          </NavLink>
        ))}
      </nav>
    </div>
  )
}
