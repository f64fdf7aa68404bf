import { redirect } from '@remix-run/node'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import { checkElementId } from '#app/features/learning/components/check-reply.ts'
import { confirmLesson } from '#app/features/learning/index.server.ts'
import { paths } from '#app/paths.ts'

/** Completes a lesson and leads to the next one; with checks still open, back to the first of them. */
export const action = forRoles(allRoles, async (ctx, { params }) => {
  const courseCode = requireParam(params, 'course')
  const lessonSlug = requireParam(params, 'lesson')
  const outcome = await confirmLesson(ctx, { courseCode, lessonSlug })
  if (outcome.ok)
    return redirect(outcome.next ? paths.lesson(courseCode, outcome.next) : paths.course(courseCode))
  if (outcome.reason === 'not-enrolled') throw new Response(null, { status: 404 })
  const [check = ''] = outcome.openChecks
  const query = new URLSearchParams({ check, problem: 'open' })
  return redirect(`${paths.lesson(courseCode, lessonSlug)}?${query}#${checkElementId(check)}`)
})
