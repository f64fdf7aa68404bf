import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  affiliation,
  authorisation,
  credential,
  day,
  holding,
  job,
  licence,
  local,
  meihe,
  model,
  operation,
  recordedAt,
  rule,
  to,
} from './meihe-world.ts'

const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('time (6.15, 7 to 13)', () => {
  it.each([
    ['2026-11-24T09:00', '2026-11-24T11:00', 'ALLOW'],
    ['2026-11-24T09:00', '2026-11-24T10:59', 'DENY IND_EXPIRES_BEFORE_JOB'],
    ['2026-11-24T09:01', '2026-11-24T11:00', 'DENY IND_NOT_YET_VALID'],
  ])('7: valid from %s until %s against 09:00 to 11:00: %s', (from, until, expected) => {
    const facts = holding(
      'E-1003',
      credential('E-1003', 'AC-L2', { validFrom: local(from), validUntil: local(until) }),
    )
    expect(decisionText(sensor, facts)).toBe(expected)
  })

  it('7: CHECK_IN judges asOf and not the requested window', () => {
    const facts = holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: to('2026-11-23') }))
    expect(decisionText({ ...sensor, checkpoint: 'CHECK_IN' }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, checkpoint: 'CHECK_IN', asOf: day('2026-11-24') }, facts)).toBe(
      'DENY IND_ADMIN_GRACE',
    )
  })

  it('8: valid now and in usable grace during the job is a warning; past the grace it is not', () => {
    const facts = holding('E-1004', credential('E-1004', 'WM-L1', { validUntil: to('2026-11-23') }))
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts)).toBe('ALLOW_WARN IND_IN_GRACE(WARN)')
    const window = { start: local('2026-12-24T09:00'), end: local('2026-12-24T11:00') }
    expect(decisionText(job('E-1004', 'WM-LEVEL', { window }), facts)).toBe('DENY IND_EXPIRES_BEFORE_JOB')
  })

  it.each([
    [
      'one that ends before the job but runs now',
      '2026-11-20T00:00',
      '2026-11-23T18:00',
      'DENY IND_SUSPENDED',
    ],
    ['one that starts in the job', '2026-11-24T10:00', null, 'DENY IND_SUSPENDED'],
    ['one that is over', '2026-11-01T00:00', '2026-11-23T10:00', 'ALLOW'],
    ['one that starts as the job ends', '2026-11-24T11:00', null, 'ALLOW'],
  ])('9: a suspension counts if it touches now to the end of the job: %s', (_name, from, until, expected) => {
    const event = {
      kind: 'SUSPENDED' as const,
      from: local(from),
      to: until === null ? null : local(until),
      grounds: 'PADP',
      recordedAt,
    }
    expect(decisionText(sensor, holding('E-1003', credential('E-1003', 'AC-L2', { events: [event] })))).toBe(
      expected,
    )
  })

  it('10: other dated facts that end in the job give their own code', () => {
    const until = local('2026-11-24T10:00')
    const request = job('E-1001', 'DIAGNOSE', { model: 'MH-AC-35-R32' })
    const ending: [string, Partial<GateFacts>][] = [
      [
        'IND_ENDORSEMENT',
        {
          credentials: meihe.credentials.map((row) =>
            row.type === 'ETH' ? { ...row, validUntil: day('2026-10-01') } : row,
          ),
        },
      ],
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
    const launched = (launchedAt: string) => ({
      ...meihe,
      models: [
        model({
          code: 'MH-AC-35-R32',
          category: 'AC',
          refrigerant: 'R32',
          launchedAt: day(launchedAt),
          deltaModule: 'D',
        }),
      ],
    })
    expect(decisionText(sensor, launched('2026-10-25'))).toBe('ALLOW')
    expect(decisionText(sensor, launched('2026-10-24'))).toBe('DENY IND_DELTA')
    const strict = rule({ id: 'D', category: 'AC', deltaModuleRequired: true })
    expect(
      decisionText(sensor, {
        ...launched('2026-11-20'),
        requirementRules: [...meihe.requirementRules, strict],
      }),
    ).toBe('DENY IND_DELTA')
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
    checkIns: [
      { lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:00'), distanceM: 5, recordedAt },
    ],
    workEnds: [{ lineId: 'LINE-1', at: local('2026-11-23T11:00'), recordedAt }],
  }
  const withAc2 = (facts: GateFacts, fields: object) => ({
    ...facts,
    credentials: [
      ...facts.credentials.filter((row) => row.engineer !== 'E-1003'),
      credential('E-1003', 'AC-L2', fields),
    ],
  })
  it('13: what ends during the visit is judged at check-in', () => {
    const facts = withAc2(visit, { validUntil: local('2026-11-23T09:30') })
    expect(decisionText({ ...sensor, checkpoint: 'PARTS_RELEASE' }, facts)).toBe('ALLOW')
    expect(decisionText({ ...sensor, checkpoint: 'CLAIM', asOf: local('2026-11-25T10:00') }, facts)).toBe(
      'ALLOW',
    )
  })

  it.each([
    ['PARTS_RELEASE', '2026-11-23T09:30', '2026-11-23T10:00', 'DENY IND_SUSPENDED'],
    ['CLAIM', '2026-11-23T10:30', '2026-11-25T10:00', 'DENY IND_SUSPENDED'],
    ['CLAIM', '2026-11-24T08:00', '2026-11-25T10:00', 'ALLOW'],
  ] as const)(
    '13: suspensions count at asOf for parts and at the end of work for claims: %s, from %s',
    (checkpoint, from, at, expected) => {
      const events = [{ kind: 'SUSPENDED', from: local(from), to: null, grounds: 'PADP', recordedAt }]
      expect(decisionText({ ...sensor, checkpoint, asOf: local(at) }, withAc2(visit, { events }))).toBe(
        expected,
      )
    },
  )
})
