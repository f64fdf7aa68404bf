import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
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
  longAgo,
  meihe,
  override,
  person,
  quorumRule,
  recordedAt,
  to,
} from './meihe-world.ts'

describe('test vectors of gate.md 6.14', () => {
  it('1: AC-L2 in force opens an AC-L2 operation without statutory tags', () => {
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR'), meihe)).toBe('ALLOW')
  })

  it('2: AC-L2 does not open an RF-L2 operation', () => {
    expect(decisionText(job('E-1007', 'RF-DEFROST'), meihe)).toBe('DENY IND_WRONG_CATEGORY')
  })

  it('4: AC-L3 opens an AC-L1 operation', () => {
    expect(decisionText(job('E-1003', 'AC-CLEAN'), holding('E-1003', credential('E-1003', 'AC-L3')))).toBe(
      'ALLOW',
    )
  })

  const endsToday = holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: to('2026-11-23') }))
  it('5: AC-L2 valid to the 23rd does not cover a job on the 24th', () => {
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR'), endsToday)).toBe('DENY IND_EXPIRES_BEFORE_JOB')
  })

  it('6: the same credential covers a job on the 23rd', () => {
    const window = { start: local('2026-11-23T14:00'), end: local('2026-11-23T16:00') }
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR', { window }), endsToday)).toBe('ALLOW')
  })

  it('7: WM-L1 in working grace opens WM-L1 with a warning', () => {
    const facts = holding('E-1004', credential('E-1004', 'WM-L1', { validUntil: to('2026-11-10') }))
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts)).toBe('ALLOW_WARN IND_IN_GRACE(WARN)')
  })

  it('9: WM-L2 past its working grace is in administrative grace', () => {
    const facts = holding('E-1004', credential('E-1004', 'WM-L2', { validUntil: to('2026-10-01') }))
    expect(decisionText(job('E-1004', 'WM-INLET-VALVE'), facts)).toBe('DENY IND_ADMIN_GRACE')
  })

  it('10: an outdoor unit on the fourth floor without the height licence is stopped for everyone', () => {
    const facts = {
      ...meihe,
      licences: [licence('E-1003', 'CN_LV')],
      overrides: [override(['LEG_LICENCE_MISSING'])],
    }
    const request = job('E-1003', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 12 } })
    expect(decisionText(request, facts)).toBe('DENY LEG_LICENCE_MISSING')
    expect(evaluateGate(request, facts).reasons[0]?.overridable).toBe(false)
  })

  it('12: a household R32 sealed system without the refrigeration licence is a warning', () => {
    expect(decisionText(job('E-1001', 'AC-COMPRESSOR'), meihe)).toBe('ALLOW_WARN LEG_LICENCE_MISSING(WARN)')
  })

  it('14: AC-L3 without the A2L endorsement is stopped on an R32 circuit', () => {
    const facts = {
      ...holding('E-1003', credential('E-1003', 'AC-L3')),
      licences: ['CN_HOT', 'CN_LV', 'CN_REFRIGERATION'].map((code) => licence('E-1003', code)),
    }
    expect(decisionText(job('E-1003', 'AC-COMPRESSOR'), facts)).toBe('DENY IND_ENDORSEMENT')
  })

  const supervised = job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' })
  it('15: a prepared trainee one level below works under a supervisor', () => {
    const decision = evaluateGate(supervised, meihe)
    expect(decisionText(supervised, meihe)).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW')
    expect(decision.reasons[0]?.severity).toBe('BLOCK')
    expect(decision.performerOfRecord).toBe('E-1008')
  })

  it('16: not where the outlet is on probation', () => {
    const facts = { ...meihe, authorisations: [authorisation('WM', {}, 'PROBATION')] }
    expect(decisionText(supervised, facts)).toBe('DENY IND_LEVEL_TOO_LOW SUP_OUTLET_PROBATION(INFO)')
  })

  const lapsed = holding(
    'E-1001',
    ...['TRI-L2', 'AC-L2', 'WM-L2'].map((code) => credential('E-1001', code)),
    credential('E-1001', 'RF-L2', { validUntil: to('2026-06-30') }),
  )
  it('19: a lapsed RF component leaves WM open', () => {
    expect(decisionText(job('E-1001', 'WM-INLET-VALVE'), lapsed)).toBe('ALLOW')
  })

  it('20: and closes RF, whatever the composite says', () => {
    expect(decisionText(job('E-1001', 'RF-DEFROST'), lapsed)).toBe('DENY IND_EXPIRED')
    expect(evaluateGate(job('E-1001', 'RF-DEFROST'), lapsed).reasons[0]?.params).toMatchObject({
      type: 'RF-L2',
      date: '2026-06-30',
    })
  })

  it('21: two of four certified on day 10 of the cure span is a warning', () => {
    const facts = {
      ...meihe,
      affiliations: ['E-1001', 'E-1003', 'E-1007', 'E-1002'].map((code) => affiliation(code, ['AC'])),
      credentials: meihe.credentials.filter((row) => row.engineer === 'E-1001' || row.engineer === 'E-1003'),
      quorumRules: [quorumRule('AC', 2)],
      quorumRisks: [{ outlet: 'O1', rule: 'Q-AC-2', atRiskSince: day('2026-11-14'), recordedAt }],
    }
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR'), facts)).toBe('ALLOW_WARN QRM_AT_RISK(WARN)')
    const params = evaluateGate(job('E-1003', 'AC-ROOM-SENSOR'), facts).reasons[0]?.params
    expect(params).toMatchObject({ num: 2, den: 4, need: 3, until: '2026-12-13' })
  })

  it('23: an outlet authorised for AC alone does no WM', () => {
    const facts = { ...meihe, authorisations: [authorisation('AC')] }
    expect(decisionText(job('E-1008', 'WM-INLET-VALVE'), facts)).toBe('DENY PRV_NOT_AUTHORISED')
  })

  it('24: a waiver stands in for a short deposit', () => {
    const deposits = [
      {
        outlet: 'O1',
        brand: 'MEIHE',
        requiredCents: 500_000,
        paidCents: 0,
        from: longAgo,
        until: null,
        recordedAt,
      },
    ]
    const waiver = {
      outlet: 'O1',
      brand: 'MEIHE',
      reason: 'LOW_VOLUME',
      from: day('2026-01-01'),
      until: to('2026-12-31'),
      recordedAt,
    }
    const request = job('E-1003', 'AC-ROOM-SENSOR')
    expect(decisionText(request, { ...meihe, deposits, depositWaivers: [waiver] })).toBe('ALLOW')
    expect(decisionText(request, { ...meihe, deposits })).toBe('DENY PRV_DEPOSIT')
    expect(evaluateGate(request, { ...meihe, deposits }).reasons[0]?.params).toMatchObject({
      gapCents: 500_000,
      state: 'SHORT',
    })
  })

  it('26: an operation without a requirement rule is stopped', () => {
    expect(decisionText(job('E-1001', 'AC-UNLISTED'), meihe)).toBe('DENY CLS_NO_REQUIREMENT')
  })

  it('28: a suspension at 08:50 stops the check-in at 09:00', () => {
    const at = local('2026-11-24T08:50')
    const suspended = credential('E-1003', 'AC-L2', {
      events: [{ kind: 'SUSPENDED', from: at, to: null, grounds: 'PADP', recordedAt: at }],
    })
    const facts = holding('E-1003', suspended)
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR'), facts)).toBe('ALLOW')
    const checkIn = job('E-1003', 'AC-ROOM-SENSOR', {
      checkpoint: 'CHECK_IN',
      asOf: local('2026-11-24T09:00'),
    })
    expect(decisionText(checkIn, facts)).toBe('DENY IND_SUSPENDED')
  })

  it.each(['CANDIDATES', 'ASSIGN', 'CHECK_IN', 'PARTS_RELEASE', 'CLAIM'] as const)(
    '30: a delta module not passed 45 days after launch stops %s',
    (checkpoint) => {
      const facts = {
        ...meihe,
        checkIns: [
          { lineId: 'LINE-1', person: 'E-1001', at: local('2026-11-23T09:00'), distanceM: 10, recordedAt },
        ],
        workEnds: [{ lineId: 'LINE-1', at: local('2026-11-23T09:50'), recordedAt }],
      }
      expect(
        decisionText(job('E-1001', 'AC-ROOM-SENSOR', { model: 'MH-AC-35-NEW', checkpoint }), facts),
      ).toBe('DENY IND_DELTA')
    },
  )

  it('34: an override for a suspension is refused, also from the platform admin', () => {
    const suspended = credential('E-1003', 'AC-L2', {
      events: [{ kind: 'SUSPENDED', from: day('2026-11-20'), to: null, grounds: 'PADP', recordedAt }],
    })
    const admin = person('S-8001', {
      roles: [{ role: 'GATE_OVERRIDE', brand: 'MEIHE', from: longAgo, until: null, recordedAt }],
    })
    const facts = {
      ...holding('E-1003', suspended),
      persons: [...meihe.persons.filter((row) => row.code !== 'S-8001'), admin],
      overrides: [
        override(['IND_SUSPENDED'], {
          approvals: ['S-8001', 'B-9001'].map((by) => ({ by, at: local('2026-11-23T09:30'), recordedAt })),
        }),
      ],
    }
    expect(decisionText(job('E-1003', 'AC-ROOM-SENSOR'), facts)).toBe('DENY IND_SUSPENDED')
  })
})

describe('the people of the catalogue (7.4)', () => {
  it.each([
    ['E-1001', 'AC-CLEAN', 'ALLOW'],
    ['E-1001', 'AC-ROOM-SENSOR', 'ALLOW'],
    ['E-1001', 'AC-OUTDOOR-FAN', 'ALLOW'],
    ['E-1001', 'AC-LEAK-TOPUP', 'ALLOW_WARN LEG_LICENCE_MISSING(WARN)'],
    ['E-1001', 'AC-COMPRESSOR', 'ALLOW_WARN LEG_LICENCE_MISSING(WARN)'],
    ['E-1001', 'AC-IPM', 'DENY IND_ENDORSEMENT'],
    ['E-1001', 'RF-GASKET', 'ALLOW'],
    ['E-1001', 'RF-DEFROST', 'ALLOW'],
    ['E-1001', 'RF-DRIER', 'ALLOW_WARN LEG_LICENCE_MISSING(WARN)'],
    ['E-1001', 'WM-LEVEL', 'ALLOW'],
    ['E-1001', 'WM-INLET-VALVE', 'ALLOW'],
    ['E-1001', 'WM-BEARING', 'DENY IND_LEVEL_TOO_LOW'],
    ['E-1001', 'DIAGNOSE', 'ALLOW'],
    ['E-1002', 'RF-DRIER', 'DENY IND_ENDORSEMENT IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING(WARN)'],
    ['E-1002', 'RF-DEFROST', 'ALLOW'],
    ['E-1003', 'AC-ROOM-SENSOR', 'ALLOW'],
    ['E-1004', 'WM-LEVEL', 'ALLOW'],
    ['E-1004', 'WM-INLET-VALVE', 'DENY IND_LEVEL_TOO_LOW'],
    ['E-1007', 'RF-DEFROST', 'DENY IND_WRONG_CATEGORY'],
    ['E-1008', 'WM-BEARING', 'ALLOW'],
  ])('%s on %s: %s', (engineer, operationCode, expected) => {
    expect(decisionText(job(engineer, operationCode), meihe)).toBe(expected)
  })

  it('E-1003: height licence valid to 2029, its review overdue', () => {
    const request = job('E-1003', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 12 } })
    expect(decisionText(request, meihe)).toBe('DENY LEG_REVIEW_OVERDUE')
    expect(evaluateGate(request, meihe).reasons[0]?.params).toMatchObject({
      licence: 'CN_HEIGHT',
      date: '2026-09-30',
    })
  })

  it('E-1001 does nothing on a model whose delta module is not taken', () => {
    for (const code of ['AC-CLEAN', 'AC-ROOM-SENSOR']) {
      expect(decisionText(job('E-1001', code, { model: 'MH-AC-35-NEW' }), meihe)).toBe('DENY IND_DELTA')
    }
  })

  it('E-1002 is told levels and dates as in 6.12', () => {
    const { reasons } = evaluateGate(job('E-1002', 'RF-DRIER'), meihe)
    expect(reasons.map((reason) => reason.params)).toMatchObject([
      { name: 'A3' },
      { category: 'RF', need: 3, have: 2, until: '2027-03-31' },
      { licence: 'CN_REFRIGERATION' },
    ])
  })

  it('E-1006 style: a board swapper suspended at NB stays suspended', () => {
    const facts = {
      ...meihe,
      credentials: [
        credential('E-1007', 'AC-L2', {
          events: [
            {
              kind: 'SUSPENDED' as const,
              from: day('2026-10-01'),
              to: to('2027-03-31'),
              grounds: 'PADP',
              recordedAt,
            },
          ],
        }),
      ],
    }
    const { reasons } = evaluateGate(job('E-1007', 'AC-ROOM-SENSOR'), facts)
    expect(
      reasons.map((reason) => [reason.code, reason.params.from, reason.params.to, reason.params.grounds]),
    ).toEqual([['IND_SUSPENDED', '2026-10-01', '2027-03-31', 'PADP']])
  })
})
