import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type SaveRefusal, saveResponse } from '#app/features/exams/index.server.ts'
import { sendProblem } from './problem.server.ts'
import { type ApiTools, signedInContext } from './signed-in.server.ts'

/** Longer than any answer can be; a body above it is not read to its end. */
const largestBody = 16 * 1024
const longestId = 64

const bodySchema = z.object({
  sequence: z.int().min(1),
  itemId: z.string().min(1).max(longestId),
  kind: z.enum(['answer', 'flag']),
  value: z.unknown(),
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
 * `PUT /api/attempts/:attempt/responses`: takes one change of an answer or a flag from the exam room and answers once it is durable, with the
 * instant of saving, its number, and the server's time. Sent again, it is acknowledged again.
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
      const { sequence, itemId, kind, value } = body.data
      const outcome = await saveResponse(ctx, {
        attemptId: request.params.attempt,
        itemId,
        sequence,
        kind,
        value: value === undefined ? null : value,
      })
      if (!outcome.ok) {
        const { reason, lastSequence } = outcome
        return sendProblem(request, reply, {
          ...problems[reason],
          reason,
          ...(lastSequence === undefined ? {} : { more: { lastSequence } }),
        })
      }
      const { savedAt } = outcome
      return reply
        .header('cache-control', 'no-store')
        .send({ savedAt, sequence: outcome.sequence, now: ctx.now() })
    },
  )
}
