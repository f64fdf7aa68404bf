import type { SignedInContext } from '#app/context.server.ts'
import { type ValidityPeriod, validityFor } from '#app/domain/credential/validity-period.ts'
import { curriculumPathFor } from '#app/domain/requirement/curriculum.ts'
import { evaluateRequirement } from '#app/domain/requirement/evaluate-requirement.ts'
import { type Evidence, type LeafReading, noEvidence, readLeaf } from '#app/domain/requirement/evidence.ts'
import { leafKey, leavesOf, type RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import { groupedBy } from '#app/domain/shared/grouped.ts'
import type { Instant, Zone } from '#app/domain/shared/instants.ts'
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
import { type EnrolmentRow, findDecisions, findEnrolmentsOfBrand } from './enrolment.repository.server.ts'
import { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
import { gatherEvidenceWith } from './gather-evidence.server.ts'
import { recordToRenew } from './reissue.ts'
import { findOpenSanctions } from './sanction.repository.server.ts'

type Completion = Awaited<ReturnType<typeof findCourseCompletions>>[number]
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
  readonly decisions: readonly Awaited<ReturnType<typeof findDecisions>>[number][]
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
  const [found] = await readDecisionCases(ctx, db, [enrolmentId])
  return found ?? null
}

/** The same for some enrolments, hundreds at most, in the order given; a constant number of queries for all of them together. */
export async function readDecisionCases(
  ctx: SignedInContext,
  db: Db,
  enrolmentIds: readonly string[],
): Promise<readonly DecisionCase[]> {
  const { acting, personId: deciderId } = ctx.actor
  if (acting.organisationKind !== 'brand' || !acting.roles.includes('certification-officer')) return []
  const rows = await findEnrolmentsOfBrand(db, enrolmentIds, acting.organisationId)
  if (rows.length === 0) return []
  const at = ctx.now()
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  const allHeld = await findCredentialsOf(db, personIds, at)
  const [types, evidence, passes, practicals, completions, independence, sanctions, decisions] =
    await Promise.all([
      findTypesByIds(
        db,
        rows.map(({ credentialTypeId }) => credentialTypeId),
      ),
      gatherEvidenceWith(db, personIds, at, allHeld),
      findExamPasses(db, personIds),
      findPracticalResults(db, personIds),
      findCourseCompletions(db, personIds, at),
      findIndependence(db, [...new Set([...personIds, deciderId])], at),
      findOpenSanctions(db, personIds, acting.organisationId, at),
      findDecisions(db, enrolmentIds),
    ])
  const heldBy = groupedBy(allHeld, ({ personId }) => personId)
  const passesBy = groupedBy(passes, ({ personId }) => personId)
  const practicalsBy = groupedBy(practicals, ({ personId }) => personId)
  const completionsBy = groupedBy(completions, ({ personId }) => personId)
  const sanctionsBy = groupedBy(sanctions, ({ personId }) => personId)
  const decisionsOn = groupedBy(decisions, ({ enrolmentId }) => enrolmentId)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return enrolmentIds.flatMap((id): DecisionCase[] => {
    const enrolment = byId.get(id)
    const type = enrolment && types.get(enrolment.credentialTypeId)
    if (!enrolment || !type) return []
    const { personId } = enrolment
    const { zone } = type.brand
    const held = heldBy.get(personId) ?? []
    const requirement: RequirementTree = JSON.parse(enrolment.requirementJson)
    const shown = evidence.get(personId) ?? noEvidence
    const { met, missing } = evaluateRequirement(requirement, shown, at, { zone })
    const pieces = piecesOf(requirement, shown, at, zone, {
      passes: passesBy.get(personId) ?? [],
      practicals: practicalsBy.get(personId) ?? [],
      completions: completionsBy.get(personId) ?? [],
    })
    const conflicts = conflictsOfDecider(ctx.actor, independence, personId, at, zone)
    if (pieces.some(({ practical }) => practical?.assessorPersonId === deciderId))
      conflicts.push({ code: 'ASSESSED' })
    const previous = recordToRenew(held, type)
    return [
      {
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
          ...issueObstacles(type, held, sanctionsBy.get(personId) ?? [], at),
        ],
        previous,
        validity: validityFor(type.rules, at, zone, previous),
        decisions: decisionsOn.get(id) ?? [],
      },
    ]
  })
}

/** Each piece that a requirement asks for, as it stands, with the attempt or assessment behind it. */
function piecesOf(
  requirement: RequirementTree,
  shown: Evidence,
  at: Instant,
  zone: Zone,
  {
    passes,
    practicals,
    completions,
  }: {
    passes: readonly ExamPass[]
    practicals: readonly PracticalResult[]
    completions: readonly Completion[]
  },
): readonly EvidencePiece[] {
  return leavesOf(requirement).map((leaf): EvidencePiece => {
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
}
