import type { Outcome } from '../shared/outcomes.ts'

/** The server's side of a knowledge check: all choice ids, and which are right. */
export type CheckKey = {
  readonly id: string
  readonly choices: readonly string[]
  readonly correct: readonly string[]
}

export type CheckOutcome = Outcome<{ readonly correct: boolean }, 'nothing-chosen' | 'unknown-choice'>

/** Judges an answer: right when exactly the right choices were picked, in whatever order and however often named. */
export function judgeCheck(check: CheckKey, chosen: readonly string[]): CheckOutcome {
  const picked = new Set(chosen)
  if (picked.size === 0) return { ok: false, reason: 'nothing-chosen' }
  if ([...picked].some((id) => !check.choices.includes(id))) return { ok: false, reason: 'unknown-choice' }
  const right = new Set(check.correct)
  return { ok: true, correct: picked.size === right.size && [...picked].every((id) => right.has(id)) }
}
