/**
 * How one thing about a badge stands. `pass`: looked at and right. `fail`: looked at and wrong. `not-supported`: this program cannot judge it, and says so. Anything
 * but `pass` keeps the badge from being valid.
 */
export type CheckResult = 'pass' | 'fail' | 'not-supported'

/** What is looked at: the file, its data model, the words it uses, each proof, who the issuer is, the dates, each status. */
export type CheckName = 'form' | 'schema' | 'contexts' | 'proof' | 'claims' | 'dates' | 'status'

export type Check = {
  readonly check: CheckName
  readonly result: CheckResult
  /** One word for programs, such as `expired`, `revoked`, `wrong-signature`. */
  readonly code: string
  /** A sentence for people, in English. */
  readonly detail: string
}

export const checkOf = (check: CheckName, result: CheckResult, code: string, detail: string): Check => ({
  check,
  result,
  code,
  detail,
})

/** What a badge says, as far as it could be read; nothing of it may be believed where the verdict is not `valid`. */
export type BadgeSummary = {
  readonly id: string | null
  readonly issuer: string | null
  readonly issuerName: string | null
  readonly name: string | null
  readonly validFrom: string | null
  readonly validUntil: string | null
}

export type Verdict = {
  /** `undecided`: nothing is wrong, but something could not be judged. */
  readonly verdict: 'valid' | 'invalid' | 'undecided'
  readonly form: 'json' | 'jwt' | 'png' | 'svg' | null
  /** The instant of the check. */
  readonly at: string
  readonly badge: BadgeSummary | null
  readonly checks: readonly Check[]
}

/** The verdict that follows from the checks: valid only where there are some and all pass. */
export function verdictOf(checks: readonly Check[]): Verdict['verdict'] {
  if (checks.some(({ result }) => result === 'fail')) return 'invalid'
  return checks.length === 0 || checks.some(({ result }) => result === 'not-supported')
    ? 'undecided'
    : 'valid'
}

/** Something is wrong with what is checked, or cannot be judged; becomes a check. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure'
  readonly code: string
  readonly result: Exclude<CheckResult, 'pass'>
  constructor(code: string, message: string, result: Exclude<CheckResult, 'pass'> = 'fail') {
    super(message)
    this.code = code
    this.result = result
  }
}

/** A failure as a check; what nobody expected is one too, so that a strange file never ends the program. */
export function failureCheck(check: CheckName, failure: unknown): Check {
  if (failure instanceof CheckFailure) return checkOf(check, failure.result, failure.code, failure.message)
  const message = failure instanceof Error ? failure.message : String(failure)
  return checkOf(check, 'fail', 'unreadable', message)
}

export type Json = Readonly<Record<string, unknown>>

/** Whether a value is an object with fields. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value that may stand alone or in a list, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** The id of a thing that is named by its id or written out. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return isJson(value) && typeof value.id === 'string' ? value.id : null
}
