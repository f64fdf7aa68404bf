import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { confirmImport, readImport } from '#app/features/item-bank/index.server.ts'
import { paths } from '#app/paths.ts'

/** Brings in what was read and shown. Where the bank has changed meanwhile, one looks again; who presses twice sees what is done. */
export const action = forRoles(['curriculum-author'], async (ctx, { params }) => {
  const courseCode = requireParam(params, 'course')
  const importId = requireParam(params, 'import')
  const outcome = await confirmImport(ctx, { courseCode, importId })
  if (outcome.ok) throw redirect(paths.itemImport(courseCode, importId))
  if (outcome.reason === 'unknown' && !(await readImport(ctx, { courseCode, importId }))?.isDone)
    throw new Response(null, { status: 404 })
  if (outcome.reason === 'unknown') throw redirect(paths.itemImport(courseCode, importId))
  throw redirect(paths.itemImport(courseCode, importId, { changed: '1' }))
})
