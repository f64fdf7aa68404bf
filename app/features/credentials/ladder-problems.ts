/** Why enrolling or asking for a practical was refused; said on the ladder's page, named in its address. */
const problems = [
  'unknown-type',
  'unknown-person',
  'not-allowed',
  'enrolled-already',
  'held-already',
  'revoked-recently',
  'unknown-practical',
  'course-not-completed',
  'open-already',
] as const

export type LadderProblem = (typeof problems)[number]

/** Whether a text names one of the problems. */
export function isLadderProblem(text: string | null): text is LadderProblem {
  return problems.some((one) => one === text)
}
