import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  affiliation, authorisation, credential, credentialTypes, day, holding, job, local, longAgo, meihe, operation, override, person,
  quorumRule, recordedAt, rule, sanction, to,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const first = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) => evaluateGate(request, facts).reasons[0]

/** Four AC engineers, of whom so many hold AC-L2; E-1003 is always certified. */
function team(certified: number, change: Partial<GateFacts> = {}, ruleFields = {}): GateFacts {
  const people = ['E-1003', 'E-1001', 'E-1007', 'E-1002']
  return {
    ...meihe,
    affiliations: people.map((code) => affiliation(code, ['AC'])),
    credentials: people.slice(0, certified).map((code) => credential(code, 'AC-L2')),
    quorumRules: [quorumRule('AC', 2, ruleFields)],
    ...change,
  }
}
const atRisk = (since: string) => [{ outlet: 'O1', rule: 'Q-AC-2', atRiskSince: day(since), recordedAt }]

describe('quorum (6.6; 6.15, 22 to 25)', () => {
  it('6.6: three of four are enough for 75 %, two are not', () => {
    expect(decisionText(sensor, team(3))).toBe('ALLOW')
    expect(decisionText(sensor, team(2))).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
    expect(first(sensor, team(2))?.params).toMatchObject({ num: 2, den: 4, need: 3, level: 2, category: 'AC' })
  })

  it('25: without a stored start the clock starts now; it holds while the job ends before its end', () => {
    expect(first(sensor, team(2))?.params.until).toBe('2026-12-23')
    expect(decisionText(sensor, team(2, { quorumRisks: atRisk('2026-10-26') }))).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
    expect(decisionText(sensor, team(2, { quorumRisks: atRisk('2026-10-25') }))).toBe('DENY QRM_NOT_MET')
  })

  it('22: lower levels stay open, higher ones are asked too', () => {
    const facts = team(2, { quorumRisks: atRisk('2026-01-01') })
    expect(decisionText(job('E-1003', 'AC-CLEAN'), facts)).toBe('ALLOW')
    const high = { ...facts, credentials: [...facts.credentials, credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')] }
    expect(decisionText(job('E-1003', 'AC-IPM'), high)).toContain('QRM_NOT_MET')
  })

  it('22: at level 3 the ratio is not read', () => {
    const facts = team(1, { quorumRules: [quorumRule('AC', 3)] })
    const high = { ...facts, credentials: [credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')] }
    expect(decisionText(job('E-1003', 'AC-IPM'), { ...high, legalRuleSets: meihe.legalRuleSets })).toBe('ALLOW')
  })

  it('cure span 0 blocks at once, and a quorum of endorsement holders is read only where that is demanded', () => {
    const facts = team(3, {}, { endorsement: 'A2L', cureDays: 0 })
    expect(decisionText(sensor, facts)).toBe('ALLOW')
    expect(decisionText(job('E-1003', 'AC-LEAK-TOPUP'), facts)).toContain('QRM_NOT_MET')
  })

  it('24: suspended, absent and uncertified colleagues stay in the denominator', () => {
    const sanctions = [sanction({ kind: 'ENGINEER', code: 'E-1001' })]
    expect(first(sensor, team(3, { sanctions }))?.params).toMatchObject({ num: 2, den: 4 })
    const leaves = (from: string) => [{ ...open, from: day(from) }]
    const absent = (from: string) => team(3, {
      affiliations: ['E-1003', 'E-1007', 'E-1002'].map((code) => affiliation(code, ['AC'])).concat(affiliation('E-1001', ['AC'], { leaves: leaves(from) })),
    })
    expect(first(sensor, absent('2026-10-01'))?.params).toMatchObject({ num: 2, den: 4 })
    expect(decisionText(sensor, absent('2026-11-01'))).toBe('ALLOW')
  })

  it('24: trainees count in neither, new hires not in the denominator', () => {
    const base = team(2)
    const trainee = { ...base, affiliations: base.affiliations.map((row) => (row.engineer === 'E-1002' ? { ...row, role: 'TRAINEE' as const } : row)) }
    expect(first(sensor, trainee)?.params).toMatchObject({ num: 2, den: 3, need: 3 })
    const fresh = { ...trainee, affiliations: trainee.affiliations.map((row) => (row.engineer === 'E-1007' ? { ...row, hiredAt: day('2026-10-01') } : row)) }
    expect(decisionText(sensor, fresh)).toBe('ALLOW')
  })

  it('23: a person counts in the first declared categories only; one who declares nothing counts above the line', () => {
    const declared = (categories: string[]) => team(3, {
      affiliations: ['E-1003', 'E-1007', 'E-1002'].map((code) => affiliation(code, ['AC'])).concat(affiliation('E-1001', categories)),
    })
    expect(first(sensor, declared(['RF', 'WM', 'X', 'AC']))?.params ?? {}).toMatchObject({ num: 2, den: 3 })
    expect(decisionText(sensor, declared([]))).toBe('ALLOW')
  })

  it('6.6: working grace counts, administrative grace does not', () => {
    const credentialsAt = (category: string, until: string) => ['E-1008', 'E-1001'].map((code) => credential(code, `${category}-L1`, { validUntil: to(until) }))
    const facts = (until: string): GateFacts => ({
      ...meihe, quorumRules: [quorumRule('WM', 1, { minCount: 3, minRatioPermille: 0 })],
      affiliations: ['E-1008', 'E-1001', 'E-1004'].map((code) => affiliation(code, ['WM'])),
      credentials: [...credentialsAt('WM', until), credential('E-1004', 'WM-L1')],
    })
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('2026-11-10'))).toBe('ALLOW')
    expect(first(job('E-1004', 'WM-LEVEL'), facts('2026-10-10'))?.params).toMatchObject({ num: 1 })
  })

  it('6.6: leads, load and coverage', () => {
    expect(first(sensor, team(4, {}, { leadCount: 1 }))?.params).toMatchObject({ leads: 0, leadsNeed: 1 })
    const lead = team(4, {}, { leadCount: 1 })
    expect(decisionText(sensor, { ...lead, credentials: [...lead.credentials, credential('E-1001', 'AC-L3')] })).toBe('ALLOW')
    const outletLoads = [{ outlet: 'O1', brand: 'MEIHE', category: 'AC', weeklyOpenOrders: 91, recordedAt }]
    expect(first(sensor, team(3, { outletLoads }))?.params).toMatchObject({ orders: 91, ordersMax: 90 })
    expect(decisionText(sensor, team(4, { outletLoads }))).toBe('ALLOW')
    const wm = quorumRule('WM', 1, { minCount: 0, minRatioPermille: 0, coverage: 'ALL_OFFERED' })
    const bare = { ...meihe, affiliations: [affiliation('E-1004', [], { role: 'TRAINEE' })], quorumRules: [wm] }
    expect(decisionText(job('E-1004', 'WM-LEVEL'), bare)).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
  })
})

describe('enterprise (6.7; 6.15, 26)', () => {
  const standard = (version: string, effectiveFrom: string, transitionEnd: string | null) =>
    ({ brand: 'MEIHE', version, effectiveFrom: day(effectiveFrom), transitionEnd: transitionEnd === null ? null : day(transitionEnd), recordedAt })
  const clause = (id: string, version: string, fields = {}) =>
    ({ id, brand: 'MEIHE', standard: version, mandatory: true, safety: false, cureDays: 30, recordedAt, ...fields })
  const pass = (id: string, assessedAt: string, until: string | null) =>
    ({ outlet: 'O1', clause: id, result: 'PASS' as const, assessedAt: day(assessedAt), validUntil: until === null ? null : to(until), recordedAt })
  const grade = (version: string, number: number, until: string) =>
    ({ ...open, outlet: 'O1', brand: 'MEIHE', standard: version, grade: number, until: to(until) })
  const withClause = (fields: object, assessments: GateFacts['clauseAssessments']): GateFacts => ({
    ...meihe, entryStandards: [standard('v1', '2025-01-01', null)], clauses: [clause('INSURANCE', 'v1', fields)], clauseAssessments: assessments,
  })

  it('26: a lost clause warns during its cure span, then blocks', () => {
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2027-05-31')]))).toBe('ALLOW')
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-11-10')]))).toBe('ALLOW_WARN ENT_CLAUSE(WARN)')
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-10-20')]))).toBe('DENY ENT_CLAUSE')
    expect(first(sensor, withClause({}, [pass('INSURANCE', '2025-06-01', '2026-10-20')]))?.params).toMatchObject({ since: '2026-10-21' })
  })

  it('26: a safety clause blocks at once, a clause never passed has no cure span', () => {
    expect(decisionText(sensor, withClause({ safety: true }, [pass('INSURANCE', '2025-06-01', '2026-11-20')]))).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, withClause({}, []))).toBe('DENY ENT_CLAUSE')
    expect(decisionText(sensor, withClause({ mandatory: false }, []))).toBe('ALLOW')
  })

  it('6.7: a fail after a pass loses the clause, a later pass regains it', () => {
    const fail = { ...pass('INSURANCE', '2026-11-01', null), result: 'FAIL' as const }
    const earlier = pass('INSURANCE', '2025-06-01', null)
    expect(decisionText(sensor, withClause({}, [fail, earlier]))).toBe('ALLOW_WARN ENT_CLAUSE(WARN)')
    expect(decisionText(sensor, withClause({}, [pass('INSURANCE', '2026-11-15', null), fail, earlier]))).toBe('ALLOW')
  })

  const needs2 = { ...meihe, requirementRules: [...meihe.requirementRules, rule({ id: 'G', category: 'AC', minProviderGrade: 2 })] }
  it('6.7: a grade at least as good as demanded; one step short may be overridden', () => {
    const graded = (number: number): GateFacts => ({ ...needs2, grades: [grade('v1', number, '2027-12-31')], overrides: [override(['ENT_GRADE'])] })
    // AC-L2 is safety-critical in the catalogue, so the operation here is given as one that is not.
    const soft = [operation({ code: 'AC-ROOM-SENSOR', category: 'AC' })]
    expect(decisionText(sensor, graded(1))).toBe('ALLOW')
    expect(decisionText(sensor, { ...graded(3), overrides: [] })).toBe('DENY ENT_GRADE')
    expect(decisionText(sensor, { ...graded(3), operations: soft })).toBe('ALLOW_WARN ENT_GRADE OVR_USED(WARN)')
    expect(decisionText(sensor, { ...graded(4), operations: soft })).toBe('DENY ENT_GRADE')
    expect(decisionText(sensor, needs2)).toBe('DENY ENT_GRADE')
  })

  it('6.7: holders stay on their version until its transition ends, applicants are on the newest', () => {
    const versions = (transitionEnd: string) => [standard('v2', '2026-06-01', transitionEnd), standard('v1', '2025-01-01', null)]
    const world = (transitionEnd: string, grades: GateFacts['grades']): GateFacts => ({
      ...meihe, entryStandards: versions(transitionEnd), grades, clauses: [clause('NEW', 'v2')], clauseAssessments: [],
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

describe('overrides (6.11; 6.15, 30 and 31)', () => {
  const deposits = (from: string) => [{ ...open, from: day(from), outlet: 'O1', brand: 'MEIHE', requiredCents: 5, paidCents: 0 }]
  const valve = job('E-1008', 'WM-INLET-VALVE')
  const short = (fields: object = {}, from = '2026-11-20'): GateFacts => ({ ...meihe, deposits: deposits(from), overrides: [override(['PRV_DEPOSIT'], fields)] })

  it('31: a live override of the line opens with OVR_USED; the block stays a block', () => {
    const { decision, reasons, overrides } = evaluateGate(valve, short())
    expect(decision).toBe('ALLOW_WARN')
    expect(reasons.map((reason) => `${reason.code} ${reason.severity}`)).toEqual(['OVR_USED WARN', 'PRV_DEPOSIT BLOCK'])
    expect(overrides).toEqual(['OV-1'])
  })

  const approval = (by: string) => ({ by, at: local('2026-11-23T09:30'), recordedAt })
  it.each([
    ['another line', { lineId: 'LINE-2' }],
    ['another code', { codes: ['ENT_GRADE'] }],
    ['another brand', { brand: 'HAIYUE' }],
    ['more than 24 hours', { expiresAt: local('2026-11-24T09:01') }],
    ['one that is over', { from: local('2026-11-22T10:00'), expiresAt: local('2026-11-23T10:00') }],
    ['one that has not begun', { from: local('2026-11-23T10:01') }],
    ['a short text', { text: 'too short' }],
    ['no reason code', { reasonCode: '' }],
    ['an approver who asked for it', { requestedBy: 'B-9001' }],
    ['an approver without the role', { approvals: [approval('D-7001')] }],
    ['no approver', { approvals: [] }],
  ])('31: refused without a word: %s', (_name, fields) => {
    expect(decisionText(valve, short(fields))).toBe('DENY PRV_DEPOSIT')
  })

  it('31: each checkpoint asks again', () => {
    const checkIn = { ...valve, checkpoint: 'CHECK_IN' as const, asOf: local('2026-11-24T09:00') }
    expect(decisionText(checkIn, short())).toBe('DENY PRV_DEPOSIT')
    expect(decisionText({ ...checkIn, asOf: local('2026-11-24T08:59') }, short())).toBe('ALLOW_WARN OVR_USED(WARN) PRV_DEPOSIT')
  })

  it('6.11: a safety-critical operation needs a second approver', () => {
    expect(decisionText(sensor, short())).toBe('DENY PRV_DEPOSIT')
    expect(decisionText(sensor, short({ approvals: [approval('B-9001'), approval('B-9001')] }))).toBe('DENY PRV_DEPOSIT')
    expect(decisionText(sensor, short({ approvals: [approval('B-9001'), approval('B-9002')] }))).toBe('ALLOW_WARN OVR_USED(WARN) PRV_DEPOSIT')
  })

  it('30: a deposit only in the first 7 days of its shortfall', () => {
    expect(decisionText(valve, short({}, '2026-11-17'))).toContain('ALLOW_WARN')
    expect(decisionText(valve, short({}, '2026-11-16'))).toBe('DENY PRV_DEPOSIT')
  })

  it('30: an expired credential for 7 days, if nothing is safety-critical', () => {
    const facts = (code: string, until: string): GateFacts => ({
      ...holding('E-1004', credential('E-1004', code, { validUntil: to(until) })),
      credentialTypes: credentialTypes.map((type) => ({ ...type, workingGraceDays: 0 })),
      overrides: [override(['IND_ADMIN_GRACE'], { approvals: [approval('B-9001'), approval('B-9002')] })],
    })
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('WM-L1', '2026-11-16'))).toBe('ALLOW_WARN IND_ADMIN_GRACE OVR_USED(WARN)')
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('WM-L1', '2026-11-15'))).toBe('DENY IND_ADMIN_GRACE')
    expect(decisionText(job('E-1004', 'AC-ROOM-SENSOR'), facts('AC-L2', '2026-11-20'))).toBe('DENY IND_ADMIN_GRACE')
  })

  it('30: an override of quorum covers the cap that comes from it, not one of the authorisation', () => {
    const facts = (maxLevel: number): GateFacts => ({
      ...meihe,
      operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM' })],
      authorisations: [authorisation('WM', { maxLevel, caps: [{ ...open, capLevel: 1 }] })],
      overrides: [override(['QRM_NOT_MET'])],
    })
    expect(decisionText(valve, facts(3))).toBe('ALLOW_WARN OVR_USED(WARN) PRV_LEVEL_CAP')
    expect(decisionText(valve, facts(1))).toBe('DENY PRV_LEVEL_CAP')
  })

  it('I8: nobody overrides what the state or a sanction forbids', () => {
    const everything = override(['LEG_LICENCE_MISSING', 'IND_SUSPENDED', 'IND_REVOKED', 'LEG_NO_RULESET', 'CLS_NO_REQUIREMENT'], {
      approvals: [approval('B-9001'), approval('B-9002')],
    })
    const facts = { ...meihe, overrides: [everything] }
    expect(decisionText(job('E-1007', 'AC-OUTDOOR-FAN'), { ...facts, legalRuleSets: [] })).toMatch(/^DENY/)
    expect(decisionText(sensor, { ...facts, sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' })] })).toMatch(/^DENY/)
    expect(decisionText(job('E-1001', 'AC-UNLISTED'), facts)).toMatch(/^DENY/)
  })

  it('28: an overridden supervisor does not do', () => {
    const facts = { ...short({ codes: ['PRV_DEPOSIT', 'IND_LEVEL_TOO_LOW'] }), persons: [...meihe.persons, person('X')] }
    expect(decisionText(job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' }), facts)).toMatch(/^DENY/)
  })
})
