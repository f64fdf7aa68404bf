import type { SignedInContext } from '#app/context.server.ts'
import {
  type AttemptStanding,
  attemptStanding,
  timeLeftWhilePaused,
} from '#app/domain/exam/attempt-standing.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { findAttemptEvents } from './attempt-event.repository.server.ts'
import { findExam } from './exam.repository.server.ts'
import { findAttemptsIn, findOwnSession } from './exam-session.repository.server.ts'
import { findOpenings, findSignals } from './opening.repository.server.ts'

/**
 * One of the actor's own sessions as its invigilator watches it: who sits, how far they are, what their devices noticed and what was done. Never how
 * somebody did. Null where it is not theirs.
 */
export async function readSession(ctx: SignedInContext, sessionId: string) {
  const at = ctx.now()
  const session = await findOwnSession(ctx.db, { sessionId, invigilatorPersonId: ctx.actor.personId })
  if (!session) return null
  const [exam, attempts] = await Promise.all([
    findExam(ctx.db, session.examCode),
    findAttemptsIn(ctx.db, [sessionId]),
  ])
  const ids = attempts.map(({ id }) => id)
  const [openings, signals, events] = await Promise.all([
    findOpenings(ctx.db, ids),
    findSignals(ctx.db, ids),
    findAttemptEvents(ctx.db, ids),
  ])
  const { placeEn, placeZh, ...facts } = session
  return {
    ...facts,
    title: exam ? inLanguage({ en: exam.titleEn, zh: exam.titleZh }, ctx.language) : session.examCode,
    place: inLanguage({ en: placeEn, zh: placeZh }, ctx.language),
    isOpen: session.closedAt === null && session.closesAt > at,
    readAt: at,
    attempts: attempts.map(({ sessionId: _, state, personNameLatin, ...attempt }) => {
      const own = <Row extends { attemptId: string }>(rows: readonly Row[]) =>
        rows.filter(({ attemptId }) => attemptId === attempt.id)
      const opened = own(openings)
      const noticed = own(signals)
      const standing = watchedStanding(state, attemptStanding({ ...attempt, state }, at))
      return {
        ...attempt,
        personName: nameIn({ name: attempt.personName, nameLatin: personNameLatin }, ctx.language),
        // A result is for the candidate and the officer; here only whether somebody sits, is done, or was stopped.
        standing,
        /** What is left once the clock runs again; null while it does. */
        leftSeconds:
          standing === 'paused' && attempt.pausedAt !== null
            ? Math.round(timeLeftWhilePaused(attempt.deadlineAt, attempt.pausedAt) / 1000)
            : null,
        openedCount: opened.length,
        /** Kinds of browser the room was opened in. */
        deviceCount: new Set(opened.map(({ userAgent }) => userAgent)).size,
        lastSeenAt: opened.reduce<string | null>(
          (last, { lastSeenAt }) => (last === null || lastSeenAt > last ? lastSeenAt : last),
          null,
        ),
        away: sumOf(noticed, 'away'),
        offline: sumOf(noticed, 'offline'),
        lateCount: sumOf(noticed, 'late').count,
        events: own(events).map(({ attemptId: _id, ...event }) => event),
      }
    }),
  }
}

export type WatchedSession = NonNullable<Awaited<ReturnType<typeof readSession>>>

function watchedStanding(state: string, standing: AttemptStanding) {
  if (state === 'VOIDED') return 'void' as const
  if (state === 'VOIDED_FOR_CAUSE') return 'ended-for-cause' as const
  return standing === 'running' || standing === 'paused' ? standing : ('done' as const)
}

function sumOf(signals: readonly { kind: string; seconds: number }[], kind: 'away' | 'offline' | 'late') {
  const own = signals.filter((signal) => signal.kind === kind)
  return { count: own.length, seconds: own.reduce((total, { seconds }) => total + seconds, 0) }
}
