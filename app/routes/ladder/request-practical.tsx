import { redirect } from '@remix-run/node'
import { forRoles } from '#app/access.server.ts'
import { requestPractical } from '#app/features/practicals/index.server.ts'
import { paths } from '#app/paths.ts'

/** Asks for the engineer's practical. What is refused is said on the ladder; what does not exist is not there. */
export const action = forRoles(['engineer'], async (ctx, { request }) => {
  const form = await request.formData()
  const outcome = await requestPractical(ctx, { practicalCode: String(form.get('practical') ?? '') })
  if (outcome.ok) return redirect(paths.ladder())
  if (outcome.reason === 'unknown-practical') throw new Response(null, { status: 404 })
  return redirect(`${paths.ladder()}?problem=${outcome.reason}`)
})
