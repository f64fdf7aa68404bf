import { responseText } from './journal.ts'
import type { Responses } from './score-attempt.ts'

/**
 * The final answers of an attempt as one canonical text, whose SHA-256 stands on the candidate's receipt (hashed outside
 * the domain). Every item of the form has a line, in order of ids: the text depends on what was answered and on nothing
 * else. Throws RangeError for an answer to an item that is not on the form.
 */
export function answerText(attemptId: string, itemIds: readonly string[], responses: Responses): string {
  const onForm = new Set(itemIds)
  for (const id of responses.keys())
    if (!onForm.has(id)) throw new RangeError(`Item ${id} is not on the form`)
  const lines = [...onForm]
    .sort()
    .map((id) => `${JSON.stringify(id)} ${responseText(responses.get(id) ?? null)}`)
  return ['answers/1', JSON.stringify(attemptId), ...lines, ''].join('\n')
}
