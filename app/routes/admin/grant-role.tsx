import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { roles } from '#app/features/identity/actor.ts'
import { grantRole, keptFormCookie, readForm } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Gives a person a role; refused, the person's page says why and keeps what was typed. */
export const action = forRoles(['admin'], async (ctx, { request, params }) => {
  const personCode = requireParam(params, 'person')
  const field = await readForm(request)
  const reason = field('reason').slice(0, 300)
  const role = roles.find((one) => one === field('role'))
  const organisationId = field('organisation').slice(0, 100)
  const outcome = role
    ? await grantRole(ctx, { personCode, organisationId, role, reason })
    : ({ ok: false, reason: 'unknown-role' } as const)
  const page = paths.adminPerson(personCode)
  if (outcome.ok) return redirect(withQuery(page, { done: 'granted' }))
  if (outcome.reason === 'unknown-person') throw new Response(null, { status: 404 })
  const values = { organisation: organisationId, role: role ?? '', reason }
  const kept = { form: 'grant', problem: outcome.reason, values }
  return redirect(`${page}#grant-form`, { headers: { 'set-cookie': keptFormCookie(ctx, page, kept) } })
})
