import { redirect } from '@remix-run/node'
import { forAnyone } from '#app/access.server.ts'
import { setSessionCookie, signOut } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Ends the session on this device. */
export const action = forAnyone(async (ctx, { context }) => {
  const { setCookie } = await signOut(ctx)
  setSessionCookie(context.responseHeaders, setCookie)
  return redirect(withQuery(paths.signIn(), { done: 'out' }))
})
