import type { ReactNode } from 'react'
import { CircleCheck, Info } from '#app/ui/icons.tsx'

/** One line that says what has just been done. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded-2 bg-allow-soft px-4 py-3 text-s font-medium text-allow"
    >
      <CircleCheck aria-hidden size={18} className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  )
}

/** One line that is good to know here. */
export function HintNote({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 rounded-2 bg-accent-soft px-4 py-3 text-s text-ink">
      <Info aria-hidden size={18} className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
