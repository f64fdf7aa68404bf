import { redirect } from '@remix-run/node'
import { forAnyone } from '#app/access.server.ts'
import { readForm, setSessionCookie, signInAsDemoPerson } from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { problemOf, withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'

/** Signs in as one of the demonstration's people; in production there is nothing at this address. */
export const action = forAnyone(async (ctx, { request, context }) => {
  if (ctx.settings.mode !== 'demo') throw new Response(null, { status: 404 })
  const field = await readForm(request)
  const next = sameSitePath(field('next'))
  const outcome = await signInAsDemoPerson(ctx, { code: field('code') })
  if (!outcome.ok) {
    return redirect(withQuery(paths.signIn({ next: next ?? undefined }), problemOf(outcome, ctx.now())))
  }
  setSessionCookie(context.responseHeaders, outcome.setCookie)
  return redirect(next ?? landingOf(outcome.roles))
})
