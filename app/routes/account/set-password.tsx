import { redirect } from '@remix-run/node'
import { allRoles, forRoles } from '#app/access.server.ts'
import {
  keptFormCookie,
  readForm,
  readPasswordChoice,
  setOwnPassword,
} from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Sets or changes one's own password; refused, the account page says why. */
export const action = forRoles(allRoles, async (ctx, { request }) => {
  const field = await readForm(request)
  const { password, differs } = readPasswordChoice(field)
  const outcome = differs
    ? ({ ok: false, reason: 'differs' } as const)
    : await setOwnPassword(ctx, { current: field('current'), password })
  if (outcome.ok) return redirect(withQuery(paths.account(), { done: 'password' }))
  const kept = { form: 'password', problem: outcome.reason, values: {} }
  return redirect(`${paths.account()}#password-form`, {
    headers: { 'set-cookie': keptFormCookie(ctx, paths.account(), kept) },
  })
})
