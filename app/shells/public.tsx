import { Link, Outlet } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Logo } from '#app/ui/logo.tsx'
import { landingOf } from './landing.ts'
import { PreferencesMenu } from './preferences-menu.tsx'
import { DemoNote, SkipLink } from './skip-link.tsx'
import { useViewer } from './viewer.ts'

/** The frame of pages that anyone may see: a top bar and nothing else. */
export default function PublicShell() {
  const { t } = useTranslation('common')
  const viewer = useViewer()
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <DemoNote isDemo={viewer?.isDemo ?? false} />
      <header className="no-print flex items-center justify-between border-b border-line bg-surface px-4 py-1.5">
        <Link to={paths.home()} className="inline-flex min-h-11 items-center no-underline">
          <Logo />
        </Link>
        <div className="flex items-center gap-1">
          <nav aria-label={t('nav.public')} className="hidden items-center gap-1 sm:flex">
            <PublicLinks />
          </nav>
          <PreferencesMenu />
          {viewer?.person ? (
            <Link className={linkClass} to={landingOf(viewer.person.acting.roles)}>
              {viewer.person.name}
            </Link>
          ) : (
            <Link className={linkClass} to={paths.signIn()}>
              {t('nav.signIn')}
            </Link>
          )}
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[72rem] flex-1 px-4 py-6 md:px-8 md:py-8"
      >
        <Outlet />
      </main>
      <footer className="no-print border-t border-line px-4 py-1 sm:hidden">
        <nav aria-label={t('nav.public')} className="flex flex-wrap gap-x-3">
          <PublicLinks />
        </nav>
      </footer>
    </div>
  )
}

function PublicLinks() {
  const { t } = useTranslation('common')
  return (
    <>
      <Link className={linkClass} to={paths.register()}>
        {t('nav.checkCertificate')}
      </Link>
      <Link className={linkClass} to={paths.providers()}>
        {t('nav.findWorkshop')}
      </Link>
    </>
  )
}

const linkClass =
  'inline-flex min-h-11 items-center rounded-2 px-2 text-s font-semibold text-accent hover:bg-sunken'
