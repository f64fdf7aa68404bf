/** Why signing in was refused, as the pages of signing in say it. */
export const signInProblems = ['wrong', 'blocked', 'no-role', 'name-missing'] as const
export type SignInProblem = (typeof signInProblems)[number]

type Refused = { reason: 'wrong' | 'no-role' } | { reason: 'blocked'; until: string }

/** What is carried to the page that shows the problem: never the name, which has a cookie of its own. `now` and `until` are instants. */
export function problemOf(refused: Refused, now: string): { problem: SignInProblem; minutes?: string } {
  if (refused.reason !== 'blocked') return { problem: refused.reason }
  const minutes = Math.ceil((Date.parse(refused.until) - Date.parse(now)) / 60_000)
  return { problem: 'blocked', minutes: String(Math.max(1, minutes)) }
}

/** The problem an address names; null where it names none we know. */
export function problemIn(query: URLSearchParams): { problem: SignInProblem; minutes: number } | null {
  const problem = signInProblems.find((one) => one === query.get('problem'))
  const minutes = Number.parseInt(query.get('minutes') ?? '', 10)
  return problem ? { problem, minutes: Math.max(1, Math.min(15, minutes || 15)) } : null
}

/** An address with more in its query. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const more = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) more.set(name, value)
  const text = more.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}
