import type { SignedInContext } from '#app/context.server.ts'
import { attemptStanding, timeLeftWhilePaused } from '#app/domain/exam/attempt-standing.ts'
import { type CandidateItem, candidateItem } from '#app/domain/exam/candidate-item.ts'
import type { OptionOrder, ScoringRule } from '#app/domain/exam/item.ts'
import { currentResponses } from '#app/domain/exam/journal.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { readStoredFace } from '#app/features/item-bank/index.server.ts'
import { findOwnAttempt } from './attempt.repository.server.ts'
import { finaliseIfOverdue } from './finalise-overdue-attempts.server.ts'
import { findFormForCandidate } from './form.repository.server.ts'
import { findOpeningNumbers } from './opening.repository.server.ts'
import { findResponses } from './response.repository.server.ts'
import { entryOf } from './stored-journal.server.ts'

/** An item as it is asked: the domain's candidate view, and what is told of its scoring before the start anyway. */
export type RoomItem = CandidateItem & { readonly weight: number; readonly scoring: ScoringRule }

/** All that the exam room shows of a running attempt; no key, no rationale. */
export type ExamRoom = {
  readonly attemptId: string
  /** The candidate, so that a browser used by several people keeps their answers apart. */
  readonly personId: string
  readonly examCode: string
  readonly startedAt: string
  readonly deadlineAt: string
  /** The server's time when this was read, by which the browser corrects its clock. */
  readonly serverNow: string
  readonly items: readonly RoomItem[]
  /** By item id. */
  readonly responses: Readonly<Record<string, Response>>
  readonly flagged: readonly string[]
  /** The newest opening of the room so far; 0 before the first. */
  readonly seen: number
  /** When the last change was stored; null before the first. */
  readonly savedAt: string | null
}

export type AttemptView =
  | { readonly kind: 'running'; readonly room: ExamRoom }
  /** The clock stands still, and nothing of the form is shown meanwhile. */
  | {
      readonly kind: 'paused'
      readonly attemptId: string
      readonly examCode: string
      readonly pausedAt: string
      readonly leftSeconds: number
    }
  /** Closed, now or before: its result is elsewhere. */
  | { readonly kind: 'over' }
  /** Another's, or none. */
  | { readonly kind: 'unknown' }

/**
 * The actor's own attempt as the exam room shows it, with items and options in the stored order and everything answered so far. One whose deadline
 * has passed is closed here and now.
 */
export async function readAttempt(ctx: SignedInContext, attemptId: string): Promise<AttemptView> {
  const attempt = await findOwnAttempt(ctx.db, attemptId, ctx.actor.personId)
  if (!attempt) return { kind: 'unknown' }
  if (attempt.state !== 'IN_PROGRESS' || (await finaliseIfOverdue(ctx, attempt))) return { kind: 'over' }
  const at = ctx.now()
  if (attempt.pausedAt !== null && attemptStanding(attempt, at) === 'paused') {
    const { examCode, pausedAt, deadlineAt } = attempt
    const leftSeconds = Math.round(timeLeftWhilePaused(deadlineAt, pausedAt) / 1000)
    return { kind: 'paused', attemptId, examCode, pausedAt, leftSeconds }
  }
  const [form, journal, openings] = await Promise.all([
    findFormForCandidate(ctx.db, attempt.formId),
    findResponses(ctx.db, attemptId),
    findOpeningNumbers(ctx.db, attemptId),
  ])
  const { responses, flagged } = currentResponses(journal.map(entryOf))
  const room: ExamRoom = {
    attemptId,
    personId: ctx.actor.personId,
    examCode: attempt.examCode,
    startedAt: attempt.startedAt,
    deadlineAt: attempt.deadlineAt,
    serverNow: at,
    items: form.map(({ id, scoring, faceJson, optionOrderJson }) => {
      const { content, weight } = readStoredFace(faceJson)
      const order: OptionOrder = JSON.parse(optionOrderJson)
      return { ...candidateItem({ id, content }, order), weight, scoring: scoring as ScoringRule }
    }),
    responses: Object.fromEntries(responses),
    flagged: [...flagged],
    seen: Math.max(0, ...openings),
    savedAt: latest(journal.map(({ receivedAt }) => receivedAt)),
  }
  return { kind: 'running', room }
}

function latest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>((last, one) => (last === null || one > last ? one : last), null)
}
