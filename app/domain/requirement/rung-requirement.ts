import type { EvidenceMode } from '../credential/credential.ts'
import type { EvidenceLeaf, RequirementTree } from './requirement-tree.ts'

/** Evidence for a decision is at most so many days old unless a rung says otherwise (model 5.1). */
export const DEFAULT_EVIDENCE_DAYS = 180

export type RungPlan = {
  /** The rung below on the same ladder; null for the first rung. */
  readonly below: { readonly brand: string; readonly category: string; readonly level: number } | null
  readonly exams: readonly { readonly exam: string; readonly mode: EvidenceMode | null }[]
  readonly course: string | null
  readonly practical: string | null
  /** Null: evidence never grows too old. */
  readonly evidenceDays?: number | null
}

export type RenewalPlan = {
  readonly exams: readonly { readonly exam: string; readonly mode: EvidenceMode | null }[]
  readonly practical: string | null
  /** Finished jobs at the rung's own level; null where none are asked for. */
  readonly work: {
    readonly brand: string
    readonly category: string
    readonly level: number
    readonly count: number
    readonly withinDays: number
  } | null
}

/**
 * What renews a credential (gate 6.10): its exams and its practical once more, and the jobs of the level where the rung lives by practice. The rung below and the
 * course are not asked again. Throws RangeError for a plan that asks for nothing.
 */
export function renewalRequirement({ exams, practical, work }: RenewalPlan): RequirementTree {
  const children: EvidenceLeaf[] = [
    ...exams.map(
      ({ exam, mode }): EvidenceLeaf => ({ kind: 'exam', exam, mode, maxAgeDays: DEFAULT_EVIDENCE_DAYS }),
    ),
    ...(practical === null
      ? []
      : [{ kind: 'practical' as const, practical, maxAgeDays: DEFAULT_EVIDENCE_DAYS }]),
    ...(work === null ? [] : [{ kind: 'work' as const, ...work }]),
  ]
  if (children.length === 0) throw new RangeError('A renewal rests on something')
  return { kind: 'all', children }
}

/**
 * The standard requirement of a rung (catalogue 7.1): the first asks for its exams alone; every other for the rung below in
 * effect, the course completed, its exam passed and its practical passed where the course names one, one after the other.
 * A completed course does not grow old, since the exam proves what is left of it. Throws RangeError for a plan without an exam.
 */
export function rungRequirement({
  below,
  exams,
  course,
  practical,
  evidenceDays = DEFAULT_EVIDENCE_DAYS,
}: RungPlan): RequirementTree {
  if (exams.length === 0) throw new RangeError('A rung rests on at least one exam')
  const examLeaves = exams.map(
    ({ exam, mode }): EvidenceLeaf => ({ kind: 'exam', exam, mode, maxAgeDays: evidenceDays }),
  )
  const children: RequirementTree[] = []
  if (below !== null) children.push({ kind: 'level', ...below })
  if (course !== null) children.push({ kind: 'course', course, maxAgeDays: null })
  // Several exams of one rung do not wait for each other.
  if (examLeaves.length > 1) children.push({ kind: 'all', children: examLeaves })
  else children.push(...examLeaves)
  if (practical !== null) children.push({ kind: 'practical', practical, maxAgeDays: evidenceDays })
  const [only] = children
  if (children.length === 1 && only !== undefined && only.kind === 'all') return only
  return { kind: 'all', children, inOrder: true }
}
