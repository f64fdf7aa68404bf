import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { revokeApiKey } from '#app/features/api-keys/index.server.ts'
import { keptFormCookie, readForm } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Ends a key; refused, the page of the keys says why and keeps what was typed. */
export const action = forRoles(
  ['admin', 'certification-officer', 'provider-manager'],
  async (ctx, { request, params }) => {
    const keyId = requireParam(params, 'key')
    const reason = (await readForm(request))('reason').slice(0, 300)
    const outcome = await revokeApiKey(ctx, { keyId, reason })
    if (outcome.ok) return redirect(paths.apiKeys({ done: 'revoked' }))
    if (outcome.reason === 'unknown-key') throw new Response(null, { status: 404 })
    const page = paths.apiKeys()
    const form = `revoke-${keyId.slice(0, 100)}`
    const kept = { form, problem: outcome.reason, values: { reason } }
    return redirect(`${page}#${encodeURIComponent(form)}`, {
      headers: { 'set-cookie': keptFormCookie(ctx, page, kept) },
    })
  },
)
