import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import { answerText } from '#app/domain/exam/answer-text.ts'
import { nextAttemptState } from '#app/domain/exam/attempt-states.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { isLate } from '#app/domain/exam/deadline.ts'
import type { ScoringRule } from '#app/domain/exam/item.ts'
import { currentResponses } from '#app/domain/exam/journal.ts'
import { type AttemptScore, scoreAttempt } from '#app/domain/exam/score-attempt.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { readStoredFace, readStoredKey } from '#app/features/item-bank/index.server.ts'
import { queueJob } from '#app/jobs/jobs.server.ts'
import type { Db } from '#db/schema/index.ts'
import { closeRunningAttempt, findAttemptToClose } from './attempt.repository.server.ts'
import { lockAttempt } from './attempt-lock.server.ts'
import { findBlueprintJson } from './exam.repository.server.ts'
import { findFormForScoring } from './form.repository.server.ts'
import { findResponses } from './response.repository.server.ts'
import { entryOf } from './stored-journal.server.ts'

/** What `exam_attempt.result_json` holds: how it went, never which item was wrong, never a key. */
export type StoredResult = Pick<
  AttemptScore,
  'result' | 'failedBecause' | 'permille' | 'cutPermille' | 'sections' | 'profile'
> & {
  readonly criticalWrongCount: number
  readonly answeredCount: number
  readonly itemCount: number
}

export type ClosedBy = 'candidate' | 'deadline'

/**
 * Scores what was saved and closes a running attempt, once: by the candidate in time, or at the deadline, whenever somebody gets round to it. The
 * instant of closing is then the deadline itself, so that waiting for the server shortens nobody's cool-down and lengthens none. Returns who
 * closed it; null where it is closed already.
 */
export async function closeAttempt(ctx: Context, trx: Db, attemptId: string): Promise<ClosedBy | null> {
  await lockAttempt(trx, attemptId)
  const at = ctx.now()
  const attempt = await findAttemptToClose(trx, attemptId)
  if (!attempt) return null
  const closedBy: ClosedBy = isLate(attempt.deadlineAt, at) ? 'deadline' : 'candidate'
  const submittedAt = closedBy === 'deadline' ? attempt.deadlineAt : at

  const [rows, form, blueprintJson] = [
    await findResponses(trx, attemptId),
    await findFormForScoring(trx, attempt.formId),
    await findBlueprintJson(trx, attempt.blueprintId),
  ]
  const { responses } = currentResponses(rows.map(entryOf))
  const score = scoreAttempt(
    form.map(({ id, isCritical, scoring, faceJson, keyJson, section }) => ({
      id,
      critical: isCritical === 1,
      scoring: scoring as ScoringRule,
      weight: readStoredFace(faceJson).weight,
      key: readStoredKey(keyJson).key,
      section,
    })),
    responses,
    JSON.parse(blueprintJson) as Blueprint,
  )
  const { criticalWrong, ...shown } = score
  const result: StoredResult = {
    ...shown,
    criticalWrongCount: criticalWrong.length,
    answeredCount: responses.size,
    itemCount: form.length,
  }
  const itemIds = form.map(({ id }) => id)
  const answerHash = createHash('sha256')
    .update(answerText(attemptId, itemIds, responses))
    .digest('hex')
  const isClosed = await closeRunningAttempt(trx, {
    attemptId,
    state: stateAfter(closedBy, score.result),
    submittedAt,
    finalisedBy: closedBy,
    scorePermille: score.permille,
    resultJson: JSON.stringify(result),
    answerHash,
  })
  if (!isClosed) return null

  const { personId, examCode, mode, number } = attempt
  await recordAudit(ctx, trx, {
    action: score.result === 'PASSED' ? 'attempt.passed' : 'attempt.failed',
    subjectKind: 'person',
    subjectId: personId,
    details: { attemptId, exam: examCode, number, mode, closedBy, permille: score.permille, answerHash },
  })
  if (score.result === 'PASSED') {
    await queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId } })
  }
  return closedBy
}

/** Submitting and grading are two steps of the attempt's life; without items that people mark, they are one act. */
function stateAfter(closedBy: ClosedBy, result: AttemptScore['result']): AttemptScore['result'] {
  const submitted = nextAttemptState('IN_PROGRESS', closedBy === 'candidate' ? 'submit' : 'deadline')
  const graded = submitted.ok
    ? nextAttemptState(submitted.state, result === 'PASSED' ? 'pass' : 'fail')
    : submitted
  if (!graded.ok || graded.state !== result) throw new Error(`A running attempt cannot become ${result}`)
  return result
}
