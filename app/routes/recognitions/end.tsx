import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { stopRecognition } from '#app/features/credentials/index.server.ts'
import { keptFormCookie } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Ends one of the brand's recognitions; without a reason it leads back to the list, with what was typed. */
export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const id = requireParam(params, 'recognition')
  const reason = String((await request.formData()).get('reason') ?? '')
  const outcome = await stopRecognition(ctx, { recognitionId: id, reason })
  if (outcome.ok) return redirect(paths.recognitions())
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const kept = { form: 'end-recognition', problem: outcome.reason, values: { id, reason } }
  return redirect(paths.recognitions(), {
    headers: { 'set-cookie': keptFormCookie(ctx, paths.recognitions(), kept) },
  })
})
