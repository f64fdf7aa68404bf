import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { licenceGaps } from '#app/domain/gate/legal-gate.ts'
import { decisionText } from './decision-text.ts'
import { day, job, legalRules, licence, local, longAgo, meihe, model, recordedAt, to } from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('legal (6.15, 19)', () => {
  const height = job('E-1003', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 9 } })
  const withHeight = (...licences: Parameters<typeof licence>[2][]) => ({
    ...meihe,
    licences: [
      licence('E-1003', 'CN_LV'),
      ...licences.map((fields, index) => licence('E-1003', 'CN_HEIGHT', { number: `${index}`, ...fields })),
    ],
  })
  it.each([
    ['LEG_LICENCE_MISSING', []],
    ['LEG_LICENCE_MISSING', [{ validFrom: local('2026-11-24T09:01') }]],
    ['LEG_LICENCE_EXPIRED', [{ validUntil: to('2026-11-01'), verifiedAt: null }]],
    [
      'LEG_REVIEW_OVERDUE',
      [{ validUntil: to('2026-11-01') }, { nextReviewDue: to('2026-11-01'), verifiedAt: null }],
    ],
    ['LEG_UNVERIFIED', [{ nextReviewDue: to('2026-11-01') }, { verifiedAt: day('2025-11-23') }]],
    [
      undefined,
      [{ verifiedAt: day('2025-11-24'), nextReviewDue: null, validUntil: null }, { verifiedAt: null }],
    ],
  ])("19: a failing row gives one code, the best licence's: %s", (code, licences) => {
    expect(codesOf(height, withHeight(...licences))).toEqual(code === undefined ? [] : [code])
  })

  it('19: paths match by segment, and a place without a reviewed rule set is stopped', () => {
    const at = (jurisdiction: string, rulesAt: string) =>
      decisionText(
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
    const params = (rules: typeof legalRules) =>
      evaluateGate(height, { ...withHeight(), legalRules: rules }).reasons.map((reason) => reason.params.rule)
    expect(params([...legalRules, local])).toEqual(['CN-HEIGHT', 'HB-HEIGHT'])
    expect(params([...legalRules, { ...local, replaces: ['CN-HEIGHT'] }])).toEqual(['HB-HEIGHT'])
    expect(params([...legalRules, { ...local, jurisdiction: 'CN/SC', replaces: ['CN-HEIGHT'] }])).toEqual([
      'CN-HEIGHT',
    ])
    expect(
      params([...legalRules, { ...local, replaces: ['CN-HEIGHT'], appliesWhen: { heightAtLeastM: 50 } }]),
    ).toEqual(['CN-HEIGHT'])
  })

  it('6.8: below the height no licence is needed, an unknown height counts as above it', () => {
    expect(decisionText({ ...height, site: { jurisdiction: 'CN/HB', heightM: 1.9 } }, withHeight())).toBe(
      'ALLOW',
    )
    expect(decisionText({ ...height, site: { jurisdiction: 'CN/HB' } }, withHeight())).toBe(
      'DENY LEG_LICENCE_MISSING',
    )
  })

  it('6.8: unknown size or charge removes no rule', () => {
    const facts = {
      ...meihe,
      models: [model({ code: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32', systemSize: null })],
    }
    expect(decisionText(job('E-1001', 'AC-LEAK-TOPUP'), facts)).toBe(
      'DENY LEG_LICENCE_MISSING(WARN) LEG_LICENCE_MISSING',
    )
  })

  it('6.8: a brand raises a warning to a block and never lowers one', () => {
    const policy = (id: string, enforcement: 'BLOCK' | 'INFO') => ({
      ...meihe,
      brandLegalPolicies: [{ ...open, brand: 'MEIHE', rule: id, enforcement }],
    })
    expect(decisionText(job('E-1001', 'AC-LEAK-TOPUP'), policy('CN-REF-HOUSE', 'BLOCK'))).toBe(
      'DENY LEG_LICENCE_MISSING',
    )
    expect(
      decisionText(height, { ...policy('CN-HEIGHT', 'INFO'), licences: [licence('E-1003', 'CN_LV')] }),
    ).toBe('DENY LEG_LICENCE_MISSING')
  })

  it("6.8: an enterprise rule reads the provider's licences", () => {
    const enterprise = {
      ...legalRules[1],
      id: 'CO',
      subject: 'ENTERPRISE',
      licencesAnyOf: ['COMPANY'],
    } as (typeof legalRules)[number]
    const facts = { ...withHeight({}), legalRules: [enterprise] }
    expect(codesOf(height, facts)).toEqual(['LEG_ENTERPRISE_LICENCE'])
    const company = licence('E-1003', 'COMPANY', { holder: { kind: 'PROVIDER', code: 'P1' } })
    expect(codesOf(height, { ...facts, licences: [company] })).toEqual([])
  })
})

describe('licence gaps of what a rung opens', () => {
  const household = model({ code: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32' })
  const at = local('2026-11-24T09:00')
  const gaps = (licences: GateFacts['licences'], tags: readonly string[], facts: Partial<GateFacts> = {}) =>
    licenceGaps(
      {
        request: { brand: 'MEIHE', asOf: at, site: { jurisdiction: 'CN/HB/WUH' } },
        facts: { ...meihe, licences, ...facts },
        at: { start: at, end: at },
        zone: 'Asia/Shanghai',
      },
      'E-1003',
      [
        { tags, model: household },
        { tags, model: household },
      ],
    ).map(({ licences: kinds, fault }) => `${kinds.join('|')} ${fault}`)

  it('names what stops, once, with what is wrong with the best licence held', () => {
    expect(gaps([], ['WORK_AT_HEIGHT', 'LV_ELECTRICAL'])).toEqual(['CN_HEIGHT MISSING', 'CN_LV MISSING'])
    const overdue = licence('E-1003', 'CN_HEIGHT', { nextReviewDue: to('2026-11-01') })
    const ended = licence('E-1003', 'CN_HEIGHT', { number: '0', validUntil: to('2026-11-01') })
    expect(gaps([ended, overdue], ['WORK_AT_HEIGHT'])).toEqual(['CN_HEIGHT REVIEW_OVERDUE'])
  })

  it('is empty with a licence that holds and for work without a tag; another person’s licence does not help', () => {
    expect(gaps([licence('E-1003', 'CN_HEIGHT')], ['WORK_AT_HEIGHT'])).toEqual([])
    expect(gaps([], [])).toEqual([])
    expect(gaps([licence('E-1001', 'CN_HEIGHT')], ['WORK_AT_HEIGHT'])).toEqual(['CN_HEIGHT MISSING'])
  })

  it('does not count what only warns, unless the brand’s policy raises it to a stop', () => {
    expect(gaps([], ['REFRIGERANT_CIRCUIT'])).toEqual([])
    const raised = { ...open, brand: 'MEIHE', rule: 'CN-REF-HOUSE', enforcement: 'BLOCK' as const }
    expect(gaps([], ['REFRIGERANT_CIRCUIT'], { brandLegalPolicies: [raised] })).toEqual([
      'CN_REFRIGERATION MISSING',
    ])
  })
})
