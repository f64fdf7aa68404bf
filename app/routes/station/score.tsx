import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { type Answered, AssessmentPage } from '#app/features/practicals/components/assessment-page.tsx'
import { readAssessment, scoreAssessment } from '#app/features/practicals/index.server.ts'
import { chosenScores, readScoreForm } from '#app/features/practicals/score-form.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

/** The same page as the practical's own: it stands here only while the sheet comes back with something to complete. */
export const loader = forRoles(['assessor'], async (ctx, { params }) => {
  const assessment = await readAssessment(ctx, requireParam(params, 'assessment'))
  if (!assessment) throw new Response(null, { status: 404 })
  const title = inLanguage(assessment.rubric.titles, ctx.language)
  return { title, assessment, zone: ctx.actor.acting.timeZone, suggestedAt: ctx.now() }
})

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

export default function ScoreRoute() {
  const { assessment, zone, suggestedAt } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return <AssessmentPage assessment={assessment} zone={zone} suggestedAt={suggestedAt} answered={answered} />
}
