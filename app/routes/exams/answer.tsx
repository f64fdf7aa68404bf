import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { type SaveOutcome, saveResponse } from '#app/features/exams/index.server.ts'
import { fields, responseFromForm, typeFromForm } from '#app/features/exams/response-form.ts'
import { chooseLanguage, preferenceCookie } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** Saves the item of a plain form, then does what its button says. The same use case takes the answers of a running page. */
export const action = forRoles(['engineer'], async (ctx, { params, request }) => {
  const attemptId = requireParam(params, 'attempt')
  const form = await request.formData()
  const itemId = String(form.get(fields.item) ?? '')
  const position = Number.parseInt(String(form.get(fields.position) ?? '1'), 10) || 1
  const go = String(form.get(fields.go) ?? 'next')
  const at = (number: number) => paths.attempt(attemptId, { item: String(Math.max(1, number)) })
  const save = (kind: 'answer' | 'flag', value: unknown) =>
    saveResponse(ctx, { attemptId, itemId, kind, value })

  const type = typeFromForm(form)
  const response = go === 'clear' || type === null ? null : responseFromForm(type, form)
  const outcomes: SaveOutcome[] = []
  // What was open and stays open is no change.
  if (response !== null || form.has(fields.answered) || type === null)
    outcomes.push(await save('answer', response))
  if (go === 'flag' || go === 'unflag') outcomes.push(await save('flag', go === 'flag'))

  for (const outcome of outcomes) {
    if (outcome.ok) continue
    if (outcome.reason === 'unknown-attempt') throw new Response(null, { status: 404 })
    if (outcome.reason === 'too-late' || outcome.reason === 'not-running')
      return redirect(paths.attemptResult(attemptId))
    const problem = outcome.reason === 'not-a-number' ? outcome.reason : 'not-saved'
    return redirect(paths.attempt(attemptId, { item: String(position) }).concat(`&problem=${problem}`))
  }
  if (go === 'review') return redirect(paths.reviewAttempt(attemptId))
  if (go === 'next') return redirect(at(position + 1))
  if (go === 'previous') return redirect(at(position - 1))
  if (go === 'language') {
    const language = ctx.language === 'en' ? 'zh-CN' : 'en'
    await chooseLanguage(ctx, language)
    return redirect(at(position), { headers: { 'set-cookie': preferenceCookie(ctx, 'language', language) } })
  }
  const number = Number.parseInt(go, 10)
  return redirect(at(Number.isInteger(number) ? number : position))
})
