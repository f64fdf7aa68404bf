import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { dropBatch } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

/** Drops a batch that was not done; one that is closed already shows how. */
export const action = forRoles(['certification-officer'], async (ctx, { params }) => {
  const batchId = requireParam(params, 'batch')
  const outcome = await dropBatch(ctx, batchId)
  if (!outcome.ok && outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  throw redirect(paths.batch(batchId))
})
