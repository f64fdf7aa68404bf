import { data, redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import type { AnsweredBatchForm } from '#app/features/credentials/components/batch-page.tsx'
import { undoBatch } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

/** The page of the batch stands here only while the form comes back with something to correct. */
export { default, handle, loader, meta } from './batch.tsx'

/** Takes a batch back; who presses twice sees what is done. */
export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const batchId = requireParam(params, 'batch')
  const reason = String((await request.formData()).get('reason') ?? '')
  const outcome = await undoBatch(ctx, { batchId, reason })
  if (outcome.ok || outcome.reason === 'closed') throw redirect(paths.batch(batchId))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = outcome.reason === 'reason-missing' ? 400 : 409
  return data<AnsweredBatchForm>({ form: 'undo', reason, problem: outcome.reason }, { status })
})
