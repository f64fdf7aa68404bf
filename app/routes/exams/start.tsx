import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { startAttempt } from '#app/features/exams/index.server.ts'
import { paths } from '#app/paths.ts'

/** Starts an attempt and opens the exam room; a refusal leads back to the page before the start, which says why. */
export const action = forRoles(['engineer'], async (ctx, { params, request }) => {
  const examCode = requireParam(params, 'exam')
  const form = await request.formData()
  const outcome = await startAttempt(ctx, { examCode, checkInCode: String(form.get('code') ?? '') })
  if (outcome.ok) return redirect(paths.attempt(outcome.attemptId))
  if (outcome.reason === 'unknown-exam') throw new Response(null, { status: 404 })
  return redirect(`${paths.exam(examCode)}?${new URLSearchParams({ problem: outcome.reason })}`)
})
