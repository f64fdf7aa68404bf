import type { SignedInContext } from '#app/context.server.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { extraMinutesOf } from '#app/domain/exam/deadline.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { findCourseReach, isInReach } from '#app/features/curriculum/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import { findAccommodation } from './accommodation.repository.server.ts'
import { findExam } from './exam.repository.server.ts'
import { resultsOf, standingOf } from './exam-standing.ts'
import { currentAttempts } from './read-exam-list.server.ts'

/** All that the actor is told before an exam begins, and whether they may begin; null where there is no such exam within reach. */
export async function readExam(ctx: SignedInContext, code: string) {
  const { personId, memberships } = ctx.actor
  const at = ctx.now()
  const [exam, reach] = await Promise.all([findExam(ctx.db, code), findCourseReach(ctx.db, memberships, at)])
  if (!exam || !isInReach(exam.brandId, reach)) return null
  const [attempts, accommodation, completions] = await Promise.all([
    currentAttempts(ctx),
    findAccommodation(ctx.db, { personId, brandId: exam.brandId }),
    findCourseCompletions(ctx.db, [personId], at),
  ])
  const own = attempts.filter(({ examId }) => examId === exam.examId)
  const elsewhere = attempts.find(({ state, examId }) => state === 'IN_PROGRESS' && examId !== exam.examId)
  const blueprint: Blueprint = JSON.parse(exam.blueprintJson)
  const isCompleted = completions.some(({ courseCode }) => courseCode === exam.courseCode)
  const { passed } = resultsOf(own)
  return {
    code: exam.code,
    courseCode: exam.courseCode,
    title: inLanguage({ en: exam.titleEn, zh: exam.titleZh }, ctx.language),
    mode: exam.mode,
    minutes: exam.minutes,
    /** By an accommodation on record. */
    extraMinutes: accommodation ? extraMinutesOf(exam.minutes, accommodation.extraPermille) : 0,
    itemCount: exam.itemCount,
    cutPermille: exam.cutPermille,
    hasCriticalRule: blueprint.criticalRule === 'any-wrong-fails',
    attempts: blueprint.attempts,
    rationale: inLanguage(blueprint.rationale.text, ctx.language),
    sections: blueprint.sections.map(({ domain, titles, count, cutPermille }) => ({
      domain,
      title: inLanguage(titles, ctx.language),
      count,
      cutPermille,
    })),
    standing: standingOf(own, blueprint.attempts, isCompleted, at),
    /** A running attempt at another exam: one at a time. */
    elsewhere: elsewhere ? { attemptId: elsewhere.attemptId, examCode: elsewhere.examCode } : null,
    passedAt: passed ? (passed.submittedAt ?? passed.startedAt) : null,
    serverNow: at,
  }
}

export type ExamBefore = NonNullable<Awaited<ReturnType<typeof readExam>>>
