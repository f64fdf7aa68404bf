import { redirect } from '@remix-run/node'
import { allRoles, forRoles } from '#app/access.server.ts'
import { choosePublicName, readForm } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Shows or masks one's own name on public pages. */
export const action = forRoles(allRoles, async (ctx, { request }) => {
  const field = await readForm(request)
  const shown = field('name')
  if (shown !== 'whole' && shown !== 'masked') throw new Response(null, { status: 400 })
  await choosePublicName(ctx, { isPublic: shown === 'whole' })
  return redirect(withQuery(paths.account(), { done: 'name' }))
})
