import { attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { nextAttemptAllowedAt } from '#app/domain/exam/retakes.ts'
import type { ExamAttemptTable } from '#db/schema/learning.ts'
import { pastAttemptOf } from './past-attempts.ts'

/** What a person can do about an exam now. */
export type ExamStanding =
  /** `left`: attempts left in the window, the next one included. */
  | { readonly kind: 'open'; readonly left: number }
  | {
      readonly kind: 'running'
      readonly attemptId: string
      readonly deadlineAt: string
      /** The clock stands still, so that the deadline is not known yet. */
      readonly isPaused: boolean
    }
  | { readonly kind: 'pending' }
  | { readonly kind: 'wait'; readonly from: string }
  | { readonly kind: 'course-first' }

type Attempt = Pick<ExamAttemptTable, 'state' | 'startedAt' | 'submittedAt' | 'deadlineAt' | 'pausedAt'> & {
  readonly attemptId: string
}

/** Where a person stands at an exam, by their attempts at it and whether its course is completed. */
export function standingOf(
  attempts: readonly Attempt[],
  rule: Blueprint['attempts'],
  isCourseCompleted: boolean,
  at: string,
): ExamStanding {
  const running = attempts.find(({ state }) => state === 'IN_PROGRESS')
  if (running) {
    const isPaused = attemptStanding(running, at) === 'paused'
    return { kind: 'running', attemptId: running.attemptId, deadlineAt: running.deadlineAt, isPaused }
  }
  // Who sat the exam before need not have learned it here.
  if (!isCourseCompleted && attempts.length === 0) return { kind: 'course-first' }
  const verdict = nextAttemptAllowedAt(attempts.map(pastAttemptOf), rule, at)
  switch (verdict.state) {
    case 'open':
      return { kind: 'pending' }
    case 'allowed':
      return { kind: 'open', left: verdict.left }
    default:
      return { kind: 'wait', from: verdict.from }
  }
}

/** The latest pass and the latest result of some attempts; null where there is none. */
export function resultsOf<Row extends Attempt>(attempts: readonly Row[]) {
  const latestFirst = attempts.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  return {
    passed: latestFirst.find(({ state }) => state === 'PASSED') ?? null,
    latest: latestFirst.find(({ state }) => state === 'PASSED' || state === 'FAILED') ?? null,
  }
}
