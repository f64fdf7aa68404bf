import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { dropProposal } from '#app/features/credentials/index.server.ts'
import { keptFormCookie } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Takes back what waits for a second officer; without a reason it leads back to the credential, with what was typed. */
export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const id = requireParam(params, 'credential')
  const reason = String((await request.formData()).get('reason') ?? '')
  const outcome = await dropProposal(ctx, { credentialId: id, reason })
  if (outcome.ok) return redirect(paths.credential(id, { done: 'dropped' }))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const kept = { form: 'drop-proposal', problem: outcome.reason, values: { reason } }
  return redirect(paths.credential(id), {
    headers: { 'set-cookie': keptFormCookie(ctx, paths.credential(id), kept) },
  })
})
