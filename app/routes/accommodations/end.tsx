import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { stopAccommodation } from '#app/features/exams/index.server.ts'
import { keptFormCookie } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Ends one of the brand's accommodations; without a reason it leads back to the list, with what was typed. */
export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const id = requireParam(params, 'accommodation')
  const form = await request.formData()
  const reason = String(form.get('reason') ?? '')
  const outcome = await stopAccommodation(ctx, { accommodationId: id, reason })
  if (outcome.ok) return redirect(paths.accommodations())
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const kept = { form: 'end-accommodation', problem: outcome.reason, values: { id, reason } }
  return redirect(paths.accommodations(), {
    headers: { 'set-cookie': keptFormCookie(ctx, paths.accommodations(), kept) },
  })
})
