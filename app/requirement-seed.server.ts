import type { EvidenceLeaf, RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import { DEFAULT_EVIDENCE_DAYS, rungRequirement } from '#app/domain/requirement/rung-requirement.ts'
import type { RequirementSeed } from '#db/seed/seed-tools.ts'

/**
 * What a credential type of the demonstration rests on. A first rung: the exams SAFE-101 and ETH-101. Every other rung: the rung below, its course,
 * exam and practical. A composite: its components and its own course. An endorsement: its course and exam, and the practical of the dangerous ones.
 */
export function requirementOf(seed: RequirementSeed): RequirementTree {
  const { brand, category, level, course, hasPractical, components } = seed
  if (level === 1) {
    const exams = [
      { exam: 'SAFE-101', mode: 'PROCTORED' as const },
      { exam: 'ETH-101', mode: null },
    ]
    return rungRequirement({ below: null, exams, course: null, practical: null })
  }
  if (course === null) throw new RangeError('Everything above a first rung rests on a course')
  const practical = hasPractical ? `${course}-P` : null
  const exams = [{ exam: course, mode: course === 'ETH-101' ? null : ('PROCTORED' as const) }]
  const below = category !== null && level !== null ? { brand, category, level: level - 1 } : null
  const own = rungRequirement({ below, exams, course, practical, evidenceDays: DEFAULT_EVIDENCE_DAYS })
  if (components.length === 0) return own
  const held = components.map((type): EvidenceLeaf => ({ kind: 'credential', brand, type }))
  return { kind: 'all', inOrder: true, children: [{ kind: 'all', children: held }, own] }
}
