import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { endRole, keptFormCookie, readForm } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { paths } from '#app/paths.ts'

/** Ends a person's role; refused, the person's page says why and keeps what was typed. */
export const action = forRoles(['admin'], async (ctx, { request, params }) => {
  const personCode = requireParam(params, 'person')
  const assignmentId = requireParam(params, 'assignment')
  const reason = (await readForm(request))('reason').slice(0, 300)
  const outcome = await endRole(ctx, { personCode, assignmentId, reason })
  const page = paths.adminPerson(personCode)
  if (outcome.ok) return redirect(withQuery(page, { done: 'ended' }))
  if (outcome.reason === 'unknown-person' || outcome.reason === 'no-change')
    throw new Response(null, { status: 404 })
  const form = `end-${assignmentId.slice(0, 100)}`
  const kept = { form, problem: outcome.reason, values: { reason } }
  return redirect(`${page}#${encodeURIComponent(form)}`, {
    headers: { 'set-cookie': keptFormCookie(ctx, page, kept) },
  })
})
