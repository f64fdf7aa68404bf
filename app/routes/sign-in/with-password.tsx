import { redirect } from '@remix-run/node'
import { forAnyone } from '#app/access.server.ts'
import {
  readForm,
  setSessionCookie,
  signInNameCookie,
  signInWithPassword,
} from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { problemOf, withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'

/** Signs in and goes on to the page asked for; refused, it goes back to the form with what was typed. */
export const action = forAnyone(async (ctx, { request, context }) => {
  const field = await readForm(request)
  const next = sameSitePath(field('next'))
  const outcome = await signInWithPassword(ctx, { name: field('name'), password: field('password') })
  if (!outcome.ok) {
    const back = paths.signIn({ next: next ?? undefined })
    return redirect(withQuery(back, problemOf(outcome, ctx.now())), {
      headers: { 'set-cookie': signInNameCookie(ctx, field('name')) },
    })
  }
  setSessionCookie(context.responseHeaders, outcome.setCookie)
  return redirect(next ?? landingOf(outcome.roles))
})
