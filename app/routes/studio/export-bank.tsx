import { forRoles, requireParam } from '#app/access.server.ts'
import { exportItems, findOwnBank } from '#app/features/item-bank/index.server.ts'
import { exportFormats } from '#app/features/item-bank/interchange/neutral-item.ts'

/** A bank of one's own organisation as a file, with its keys. */
export const loader = forRoles(['curriculum-author'], async (ctx, { params, request }) => {
  const asked = new URL(request.url).searchParams.get('format')
  const format = exportFormats.find((one) => one === asked)
  const course = await findOwnBank(ctx, requireParam(params, 'course'))
  if (!course || !format) throw new Response(null, { status: 404 })
  const { bytes, fileName, mediaType } = await exportItems(ctx, { course, format })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
})
