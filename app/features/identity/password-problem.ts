/** Why a chosen password was not taken, as the pages say it. */
export const passwordProblems = [
  'too-short',
  'too-long',
  'too-simple',
  'differs',
  'wrong',
  'blocked',
] as const

export type PasswordProblem = (typeof passwordProblems)[number]
