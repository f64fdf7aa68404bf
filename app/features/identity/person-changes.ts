/** What an admin has just done to a person, as the page says it. */
export const personChanges = ['granted', 'ended', 'opened', 'closed'] as const

export const personProblems = [
  'reason-missing',
  'held-already',
  'role-not-there',
  'unknown-organisation',
  'unknown-role',
  'unknown-person',
  'no-change',
  'own',
] as const

export type PersonProblem = (typeof personProblems)[number]

/** A form of the person's page that was refused: which, why, and what was typed. */
export type RefusedForm = { form: string; problem: string; values: Record<string, string> } | null

/** The problem of one form of the page; null where another was refused, or none. */
export function problemOfForm(refused: RefusedForm, form: string): PersonProblem | null {
  if (refused?.form !== form) return null
  return personProblems.find((one) => one === refused.problem) ?? null
}
