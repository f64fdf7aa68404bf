import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { discardImport } from '#app/features/item-bank/index.server.ts'
import { paths } from '#app/paths.ts'

/** Drops a file that waits for confirmation. */
export const action = forRoles(['curriculum-author'], async (ctx, { params }) => {
  const courseCode = requireParam(params, 'course')
  const isDropped = await discardImport(ctx, { courseCode, importId: requireParam(params, 'import') })
  if (!isDropped) throw new Response(null, { status: 404 })
  throw redirect(paths.itemBank(courseCode))
})
