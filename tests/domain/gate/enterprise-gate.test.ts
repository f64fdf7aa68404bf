import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import { day, job, longAgo, meihe, operation, override, recordedAt, rule, to } from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const first = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons[0]

describe('enterprise (6.7; 6.15, 26)', () => {
  const standard = (version: string, effectiveFrom: string, transitionEnd: string | null) => ({
    brand: 'MEIHE',
    version,
    effectiveFrom: day(effectiveFrom),
    transitionEnd: transitionEnd === null ? null : day(transitionEnd),
    recordedAt,
  })
  const clause = (id: string, version: string, fields = {}) => ({
    id,
    brand: 'MEIHE',
    standard: version,
    mandatory: true,
    safety: false,
    cureDays: 30,
    recordedAt,
    ...fields,
  })
  const pass = (id: string, assessedAt: string, until: string | null) => ({
    outlet: 'O1',
    clause: id,
    result: 'PASS' as const,
    assessedAt: day(assessedAt),
    validUntil: until === null ? null : to(until),
    recordedAt,
  })
  const grade = (version: string, number: number, until: string) => ({
    ...open,
    outlet: 'O1',
    brand: 'MEIHE',
    standard: version,
    grade: number,
    until: to(until),
  })
  const withClause = (fields: object, assessments: GateFacts['clauseAssessments']): GateFacts => ({
    ...meihe,
    entryStandards: [standard('v1', '2025-01-01', null)],
    clauses: [clause('INSURANCE', 'v1', fields)],
    clauseAssessments: assessments,
  })

  it('26: a lost clause warns during its cure span, then blocks', () => {
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2027-05-31')]))).toBe(
      'ALLOW',
    )
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-11-10')]))).toBe(
      'ALLOW_WARN ENT_CLAUSE(WARN)',
    )
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-10-20')]))).toBe(
      'DENY ENT_CLAUSE',
    )
    expect(
      first(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-10-20')]))?.params,
    ).toMatchObject({ since: '2026-10-21' })
  })

  it('26: a safety clause blocks at once, a clause never passed has no cure span', () => {
    expect(
      decisionText(sensor, withClause({ safety: true }, [pass('INSURANCE', '2025-06-01', '2026-11-20')])),
    ).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, withClause({}, []))).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, withClause({ mandatory: false }, []))).toBe('ALLOW')
  })

  it('6.7: a fail after a pass loses the clause, a later pass regains it', () => {
    const fail = { ...pass('INSURANCE', '2026-11-01', null), result: 'FAIL' as const }
    const earlier = pass('INSURANCE', '2025-06-01', null)
    expect(decisionText(sensor, withClause({}, [fail, earlier]))).toBe('ALLOW_WARN ENT_CLAUSE(WARN)')
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2026-11-15', null), fail, earlier]))).toBe(
      'ALLOW',
    )
  })

  const needs2 = {
    ...meihe,
    requirementRules: [...meihe.requirementRules, rule({ id: 'G', category: 'AC', minProviderGrade: 2 })],
  }
  it('6.7: a grade at least as good as demanded; one step short may be overridden', () => {
    const graded = (number: number): GateFacts => ({
      ...needs2,
      grades: [grade('v1', number, '2027-12-31')],
      overrides: [override(['ENT_GRADE'])],
    })
    // AC-L2 is safety-critical in the catalogue, so the operation here is given as one that is not.
    const soft = [operation({ code: 'AC-ROOM-SENSOR', category: 'AC' })]
    expect(decisionText(sensor, graded(1))).toBe('ALLOW')
    expect(decisionText(sensor, { ...graded(3), overrides: [] })).toBe('DENY ENT_GRADE')
    expect(decisionText(sensor, { ...graded(3), operations: soft })).toBe(
      'ALLOW_WARN ENT_GRADE OVR_USED(WARN)',
    )
    expect(decisionText(sensor, { ...graded(4), operations: soft })).toBe('DENY ENT_GRADE')
    expect(decisionText(sensor, needs2)).toBe('DENY ENT_GRADE')
  })

  it('6.7: holders stay on their version until its transition ends, applicants are on the newest', () => {
    const versions = (transitionEnd: string) => [
      standard('v2', '2026-06-01', transitionEnd),
      standard('v1', '2025-01-01', null),
    ]
    const world = (transitionEnd: string, grades: GateFacts['grades']): GateFacts => ({
      ...meihe,
      entryStandards: versions(transitionEnd),
      grades,
      clauses: [clause('NEW', 'v2')],
      clauseAssessments: [],
    })
    const held = [grade('v1', 2, '2027-12-31')]
    expect(decisionText(sensor, world('2027-01-01', held))).toBe('ALLOW')
    expect(decisionText(sensor, world('2026-11-01', held))).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, world('2027-01-01', []))).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, world('2027-01-01', [grade('v1', 2, '2026-10-31')]))).toBe('DENY ENT_CLAUSE')
    const safety = { ...world('2027-01-01', held), clauses: [clause('NEW', 'v2', { safety: true })] }
    expect(decisionText(sensor, safety)).toBe('DENY ENT_CLAUSE')
  })
})
