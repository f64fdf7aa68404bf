/** What the form of a new key was sent with, as typed; `days` is empty for a key without an end. */
export type KeyValues = {
  organisationId: string
  name: string
  scopes: readonly string[]
  days: string
}

export type KeyProblem =
  | 'unknown-organisation'
  | 'name-short'
  | 'name-taken'
  | 'no-scope'
  | 'scope-not-theirs'
  | 'unknown-lifetime'

export type KeyProblems = Partial<Record<keyof KeyValues, KeyProblem>>

/** Reads the form's fields, cut to what could ever be right. */
export function keyValuesOf(form: FormData): KeyValues {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 100) : ''
  }
  return {
    organisationId: text('organisationId'),
    name: text('name'),
    scopes: form.getAll('scopes').filter((one) => typeof one === 'string'),
    days: text('days'),
  }
}
