import type { CredentialType } from '../credential/credential.ts'
import type { StatusReading } from '../credential/derived-status.ts'
import type { Instant } from '../shared/instants.ts'
import { askedAfter, type RequirementTree } from './requirement-tree.ts'

/** Which of a type's curricula somebody follows: the full one, or what renews the record that is held (model 4.1). */
export type CurriculumPath = 'INITIAL' | 'RENEWAL'

/** A record of the type as it stands, with when it was issued. */
export type StandingRecord = {
  readonly issuedAt: Instant
  readonly reading: Pick<StatusReading, 'status' | 'dateStatus' | 'scope'>
}

type Curricula = {
  readonly rules: Pick<CredentialType, 'grants' | 'endorsements' | 'validityMonths'>
  readonly requirement: RequirementTree
  /** What renews it; null where the type asks for everything again. */
  readonly renewal: RequirementTree | null
}

const over = ['REVOKED', 'WITHDRAWN', 'SUPERSEDED']

/**
 * The path that is open: a record is renewed until its graces are over, early too; after that, and after a reduction of its scope, which a short path must not
 * give back, everything is asked for (model 5.4). What never ends is not renewed.
 */
export function curriculumPathFor(
  { rules }: Pick<Curricula, 'rules'>,
  record: StandingRecord | null,
): CurriculumPath {
  if (record === null || rules.validityMonths === null) return 'INITIAL'
  const { status, dateStatus, scope } = record.reading
  if (over.includes(status) || dateStatus === 'LAPSED' || dateStatus === 'NOT_YET_VALID') return 'INITIAL'
  return sizeOf(scope) < sizeOf(rules) ? 'INITIAL' : 'RENEWAL'
}

/**
 * What a path asks for. A renewal counts only what was earned after the record was issued: evidence carries one record. After a revocation exams and practicals
 * are taken anew whenever they were passed; courses are not, since nobody takes one twice.
 */
export function requirementOn(
  path: CurriculumPath,
  { requirement, renewal }: Pick<Curricula, 'requirement' | 'renewal'>,
  record: Pick<StandingRecord, 'issuedAt'> | null,
  revokedAt: Instant | null,
): RequirementTree {
  if (path === 'RENEWAL' && record !== null) {
    return renewal === null
      ? askedAfter(requirement, record.issuedAt, { courses: false })
      : askedAfter(renewal, record.issuedAt)
  }
  return revokedAt === null ? requirement : askedAfter(requirement, revokedAt, { courses: false })
}

function sizeOf({ grants, endorsements }: Pick<CredentialType, 'grants' | 'endorsements'>): number {
  return grants.reduce((sum, { level }) => sum + level, 0) + endorsements.length
}
