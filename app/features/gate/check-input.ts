/** The check form's fields as typed: codes, local times of the place, a height in metres. */
export const checkFields = [
  'engineer',
  'operation',
  'model',
  'outlet',
  'start',
  'end',
  'height',
  'supervisor',
] as const

export type CheckField = (typeof checkFields)[number]
export type CheckValues = Record<CheckField, string>

export type CheckProblem =
  | 'missing'
  | 'unknown'
  | 'time-missing'
  | 'time-form'
  | 'end-before-start'
  | 'height-form'
  | 'not-yours'

/** The form's fields from what was posted; what is missing is empty. */
export function checkValuesOf(read: (name: CheckField) => string | null): CheckValues {
  return Object.fromEntries(checkFields.map((field) => [field, read(field)?.trim() ?? ''])) as CheckValues
}
