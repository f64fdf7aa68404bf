import { Link } from '@remix-run/react'
import { type Icon, UserPlus } from '#app/ui/icons.tsx'
import type { LadderIcon } from '#app/ui/ladder-icon.tsx'

export type DeskPage = {
  key: string
  to: string
  /** Null for a page that is not in the navigation. */
  icon: Icon | typeof LadderIcon | null
  name: string
  text: string
}

/** The pages open to somebody, each with one sentence about what is done there. */
export function DeskPages({ pages }: { pages: readonly DeskPage[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {pages.map(({ key, to, icon, name, text }) => {
        const Icon = icon ?? UserPlus
        return (
          <li key={key}>
            <Link
              to={to}
              className="flex h-full items-start gap-3 rounded-3 border border-line bg-surface p-4 no-underline hover:border-accent"
            >
              <span className="grid size-10 shrink-0 place-items-center rounded-2 bg-accent-soft text-accent">
                <Icon aria-hidden size={20} />
              </span>
              <span className="min-w-0">
                <span className="block font-semibold">{name}</span>
                <span className="mt-0.5 block text-s text-ink-2">{text}</span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
