import { forRoles, requireParam } from '#app/access.server.ts'
import { exportExamStatistics } from '#app/features/exams/index.server.ts'
import { readStatisticsQuery } from '#app/features/exams/statistics-query.ts'

/** The items of an exam with their statistics as CSV, for the attempts that the page shows. */
export const loader = forRoles(
  ['curriculum-author', 'item-reviewer', 'certification-officer'],
  async (ctx, { params, request }) => {
    const query = readStatisticsQuery(new URL(request.url).searchParams)
    const csv = await exportExamStatistics(ctx, requireParam(params, 'exam'), query)
    if (csv === null) throw new Response(null, { status: 404 })
    return new Response(csv, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="item-statistics.csv"',
        'Cache-Control': 'private, no-store',
      },
    })
  },
)
