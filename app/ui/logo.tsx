/** The name of the product with its sign, a ladder of three rungs. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-bold tracking-tight text-ink">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M4 1v18M16 1v18" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
        <path d="M4 15h12" stroke="var(--rung-2)" strokeWidth="3" />
        <path d="M4 10h12" stroke="var(--rung-3)" strokeWidth="3" />
        <path d="M4 5h12" stroke="var(--rung-4)" strokeWidth="3" />
      </svg>
      Tiergate
    </span>
  )
}
