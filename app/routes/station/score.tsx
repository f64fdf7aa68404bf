import { data, redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import type { Answered } from '#app/features/practicals/components/assessment-page.tsx'
import { scoreAssessment } from '#app/features/practicals/index.server.ts'
import { chosenScores, readScoreForm } from '#app/features/practicals/score-form.ts'
import { paths } from '#app/paths.ts'

/** The page of the practical stands here only while the sheet comes back with something to complete. */
export { default, handle, loader, meta } from './assessment.tsx'

export const action = forRoles(['assessor'], async (ctx, { params, request }) => {
  const assessmentId = requireParam(params, 'assessment')
  const typed = readScoreForm(await request.formData())
  const outcome = await scoreAssessment(ctx, { assessmentId, scores: chosenScores(typed) })
  if (outcome.ok) throw redirect(paths.assessment(assessmentId))
  switch (outcome.reason) {
    case 'unknown':
      throw new Response(null, { status: 404 })
    case 'refused':
      return data<Answered>({ problem: 'refused', refusals: outcome.refusals }, { status: 403 })
    case 'incomplete':
      return data<Answered>({ sheet: { typed, gaps: outcome.gaps } }, { status: 400 })
    default:
      return data<Answered>({ problem: outcome.reason }, { status: 409 })
  }
})
