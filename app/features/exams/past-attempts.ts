import type { PastAttempt } from '#app/domain/exam/retakes.ts'

type StoredAttempt = {
  readonly state:
    | 'IN_PROGRESS'
    | 'SUBMITTED'
    | 'IN_REVIEW'
    | 'PASSED'
    | 'FAILED'
    | 'VOIDED'
    | 'VOIDED_FOR_CAUSE'
  readonly startedAt: string
  readonly submittedAt: string | null
}

/** A stored attempt as the retake rule reads it. */
export function pastAttemptOf({ state, startedAt, submittedAt }: StoredAttempt): PastAttempt {
  return { startedAt, endedAt: submittedAt, outcome: outcomeOf(state) }
}

function outcomeOf(state: StoredAttempt['state']): PastAttempt['outcome'] {
  switch (state) {
    case 'IN_PROGRESS':
      return 'RUNNING'
    case 'SUBMITTED':
    case 'IN_REVIEW':
      return 'PENDING'
    default:
      return state
  }
}
