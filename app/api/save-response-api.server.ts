import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type SaveOutcome, type SaveRefusal, takeDelivery } from '#app/features/exams/index.server.ts'
import { sendProblem } from './problem.server.ts'
import { type ApiTools, signedInContext } from './signed-in.server.ts'

/** A device that was long without a connection delivers its journal in pieces of this many changes at most. */
export const mostChanges = 50

/** Longer than so many answers can be; a body above it is not read to its end. */
const largestBody = 128 * 1024
const longestId = 64

/** A day: what a device says it noticed cannot have lasted longer. */
const longestSeconds = 86_400
const mostSignalsAtOnce = 20

const bodySchema = z.object({
  opening: z.string().regex(/^[0-9a-z]{8,64}$/),
  seen: z.int().min(0).max(1_000_000),
  signals: z
    .array(z.object({ kind: z.enum(['away', 'offline']), seconds: z.int().min(0).max(longestSeconds) }))
    .max(mostSignalsAtOnce)
    .optional(),
  changes: z
    .array(
      z.object({
        sequence: z.int().min(1),
        itemId: z.string().min(1).max(longestId),
        kind: z.enum(['answer', 'flag']),
        value: z.unknown(),
      }),
    )
    .max(mostChanges),
})

const problems: Record<SaveRefusal, { status: number; title: string }> = {
  'unknown-attempt': { status: 404, title: 'There is no such attempt' },
  'unknown-item': { status: 404, title: 'The item is not part of this attempt' },
  'not-running': { status: 409, title: 'The attempt is over' },
  'too-late': { status: 409, title: 'The answer arrived after the deadline and does not count' },
  paused: { status: 409, title: 'The clock stands still; send again when it runs' },
  'sequence-taken': { status: 409, title: 'The number stands for another change' },
  malformed: { status: 400, title: 'The answer cannot be read' },
  'other-type': { status: 400, title: 'The answer belongs to another type of item' },
  'unknown-option': { status: 400, title: 'The answer names an option that the item does not have' },
  'repeated-option': { status: 400, title: 'The answer names an option twice' },
  'not-a-number': { status: 400, title: 'The answer is no number' },
}

/**
 * `PUT /api/attempts/:attempt/responses`: takes changes of answers and flags from an opening of the exam room, in their order, and answers once they are durable:
 * for each change its number with the instant of saving, or a problem; how the attempt stands (deadline, pause, whether the room was opened elsewhere);
 * and the server's time. Without changes it says that somebody is there. A change sent again is acknowledged again. After a refusal that concerns the whole
 * attempt, or a number that stands for another change, the rest is not looked at and has no result.
 */
export function addSaveResponse(server: FastifyInstance, tools: ApiTools): void {
  server.put<{ Params: { attempt: string } }>(
    '/api/attempts/:attempt/responses',
    { bodyLimit: largestBody },
    async (request, reply) => {
      const ctx = await signedInContext(tools, ['engineer'], request, reply)
      if (!ctx) return reply
      const body = bodySchema.safeParse(request.body)
      if (!body.success) {
        return sendProblem(request, reply, { ...problems.malformed, reason: 'malformed' })
      }
      const { opening, seen, signals, changes } = body.data
      const outcome = await takeDelivery(ctx, {
        attemptId: request.params.attempt,
        openingId: opening,
        seen,
        signals: signals ?? [],
        changes: changes.map((change) => ({ ...change, value: change.value ?? null })),
      })
      if (!outcome.ok) {
        const { reason } = outcome
        const problem = reason === 'unknown-attempt' ? problems[reason] : tooManyOpenings
        return sendProblem(request, reply, { ...problem, reason })
      }
      return reply
        .header('cache-control', 'no-store')
        .send({ results: outcome.results.map(resultOf), desk: outcome.desk, now: ctx.now() })
    },
  )
}

const tooManyOpenings = { status: 409, title: 'The exam room was opened too often' }

function resultOf(outcome: SaveOutcome) {
  if (outcome.ok) return { savedAt: outcome.savedAt, sequence: outcome.sequence }
  const { reason, lastSequence } = outcome
  return { reason, ...problems[reason], ...(lastSequence === undefined ? {} : { lastSequence }) }
}
