import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { closeExamSession } from '#app/features/exams/index.server.ts'
import { paths } from '#app/paths.ts'

/** Ends check-in to one of the invigilator's own sessions. */
export const action = forRoles(['invigilator'], async (ctx, { params }) => {
  const isClosed = await closeExamSession(ctx, { sessionId: requireParam(params, 'session') })
  if (!isClosed) throw new Response(null, { status: 404 })
  return redirect(paths.invigilate())
})
