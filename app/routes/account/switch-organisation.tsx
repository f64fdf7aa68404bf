import { redirect } from '@remix-run/node'
import { allRoles, forRoles } from '#app/access.server.ts'
import { readForm, switchOrganisation } from '#app/features/identity/index.server.ts'
import { landingOf } from '#app/shells/landing.ts'

/** Acts for another of one's organisations and starts on the page of the role there. */
export const action = forRoles(allRoles, async (ctx, { request }) => {
  const field = await readForm(request)
  const membership = await switchOrganisation(ctx, { organisationId: field('organisation') })
  if (!membership) throw new Response(null, { status: 404 })
  return redirect(landingOf(membership.roles))
})
