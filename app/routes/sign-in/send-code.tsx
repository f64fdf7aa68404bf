import { redirect } from '@remix-run/node'
import { forAnyone } from '#app/access.server.ts'
import { readForm, sendSignInCode, signInNameCookie } from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Sends a code, where there is somebody to send it to, and goes to the page that takes it: the same for known and unknown names. */
export const action = forAnyone(async (ctx, { request }) => {
  const field = await readForm(request)
  const next = sameSitePath(field('next')) ?? undefined
  const name = field('name').trim()
  if (name === '') return redirect(withQuery(paths.signIn({ next }), { problem: 'name-missing' }))
  await sendSignInCode(ctx, { name })
  return redirect(paths.enterCode({ next }), { headers: { 'set-cookie': signInNameCookie(ctx, name) } })
})
