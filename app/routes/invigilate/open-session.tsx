import { redirect } from '@remix-run/node'
import { forRoles } from '#app/access.server.ts'
import { openExamSession } from '#app/features/exams/index.server.ts'
import { keptFormCookie } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Opens a session; a refusal leads back to the list, with what was typed. */
export const action = forRoles(['invigilator'], async (ctx, { request }) => {
  const form = await request.formData()
  const values = {
    exam: String(form.get('exam') ?? ''),
    place: String(form.get('place') ?? ''),
    hours: String(form.get('hours') ?? ''),
  }
  const outcome = await openExamSession(ctx, {
    examCode: values.exam,
    place: values.place,
    hours: Number(values.hours),
  })
  if (outcome.ok) return redirect(paths.invigilate())
  const kept = { form: 'open-session', problem: outcome.reason, values }
  return redirect(paths.invigilate(), {
    headers: { 'set-cookie': keptFormCookie(ctx, paths.invigilate(), kept) },
  })
})
