import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { type Answered, AssessmentPage } from '#app/features/practicals/components/assessment-page.tsx'
import { readAssessment } from '#app/features/practicals/index.server.ts'

export const handle = { i18n: ['practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['assessor'], async (ctx, { params }) => {
  const assessment = await readAssessment(ctx, requireParam(params, 'assessment'))
  if (!assessment) throw new Response(null, { status: 404 })
  const title = inLanguage(assessment.rubric.titles, ctx.language)
  return { title, assessment, zone: ctx.actor.acting.timeZone, suggestedAt: ctx.now() }
})

export default function AssessmentRoute() {
  const { assessment, zone, suggestedAt } = useLoaderData<typeof loader>()
  const answered = useActionData<Answered>()
  return (
    <AssessmentPage
      key={assessment.state}
      assessment={assessment}
      zone={zone}
      suggestedAt={suggestedAt}
      answered={answered}
    />
  )
}
