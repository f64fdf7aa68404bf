import type { SignedInContext } from '#app/context.server.ts'
import { assembleForm } from '#app/domain/exam/assemble-form.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { effectiveDeadline, extraMinutesOf, isLate } from '#app/domain/exam/deadline.ts'
import { nextAttemptAllowedAt } from '#app/domain/exam/retakes.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findCourseReach, isInReach } from '#app/features/curriculum/index.server.ts'
import { countShowing, findBank } from '#app/features/item-bank/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import type { Db } from '#db/schema/index.ts'
import { findAccommodation } from './accommodation.repository.server.ts'
import { findAttemptsOf, findRunningAttempt, insertAttempt } from './attempt.repository.server.ts'
import { insertAttemptEvent } from './attempt-event.repository.server.ts'
import { type CheckInRefusal, checkIn } from './check-in.server.ts'
import { findExam, type PublishedExam } from './exam.repository.server.ts'
import { finaliseIfOverdue } from './finalise-overdue-attempts.server.ts'
import { findSeenItemIds, insertForm } from './form.repository.server.ts'
import { pastAttemptOf } from './past-attempts.ts'

export type StartRefusal =
  | CheckInRefusal
  | 'unknown-exam'
  | 'course-not-completed'
  /** A cool-down runs, or the attempts of the window are used up. */
  | 'not-yet'
  /** The result of an earlier attempt is still open. */
  | 'result-pending'
  /** Items were retired since the blueprint was proven. */
  | 'bank-too-small'

export type StartOutcome =
  | { readonly ok: true; readonly attemptId: string }
  | { readonly ok: false; readonly reason: StartRefusal }
  /** One attempt at a time, whatever the exam; `attemptId` is the one to go on with. */
  | { readonly ok: false; readonly reason: 'running-already'; readonly attemptId: string | null }

/** Another request of the same person began an attempt between reading and writing. */
class StartedMeanwhileError extends Error {}

const seedBytes = 16

/**
 * Begins the actor's next attempt: freezes a form drawn by a random seed (items this person has not seen first, then the least shown) with the
 * order of its options, and the one deadline. The course must be completed, unless the exam was sat before; the retake rule must allow it; a
 * proctored exam needs the check-in code of an open session. Exams of brands out of reach are unknown.
 */
export async function startAttempt(
  ctx: SignedInContext,
  input: { examCode: string; checkInCode?: string | undefined },
): Promise<StartOutcome> {
  const { personId, memberships } = ctx.actor
  const at = ctx.now()
  const [exam, reach, running] = await Promise.all([
    findExam(ctx.db, input.examCode),
    findCourseReach(ctx.db, memberships, at),
    findRunningAttempt(ctx.db, personId),
  ])
  if (!exam || !isInReach(exam.brandId, reach)) return { ok: false, reason: 'unknown-exam' }
  if (running) {
    if (!isLate(running.deadlineAt, at))
      return { ok: false, reason: 'running-already', attemptId: running.id }
    await finaliseIfOverdue(ctx, { ...running, state: 'IN_PROGRESS' })
  }
  try {
    return await inGroupedTransaction(ctx.db, (trx) => begin(ctx, trx, exam, input.checkInCode ?? ''))
  } catch (failure) {
    if (!(failure instanceof StartedMeanwhileError)) throw failure
    const other = await findRunningAttempt(ctx.db, personId)
    return { ok: false, reason: 'running-already', attemptId: other?.id ?? null }
  }
}

async function begin(
  ctx: SignedInContext,
  trx: Db,
  exam: PublishedExam,
  checkInCode: string,
): Promise<StartOutcome> {
  const { personId } = ctx.actor
  const at = ctx.now()
  const blueprint: Blueprint = JSON.parse(exam.blueprintJson)
  const earlier = (await findAttemptsOf(trx, personId)).filter(({ examId }) => examId === exam.examId)
  if (earlier.length === 0) {
    const completed = await findCourseCompletions(trx, [personId], at)
    if (!completed.some(({ courseCode }) => courseCode === exam.courseCode))
      return { ok: false, reason: 'course-not-completed' }
  }
  const verdict = nextAttemptAllowedAt(earlier.map(pastAttemptOf), blueprint.attempts, at)
  if (verdict.state === 'open') return { ok: false, reason: 'result-pending' }
  if (verdict.state !== 'allowed') return { ok: false, reason: 'not-yet' }

  const session =
    exam.mode === 'PROCTORED'
      ? await checkIn(ctx, trx, { examId: exam.examId, code: checkInCode })
      : { ok: true as const, sessionId: null, closesAt: null }
  if (!session.ok) return session
  const form = await freezeForm(ctx, trx, exam, blueprint)
  if (form === null) return { ok: false, reason: 'bank-too-small' }

  const accommodation = await findAccommodation(trx, { personId, brandId: exam.brandId })
  const extraMinutes = accommodation ? extraMinutesOf(exam.minutes, accommodation.extraPermille) : 0
  const { deadlineAt } = effectiveDeadline({
    startedAt: at,
    minutes: exam.minutes,
    windowEndsAt: session.closesAt,
    extraMinutes,
    pauses: [],
  })
  const attemptId = ctx.newId()
  const number = 1 + Math.max(0, ...earlier.map((one) => one.number))
  const isBegun = await insertAttempt(trx, {
    id: attemptId,
    examId: exam.examId,
    blueprintId: exam.blueprintId,
    formId: form.formId,
    sessionId: session.sessionId,
    personId,
    number,
    mode: exam.mode,
    language: ctx.language,
    startedAt: at,
    deadlineAt,
  })
  if (!isBegun) throw new StartedMeanwhileError()
  if (accommodation)
    await insertAttemptEvent(trx, {
      id: ctx.newId(),
      attemptId,
      kind: 'EXTRA_TIME',
      minutes: extraMinutes,
      // Why is between the candidate and the brand; whoever watches reads that it was granted.
      reason: '',
      byPersonId: accommodation.grantedBy,
      at,
    })
  await recordAudit(ctx, trx, {
    action: 'attempt.started',
    subjectKind: 'person',
    subjectId: personId,
    details: {
      attemptId,
      exam: exam.code,
      number,
      mode: exam.mode,
      deadlineAt,
      sessionId: session.sessionId,
    },
  })
  // Behind the ledger's entry, which starts wait for one after the other: two of them never hold each other's items.
  await countShowing(trx, form.formId)
  return { ok: true, attemptId }
}

async function freezeForm(
  ctx: SignedInContext,
  trx: Db,
  exam: PublishedExam,
  blueprint: Blueprint,
): Promise<{ formId: string } | null> {
  const bank = await findBank(trx, exam.courseId)
  const seen = await findSeenItemIds(trx, ctx.actor.personId, exam.examId)
  const shown = new Map(bank.map(({ id, shownCount }) => [id, shownCount]))
  const seed = Buffer.from(ctx.randomBytes(seedBytes)).toString('hex')
  const assembled = assembleForm(blueprint, bank, seed, { seen, shown })
  if (!assembled.ok) return null
  const versionOf = new Map(bank.map(({ id, itemVersionId }) => [id, itemVersionId]))
  const formId = ctx.newId()
  await insertForm(
    trx,
    { id: formId, blueprintId: exam.blueprintId, seed, assembledAt: ctx.now() },
    assembled.form.items.map(({ itemId, section, optionOrder }, position) => ({
      formId,
      position,
      itemVersionId: versionOf.get(itemId) ?? '',
      section,
      optionOrderJson: JSON.stringify(optionOrder),
    })),
  )
  return { formId }
}
