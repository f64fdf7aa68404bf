import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  affiliation,
  authorisation,
  credential,
  credentialTypes,
  day,
  holding,
  job,
  legalRules,
  licence,
  local,
  meihe,
  model,
  open,
  operation,
  override,
  person,
  quorumRule,
  recordedAt,
  rule,
  sanction,
  to,
} from './meihe-world.ts'

/** Edges of the settled readings (6.15) that the tests of single gates do not touch; each case has its neighbour beside it. */

const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const overnight = { start: local('2026-11-24T22:00'), end: local('2026-11-25T02:00') }
const paramsOf = (request: typeof sensor, facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map(({ params }) => params)

describe('classification', () => {
  it('1: each field is chosen on its own', () => {
    const requirementRules = [
      rule({ id: 'A', operation: 'AC-CLEAN', minLevel: 1, minProviderGrade: 2 }),
      rule({ id: 'B', operation: 'AC-CLEAN', category: 'AC', minLevel: 2 }),
    ]
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect(requirement).toMatchObject({ level: 2, minProviderGrade: 2 })
  })

  it('1: of endorsements of which one will do, each rule asks for its own', () => {
    const oneOf = (id: string, endorsementsAnyOf: string[]) =>
      rule({ id, operation: 'AC-ROOM-SENSOR', minLevel: 2, endorsementsAnyOf })
    const held = (...codes: string[]) => ({
      ...holding('E-1003', ...['AC-L2', ...codes].map((code) => credential('E-1003', code))),
      requirementRules: [oneOf('A', ['A2L', 'A3']), oneOf('B', ['ETH', 'HVDC'])],
    })
    expect(decisionText(sensor, held('A3', 'ETH'))).toBe('ALLOW')
    expect(decisionText(sensor, held('A3', 'A2L'))).toBe('DENY IND_ENDORSEMENT')
    expect(paramsOf(sensor, held('A3', 'A2L'))).toMatchObject([{ name: 'ETH|HVDC' }])
  })

  it('3: without a level no lead is asked for on probation, and the delta module and clauses still are', () => {
    const facts: GateFacts = {
      ...meihe,
      authorisations: [authorisation('AC', { maxLevel: 0 }, 'PROBATION')],
      entryStandards: [
        { brand: 'MEIHE', version: 'v1', effectiveFrom: day('2025-01-01'), transitionEnd: null, recordedAt },
      ],
      clauses: [
        {
          id: 'METER',
          brand: 'MEIHE',
          standard: 'v1',
          mandatory: true,
          safety: true,
          cureDays: 30,
          recordedAt,
        },
      ],
    }
    const request = job('E-1003', 'AC-UNLISTED', { model: 'MH-AC-35-NEW' })
    expect(decisionText(request, facts)).toBe('DENY CLS_NO_REQUIREMENT ENT_CLAUSE IND_DELTA')
  })
})

describe('time', () => {
  it('10: the age of a delta module and of a verification is measured at the end of the window', () => {
    const models = [
      model({ code: 'MH-AC-35-R32', category: 'AC', launchedAt: day('2026-10-25'), deltaModule: 'D' }),
    ]
    expect(decisionText({ ...sensor, window: overnight }, { ...meihe, models })).toBe('DENY IND_DELTA')
    expect(decisionText(sensor, { ...meihe, models })).toBe('ALLOW')

    const fan = job('E-1001', 'AC-OUTDOOR-FAN')
    const licences = [licence('E-1001', 'CN_LV', { verifiedAt: local('2025-11-24T09:00') })]
    expect(decisionText({ ...fan, window: overnight }, { ...meihe, licences })).toBe('DENY LEG_UNVERIFIED')
    expect(decisionText(fan, { ...meihe, licences })).toBe('ALLOW')
  })

  it('10: membership of quorum is counted at the start of the window', () => {
    const facts = (until: string): GateFacts => ({
      ...meihe,
      quorumRules: [quorumRule('AC', 2, { minCount: 4, minRatioPermille: 0 })],
      credentials: meihe.credentials.map((row) =>
        row.engineer === 'E-1002' && row.type === 'AC-L2' ? { ...row, validUntil: local(until) } : row,
      ),
    })
    expect(decisionText(sensor, facts('2026-11-24T09:01'))).toBe('ALLOW')
    expect(decisionText(sensor, facts('2026-11-24T09:00'))).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
  })

  it('9: a sanction on the provider that runs now stops a job after its end', () => {
    const until = (text: string) => [
      sanction({ kind: 'PROVIDER', code: 'P1' }, { from: day('2026-11-01'), until: local(text) }),
    ]
    expect(decisionText(sensor, { ...meihe, sanctions: until('2026-11-23T10:01') })).toBe(
      'DENY PRV_PARENT_SUSPENDED',
    )
    expect(decisionText(sensor, { ...meihe, sanctions: until('2026-11-23T10:00') })).toBe('ALLOW')
  })

  it.each([
    ['EXPIRED', 'ALLOW'],
    ['SUSPENDED', 'DENY PRV_SUSPENDED'],
  ] as const)('13: an authorisation that is %s after check-in, at parts release: %s', (state, expected) => {
    const turn = local('2026-11-23T09:40')
    const states = [
      { ...open, state: 'ACTIVE' as const, until: turn },
      { ...open, state, from: turn },
    ]
    const facts = {
      ...meihe,
      authorisations: [authorisation('AC', { states })],
      checkIns: [
        { lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:30'), distanceM: 5, recordedAt },
      ],
    }
    expect(decisionText({ ...sensor, checkpoint: 'PARTS_RELEASE' }, facts)).toBe(expected)
  })
})

describe('the person', () => {
  it('15: ties go by code, then by number', () => {
    const suspended = {
      events: [
        { kind: 'SUSPENDED' as const, from: day('2026-11-01'), to: null, grounds: 'PADP', recordedAt },
      ],
    }
    const named = (...rows: [string, string][]) =>
      paramsOf(
        sensor,
        holding(
          'E-1003',
          ...rows.map(([type, number]) => credential('E-1003', type, { number, ...suspended })),
        ),
      )[0]?.subject
    expect(named(['AC-L3', 'A'], ['AC-L2', 'Z'])).toBe('Z')
    expect(named(['AC-L2', 'Z'], ['AC-L2', 'B'])).toBe('B')
  })

  it('15: a lower level that does not last through the job is no near-miss', () => {
    const until = (text: string) =>
      holding('E-1003', credential('E-1003', 'AC-L1', { validUntil: local(text) }))
    expect(decisionText(sensor, until('2026-11-24T11:00'))).toBe('DENY IND_LEVEL_TOO_LOW')
    const types = credentialTypes.map((row) => ({ ...row, workingGraceDays: 0 }))
    expect(decisionText(sensor, { ...until('2026-11-24T10:59'), credentialTypes: types })).toBe(
      'DENY IND_NO_CREDENTIAL',
    )
  })

  it('12: past the longer of both graces, as it stands now, it is EXPIRED', () => {
    const types = credentialTypes.map((row) =>
      row.code === 'AC-L2' ? { ...row, workingGraceDays: 30, adminGraceDays: 0 } : row,
    )
    const at = (until: string) =>
      decisionText(sensor, {
        ...holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: day(until) })),
        credentialTypes: types,
      })
    expect(at('2026-10-25')).toBe('DENY IND_ADMIN_GRACE')
    expect(at('2026-10-24')).toBe('DENY IND_EXPIRED')
  })

  it('18: a qualifying job in the window does not count before it is done', () => {
    const types = credentialTypes.map((row) => ({ ...row, recencyMaxGapDays: 30 }))
    const facts = { ...meihe, credentialTypes: types }
    const work = (finishedAt: string) => [
      { engineer: 'E-1003', brand: 'MEIHE', category: 'AC', finishedAt: local(finishedAt), recordedAt },
    ]
    expect(decisionText(sensor, { ...facts, work: work('2026-10-25T18:00') })).toBe('ALLOW')
    expect(decisionText(sensor, { ...facts, work: work('2026-10-24T18:00') })).toBe('DENY IND_RECENCY')
  })
})

describe('the outlet', () => {
  it('20: a lead of another outlet is no lead here', () => {
    const facts = (outlet: string): GateFacts => ({
      ...holding('E-1003', credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')),
      authorisations: [authorisation('AC', {}, 'PROBATION')],
      affiliations: [
        affiliation('E-1003', ['AC']),
        affiliation('E-1003', ['AC'], { outlet, role: 'LEAD', isPrimary: false }),
      ],
    })
    expect(decisionText(job('E-1003', 'AC-IPM'), facts('O2'))).toBe('DENY PRV_PROBATION_LIMIT')
    expect(decisionText(job('E-1003', 'AC-IPM'), facts('O1'))).toBe('ALLOW')
  })

  it('22: a quorum above the required level is never asked for, one below always is', () => {
    const unmet = (level: number): GateFacts => ({
      ...meihe,
      quorumRules: [quorumRule('AC', level, { minCount: 9, cureDays: 0 })],
    })
    expect(decisionText(sensor, unmet(3))).toBe('ALLOW')
    expect(decisionText(sensor, unmet(2))).toBe('DENY QRM_NOT_MET')
    expect(decisionText(sensor, unmet(1))).toBe('DENY QRM_NOT_MET')
  })

  it('25: the cure clock is measured at the end of the window', () => {
    const facts: GateFacts = {
      ...meihe,
      quorumRules: [quorumRule('AC', 2, { minCount: 9 })],
      quorumRisks: [{ outlet: 'O1', rule: 'Q-AC-2', atRiskSince: day('2026-10-26'), recordedAt }],
    }
    expect(decisionText(sensor, facts)).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
    expect(decisionText({ ...sensor, window: overnight }, facts)).toBe('DENY QRM_NOT_MET')
  })
})

describe('supervised work and overrides', () => {
  const request = job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' })
  const live = (change: Partial<GateFacts>): GateFacts => ({
    ...meihe,
    legalRules: legalRules.map((row) => ({ ...row, supervisable: true })),
    operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', tags: ['LV_ELECTRICAL'] })],
    licences: [licence('E-1008', 'CN_LV')],
    ...change,
  })
  const began = (start: string) => [
    {
      lineId: 'A',
      engineer: 'E-1004',
      supervisor: 'E-1008',
      brand: 'MEIHE',
      credentialType: 'WM-L2',
      start: day(start),
      end: day(start),
      maxTrainees: 2,
      recordedAt,
    },
  ]

  it('6.9, 3: a legal rule may give the trainee 24 months', () => {
    const longer = legalRules.map((row) => ({ ...row, supervisable: true, supervisedMonths: 24 }))
    const supervisedJobs = began('2025-06-01')
    expect(decisionText(request, live({ supervisedJobs }))).toMatch(/^DENY/)
    expect(decisionText(request, live({ supervisedJobs, legalRules: longer }))).toMatch(/^ALLOW_SUPERVISED/)
    expect(decisionText(request, live({ supervisedJobs: began('2024-11-23'), legalRules: longer }))).toMatch(
      /^DENY/,
    )
  })

  it('6.9, 6: at height the trainee needs the licence too, also where the rule allows supervision', () => {
    const high = {
      operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', tags: ['WORK_AT_HEIGHT'] })],
    }
    const both = [licence('E-1008', 'CN_HEIGHT'), licence('E-1004', 'CN_HEIGHT')]
    const site = { jurisdiction: 'CN/HB/WUH', heightM: 3 }
    expect(decisionText({ ...request, site }, live({ ...high, licences: both }))).toMatch(/^ALLOW_SUPERVISED/)
    expect(decisionText({ ...request, site }, live({ ...high, licences: both.slice(0, 1) }))).toMatch(/^DENY/)
  })

  it('4: a warning does not hinder supervision, and a statutory block does', () => {
    const enforced = (enforcement: 'WARN' | 'BLOCK') =>
      live({ legalRules: legalRules.map((row) => ({ ...row, enforcement })) })
    expect(decisionText(request, enforced('WARN'))).toBe(
      'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING(WARN)',
    )
    expect(decisionText(request, enforced('BLOCK'))).toBe('DENY IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
  })

  it('30: EXPIRED is overridable in the first 7 days, measured now', () => {
    const types = credentialTypes.map((row) => ({ ...row, workingGraceDays: 0, adminGraceDays: 0 }))
    const at = (until: string) =>
      decisionText(job('E-1004', 'WM-LEVEL'), {
        ...holding('E-1004', credential('E-1004', 'WM-L1', { validUntil: local(until) })),
        credentialTypes: types,
        overrides: [override(['IND_EXPIRED'])],
      })
    expect(at('2026-11-16T10:01')).toBe('ALLOW_WARN IND_EXPIRED OVR_USED(WARN)')
    expect(at('2026-11-16T10:00')).toBe('DENY IND_EXPIRED')
  })

  it('31: an approver whose role has ended does not count', () => {
    const approver = (until: string | null) =>
      person('B-9001', { roles: [{ ...open, role: 'GATE_OVERRIDE', brand: 'MEIHE', until }] })
    const facts = (until: string | null): GateFacts => ({
      ...meihe,
      deposits: [
        { ...open, from: day('2026-11-20'), outlet: 'O1', brand: 'MEIHE', requiredCents: 5, paidCents: 0 },
      ],
      persons: [...meihe.persons.filter((row) => row.code !== 'B-9001'), approver(until)],
      overrides: [override(['PRV_DEPOSIT'])],
    })
    expect(decisionText(job('E-1008', 'WM-INLET-VALVE'), facts(null))).toMatch(/^ALLOW_WARN/)
    expect(decisionText(job('E-1008', 'WM-INLET-VALVE'), facts(local('2026-11-23T09:45')))).toBe(
      'DENY PRV_DEPOSIT',
    )
  })

  it('30: a credential expired for a safety-critical job stays shut', () => {
    const facts: GateFacts = {
      ...holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: to('2026-11-22') })),
      overrides: [override(['IND_ADMIN_GRACE', 'IND_EXPIRED'])],
    }
    expect(decisionText(sensor, facts)).toBe('DENY IND_ADMIN_GRACE')
  })
})
