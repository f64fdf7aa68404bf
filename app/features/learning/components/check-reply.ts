import type { AnsweredCheck } from '../answer-check.server.ts'

/** Why an answer was not judged; the words are `check.problem.<name>`. */
export type CheckProblem = 'nothing-chosen' | 'unknown-choice' | 'lost'

/** What the address for answers says to a page that asked without leaving. */
export type CheckReply =
  | { readonly ok: true; readonly answer: AnsweredCheck }
  | { readonly ok: false; readonly problem: CheckProblem }

/** The element of a check, to which a page without JavaScript comes back. */
export function checkElementId(checkId: string): string {
  return `check-${checkId}`
}

/** The form field by which a running page says that it wants the answer in place, not a new page. */
export const inPlaceField = 'reply'
