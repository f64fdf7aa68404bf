import { forRoles } from '#app/access.server.ts'
import { toCsv } from '#app/content/spreadsheet-csv.ts'
import { templateHeadings } from '#app/features/credentials/index.server.ts'

/** The empty table of earlier certificates, with its columns in the reader's language. */
export const loader = forRoles(
  ['certification-officer'],
  async (ctx) =>
    new Response(toCsv([templateHeadings(ctx.language)]), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="earlier-certificates.csv"',
        'Cache-Control': 'private, no-store',
      },
    }),
)
