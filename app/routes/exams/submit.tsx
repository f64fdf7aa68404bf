import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { submitAttempt } from '#app/features/exams/index.server.ts'
import { paths } from '#app/paths.ts'

/** Hands an attempt in; a second press finds it closed and leads to the same result. */
export const action = forRoles(['engineer'], async (ctx, { params }) => {
  const attemptId = requireParam(params, 'attempt')
  const outcome = await submitAttempt(ctx, { attemptId })
  if (!outcome.ok && outcome.reason === 'unknown-attempt') throw new Response(null, { status: 404 })
  if (!outcome.ok && outcome.reason === 'paused') return redirect(paths.attempt(attemptId))
  return redirect(paths.attemptResult(attemptId))
})
