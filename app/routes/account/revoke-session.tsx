import { redirect } from '@remix-run/node'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import { revokeOwnSession } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Signs oneself out on another device. */
export const action = forRoles(allRoles, async (ctx, { params }) => {
  if (!(await revokeOwnSession(ctx, { handle: requireParam(params, 'session') })))
    throw new Response(null, { status: 404 })
  return redirect(withQuery(paths.account(), { done: 'session' }))
})
