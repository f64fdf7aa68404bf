import { redirect } from '@remix-run/node'
import { forRoles } from '#app/access.server.ts'
import { enrolForCredential } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

/** Enrols the engineer for a credential. What is refused is said on the ladder; what does not exist is not there. */
export const action = forRoles(['engineer'], async (ctx, { request }) => {
  const form = await request.formData()
  const outcome = await enrolForCredential(ctx, {
    brandCode: String(form.get('brand') ?? ''),
    typeCode: String(form.get('type') ?? ''),
  })
  if (outcome.ok) return redirect(paths.ladder())
  if (outcome.reason === 'unknown-type') throw new Response(null, { status: 404 })
  return redirect(`${paths.ladder()}?problem=${outcome.reason}`)
})
