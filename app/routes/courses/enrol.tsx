import { redirect } from '@remix-run/node'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import { enrolInCourse } from '#app/features/learning/index.server.ts'
import { paths } from '#app/paths.ts'

/** A person of any role may learn; enrolling twice leads to the same page. */
export const action = forRoles(allRoles, async (ctx, { params }) => {
  const courseCode = requireParam(params, 'course')
  const outcome = await enrolInCourse(ctx, { courseCode })
  if (!outcome.ok && outcome.reason !== 'enrolled-already') throw new Response(null, { status: 404 })
  return redirect(paths.course(courseCode))
})
