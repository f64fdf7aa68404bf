import type { SignedInContext } from '#app/context.server.ts'
import { attemptStanding } from '#app/domain/exam/attempt-standing.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { addHours } from '#app/domain/shared/instants.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findCourseReach, isInReach } from '#app/features/curriculum/index.server.ts'
import { findExam, findExams } from './exam.repository.server.ts'
import {
  closeSession,
  findAttemptsIn,
  findOpenSession,
  findOpenSessions,
  findPastSessions,
  insertSession,
} from './exam-session.repository.server.ts'

export const shortestSessionHours = 1
export const longestSessionHours = 12
export const longestPlace = 160
const pageSize = 20

export type OpenSessionProblem =
  | 'unknown-exam'
  | 'needs-no-session'
  | 'place-missing'
  | 'place-long'
  | 'hours'

/**
 * Opens check-in to a proctored exam at a place for some hours, from now, and returns the six digits that candidates type. The actor is the
 * invigilator; only exams of the brand acted for and common ones.
 */
export async function openExamSession(
  ctx: SignedInContext,
  input: { examCode: string; place: string; hours: number },
): Promise<Outcome<{ readonly sessionId: string; readonly checkInCode: string }, OpenSessionProblem>> {
  const at = ctx.now()
  const place = input.place.trim()
  const [exam, reach] = await Promise.all([
    findExam(ctx.db, input.examCode),
    findCourseReach(ctx.db, [ctx.actor.acting], at),
  ])
  if (!exam || !isInReach(exam.brandId, reach)) return { ok: false, reason: 'unknown-exam' }
  if (exam.mode !== 'PROCTORED') return { ok: false, reason: 'needs-no-session' }
  if (place === '') return { ok: false, reason: 'place-missing' }
  if (place.length > longestPlace) return { ok: false, reason: 'place-long' }
  const { hours } = input
  if (!Number.isInteger(hours) || hours < shortestSessionHours || hours > longestSessionHours)
    return { ok: false, reason: 'hours' }

  return ctx.db.transaction().execute(async (trx) => {
    const { examId } = exam
    let checkInCode = sixDigits(ctx.randomBytes)
    while (await findOpenSession(trx, { examId, checkInCode, at })) checkInCode = sixDigits(ctx.randomBytes)
    const sessionId = ctx.newId()
    await insertSession(trx, {
      id: sessionId,
      examId,
      invigilatorPersonId: ctx.actor.personId,
      placeEn: place,
      placeZh: place,
      checkInCode,
      opensAt: at,
      closesAt: addHours(at, hours),
      createdAt: at,
      closedAt: null,
    })
    await recordAudit(ctx, trx, {
      action: 'exam-session.opened',
      subjectKind: 'exam',
      subjectId: examId,
      details: { sessionId, exam: exam.code, place, hours },
    })
    return { ok: true, sessionId, checkInCode }
  })
}

/** Ends check-in to the actor's own session; attempts that run go on to their deadlines. False where it is not theirs or has ended. */
export async function closeExamSession(ctx: SignedInContext, input: { sessionId: string }): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const closed = await closeSession(trx, {
      sessionId: input.sessionId,
      invigilatorPersonId: ctx.actor.personId,
      at: ctx.now(),
    })
    if (!closed) return false
    await recordAudit(ctx, trx, {
      action: 'exam-session.closed',
      subjectKind: 'exam',
      subjectId: closed.examId,
      details: { sessionId: closed.id },
    })
    return true
  })
}

/** The actor's open sessions with who sits in them, one page of the past ones, and the exams they can open a session for. */
export async function readExamSessions(ctx: SignedInContext, input: { page: number }) {
  const at = ctx.now()
  const reach = await findCourseReach(ctx.db, [ctx.actor.acting], at)
  const exams = await findExams(ctx.db, reach)
  const query = {
    invigilatorPersonId: ctx.actor.personId,
    examIds: exams.map(({ examId }) => examId),
    at,
  }
  const titles = new Map(
    exams.map(({ code, titleEn, titleZh }) => [code, inLanguage({ en: titleEn, zh: titleZh }, ctx.language)]),
  )
  const [open, past] = await Promise.all([
    findOpenSessions(ctx.db, query),
    findPastSessions(ctx.db, { ...query, page: input.page, pageSize }),
  ])
  const attempts = await findAttemptsIn(
    ctx.db,
    open.map(({ id }) => id),
  )
  const shown = ({ placeEn, placeZh, ...session }: (typeof open)[number]) => ({
    ...session,
    title: titles.get(session.examCode) ?? session.examCode,
    place: inLanguage({ en: placeEn, zh: placeZh }, ctx.language),
  })
  return {
    page: input.page,
    pageSize,
    total: past.total,
    open: open.map((session) => ({
      ...shown(session),
      // How somebody did is for them and the officer; here only whether they are done.
      attempts: attempts
        .filter(({ sessionId }) => sessionId === session.id)
        .map(({ sessionId: _, state, personNameLatin, ...attempt }) => ({
          ...attempt,
          personName: nameIn({ name: attempt.personName, nameLatin: personNameLatin }, ctx.language),
          isRunning: state === 'IN_PROGRESS',
          isPaused: attemptStanding({ ...attempt, state }, at) === 'paused',
        })),
    })),
    past: past.rows.map(({ attempts: count, ...session }) => ({ ...shown(session), attempts: count ?? 0 })),
    exams: exams
      .filter(({ mode }) => mode === 'PROCTORED')
      .map(({ code }) => ({ code, title: titles.get(code) ?? code })),
  }
}

export type ExamSessions = Awaited<ReturnType<typeof readExamSessions>>

/** Six digits without bias. */
function sixDigits(randomBytes: (length: number) => Uint8Array): string {
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE()
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0')
  }
}
