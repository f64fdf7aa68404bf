import { data, redirect } from '@remix-run/node'
import type { ClientActionFunctionArgs } from '@remix-run/react'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import {
  type CheckReply,
  checkElementId,
  inPlaceField,
} from '#app/features/learning/components/check-reply.ts'
import { answerCheck } from '#app/features/learning/index.server.ts'
import { paths } from '#app/paths.ts'

/** Judges one answer. A running page gets the result in place; a plain form comes back to the check. */
export const action = forRoles(allRoles, async (ctx, { params, request }) => {
  const courseCode = requireParam(params, 'course')
  const lessonSlug = requireParam(params, 'lesson')
  const form = await request.formData()
  const checkId = String(form.get('check') ?? '')
  const outcome = await answerCheck(ctx, {
    courseCode,
    lessonSlug,
    checkId,
    choices: form.getAll('choice').map(String),
  })
  const refusal = outcome.ok ? null : outcome.reason
  if (refusal === 'not-enrolled' || refusal === 'unknown-check') throw new Response(null, { status: 404 })
  if (form.get(inPlaceField) === 'in-place') {
    if (!outcome.ok) return data<CheckReply>({ ok: false, problem: refusal ?? 'lost' }, { status: 400 })
    const { choices, correct, feedbackHtml } = outcome
    return data<CheckReply>({ ok: true, answer: { choices, correct, feedbackHtml } })
  }
  const query = refusal === null ? '' : `?${new URLSearchParams({ check: checkId, problem: refusal })}`
  return redirect(`${paths.lesson(courseCode, lessonSlug)}${query}#${checkElementId(checkId)}`)
})

/** A lost connection is said beside the check; the lesson stays on the screen. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<CheckReply> {
  try {
    return await serverAction<CheckReply>()
  } catch (failure) {
    // What `fetch` throws when nothing arrived; answers of the server, redirects included, go on to Remix.
    if (failure instanceof TypeError) return { ok: false, problem: 'lost' }
    throw failure
  }
}
