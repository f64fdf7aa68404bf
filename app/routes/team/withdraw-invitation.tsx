import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { withdrawInvitation } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Takes an open invitation of one's own organisation back. */
export const action = forRoles(['provider-manager', 'admin'], async (ctx, { params }) => {
  if (!(await withdrawInvitation(ctx, { invitationId: requireParam(params, 'invitation') })))
    throw new Response(null, { status: 404 })
  return redirect(withQuery(paths.invite(), { done: 'withdrawn' }))
})
