import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { type Answered, AssessmentPage } from '#app/features/practicals/components/assessment-page.tsx'
import { readAssessment, takeAssessment } from '#app/features/practicals/index.server.ts'
import { readLocalTime } from '#app/features/practicals/local-time.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

/** The same page as the practical's own: it stands here only while the form comes back with something to correct. */
export const loader = forRoles(['assessor'], async (ctx, { params }) => {
  const assessment = await readAssessment(ctx, requireParam(params, 'assessment'))
  if (!assessment) throw new Response(null, { status: 404 })
  const title = inLanguage(assessment.rubric.titles, ctx.language)
  return { title, assessment, zone: ctx.actor.acting.timeZone, suggestedAt: ctx.now() }
})

export const action = forRoles(['assessor'], async (ctx, { params, request }) => {
  const assessmentId = requireParam(params, 'assessment')
  const form = await request.formData()
  const values = { place: String(form.get('place') ?? ''), time: String(form.get('time') ?? '') }
  const scheduledAt = readLocalTime(values.time, ctx.actor.acting.timeZone)
  const outcome = await takeAssessment(ctx, { assessmentId, place: values.place, scheduledAt })
  if (outcome.ok) throw redirect(paths.assessment(assessmentId))
  switch (outcome.reason) {
    case 'unknown':
      throw new Response(null, { status: 404 })
    case 'taken-already':
      return data<Answered>({ problem: 'taken-already' }, { status: 409 })
    case 'refused':
      return data<Answered>({ problem: 'refused', refusals: outcome.refusals }, { status: 403 })
    case 'invalid':
      return data<Answered>(
        { problem: 'form', take: { values, problems: outcome.problems } },
        { status: 400 },
      )
  }
})

export default function TakeRoute() {
  const { assessment, zone, suggestedAt } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return <AssessmentPage assessment={assessment} zone={zone} suggestedAt={suggestedAt} answered={answered} />
}
