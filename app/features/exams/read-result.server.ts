import type { SignedInContext } from '#app/context.server.ts'
import { clockAfter } from '#app/domain/exam/attempt-clock.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { endOfPause } from '#app/domain/exam/deadline.ts'
import { nextAttemptAllowedAt, type RetakeVerdict } from '#app/domain/exam/retakes.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { readCourseOutline } from '#app/features/curriculum/index.server.ts'
import { findAttemptsOf, findOwnResult } from './attempt.repository.server.ts'
import { findAttemptEvents } from './attempt-event.repository.server.ts'
import type { StoredResult } from './close-attempt.server.ts'
import { findExam } from './exam.repository.server.ts'
import { finaliseIfOverdue } from './finalise-overdue-attempts.server.ts'
import { pastAttemptOf } from './past-attempts.ts'
import { clockEventOf } from './watch-attempts.server.ts'

export type ResultSection = {
  readonly domain: string
  readonly title: string
  readonly count: number
  readonly right: number
  readonly permille: number
  readonly cutPermille: number
  readonly passed: boolean
  /** Lessons to read again; empty where there is no need. */
  readonly lessons: readonly { readonly slug: string; readonly title: string }[]
}

export type ResultView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'running' }
  | { readonly kind: 'result'; readonly result: AttemptResult }

export type AttemptResult = Awaited<ReturnType<typeof assemble>>

type ResultRow = NonNullable<Awaited<ReturnType<typeof findOwnResult>>>

/** The result of the actor's own attempt: how it went by domain, what to read again, the receipt and when the next attempt is possible. */
export async function readResult(ctx: SignedInContext, attemptId: string): Promise<ResultView> {
  const { personId } = ctx.actor
  let row = await findOwnResult(ctx.db, attemptId, personId)
  if (!row) return { kind: 'unknown' }
  if (await finaliseIfOverdue(ctx, { ...row, id: attemptId }))
    row = await findOwnResult(ctx.db, attemptId, personId)
  if (!row || row.state === 'IN_PROGRESS') return { kind: 'running' }
  return { kind: 'result', result: await assemble(ctx, row) }
}

async function assemble(ctx: SignedInContext, row: ResultRow) {
  const stored: StoredResult | null = row.resultJson === null ? null : JSON.parse(row.resultJson)
  const [exam, attempts, events] = await Promise.all([
    findExam(ctx.db, row.examCode),
    findAttemptsOf(ctx.db, ctx.actor.personId),
    findAttemptEvents(ctx.db, [row.attemptId]),
  ])
  const start = { startedAt: row.startedAt, minutes: row.minutes, windowEndsAt: row.closesAt }
  const { extraMinutes, pauses } = clockAfter(start, events.flatMap(clockEventOf))
  const stopped = events.find(({ kind }) => kind === 'VOIDED' || kind === 'VOIDED_FOR_CAUSE')
  const outline = exam ? await readCourseOutline(ctx.db, exam, ctx.language) : null
  const titles = new Map((outline?.lessons ?? []).map(({ slug, title }) => [slug, title]))
  const say = (en: string | null, zh: string | null) =>
    inLanguage({ en: en ?? '', zh: zh ?? '' }, ctx.language)
  const retake: RetakeVerdict | null = exam
    ? nextAttemptAllowedAt(
        attempts.filter(({ examId }) => examId === row.examId).map(pastAttemptOf),
        (JSON.parse(exam.blueprintJson) as Blueprint).attempts,
        ctx.now(),
      )
    : null
  return {
    attemptId: row.attemptId,
    examCode: row.examCode,
    courseCode: row.courseCode,
    title: outline?.title ?? row.examCode,
    number: row.number,
    mode: row.mode,
    state: row.state,
    startedAt: row.startedAt,
    deadlineAt: row.deadlineAt,
    submittedAt: row.submittedAt,
    finalisedBy: row.finalisedBy,
    answerHash: row.answerHash,
    /** What was done to its clock, as on record. */
    extraMinutes,
    pauses: pauses.map((pause) => ({ from: pause.from, until: endOfPause(pause) })),
    stoppedReason: stopped?.reason ?? null,
    candidateId: ctx.actor.personId,
    place: say(row.placeEn, row.placeZh),
    invigilator: row.invigilatorName
      ? {
          name: nameIn({ name: row.invigilatorName, nameLatin: row.invigilatorNameLatin }, ctx.language),
          code: row.invigilatorCode ?? '',
        }
      : null,
    score: stored && {
      permille: stored.permille,
      cutPermille: stored.cutPermille,
      failedBecause: stored.failedBecause,
      criticalWrongCount: stored.criticalWrongCount,
      answeredCount: stored.answeredCount,
      itemCount: stored.itemCount,
    },
    sections: (stored?.sections ?? []).map((section): ResultSection => {
      const profile = stored?.profile.find(({ domain }) => domain === section.domain)
      return {
        domain: section.domain,
        title: profile ? inLanguage(profile.titles, ctx.language) : section.domain,
        count: section.count,
        right: section.right,
        permille: section.permille,
        cutPermille: section.cutPermille,
        passed: section.passed,
        lessons: (profile?.lessons ?? []).flatMap((slug) => {
          const title = titles.get(slug)
          return title === undefined ? [] : [{ slug, title }]
        }),
      }
    }),
    retake,
  }
}
