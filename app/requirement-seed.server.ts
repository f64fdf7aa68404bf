import type { EvidenceLeaf, RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import {
  DEFAULT_EVIDENCE_DAYS,
  renewalRequirement,
  rungRequirement,
} from '#app/domain/requirement/rung-requirement.ts'
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
  return { kind: 'all', inOrder: true, children: [heldAll(brand, components), own] }
}

/**
 * What renews it (gate 6.10): a first rung by SAFE-101, a second by its exam, a third by its practical too, a fourth by ten jobs of its level as well; an endorsement by
 * its exam and practical; a composite by its own exam while its components are held.
 */
export function renewalOf(seed: RequirementSeed): RequirementTree {
  const { brand, category, level, course, hasPractical, components } = seed
  if (level === 1) {
    const exams = [{ exam: 'SAFE-101', mode: 'PROCTORED' as const }]
    return renewalRequirement({ exams, practical: null, work: null })
  }
  if (course === null) throw new RangeError('Everything above a first rung rests on a course')
  const own = renewalRequirement({
    exams: [{ exam: course, mode: course === 'ETH-101' ? null : 'PROCTORED' }],
    practical: hasPractical && components.length === 0 && level !== 2 ? `${course}-P` : null,
    work: category !== null && level === 4 ? { brand, category, level, count: 10, withinDays: 365 } : null,
  })
  if (components.length === 0) return own
  return { kind: 'all', children: [heldAll(brand, components), own] }
}

/** A component is satisfied by any credential of its brand and category at its level or above (gate 6.15, 17). */
function heldAll(brand: string, components: RequirementSeed['components']): RequirementTree {
  return {
    kind: 'all',
    children: components.map((rung): EvidenceLeaf => ({ kind: 'level', brand, ...rung })),
  }
}
