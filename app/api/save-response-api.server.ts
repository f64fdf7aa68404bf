import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type SaveOutcome, type SaveRefusal, saveResponses } from '#app/features/exams/index.server.ts'
import { sendProblem } from './problem.server.ts'
import { type ApiTools, signedInContext } from './signed-in.server.ts'

/** A device that was long without a connection delivers its journal in pieces of this many changes at most. */
export const mostChanges = 50

/** Longer than so many answers can be; a body above it is not read to its end. */
const largestBody = 128 * 1024
const longestId = 64

const bodySchema = z.object({
  changes: z
    .array(
      z.object({
        sequence: z.int().min(1),
        itemId: z.string().min(1).max(longestId),
        kind: z.enum(['answer', 'flag']),
        value: z.unknown(),
      }),
    )
    .min(1)
    .max(mostChanges),
})

const problems: Record<SaveRefusal, { status: number; title: string }> = {
  'unknown-attempt': { status: 404, title: 'There is no such attempt' },
  'unknown-item': { status: 404, title: 'The item is not part of this attempt' },
  'not-running': { status: 409, title: 'The attempt is over' },
  'too-late': { status: 409, title: 'The answer arrived after the deadline and does not count' },
  'sequence-taken': { status: 409, title: 'The number stands for another change' },
  malformed: { status: 400, title: 'The answer cannot be read' },
  'other-type': { status: 400, title: 'The answer belongs to another type of item' },
  'unknown-option': { status: 400, title: 'The answer names an option that the item does not have' },
  'repeated-option': { status: 400, title: 'The answer names an option twice' },
  'not-a-number': { status: 400, title: 'The answer is no number' },
}

/**
 * `PUT /api/attempts/:attempt/responses`: takes changes of answers and flags from the exam room, in their order, and answers once they are durable: for each
 * change its number with the instant of saving, or a problem, and the server's time. A change sent again is acknowledged again. After a refusal that
 * concerns the whole attempt, or a number that stands for another change, the rest is not looked at and has no result. Where the first change is refused and
 * no other was looked at, the whole answer is that problem.
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
      const outcomes = await saveResponses(ctx, {
        attemptId: request.params.attempt,
        changes: body.data.changes.map((change) => ({ ...change, value: change.value ?? null })),
      })
      const [only, ...more] = outcomes
      if (only && !only.ok && more.length === 0) {
        const { reason, lastSequence } = only
        const facts = lastSequence === undefined ? {} : { more: { lastSequence } }
        return sendProblem(request, reply, { ...problems[reason], reason, ...facts })
      }
      return reply
        .header('cache-control', 'no-store')
        .send({ results: outcomes.map(resultOf), now: ctx.now() })
    },
  )
}

function resultOf(outcome: SaveOutcome) {
  if (outcome.ok) return { savedAt: outcome.savedAt, sequence: outcome.sequence }
  const { reason, lastSequence } = outcome
  return { reason, ...problems[reason], ...(lastSequence === undefined ? {} : { lastSequence }) }
}
