import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The first line of a page: the answer to its one question, as the page's heading. */
export function Lede({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <h1 className={clsx('text-[1.375rem] leading-[1.32] font-semibold tracking-tight', className)}>
      {children}
    </h1>
  )
}

/** A quiet surface that holds one thing. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('rounded-3 border border-line bg-surface p-4', className)}>{children}</div>
}

/** A section with a heading and, at its end, a short figure or link. */
export function Section({
  title,
  aside,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section>
      <div className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-[1.0625rem] leading-snug font-semibold">{title}</h2>
        {aside ? <div className="text-s text-ink-3">{aside}</div> : null}
      </div>
      {children}
    </section>
  )
}

/** Nothing here yet, why, and the next step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="rounded-3 border border-dashed border-line-strong px-5 py-8 text-center">
      <p className="font-semibold">{title}</p>
      {children ? <div className="mx-auto mt-1 max-w-[34em] text-s text-ink-2">{children}</div> : null}
      {action ? <div className="mt-4 flex justify-center">{action}</div> : null}
    </div>
  )
}

/** How much of something is done, 0 to 1000 permille, with words for those who do not see the bar. */
export function ProgressBar({ permille, label }: { permille: number; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(permille / 10)}
      className="h-1.5 overflow-hidden rounded-full bg-rung-off"
    >
      <div className="h-full bg-accent" style={{ width: `${permille / 10}%` }} />
    </div>
  )
}

type FactListProps = {
  facts: readonly { key: string; term: ReactNode; value: ReactNode }[]
  /** Values are whole sentences: on a phone each stands below its word. */
  isProse?: boolean
}

/** Facts in two columns: word, value. */
export function FactList({ facts, isProse = false }: FactListProps) {
  return (
    <dl
      className={clsx(
        'grid gap-x-4 text-s',
        isProse ? 'gap-y-3 sm:grid-cols-[8rem_1fr]' : 'grid-cols-[minmax(5.5rem,auto)_1fr] gap-y-2',
      )}
    >
      {facts.map(({ key, term, value }) => (
        <div key={key} className={isProse ? 'sm:contents' : 'contents'}>
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A table that scrolls inside itself on small screens and keeps its first column. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-3 border border-line bg-surface"
    >
      {children}
    </section>
  )
}
