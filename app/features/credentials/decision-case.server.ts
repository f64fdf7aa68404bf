import type { SignedInContext } from '#app/context.server.ts'
import { type ValidityPeriod, validityFor } from '#app/domain/credential/validity-period.ts'
import { curriculumPathFor } from '#app/domain/requirement/curriculum.ts'
import { evaluateRequirement } from '#app/domain/requirement/evaluate-requirement.ts'
import { type LeafReading, noEvidence, readLeaf } from '#app/domain/requirement/evidence.ts'
import { leafKey, leavesOf, type RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import { findExamPasses } from '#app/features/exams/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import {
  findIndependence,
  findPracticalResults,
  type PracticalResult,
} from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findTypesByIds, type StoredType } from './credential-type.repository.server.ts'
import { conflictsOfDecider } from './decider-conflicts.ts'
import { type DeciderConflict, type IssueObstacle, issueObstacles } from './decision-guards.ts'
import { type EnrolmentRow, findDecisions, findEnrolmentOfBrand } from './enrolment.repository.server.ts'
import { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
import { gatherEvidenceWith } from './gather-evidence.server.ts'
import { recordToRenew } from './reissue.ts'
import { findOpenSanctions } from './sanction.repository.server.ts'

type ExamPass = Awaited<ReturnType<typeof findExamPasses>>[number]

/** One piece of evidence of an enrolment as it stands, with the attempt or assessment that it rests on. */
export type EvidencePiece = {
  readonly key: string
  readonly reading: LeafReading
  readonly exam: ExamPass | null
  readonly practical: PracticalResult | null
  /** Of a course: what was recognised in its place. */
  readonly recognitionId: string | null
}

/** Everything a decision on an enrolment rests on, as it stands now. */
export type DecisionCase = {
  readonly enrolment: EnrolmentRow
  readonly type: StoredType
  readonly held: readonly HeldCredential[]
  readonly pieces: readonly EvidencePiece[]
  readonly isMet: boolean
  readonly conflicts: readonly DeciderConflict[]
  readonly obstacles: readonly IssueObstacle[]
  /** The record that would be renewed. */
  readonly previous: HeldCredential | null
  readonly validity: ValidityPeriod
  readonly decisions: Awaited<ReturnType<typeof findDecisions>>
}

/**
 * Reads the case of an enrolment for an officer of its brand; null for anybody else, so that other brands' enrolments are unknown. A constant number
 * of queries. `db` may be a running transaction: a decision is taken on what is true inside it.
 */
export async function readDecisionCase(
  ctx: SignedInContext,
  db: Db,
  enrolmentId: string,
): Promise<DecisionCase | null> {
  const { acting, personId: deciderId } = ctx.actor
  if (acting.organisationKind !== 'brand' || !acting.roles.includes('certification-officer')) return null
  const enrolment = await findEnrolmentOfBrand(db, enrolmentId, acting.organisationId)
  if (!enrolment) return null
  const at = ctx.now()
  const { personId, credentialTypeId } = enrolment
  const held = await findCredentialsOf(db, [personId], at)
  const [types, evidence, passes, practicals, completions, independence, sanctions, decisions] =
    await Promise.all([
      findTypesByIds(db, [credentialTypeId]),
      gatherEvidenceWith(db, [personId], at, held),
      findExamPasses(db, [personId]),
      findPracticalResults(db, [personId]),
      findCourseCompletions(db, [personId], at),
      findIndependence(db, [personId, deciderId], at),
      findOpenSanctions(db, personId, acting.organisationId, at),
      findDecisions(db, enrolmentId),
    ])
  const type = types.get(credentialTypeId)
  if (!type) return null
  const { zone } = type.brand
  const shown = evidence.get(personId) ?? noEvidence
  const requirement: RequirementTree = JSON.parse(enrolment.requirementJson)
  const { met, missing } = evaluateRequirement(requirement, shown, at, { zone })
  const pieces = leavesOf(requirement).map((leaf): EvidencePiece => {
    const reading = readLeaf(leaf, shown, at, zone)
    return {
      key: leafKey(leaf),
      reading,
      exam:
        (reading.met &&
          leaf.kind === 'exam' &&
          passes.find((one) => one.examCode === leaf.exam && one.passedAt === reading.since)) ||
        null,
      practical:
        (reading.met &&
          leaf.kind === 'practical' &&
          practicals.find(
            (one) =>
              one.practicalCode === leaf.practical &&
              one.scoredAt === reading.since &&
              one.state === 'PASSED',
          )) ||
        null,
      recognitionId:
        (reading.met &&
          leaf.kind === 'course' &&
          completions.find((one) => one.courseCode === leaf.course && one.completedAt === reading.since)
            ?.recognitionId) ||
        null,
    }
  })

  const conflicts = conflictsOfDecider(ctx.actor, independence, personId, at, zone)
  if (pieces.some(({ practical }) => practical?.assessorPersonId === deciderId))
    conflicts.push({ code: 'ASSESSED' })

  const previous = recordToRenew(held, type)
  return {
    enrolment,
    type,
    held,
    pieces,
    isMet: met,
    conflicts,
    obstacles: [
      ...(met
        ? []
        : [{ code: 'REQUIREMENT_UNMET' as const, missing: missing.map(({ leaf }) => leafKey(leaf)) }]),
      ...(enrolment.path === 'RENEWAL' && curriculumPathFor(type, previous) === 'INITIAL'
        ? [{ code: 'RENEWAL_OVER' as const }]
        : []),
      ...issueObstacles(type, held, sanctions, at),
    ],
    previous,
    validity: validityFor(type.rules, at, zone, previous),
    decisions,
  }
}
