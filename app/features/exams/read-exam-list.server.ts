import type { SignedInContext } from '#app/context.server.ts'
import { attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { findCourseReach } from '#app/features/curriculum/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import { findAttemptsOf } from './attempt.repository.server.ts'
import { findExams, type PublishedExam } from './exam.repository.server.ts'
import { type ExamStanding, resultsOf, standingOf } from './exam-standing.ts'
import { finaliseIfOverdue } from './finalise-overdue-attempts.server.ts'

const pageSize = 20

/** What can be done comes first, what is passed last. */
const places: readonly ExamStanding['kind'][] = ['running', 'open', 'wait', 'pending', 'course-first']

export type ExamSummary = ReturnType<typeof summaryOf>

/**
 * The exams within the actor's reach with where they stand at each, one page of them, the sums over all for the first line, and their results so
 * far. A constant number of queries, whatever the number of exams.
 */
export async function readExamList(ctx: SignedInContext, input: { search: string; page: number }) {
  const { personId, memberships } = ctx.actor
  const reach = await findCourseReach(ctx.db, memberships, ctx.now())
  const [all, completions, attempts] = await Promise.all([
    findExams(ctx.db, reach),
    findCourseCompletions(ctx.db, [personId], ctx.now()),
    currentAttempts(ctx),
  ])
  const completed = new Set(completions.map(({ courseCode }) => courseCode))
  const summaries = all.map((exam) => summaryOf(ctx, exam, completed, attempts))
  const found = input.search === '' ? summaries : await searched(ctx, summaries, reach, input.search)
  const ordered = found.toSorted(
    (one, other) =>
      Number(one.passed !== null) - Number(other.passed !== null) ||
      places.indexOf(one.standing.kind) - places.indexOf(other.standing.kind) ||
      (one.code < other.code ? -1 : 1),
  )
  const waits = summaries.flatMap(({ standing }) => (standing.kind === 'wait' ? [standing.from] : []))
  const running = attempts.find(({ state }) => state === 'IN_PROGRESS')
  const titles = new Map(summaries.map(({ code, title }) => [code, title]))
  return {
    ...input,
    pageSize,
    total: found.length,
    exams: ordered.slice((input.page - 1) * pageSize, input.page * pageSize),
    counts: {
      exams: summaries.length,
      open: summaries.filter(({ standing, passed }) => standing.kind === 'open' && passed === null).length,
      passed: summaries.filter(({ passed }) => passed !== null).length,
    },
    nextRetakeAt: waits.sort()[0] ?? null,
    running: running
      ? {
          attemptId: running.attemptId,
          examCode: running.examCode,
          title: titles.get(running.examCode) ?? running.examCode,
          deadlineAt: running.deadlineAt,
          isPaused: attemptStanding(running, ctx.now()) === 'paused',
        }
      : null,
    results: attempts
      .filter(({ state }) => state !== 'IN_PROGRESS')
      .map(({ examId: _, ...attempt }) => ({
        ...attempt,
        title: titles.get(attempt.examCode) ?? attempt.examCode,
      })),
  }
}

export type ExamList = Awaited<ReturnType<typeof readExamList>>

/** The actor's attempts, after one whose deadline has passed has been closed. */
export async function currentAttempts(ctx: SignedInContext) {
  const attempts = await findAttemptsOf(ctx.db, ctx.actor.personId)
  const running = attempts.find(({ state }) => state === 'IN_PROGRESS')
  if (!running || !(await finaliseIfOverdue(ctx, { ...running, id: running.attemptId }))) return attempts
  return findAttemptsOf(ctx.db, ctx.actor.personId)
}

async function searched(
  ctx: SignedInContext,
  summaries: readonly ExamSummary[],
  reach: Parameters<typeof findExams>[1],
  search: string,
) {
  const hits = new Set((await findExams(ctx.db, reach, search)).map(({ code }) => code))
  return summaries.filter(({ code }) => hits.has(code))
}

function summaryOf(
  ctx: SignedInContext,
  exam: PublishedExam,
  completed: ReadonlySet<string>,
  attempts: Awaited<ReturnType<typeof findAttemptsOf>>,
) {
  const own = attempts.filter(({ examId }) => examId === exam.examId)
  const { attempts: rule }: Blueprint = JSON.parse(exam.blueprintJson)
  const { passed, latest } = resultsOf(own)
  return {
    code: exam.code,
    courseCode: exam.courseCode,
    title: inLanguage({ en: exam.titleEn, zh: exam.titleZh }, ctx.language),
    brand:
      exam.brandEn === null ? null : inLanguage({ en: exam.brandEn, zh: exam.brandZh ?? '' }, ctx.language),
    mode: exam.mode,
    minutes: exam.minutes,
    itemCount: exam.itemCount,
    cutPermille: exam.cutPermille,
    standing: standingOf(own, rule, completed.has(exam.courseCode), ctx.now()),
    passed: passed && {
      attemptId: passed.attemptId,
      at: passed.submittedAt ?? passed.startedAt,
      permille: passed.scorePermille ?? 0,
    },
    latest: latest && {
      attemptId: latest.attemptId,
      state: latest.state,
      at: latest.submittedAt ?? latest.startedAt,
      permille: latest.scorePermille ?? 0,
    },
  }
}
