import { forRoles, requireParam } from '#app/access.server.ts'
import { exportBatchRows } from '#app/features/credentials/index.server.ts'

/** Every row of a batch with its result, as CSV. */
export const loader = forRoles(['certification-officer'], async (ctx, { params }) => {
  const csv = await exportBatchRows(ctx, requireParam(params, 'batch'))
  if (csv === null) throw new Response(null, { status: 404 })
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="batch-rows.csv"',
      'Cache-Control': 'private, no-store',
    },
  })
})
