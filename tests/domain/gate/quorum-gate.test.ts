import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  affiliation,
  credential,
  day,
  job,
  longAgo,
  meihe,
  quorumRule,
  recordedAt,
  sanction,
  to,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const first = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons[0]

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
    expect(first(sensor, team(2))?.params).toMatchObject({
      num: 2,
      den: 4,
      need: 3,
      level: 2,
      category: 'AC',
    })
  })

  it('25: without a stored start the clock starts now; it holds while the job ends before its end', () => {
    expect(first(sensor, team(2))?.params.until).toBe('2026-12-23')
    expect(decisionText(sensor, team(2, { quorumRisks: atRisk('2026-10-26') }))).toBe(
      'ALLOW_WARN QRM_AT_RISK(WARN)',
    )
    expect(decisionText(sensor, team(2, { quorumRisks: atRisk('2026-10-25') }))).toBe('DENY QRM_NOT_MET')
  })

  it('22: lower levels stay open, higher ones are asked too', () => {
    const facts = team(2, { quorumRisks: atRisk('2026-01-01') })
    expect(decisionText(job('E-1003', 'AC-CLEAN'), facts)).toBe('ALLOW')
    const high = {
      ...facts,
      credentials: [...facts.credentials, credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')],
    }
    expect(decisionText(job('E-1003', 'AC-IPM'), high)).toContain('QRM_NOT_MET')
  })

  it('22: at level 3 the ratio is not read', () => {
    const facts = team(1, { quorumRules: [quorumRule('AC', 3)] })
    const high = { ...facts, credentials: [credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')] }
    expect(decisionText(job('E-1003', 'AC-IPM'), { ...high, legalRuleSets: meihe.legalRuleSets })).toBe(
      'ALLOW',
    )
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
    const absent = (from: string) =>
      team(3, {
        affiliations: ['E-1003', 'E-1007', 'E-1002']
          .map((code) => affiliation(code, ['AC']))
          .concat(affiliation('E-1001', ['AC'], { leaves: leaves(from) })),
      })
    expect(first(sensor, absent('2026-10-01'))?.params).toMatchObject({ num: 2, den: 4 })
    expect(decisionText(sensor, absent('2026-11-01'))).toBe('ALLOW')
    // Absent for more than 30 days: the 31st day is the first that counts.
    expect(decisionText(sensor, absent('2026-10-25'))).toBe('ALLOW')
    expect(first(sensor, absent('2026-10-24'))?.params).toMatchObject({ num: 2, den: 4 })
  })

  it('24: trainees count in neither, new hires not in the denominator', () => {
    const base = team(2)
    const trainee = {
      ...base,
      affiliations: base.affiliations.map((row) =>
        row.engineer === 'E-1002' ? { ...row, role: 'TRAINEE' as const } : row,
      ),
    }
    expect(first(sensor, trainee)?.params).toMatchObject({ num: 2, den: 3, need: 3 })
    const fresh = {
      ...trainee,
      affiliations: trainee.affiliations.map((row) =>
        row.engineer === 'E-1007' ? { ...row, hiredAt: day('2026-10-01') } : row,
      ),
    }
    expect(decisionText(sensor, fresh)).toBe('ALLOW')
  })

  it('6.6: a manager who declares the category is in the denominator, and never in the numerator', () => {
    const base = team(3)
    const managed = (role: 'OUTLET_MANAGER' | 'TRAINEE') => ({
      ...base,
      affiliations: base.affiliations.map((row) => (row.engineer === 'E-1001' ? { ...row, role } : row)),
    })
    expect(first(sensor, managed('OUTLET_MANAGER'))?.params).toMatchObject({ num: 2, den: 4, need: 3 })
    expect(first(sensor, managed('TRAINEE'))?.params).toMatchObject({ num: 2, den: 3, need: 3 })
  })

  it('23: a person counts in the first declared categories only; one who declares nothing counts above the line', () => {
    const declared = (categories: string[]) =>
      team(3, {
        affiliations: ['E-1003', 'E-1007', 'E-1002']
          .map((code) => affiliation(code, ['AC']))
          .concat(affiliation('E-1001', categories)),
      })
    expect(first(sensor, declared(['RF', 'WM', 'X', 'AC']))?.params ?? {}).toMatchObject({ num: 2, den: 3 })
    expect(decisionText(sensor, declared([]))).toBe('ALLOW')
  })

  it('6.6: working grace counts, administrative grace does not', () => {
    const credentialsAt = (category: string, until: string) =>
      ['E-1008', 'E-1001'].map((code) => credential(code, `${category}-L1`, { validUntil: to(until) }))
    const facts = (until: string): GateFacts => ({
      ...meihe,
      quorumRules: [quorumRule('WM', 1, { minCount: 3, minRatioPermille: 0 })],
      affiliations: ['E-1008', 'E-1001', 'E-1004'].map((code) => affiliation(code, ['WM'])),
      credentials: [...credentialsAt('WM', until), credential('E-1004', 'WM-L1')],
    })
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('2026-11-10'))).toBe('ALLOW')
    expect(first(job('E-1004', 'WM-LEVEL'), facts('2026-10-10'))?.params).toMatchObject({ num: 1 })
  })

  it('6.6: leads, load and coverage', () => {
    expect(first(sensor, team(4, {}, { leadCount: 1 }))?.params).toMatchObject({ leads: 0, leadsNeed: 1 })
    const lead = team(4, {}, { leadCount: 1 })
    expect(
      decisionText(sensor, { ...lead, credentials: [...lead.credentials, credential('E-1001', 'AC-L3')] }),
    ).toBe('ALLOW')
    const outletLoads = [{ outlet: 'O1', brand: 'MEIHE', category: 'AC', weeklyOpenOrders: 91, recordedAt }]
    expect(first(sensor, team(3, { outletLoads }))?.params).toMatchObject({ orders: 91, ordersMax: 90 })
    expect(decisionText(sensor, team(4, { outletLoads }))).toBe('ALLOW')
    const wm = quorumRule('WM', 1, { minCount: 0, minRatioPermille: 0, coverage: 'ALL_OFFERED' })
    const bare = {
      ...meihe,
      affiliations: [affiliation('E-1004', [], { role: 'TRAINEE' })],
      quorumRules: [wm],
    }
    expect(decisionText(job('E-1004', 'WM-LEVEL'), bare)).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
  })
})
