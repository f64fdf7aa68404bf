import { describe, expect, it } from 'vitest'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import { decisionText } from './decision-text.ts'
import {
  affiliation, asOf, authorisation, credential, credentialTypes, day, enrolment, holding, job, legalRules, licence, local,
  longAgo, meihe, model, operation, override, person, recordedAt, rule, sanction, to,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const retyped = (code: string, fields: object) => credentialTypes.map((type) => (type.code === code ? { ...type, ...fields } : type))
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('classification and combination (6.15, 1 to 6)', () => {
  it('1: endorsements are the union over all matching rules, the level comes from the most specific', () => {
    const requirementRules = [
      rule({ id: 'A', operation: 'AC-CLEAN', minLevel: 2, endorsementsAllOf: ['A2L'] }),
      rule({ id: 'B', operation: 'AC-CLEAN', category: 'AC', model: 'MH-AC-35-R32', minLevel: 1, endorsementsAllOf: ['ETH'] }),
    ]
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect(requirement).toMatchObject({ level: 1 })
    expect([...(requirement?.endorsementsAllOf ?? [])].sort()).toEqual(['A2L', 'ETH'])
  })

  it('1: of equally specific rules the strictest counts', () => {
    const requirementRules = [1, 3, 2].map((minLevel) => rule({ id: `${minLevel}`, operation: 'AC-CLEAN', minLevel, minProviderGrade: minLevel }))
    const { requirement } = evaluateGate(job('E-1003', 'AC-CLEAN'), { ...meihe, requirementRules })
    expect(requirement).toMatchObject({ level: 3, minProviderGrade: 1 })
  })

  it('2: a rule without the operation tightens', () => {
    const facts = { ...meihe, requirementRules: [...meihe.requirementRules, rule({ id: 'M', model: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', minLevel: 3 })] }
    expect(decisionText(sensor, facts)).toBe('DENY IND_LEVEL_TOO_LOW')
  })

  it('2: and never classifies, nor loosens', () => {
    const wide = rule({ id: 'M', model: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', minLevel: 1 })
    expect(decisionText(sensor, { ...meihe, requirementRules: [wide] })).toBe('DENY CLS_NO_REQUIREMENT')
    const facts = { ...meihe, requirementRules: [...meihe.requirementRules, wide] }
    expect(evaluateGate(sensor, facts).requirement?.level).toBe(2)
  })

  it('2: a rule for an AC operation does not classify a washer', () => {
    expect(decisionText(job('E-1008', 'AC-ROOM-SENSOR', { model: 'MH-WM-10' }), meihe)).toBe('DENY CLS_NO_REQUIREMENT')
  })

  it('3: without a requirement what needs a level is skipped, the rest runs', () => {
    const facts = {
      ...meihe, affiliations: [], credentials: [], authorisations: [authorisation('AC', { maxLevel: 0 })],
      sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' })],
    }
    expect(decisionText(job('E-1003', 'AC-UNLISTED'), facts)).toBe('DENY CLS_NO_REQUIREMENT IND_NO_AFFILIATION IND_SUSPENDED')
  })

  it('4: cure and override never mix', () => {
    const facts = {
      ...meihe,
      deposits: [{ ...open, from: day('2026-11-22'), outlet: 'O1', brand: 'MEIHE', requiredCents: 1, paidCents: 0 }],
      overrides: [override(['PRV_DEPOSIT'])],
    }
    expect(decisionText(job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' }), facts)).toBe('DENY IND_LEVEL_TOO_LOW PRV_DEPOSIT')
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
    ['WINDOW', job('E-1003', 'AC-ROOM-SENSOR', { window: { start: local('2026-11-24T11:00'), end: local('2026-11-24T09:00') } })],
    ['CHECK_IN', job('E-1003', 'AC-ROOM-SENSOR', { checkpoint: 'PARTS_RELEASE' })],
    ['WORK_END', job('E-1003', 'AC-ROOM-SENSOR', { checkpoint: 'CLAIM' })],
    ['WARRANTY', sensor],
    ['MODEL_REFRIGERANT', sensor],
  ] as const)('5: unknown %s is DATA_MISSING and stops the job', (what, request) => {
    const byWarranty = rule({ id: 'W', operation: 'AC-ROOM-SENSOR', warranty: 'IN_WARRANTY', minLevel: 2 })
    const byRefrigerant = rule({ id: 'G', category: 'AC', refrigerant: 'R32', endorsementsAllOf: ['A2L'] })
    const extra = what === 'WARRANTY' ? [byWarranty] : what === 'MODEL_REFRIGERANT' ? [byRefrigerant] : []
    const models = what === 'MODEL_REFRIGERANT' ? [model({ code: 'MH-AC-35-R32', category: 'AC' })] : meihe.models
    const decision = evaluateGate(request, { ...meihe, models, requirementRules: [...meihe.requirementRules, ...extra] })
    expect(decision.decision).toBe('DENY')
    expect(decision.reasons.filter((reason) => reason.code === 'DATA_MISSING').map((reason) => reason.params.what)).toContain(what)
  })

  it('5: a part class above the granted level is IND_PART_LEVEL at PARTS_RELEASE only', () => {
    const facts = {
      ...meihe,
      parts: [{ partNo: 'IPM-1', brand: 'MEIHE', minLevel: 3, recordedAt }],
      checkIns: [{ lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:30'), distanceM: 5, recordedAt }],
    }
    const part = { partNo: 'IPM-1' }
    expect(decisionText({ ...sensor, part }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, part, checkpoint: 'PARTS_RELEASE' }, facts)).toBe('DENY IND_PART_LEVEL')
    expect(codesOf({ ...sensor, part: { partNo: '?' }, checkpoint: 'PARTS_RELEASE' }, facts)).toEqual(['DATA_MISSING'])
  })
})

describe('time (6.15, 7 to 13)', () => {
  it.each([
    ['2026-11-24T09:00', '2026-11-24T11:00', 'ALLOW'],
    ['2026-11-24T09:00', '2026-11-24T10:59', 'DENY IND_EXPIRES_BEFORE_JOB'],
    ['2026-11-24T09:01', '2026-11-24T11:00', 'DENY IND_NOT_YET_VALID'],
  ])('7: valid from %s until %s against 09:00 to 11:00: %s', (from, until, expected) => {
    const facts = holding('E-1003', credential('E-1003', 'AC-L2', { validFrom: local(from), validUntil: local(until) }))
    expect(decisionText(sensor, facts)).toBe(expected)
  })

  it('7: CHECK_IN judges asOf and not the requested window', () => {
    const facts = holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: to('2026-11-23') }))
    expect(decisionText({ ...sensor, checkpoint: 'CHECK_IN' }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, checkpoint: 'CHECK_IN', asOf: day('2026-11-24') }, facts)).toBe('DENY IND_ADMIN_GRACE')
  })

  it('8: valid now and in usable grace during the job is a warning; past the grace it is not', () => {
    const facts = holding('E-1004', credential('E-1004', 'WM-L1', { validUntil: to('2026-11-23') }))
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts)).toBe('ALLOW_WARN IND_IN_GRACE(WARN)')
    const window = { start: local('2026-12-24T09:00'), end: local('2026-12-24T11:00') }
    expect(decisionText(job('E-1004', 'WM-LEVEL', { window }), facts)).toBe('DENY IND_EXPIRES_BEFORE_JOB')
  })

  it.each([
    ['one that ends before the job but runs now', '2026-11-20T00:00', '2026-11-23T18:00', 'DENY IND_SUSPENDED'],
    ['one that starts in the job', '2026-11-24T10:00', null, 'DENY IND_SUSPENDED'],
    ['one that is over', '2026-11-01T00:00', '2026-11-23T10:00', 'ALLOW'],
    ['one that starts as the job ends', '2026-11-24T11:00', null, 'ALLOW'],
  ])('9: a suspension counts if it touches now to the end of the job: %s', (_name, from, until, expected) => {
    const event = { kind: 'SUSPENDED' as const, from: local(from), to: until === null ? null : local(until), grounds: 'PADP', recordedAt }
    expect(decisionText(sensor, holding('E-1003', credential('E-1003', 'AC-L2', { events: [event] })))).toBe(expected)
  })

  it('10: other dated facts that end in the job give their own code', () => {
    const until = local('2026-11-24T10:00')
    const request = job('E-1001', 'DIAGNOSE', { model: 'MH-AC-35-R32' })
    const ending: [string, Partial<GateFacts>][] = [
      ['IND_ENDORSEMENT', { credentials: meihe.credentials.map((row) => (row.type === 'ETH' ? { ...row, validUntil: day('2026-10-01') } : row)) }],
      ['IND_NO_AFFILIATION', { affiliations: [affiliation('E-1001', ['AC'], { until })] }],
      ['PRV_EXPIRED', { authorisations: [authorisation('AC', { validUntil: until })] }],
      ['PRV_DEPOSIT', { deposits: meihe.deposits.map((row) => ({ ...row, until })) }],
      ['PRV_CONTRACT', { contracts: meihe.contracts.map((row) => ({ ...row, until })) }],
    ]
    for (const [code, change] of ending) expect(codesOf(request, { ...meihe, ...change })).toEqual([code])
    const height = job('E-1001', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 9 } })
    const licences = [licence('E-1001', 'CN_LV'), licence('E-1001', 'CN_HEIGHT', { validUntil: until })]
    expect(codesOf(height, { ...meihe, licences })).toEqual(['LEG_LICENCE_EXPIRED'])
  })

  it('11: the delta module is due from day 31 after launch, or from day one where a rule says so', () => {
    const launched = (launchedAt: string) => ({ ...meihe, models: [model({ code: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', launchedAt: day(launchedAt), deltaModule: 'D' })] })
    expect(decisionText(sensor, launched('2026-10-25'))).toBe('ALLOW')
    expect(decisionText(sensor, launched('2026-10-24'))).toBe('DENY IND_DELTA')
    const strict = rule({ id: 'D', category: 'AC', deltaModuleRequired: true })
    expect(decisionText(sensor, { ...launched('2026-11-20'), requirementRules: [...meihe.requirementRules, strict] })).toBe('DENY IND_DELTA')
    const passed = { engineer: 'E-1003', module: 'D', passedAt: day('2026-11-01'), recordedAt }
    expect(decisionText(sensor, { ...launched('2026-10-01'), deltaCompletions: [passed] })).toBe('ALLOW')
  })

  it('12: the grace span of a safety-critical operation is administrative', () => {
    const facts = {
      ...holding('E-1004', credential('E-1004', 'WM-L1', { validUntil: to('2026-11-10') })),
      operations: [operation({ code: 'WM-LEVEL', category: 'WM', safetyCritical: true })],
    }
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts)).toBe('DENY IND_ADMIN_GRACE')
  })

  const visit = {
    ...meihe,
    checkIns: [{ lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:00'), distanceM: 5, recordedAt }],
    workEnds: [{ lineId: 'LINE-1', at: local('2026-11-23T11:00'), recordedAt }],
  }
  const withAc2 = (facts: GateFacts, fields: object) => ({
    ...facts, credentials: [...facts.credentials.filter((row) => row.engineer !== 'E-1003'), credential('E-1003', 'AC-L2', fields)],
  })
  it('13: what ends during the visit is judged at check-in', () => {
    const facts = withAc2(visit, { validUntil: local('2026-11-23T09:30') })
    expect(decisionText({ ...sensor, checkpoint: 'PARTS_RELEASE' }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, checkpoint: 'CLAIM', asOf: local('2026-11-25T10:00') }, facts)).toBe('ALLOW')
  })

  it.each([
    ['PARTS_RELEASE', '2026-11-23T09:30', '2026-11-23T10:00', 'DENY IND_SUSPENDED'],
    ['CLAIM', '2026-11-23T10:30', '2026-11-25T10:00', 'DENY IND_SUSPENDED'],
    ['CLAIM', '2026-11-24T08:00', '2026-11-25T10:00', 'ALLOW'],
  ] as const)('13: suspensions count at asOf for parts and at the end of work for claims: %s, from %s', (checkpoint, from, at, expected) => {
    const events = [{ kind: 'SUSPENDED', from: local(from), to: null, grounds: 'PADP', recordedAt }]
    expect(decisionText({ ...sensor, checkpoint, asOf: local(at) }, withAc2(visit, { events }))).toBe(expected)
  })
})

describe('individual (6.15, 14 to 18)', () => {
  it('14: two credentials that follow each other cover a window together', () => {
    const halves = (second: string) => holding('E-1003',
      credential('E-1003', 'AC-L2', { number: 'A', validUntil: local('2026-11-24T10:00') }),
      credential('E-1003', 'AC-L2', { number: 'B', validFrom: local(second) }))
    expect(decisionText(sensor, halves('2026-11-24T10:00'))).toBe('ALLOW')
    expect(decisionText(sensor, halves('2026-11-24T10:01'))).toBe('DENY IND_EXPIRES_BEFORE_JOB')
  })

  it('14: a credential that fails never hides one that passes', () => {
    const revoked = [{ kind: 'REVOKED' as const, effectiveAt: day('2026-01-01'), recordedAt }]
    const facts = holding('E-1003', credential('E-1003', 'AC-L2', { number: 'A', events: revoked }), credential('E-1003', 'AC-L3', { number: 'B' }))
    expect(decisionText(sensor, facts)).toBe('ALLOW')
  })

  it('14: unproctored evidence where the type demands proctored', () => {
    const facts = holding('E-1003', credential('E-1003', 'AC-L3', { evidenceMode: 'UNPROCTORED' }), credential('E-1003', 'A2L'), credential('E-1003', 'HVDC'))
    expect(decisionText(job('E-1003', 'AC-IPM'), facts)).toBe('DENY IND_EVIDENCE_MODE')
    expect(decisionText(job('E-1003', 'AC-IPM'), { ...facts, credentials: [...facts.credentials, credential('E-1003', 'AC-L3', { number: 'Z' })] })).toBe('ALLOW')
  })

  const revoked = { events: [{ kind: 'REVOKED' as const, effectiveAt: day('2026-02-01'), recordedAt }] }
  const suspended = { events: [{ kind: 'SUSPENDED' as const, from: day('2026-11-01'), to: null, grounds: 'PADP', recordedAt }] }
  it.each([
    ['REVOKED over SUSPENDED', [['AC-L1', revoked], ['AC-L2', suspended]], 'IND_REVOKED'],
    ['SUSPENDED over EXPIRES_BEFORE_JOB', [['AC-L1', suspended], ['AC-L2', { validUntil: to('2026-11-23') }]], 'IND_SUSPENDED'],
    ['EXPIRES over NOT_YET_VALID', [['AC-L2', { validUntil: to('2026-11-23') }], ['AC-L3', { validFrom: day('2026-12-01') }]], 'IND_EXPIRES_BEFORE_JOB'],
    ['NOT_YET_VALID over ADMIN_GRACE', [['AC-L2', { validUntil: to('2026-11-01') }], ['AC-L3', { validFrom: day('2026-12-01') }]], 'IND_NOT_YET_VALID'],
    ['ADMIN_GRACE over EXPIRED', [['AC-L2', { validUntil: to('2026-11-01') }], ['AC-L3', { validUntil: to('2026-01-01') }]], 'IND_ADMIN_GRACE'],
    ['EXPIRED over LEVEL_TOO_LOW', [['AC-L2', { validUntil: to('2026-01-01') }], ['AC-L1', {}]], 'IND_EXPIRED'],
    ['LEVEL_TOO_LOW over WRONG_CATEGORY', [['AC-L1', {}], ['WM-L3', {}]], 'IND_LEVEL_TOO_LOW'],
    ['an expired lower level is no near-miss', [['AC-L1', { validUntil: to('2026-01-01') }], ['WM-L1', {}]], 'IND_WRONG_CATEGORY'],
    ['composites are none', [['TRI-L2', {}]], 'IND_NO_CREDENTIAL'],
    ['withdrawn ones are none', [['AC-L2', { events: [{ kind: 'WITHDRAWN', effectiveAt: day('2026-05-01'), recordedAt }] }]], 'IND_NO_CREDENTIAL'],
    ['other brands are none', [['AC-L2', { brand: 'HAIYUE' }]], 'IND_NO_CREDENTIAL'],
    ['superseded ones are none', [['AC-L2', { number: 'OLD', validUntil: to('2026-01-01') }], ['AC-L1', { supersedes: 'OLD' }]], 'IND_LEVEL_TOO_LOW'],
    ['a revoked one issued again is none', [['AC-L2', { ...revoked, number: 'OLD' }], ['AC-L2', { validFrom: day('2026-03-01'), validUntil: to('2026-06-30') }]], 'IND_EXPIRED'],
  ] as [string, [string, object][], string][])('15: near-miss: %s', (_name, held, expected) => {
    const make = () => held.map(([code, fields]) => credential('E-1003', code, fields))
    expect(codesOf(sensor, holding('E-1003', ...make()))).toEqual([expected])
    expect(codesOf(sensor, holding('E-1003', ...make().reverse()))).toEqual([expected])
  })

  it('15: of several lower levels the highest is named', () => {
    const facts = holding('E-1003', credential('E-1003', 'AC-L1'), credential('E-1003', 'AC-L2'), credential('E-1003', 'HVDC'))
    expect(evaluateGate(job('E-1003', 'AC-IPM'), facts).reasons[0]?.params).toMatchObject({ need: 3, have: 2 })
  })

  it('16: a sanction on the person is the only code for c and d', () => {
    const facts = { ...holding('E-1003', credential('E-1003', 'AC-L1')), sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' }, { category: 'AC' })] }
    expect(codesOf(sensor, facts)).toEqual(['IND_SUSPENDED'])
  })

  it('16: a sanction outside the scope stops nothing; a suspended credential stops that one only', () => {
    const sanctions = [sanction({ kind: 'ENGINEER', code: 'E-1003' }, { category: 'RF' }), sanction({ kind: 'ENGINEER', code: 'E-1003' }, { brand: 'HAIYUE' })]
    expect(decisionText(sensor, { ...meihe, sanctions })).toBe('ALLOW')
    expect(decisionText(sensor, holding('E-1003', credential('E-1003', 'AC-L2', suspended), credential('E-1003', 'AC-L3')))).toBe('ALLOW')
  })

  it('17: suspending a composite stops no component', () => {
    const facts = holding('E-1001', credential('E-1001', 'TRI-L2', suspended), credential('E-1001', 'WM-L2'))
    expect(decisionText(job('E-1001', 'WM-INLET-VALVE'), facts)).toBe('ALLOW')
  })

  const worked = (finishedAt: string) => ({ engineer: 'E-1003', brand: 'MEIHE', category: 'AC', finishedAt: day(finishedAt), recordedAt })
  const recent = { ...meihe, credentialTypes: retyped('AC-L2', { recencyMaxGapDays: 180 }) }
  it('18: recency counts from the later of the last work and validFrom', () => {
    expect(decisionText(sensor, recent)).toBe('DENY IND_RECENCY')
    expect(decisionText(sensor, { ...recent, work: [worked('2026-05-28')] })).toBe('ALLOW')
    expect(decisionText(sensor, { ...recent, work: [worked('2026-05-27')] })).toBe('DENY IND_RECENCY')
    expect(decisionText(sensor, { ...recent, work: [{ ...worked('2026-10-01'), category: 'RF' }] })).toBe('DENY IND_RECENCY')
  })

  it('18: without a connected work log it is an INFO', () => {
    const brands = meihe.brands.map((brand) => ({ ...brand, workLogConnected: false }))
    expect(decisionText(sensor, { ...recent, brands })).toBe('ALLOW IND_RECENCY(INFO)')
  })

  it('a: a locked account or an unverified identity stops', () => {
    for (const fields of [{ accountState: 'LOCKED' as const }, { identityVerifiedAt: null }]) {
      expect(decisionText(sensor, { ...meihe, persons: [person('E-1003', fields)] })).toBe('DENY IND_IDENTITY')
    }
  })
})

describe('legal (6.15, 19)', () => {
  const height = job('E-1003', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 9 } })
  const withHeight = (...licences: Parameters<typeof licence>[2][]) => ({
    ...meihe, licences: [licence('E-1003', 'CN_LV'), ...licences.map((fields, index) => licence('E-1003', 'CN_HEIGHT', { number: `${index}`, ...fields }))],
  })
  it.each([
    ['LEG_LICENCE_MISSING', []],
    ['LEG_LICENCE_EXPIRED', [{ validUntil: to('2026-11-01'), verifiedAt: null }]],
    ['LEG_REVIEW_OVERDUE', [{ validUntil: to('2026-11-01') }, { nextReviewDue: to('2026-11-01'), verifiedAt: null }]],
    ['LEG_UNVERIFIED', [{ nextReviewDue: to('2026-11-01') }, { verifiedAt: day('2025-11-23') }]],
    [undefined, [{ verifiedAt: day('2025-11-24'), nextReviewDue: null, validUntil: null }, { verifiedAt: null }]],
  ])('19: a failing row gives one code, the best licence\'s: %s', (code, licences) => {
    expect(codesOf(height, withHeight(...licences))).toEqual(code === undefined ? [] : [code])
  })

  it('19: paths match by segment, and a place without a reviewed rule set is stopped', () => {
    const at = (jurisdiction: string, rulesAt: string) => decisionText(
      { ...sensor, operation: 'AC-LEAK-TOPUP', engineer: 'E-1001', site: { jurisdiction } },
      { ...meihe, legalRuleSets: [{ ...open, jurisdiction: rulesAt, reviewedAt: longAgo }] },
    )
    expect(at('CN/HB/WUH', 'CN/HB')).toBe('ALLOW_WARN LEG_LICENCE_MISSING(WARN)')
    expect(at('CN/HBX', 'CN/HB')).toBe('DENY LEG_NO_RULESET')
    expect(at('CN', 'CN/HB')).toBe('DENY LEG_NO_RULESET')
  })

  it('19: an untagged operation needs no rule set', () => {
    expect(decisionText({ ...sensor, site: { jurisdiction: 'XX' } }, meihe)).toBe('ALLOW')
  })

  const [heightRule] = legalRules
  it('19: a deeper row removes a shallower one only by naming it', () => {
    if (heightRule === undefined) throw new Error('no rule')
    const local = { ...heightRule, id: 'HB-HEIGHT', jurisdiction: 'CN/HB', licencesAnyOf: ['HB_HEIGHT'] }
    const params = (rules: typeof legalRules) => evaluateGate(height, { ...withHeight(), legalRules: rules }).reasons.map((reason) => reason.params.rule)
    expect(params([...legalRules, local])).toEqual(['CN-HEIGHT', 'HB-HEIGHT'])
    expect(params([...legalRules, { ...local, replaces: ['CN-HEIGHT'] }])).toEqual(['HB-HEIGHT'])
    expect(params([...legalRules, { ...local, jurisdiction: 'CN/SC', replaces: ['CN-HEIGHT'] }])).toEqual(['CN-HEIGHT'])
    expect(params([...legalRules, { ...local, replaces: ['CN-HEIGHT'], appliesWhen: { heightAtLeastM: 50 } }])).toEqual(['CN-HEIGHT'])
  })

  it('6.8: below the height no licence is needed, an unknown height counts as above it', () => {
    expect(decisionText({ ...height, site: { jurisdiction: 'CN/HB', heightM: 1.9 } }, withHeight())).toBe('ALLOW')
    expect(decisionText({ ...height, site: { jurisdiction: 'CN/HB' } }, withHeight())).toBe('DENY LEG_LICENCE_MISSING')
  })

  it('6.8: unknown size or charge removes no rule', () => {
    const facts = { ...meihe, models: [model({ code: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', systemSize: null })] }
    expect(decisionText(job('E-1001', 'AC-LEAK-TOPUP'), facts)).toBe('DENY LEG_LICENCE_MISSING(WARN) LEG_LICENCE_MISSING')
  })

  it('6.8: a brand raises a warning to a block and never lowers one', () => {
    const policy = (id: string, enforcement: 'BLOCK' | 'INFO') => ({ ...meihe, brandLegalPolicies: [{ ...open, brand: 'MEIHE', rule: id, enforcement }] })
    expect(decisionText(job('E-1001', 'AC-LEAK-TOPUP'), policy('CN-REF-HOUSE', 'BLOCK'))).toBe('DENY LEG_LICENCE_MISSING')
    expect(decisionText(height, { ...policy('CN-HEIGHT', 'INFO'), licences: [licence('E-1003', 'CN_LV')] })).toBe('DENY LEG_LICENCE_MISSING')
  })

  it('6.8: an enterprise rule reads the provider\'s licences', () => {
    const enterprise = { ...legalRules[1], id: 'CO', subject: 'ENTERPRISE', licencesAnyOf: ['COMPANY'] } as (typeof legalRules)[number]
    const facts = { ...withHeight({}), legalRules: [enterprise] }
    expect(codesOf(height, facts)).toEqual(['LEG_ENTERPRISE_LICENCE'])
    const company = licence('E-1003', 'COMPANY', { holder: { kind: 'PROVIDER', code: 'P1' } })
    expect(codesOf(height, { ...facts, licences: [company] })).toEqual([])
  })
})

describe('provider (6.5; 6.15, 20 and 21)', () => {
  it.each([
    ['PRV_SUSPENDED', { sanctions: [sanction({ kind: 'OUTLET', code: 'O1' })] }],
    ['PRV_PARENT_SUSPENDED', { sanctions: [sanction({ kind: 'PROVIDER', code: 'P1' })] }],
    ['PRV_PARENT_SUSPENDED', { sanctions: [sanction({ kind: 'PROVIDER', code: 'P0' })], providers: [{ code: 'P1', parent: 'P00', recordedAt }, { code: 'P00', parent: 'P0', recordedAt }, { code: 'P0', parent: null, recordedAt }] }],
    ['PRV_CONTRACT', { contracts: [] }],
    ['PRV_DEPOSIT', { deposits: [] }],
    ['PRV_NOT_AUTHORISED', { authorisations: [authorisation('AC', {}, 'SITE_AUDIT')] }],
    ['PRV_NOT_AUTHORISED', { authorisations: [authorisation('AC', { validFrom: local('2026-11-24T10:00') })] }],
    ['PRV_SUSPENDED', { authorisations: [authorisation('AC', {}, 'SUSPENDED')] }],
    ['PRV_TERMINATED', { authorisations: [authorisation('AC', {}, 'TERMINATED')] }],
    ['PRV_LEVEL_CAP', { authorisations: [authorisation('AC', { maxLevel: 1 })] }],
    ['PRV_OUT_OF_SCOPE', { authorisations: [authorisation('AC', { scope: { operations: ['AC-CLEAN'], jurisdictions: null } })] }],
    ['PRV_OUT_OF_SCOPE', { authorisations: [authorisation('AC', { scope: { operations: null, jurisdictions: ['CN/HN', 'CN/H'] } })] }],
    ['DATA_MISSING', { providers: [] }],
  ] as [string, Partial<GateFacts>][])('%s', (code, change) => {
    expect(codesOf(sensor, { ...meihe, ...change })).toEqual([code])
  })

  it.each(['ACTIVE', 'AT_RISK', 'RESTRICTED', 'PROBATION'] as const)('state %s works at the lower levels', (state) => {
    expect(decisionText(sensor, { ...meihe, authorisations: [authorisation('AC', { scope: { operations: null, jurisdictions: ['CN/HB'] } }, state)] })).toBe('ALLOW')
  })

  it('20: on probation level 3 needs a lead, the engineer or the supervisor', () => {
    const facts = { ...holding('E-1003', credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')), authorisations: [authorisation('AC', {}, 'PROBATION')] }
    expect(decisionText(job('E-1003', 'AC-IPM'), facts)).toContain('DENY PRV_PROBATION_LIMIT')
    expect(decisionText(job('E-1003', 'AC-IPM', { supervisor: 'E-1001' }), facts)).toBe('ALLOW')
  })

  it('21: the quorum cap counts in every state and only while it lasts', () => {
    const caps = (until: string | null) => [{ ...open, capLevel: 1, until }]
    expect(codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { caps: caps(null) }, 'PROBATION')] })).toEqual(['PRV_LEVEL_CAP'])
    expect(codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { caps: caps(asOf) })] })).toEqual([])
  })

  it('9: an authorisation suspended now stops a job after the suspension', () => {
    const states = [{ ...open, state: 'SUSPENDED' as const, until: local('2026-11-23T20:00') }, { ...open, state: 'PROBATION' as const, from: local('2026-11-23T20:00') }]
    expect(codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { states })] })).toEqual(['PRV_SUSPENDED'])
  })
})

describe('supervised work (6.9; 6.15, 27 to 29)', () => {
  const request = job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' })
  const supervised = (change: Partial<GateFacts>, over: Partial<typeof request> = {}) => decisionText({ ...request, ...over }, { ...meihe, ...change })
  const trainee = (fields: Partial<ReturnType<typeof credential>>, code = 'WM-L2') =>
    [...meihe.credentials.filter((row) => row.engineer !== 'E-1004'), credential('E-1004', code, fields)]

  it.each([
    ['NO_CREDENTIAL for level 1', { credentials: meihe.credentials.filter((row) => row.engineer !== 'E-1004') }, { operation: 'WM-LEVEL' }, 'IND_NO_CREDENTIAL'],
    ['WRONG_CATEGORY for level 1', { credentials: trainee({}, 'RF-L1') }, { operation: 'WM-LEVEL' }, 'IND_WRONG_CATEGORY'],
    ['ADMIN_GRACE', { credentials: trainee({ validUntil: to('2026-10-01') }) }, {}, 'IND_ADMIN_GRACE'],
    ['EXPIRED', { credentials: trainee({ validUntil: to('2026-01-01') }) }, {}, 'IND_EXPIRED'],
    ['EXPIRES_BEFORE_JOB', { credentials: trainee({ validUntil: to('2026-11-23') }), credentialTypes: retyped('WM-L2', { workingGraceDays: 0 }) }, {}, 'IND_EXPIRES_BEFORE_JOB'],
    ['EVIDENCE_MODE', { credentials: trainee({ evidenceMode: null }), credentialTypes: retyped('WM-L2', { requiredEvidenceMode: 'PROCTORED' }), }, {}, 'IND_EVIDENCE_MODE'],
  ])('27 and 28: curable: %s', (_name, change, over, code) => {
    const facts = { ...change, enrolments: [enrolment('E-1004', 'WM-L2')] }
    const text = supervised(facts, over)
    expect(text).toBe(code === 'IND_EVIDENCE_MODE' ? `ALLOW_SUPERVISED ${code}` : `ALLOW_SUPERVISED ${code}`)
  })

  it('28: NOT_YET_VALID leaves the current level, so the gap may be too wide', () => {
    const credentials = trainee({ validFrom: day('2026-12-01') })
    expect(supervised({ credentials })).toBe('DENY IND_NOT_YET_VALID')
    expect(supervised({ credentials: [...credentials, credential('E-1004', 'WM-L1')] })).toBe('ALLOW_SUPERVISED IND_NOT_YET_VALID')
  })

  it.each([
    ['a missing endorsement', {}, { operation: 'AC-LEAK-TOPUP', model: 'MH-AC-35-R32', supervisor: 'E-1001' }],
    ['no enrolment', { enrolments: [] }, {}],
    ['two levels', {}, { operation: 'WM-BEARING' }],
    ['no supervisor role', { persons: meihe.persons.map((row) => ({ ...row, roles: [] })) }, {}],
    ['a supervisor of another outlet', { affiliations: meihe.affiliations.map((row) => (row.engineer === 'E-1008' ? { ...row, outlet: 'O2' } : row)) }, {}],
    ['a supervisor below the level', { credentials: meihe.credentials.map((row) => (row.engineer === 'E-1008' ? { ...row, type: 'WM-L1' } : row)) }, {}],
    ['oneself', { persons: [person('E-1004', { roles: [{ ...open, role: 'SUPERVISOR', brand: null }] })] }, { supervisor: 'E-1004' }],
    ['an operation that may not be supervised', { operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', supervisable: false })] }, {}],
    ['a second trainee too many', { supervisedJobs: ['A', 'B'].map((engineer) => ({ lineId: engineer, engineer, supervisor: 'E-1008', brand: 'MEIHE', credentialType: 'WM-L2', ...request.window, maxTrainees: 2, recordedAt })) }, {}],
    ['a second trainee beside a one-to-one job', { supervisedJobs: [{ lineId: 'A', engineer: 'A', supervisor: 'E-1008', brand: 'MEIHE', credentialType: 'WM-L2', ...request.window, maxTrainees: 1, recordedAt }] }, {}],
    ['a clock that has run out', { supervisedJobs: [{ lineId: 'A', engineer: 'E-1004', supervisor: 'X', brand: 'MEIHE', credentialType: 'WM-L2', start: day('2025-11-24'), end: day('2025-11-25'), maxTrainees: 2, recordedAt }] }, {}],
    ['a provider block', { contracts: [] }, {}],
  ] as [string, Partial<GateFacts>, Partial<typeof request>][])('6.9: not with %s', (_name, change, over) => {
    expect(supervised(change, over)).toMatch(/^DENY/)
    expect(supervised(change, over)).not.toContain('SUP_')
  })

  it('6.9: a second trainee and a clock that still runs are fine', () => {
    const supervisedJobs = [
      { lineId: 'A', engineer: 'A', supervisor: 'E-1008', brand: 'MEIHE', credentialType: 'WM-L2', ...request.window, maxTrainees: 2, recordedAt },
      { lineId: 'B', engineer: 'E-1004', supervisor: 'X', brand: 'MEIHE', credentialType: 'WM-L2', start: day('2025-11-25'), end: day('2025-11-26'), maxTrainees: 2, recordedAt },
    ]
    expect(supervised({ supervisedJobs })).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW')
  })

  it('28: a supervisor in grace does not do, a brand trainer may be from elsewhere', () => {
    const inGrace = meihe.credentials.map((row) => (row.engineer === 'E-1008' ? credential('E-1008', 'WM-L2', { validUntil: to('2026-11-20') }) : row))
    expect(supervised({ credentials: inGrace })).toBe('DENY IND_LEVEL_TOO_LOW')
    const affiliations = meihe.affiliations.filter((row) => row.engineer !== 'E-1008')
    const roles = ['SUPERVISOR', 'TRAINER'].map((role) => ({ ...open, role, brand: 'MEIHE' }))
    const persons = [...meihe.persons.filter((row) => row.code !== 'E-1008'), person('E-1008', { roles })]
    expect(supervised({ affiliations, persons })).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW')
  })

  it('3: the safety theory of every tag is needed, and a legal block of a supervisable rule is cured', () => {
    const rules = legalRules.map((row) => (row.id === 'CN-LV' ? { ...row, supervisable: true } : row))
    const facts: Partial<GateFacts> = {
      legalRules: rules, licences: [licence('E-1008', 'CN_LV')],
      operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', tags: ['LV_ELECTRICAL'] })],
    }
    expect(supervised(facts)).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
    expect(supervised({ ...facts, safetyTheory: [] })).toBe('DENY IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
    expect(supervised({ ...facts, legalRules })).toBe('DENY IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
  })

  const at = local('2026-11-23T10:00')
  const checkIn = (who: string, time: string, distanceM = 20) => ({ lineId: 'LINE-1', person: who, at: local(time), distanceM, recordedAt })
  it.each([
    ['nobody', [], 'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)'],
    ['the supervisor 15 minutes before', [checkIn('E-1008', '2026-11-23T09:45')], 'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW'],
    ['the supervisor 16 minutes before', [checkIn('E-1008', '2026-11-23T09:44')], 'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)'],
    ['the supervisor 201 m away', [checkIn('E-1008', '2026-11-23T09:55', 201)], 'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)'],
  ])('29: at check-in, with %s there', (_name, checkIns, expected) => {
    expect(supervised({ checkIns }, { checkpoint: 'CHECK_IN', asOf: at })).toBe(expected)
  })
})
