import type { EvidenceMode } from '#app/domain/credential/credential.ts'
import type { CredentialEffect } from '../credential-effect.ts'
import type { DeciderConflict, IssueObstacle } from '../decision-guards.ts'

/** What can be done to many credentials at once. */
export type BatchKind = 'IMPORT' | 'ISSUE' | 'REVOKE'

/** What a file or a list can bring; issuing begins in the queue. */
export const broughtKinds = ['import', 'revoke'] as const
export type BroughtKind = (typeof broughtKinds)[number]

/** More rows than this are two batches. */
export const batchLimits = { rows: 5_000, chosen: 500, cell: 600 } as const

/** What a row said, as it was read; which parts there are depends on the kind of the batch. */
export type ReadRow = {
  readonly staffCode?: string
  readonly typeCode?: string
  readonly validFrom?: string
  readonly lastDay?: string
  readonly oldNumber?: string
  readonly evidence?: string
  readonly reason?: string
  readonly number?: string
  readonly enrolmentId?: string
}

/** A row with its number in the file or the list. */
export type NumberedRow = { readonly rowNumber: number; readonly read: ReadRow }

export type RowResult = 'ISSUE' | 'RENEW' | 'REVOKE' | 'WITHDRAW' | 'REFUSED'

/** One thing in the way of a row, with what the sentence about it needs. */
export type RowProblem = {
  readonly code: ProblemCode
  readonly params?: Readonly<Record<string, string | number>>
}

/** Everything that can be in the way of a row, in the order in which people set it right. */
export const problemCodes = [
  // What the row itself lacks.
  'STAFF_MISSING',
  'TYPE_MISSING',
  'FROM_MISSING',
  'FROM_NOT_A_DAY',
  'UNTIL_NOT_A_DAY',
  'UNTIL_BEFORE_FROM',
  'EVIDENCE_UNKNOWN',
  'OLD_NUMBER_TOO_LONG',
  'REASON_TOO_LONG',
  'FROM_IN_FUTURE',
  'NO_END',
  'TOO_LONG',
  'ENDED',
  // Whom or what it names.
  'PERSON_UNKNOWN',
  'TYPE_UNKNOWN',
  'NUMBER_MISTYPED',
  'NUMBER_UNKNOWN',
  'REPEATED',
  'OLD_NUMBER_REPEATED',
  'OLD_NUMBER_TAKEN',
  // What stands against it.
  'HELD_ALREADY',
  'EARNED_HERE',
  'HIGHER_HELD',
  'SUSPENDED',
  'REVOKED_RECENTLY',
  'REVOKED_SINCE',
  'REQUIREMENT_UNMET',
  'RENEWAL_OVER',
  'NOT_AWAITING',
  'AGREED_ALREADY',
  'OVER',
  'CONFLICT_SELF',
  'CONFLICT_TRAINER_OF_RECORD',
  'CONFLICT_SAME_PROVIDER',
  'CONFLICT_ASSESSED',
  'CONFLICT_AUTHOR',
  'CHANGED',
  // Why it is not taken back.
  'TOUCHED',
  'REPLACED',
  'REPLACED_ANOTHER',
  'PROPOSED',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** What is to be known of a row that can be done. */
export type RowNote = 'GATE_ASKS_PROCTORED' | 'NOT_ATTESTED'

/** What is kept of a row besides what was read and what became of it. */
export type RowDetails = {
  readonly problems: readonly RowProblem[]
  readonly notes?: readonly RowNote[]
  /** Instants; the end is exclusive. */
  readonly validFrom?: string
  readonly validUntil?: string
  readonly evidenceMode?: Extract<EvidenceMode, 'PROCTORED' | 'UNPROCTORED'>
  /** Number of the record that is replaced. */
  readonly supersedes?: string | null
  /** Number of the credential that was issued, revoked or withdrawn. */
  readonly number?: string
  /** Of a revocation: what the whole batch takes from the person. */
  readonly effect?: CredentialEffect
}

/** What a row would do, or why it would not. */
export type PlannedRow = NumberedRow & {
  readonly result: RowResult
  readonly details: RowDetails
  readonly personId: string | null
  /** Of a revocation: what it is about. */
  readonly credentialId: string | null
  readonly oldNumber: string | null
  /** Whether the type asks for two people. */
  readonly isTwoPerson: boolean
}

/** A row that is refused, with why. */
export function refusedRow(
  row: NumberedRow,
  problems: readonly RowProblem[],
  personId: string | null = null,
): PlannedRow {
  return {
    ...row,
    result: 'REFUSED',
    details: { problems },
    personId,
    credentialId: null,
    oldNumber: null,
    isTwoPerson: false,
  }
}

/** Why an officer may not decide on a person, as problems of a row. */
export function conflictProblems(conflicts: readonly DeciderConflict[]): readonly RowProblem[] {
  return conflicts.map((one) => ({
    code: `CONFLICT_${one.code}` as const,
    ...(one.code === 'SAME_PROVIDER' ? { params: { provider: one.provider } } : {}),
  }))
}

/** Why nothing can be issued to a person, as problems of a row. */
export function obstacleProblems(obstacles: readonly IssueObstacle[]): readonly RowProblem[] {
  return obstacles.map((one) =>
    one.code === 'REQUIREMENT_UNMET'
      ? { code: one.code, params: { count: one.missing.length } }
      : { code: one.code },
  )
}
