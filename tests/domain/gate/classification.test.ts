import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  authorisation,
  day,
  job,
  local,
  longAgo,
  meihe,
  model,
  override,
  recordedAt,
  rule,
  sanction,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('classification and combination (6.15, 1 to 6)', () => {
  it('1: endorsements are the union over all matching rules, the level comes from the most specific', () => {
    const requirementRules = [
      rule({ id: 'A', operation: 'AC-CLEAN', minLevel: 2, endorsementsAllOf: ['A2L'] }),
      rule({
        id: 'B',
        operation: 'AC-CLEAN',
        category: 'AC',
        model: 'MH-AC-35-R32',
        minLevel: 1,
        endorsementsAllOf: ['ETH'],
      }),
    ]
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect(requirement).toMatchObject({ level: 1 })
    expect([...(requirement?.endorsementsAllOf ?? [])].sort()).toEqual(['A2L', 'ETH'])
  })

  it('1: of equally specific rules the strictest counts', () => {
    const requirementRules = [1, 3, 2].map((minLevel) =>
      rule({ id: `${minLevel}`, operation: 'AC-CLEAN', minLevel, minProviderGrade: minLevel }),
    )
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect(requirement).toMatchObject({ level: 3, minProviderGrade: 1 })
  })

  it('1: the delta module from day one is demanded by any matching rule, not by the most specific', () => {
    const requirementRules = [
      rule({ id: 'A', category: 'AC', deltaModuleRequired: true }),
      rule({ id: 'B', operation: 'AC-CLEAN', category: 'AC', minLevel: 1, deltaModuleRequired: false }),
    ]
    const launched = meihe.models.map((row) => ({
      ...row,
      launchedAt: day('2026-11-20'),
      deltaModule: 'D-1',
    }))
    const facts = { ...meihe, models: launched, requirementRules }
    expect(decisionText(job('E-1001', 'AC-CLEAN'), facts)).toBe('DENY IND_DELTA')
    expect(
      decisionText(job('E-1001', 'AC-CLEAN'), { ...facts, requirementRules: requirementRules.slice(1) }),
    ).toBe('ALLOW')
  })

  it('1: of quorum rules the one of the most specific requirement rule is named', () => {
    const requirementRules = [
      rule({ id: 'A', operation: 'AC-CLEAN', minLevel: 1, quorumRule: 'Q-WIDE' }),
      rule({ id: 'B', operation: 'AC-CLEAN', category: 'AC', quorumRule: 'Q-AC' }),
      rule({ id: 'C', operation: 'AC-CLEAN', model: 'MH-AC-35-R32', quorumRule: 'Q-MODEL' }),
    ]
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect([...(requirement?.quorumRules ?? [])].sort()).toEqual(['Q-AC', 'Q-MODEL'])
  })

  it('2: a rule without the operation tightens', () => {
    const facts = {
      ...meihe,
      requirementRules: [
        ...meihe.requirementRules,
        rule({ id: 'M', model: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', minLevel: 3 }),
      ],
    }
    expect(decisionText(sensor, facts)).toBe('DENY IND_LEVEL_TOO_LOW')
  })

  it('2: and never classifies, nor loosens', () => {
    const wide = rule({ id: 'M', model: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', minLevel: 1 })
    expect(decisionText(sensor, { ...meihe, requirementRules: [wide] })).toBe('DENY CLS_NO_REQUIREMENT')
    const facts = { ...meihe, requirementRules: [...meihe.requirementRules, wide] }
    expect(evaluateGate(sensor, facts).requirement?.level).toBe(2)
  })

  it('2: a rule for an AC operation does not classify a washer', () => {
    expect(decisionText(job('E-1008', 'AC-ROOM-SENSOR', { model: 'MH-WM-10' }), meihe)).toBe(
      'DENY CLS_NO_REQUIREMENT',
    )
  })

  it('3: without a requirement what needs a level is skipped, the rest runs', () => {
    const facts = {
      ...meihe,
      affiliations: [],
      credentials: [],
      authorisations: [authorisation('AC', { maxLevel: 0 })],
      sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' })],
    }
    expect(decisionText(job('E-1003', 'AC-UNLISTED'), facts)).toBe(
      'DENY CLS_NO_REQUIREMENT IND_NO_AFFILIATION IND_SUSPENDED',
    )
  })

  it('4: cure and override never mix', () => {
    const facts = {
      ...meihe,
      deposits: [
        { ...open, from: day('2026-11-22'), outlet: 'O1', brand: 'MEIHE', requiredCents: 1, paidCents: 0 },
      ],
      overrides: [override(['PRV_DEPOSIT'])],
    }
    expect(decisionText(job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' }), facts)).toBe(
      'DENY IND_LEVEL_TOO_LOW PRV_DEPOSIT',
    )
  })

  it('4: reasons are sorted by gate, code and params and keep their severity', () => {
    const { reasons } = evaluateGate(job('E-1002', 'RF-DRIER'), { ...meihe, contracts: [] })
    const keys = reasons.map((reason) => `${reason.gate} ${reason.code}`)
    expect(keys).toEqual([...keys].sort())
    expect(reasons.every((reason) => reason.remedies.length > 0)).toBe(true)
  })

  it.each([
    ['ENGINEER', job('E-0000', 'AC-ROOM-SENSOR')],
    ['SUPERVISOR', job('E-1003', 'AC-ROOM-SENSOR', { supervisor: 'E-0000' })],
    ['OUTLET', job('E-1003', 'AC-ROOM-SENSOR', { outlet: 'O0' })],
    ['MODEL', job('E-1003', 'AC-ROOM-SENSOR', { model: 'X' })],
    ['MODEL_OF_OTHER_BRAND', job('E-1003', 'AC-ROOM-SENSOR', { model: 'HY-AC-26-R32' })],
    ['OPERATION', job('E-1003', 'AC-NOTHING', { model: 'MH-AC-35-R32' })],
    ['BRAND', job('E-1003', 'AC-ROOM-SENSOR', { brand: 'X' })],
    [
      'WINDOW',
      job('E-1003', 'AC-ROOM-SENSOR', {
        window: { start: local('2026-11-24T11:00'), end: local('2026-11-24T09:00') },
      }),
    ],
    ['CHECK_IN', job('E-1003', 'AC-ROOM-SENSOR', { checkpoint: 'PARTS_RELEASE' })],
    ['WORK_END', job('E-1003', 'AC-ROOM-SENSOR', { checkpoint: 'CLAIM' })],
    ['WARRANTY', sensor],
    ['MODEL_REFRIGERANT', sensor],
  ] as const)('5: unknown %s is DATA_MISSING and stops the job', (what, request) => {
    const byWarranty = rule({ id: 'W', operation: 'AC-ROOM-SENSOR', warranty: 'IN_WARRANTY', minLevel: 2 })
    const byRefrigerant = rule({ id: 'G', category: 'AC', refrigerant: 'R32', endorsementsAllOf: ['A2L'] })
    const extra = what === 'WARRANTY' ? [byWarranty] : what === 'MODEL_REFRIGERANT' ? [byRefrigerant] : []
    const models =
      what === 'MODEL_REFRIGERANT' ? [model({ code: 'MH-AC-35-R32', category: 'AC' })] : meihe.models
    const decision = evaluateGate(request, {
      ...meihe,
      models,
      requirementRules: [...meihe.requirementRules, ...extra],
    })
    expect(decision.decision).toBe('DENY')
    expect(
      decision.reasons.filter((reason) => reason.code === 'DATA_MISSING').map((reason) => reason.params.what),
    ).toContain(what)
  })

  it('5: what another selector rules out already is not missed', () => {
    const narrow = rule({
      id: 'N',
      operation: 'AC-ROOM-SENSOR',
      refrigerant: 'R290',
      warranty: 'IN_WARRANTY',
      endorsementsAllOf: ['A3'],
    })
    const facts = { ...meihe, requirementRules: [...meihe.requirementRules, narrow] }
    expect(decisionText(sensor, facts)).toBe('ALLOW')
    const models = [model({ code: 'MH-AC-35-R32', category: 'AC' })]
    const outside = { ...sensor, warranty: 'OUT_OF_WARRANTY' as const }
    expect(decisionText(outside, { ...facts, models })).toBe('ALLOW')
    expect(decisionText({ ...sensor, warranty: 'IN_WARRANTY' as const }, { ...facts, models })).toBe(
      'DENY DATA_MISSING',
    )
  })

  it('5: a part class above the granted level is IND_PART_LEVEL at PARTS_RELEASE only', () => {
    const facts = {
      ...meihe,
      parts: [{ partNo: 'IPM-1', brand: 'MEIHE', minLevel: 3, recordedAt }],
      checkIns: [
        { lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:30'), distanceM: 5, recordedAt },
      ],
    }
    const part = { partNo: 'IPM-1' }
    expect(decisionText({ ...sensor, part }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, part, checkpoint: 'PARTS_RELEASE' }, facts)).toBe('DENY IND_PART_LEVEL')
    expect(codesOf({ ...sensor, part: { partNo: '?' }, checkpoint: 'PARTS_RELEASE' }, facts)).toEqual([
      'DATA_MISSING',
    ])
  })
})
