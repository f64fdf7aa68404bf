import { forRoles } from '#app/access.server.ts'
import { exportTeam } from '#app/features/reporting/index.server.ts'
import { readListQuery } from '#app/list-query.ts'

/** The team as CSV, narrowed like the page. */
export const loader = forRoles(['provider-manager'], async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const csv = await exportTeam(ctx, {
    outlet: (query.get('outlet') ?? '').trim().slice(0, 40),
    search: readListQuery(request).search,
  })
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="team.csv"',
      'Cache-Control': 'private, no-store',
    },
  })
})
