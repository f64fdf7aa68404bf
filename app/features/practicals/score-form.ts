import type { StepOutcome } from '#app/domain/practical/rubric.ts'

/** What a score sheet's form sends, by step id; a step without an outcome may still have a note. */
export type TypedScores = Record<string, { outcome: StepOutcome | null; note: string }>

const outcomes: readonly StepOutcome[] = ['done', 'partly', 'not-done']

/** Names of a step's two fields. */
export const fieldsOf = (stepId: string) => ({ outcome: `outcome.${stepId}`, note: `note.${stepId}` })

/** Reads the form as it was typed; what is no outcome counts as not chosen. */
export function readScoreForm(form: FormData): TypedScores {
  const typed: TypedScores = {}
  const at = (stepId: string) => {
    typed[stepId] ??= { outcome: null, note: '' }
    return typed[stepId]
  }
  for (const [name, value] of form) {
    const [, kind, stepId] = /^(outcome|note)\.(.+)$/.exec(name) ?? []
    if (kind === 'outcome' && stepId) at(stepId).outcome = outcomes.find((one) => one === value) ?? null
    if (kind === 'note' && stepId) at(stepId).note = String(value)
  }
  return typed
}

/** The steps for which something was chosen. */
export function chosenScores(typed: TypedScores): Record<string, { outcome: StepOutcome; note: string }> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([stepId, { outcome, note }]) =>
      outcome === null ? [] : [[stepId, { outcome, note }]],
    ),
  )
}
