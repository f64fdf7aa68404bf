import { data, redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import type { Answered } from '#app/features/practicals/components/assessment-page.tsx'
import { takeAssessment } from '#app/features/practicals/index.server.ts'
import { readLocalTime } from '#app/features/practicals/local-time.ts'
import { paths } from '#app/paths.ts'

/** The page of the practical stands here only while the form comes back with something to correct. */
export { default, handle, loader, meta } from './assessment.tsx'

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
