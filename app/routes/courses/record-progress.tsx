import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import { recordProgress } from '#app/features/learning/index.server.ts'

/** Takes a reader's report of how far they are. The answer says nothing: a beacon does not listen. */
export const action = forRoles(allRoles, async (ctx, { params, request }) => {
  const form = await request.formData()
  const heading = form.get('heading')
  await recordProgress(ctx, {
    courseCode: requireParam(params, 'course'),
    lessonSlug: requireParam(params, 'lesson'),
    heading: typeof heading === 'string' ? heading : null,
    seconds: Number(form.get('seconds') ?? 0),
  })
  return new Response(null, { status: 204 })
})
