import type { SignedInContext } from '#app/context.server.ts'
import { type CandidateItem, candidateItem } from '#app/domain/exam/candidate-item.ts'
import type { OptionOrder, ScoringRule } from '#app/domain/exam/item.ts'
import { currentResponses } from '#app/domain/exam/journal.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { readStoredFace } from '#app/features/item-bank/index.server.ts'
import { findOwnAttempt } from './attempt.repository.server.ts'
import { finaliseIfOverdue } from './finalise-overdue-attempts.server.ts'
import { findFormForCandidate } from './form.repository.server.ts'
import { findResponses } from './response.repository.server.ts'
import { entryOf } from './stored-journal.server.ts'

/** An item as it is asked: the domain's candidate view, and what is told of its scoring before the start anyway. */
export type RoomItem = CandidateItem & { readonly weight: number; readonly scoring: ScoringRule }

/** All that the exam room shows of a running attempt; no key, no rationale. */
export type ExamRoom = {
  readonly attemptId: string
  readonly examCode: string
  readonly startedAt: string
  readonly deadlineAt: string
  /** The server's time when this was read, by which the browser corrects its clock. */
  readonly serverNow: string
  readonly items: readonly RoomItem[]
  /** By item id. */
  readonly responses: Readonly<Record<string, Response>>
  readonly flagged: readonly string[]
  readonly lastSequence: number
  /** When the last change was stored; null before the first. */
  readonly savedAt: string | null
}

export type AttemptView =
  | { readonly kind: 'running'; readonly room: ExamRoom }
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
  const [form, journal] = await Promise.all([
    findFormForCandidate(ctx.db, attempt.formId),
    findResponses(ctx.db, attemptId),
  ])
  const { responses, flagged, lastSequence } = currentResponses(journal.map(entryOf))
  const room: ExamRoom = {
    attemptId,
    examCode: attempt.examCode,
    startedAt: attempt.startedAt,
    deadlineAt: attempt.deadlineAt,
    serverNow: ctx.now(),
    items: form.map(({ id, scoring, faceJson, optionOrderJson }) => {
      const { content, weight } = readStoredFace(faceJson)
      const order: OptionOrder = JSON.parse(optionOrderJson)
      return { ...candidateItem({ id, content }, order), weight, scoring: scoring as ScoringRule }
    }),
    responses: Object.fromEntries(responses),
    flagged: [...flagged],
    lastSequence,
    savedAt: journal.at(-1)?.receivedAt ?? null,
  }
  return { kind: 'running', room }
}
