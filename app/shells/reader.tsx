import { Link, Outlet } from '@remix-run/react'
import { paths } from '#app/paths.ts'
import { Logo } from '#app/ui/logo.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { DemoNote, SkipLink } from './skip-link.tsx'
import { useViewer } from './viewer.ts'

/** The frame of a lesson: a slim bar, so that nothing stands beside the text but its own contents. */
export default function ReaderShell() {
  const viewer = useViewer()
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <DemoNote isDemo={viewer?.isDemo ?? false} />
      <header className="no-print sticky top-0 z-20 flex items-center justify-between border-b border-line bg-surface px-4 py-1 md:px-8">
        <Link to={paths.courses()} className="inline-flex min-h-11 items-center no-underline">
          <Logo />
        </Link>
        <PreferencesMenu />
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
