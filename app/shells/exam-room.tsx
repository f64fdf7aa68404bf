import { Outlet } from '@remix-run/react'
import { SkipLink } from './skip-link.tsx'

/** The frame of a running attempt: nothing that leads away. */
export default function ExamRoomShell() {
  return (
    <div className="min-h-dvh bg-surface">
      <SkipLink />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
