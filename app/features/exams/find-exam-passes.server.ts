import type { Db } from '#db/schema/index.ts'
import type { ExamAttemptTable } from '#db/schema/learning.ts'
import { findAttemptsOf, findPassedAttempts } from './attempt.repository.server.ts'

export type ExamPass = {
  readonly personId: string
  readonly examCode: string
  readonly passedAt: string
  readonly mode: ExamAttemptTable['mode']
  readonly scorePermille: number
  readonly attemptId: string
}

/** Exams that people have passed, oldest first: evidence for requirements. */
export async function findExamPasses(db: Db, personIds: readonly string[]): Promise<ExamPass[]> {
  const rows = await findPassedAttempts(db, personIds)
  return rows.map(({ submittedAt, startedAt, scorePermille, ...row }) => ({
    ...row,
    passedAt: submittedAt ?? startedAt,
    scorePermille: scorePermille ?? 0,
  }))
}

/** Every attempt of a person at any exam, the latest first; results without sections, answers or keys. */
export async function findExamAttempts(db: Db, personId: string) {
  return findAttemptsOf(db, personId)
}
