import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { keptFormCookie, readForm, setAccountState } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Opens or closes an account; refused, the person's page says why and keeps what was typed. */
export const action = forRoles(['admin'], async (ctx, { request, params }) => {
  const personCode = requireParam(params, 'person')
  const field = await readForm(request)
  const state = field('state')
  if (state !== 'active' && state !== 'disabled') throw new Response(null, { status: 400 })
  const reason = field('reason').slice(0, 300)
  const outcome = await setAccountState(ctx, { personCode, state, reason })
  const page = paths.adminPerson(personCode)
  if (outcome.ok) return redirect(withQuery(page, { done: state === 'active' ? 'opened' : 'closed' }))
  if (outcome.reason === 'unknown-person') throw new Response(null, { status: 404 })
  const kept = { form: 'account', problem: outcome.reason, values: { reason } }
  return redirect(`${page}#account-form`, { headers: { 'set-cookie': keptFormCookie(ctx, page, kept) } })
})
