import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  credential,
  credentialTypes,
  day,
  holding,
  job,
  local,
  meihe,
  person,
  recordedAt,
  sanction,
  to,
} from './meihe-world.ts'

const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const retyped = (code: string, fields: object) =>
  credentialTypes.map((type) => (type.code === code ? { ...type, ...fields } : type))
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('individual (6.15, 14 to 18)', () => {
  it('14: two credentials that follow each other cover a window together', () => {
    const halves = (second: string) =>
      holding(
        'E-1003',
        credential('E-1003', 'AC-L2', { number: 'A', validUntil: local('2026-11-24T10:00') }),
        credential('E-1003', 'AC-L2', { number: 'B', validFrom: local(second) }),
      )
    expect(decisionText(sensor, halves('2026-11-24T10:00'))).toBe('ALLOW')
    expect(decisionText(sensor, halves('2026-11-24T10:01'))).toBe('DENY IND_EXPIRES_BEFORE_JOB')
  })

  it('14: a credential that fails never hides one that passes', () => {
    const revoked = [{ kind: 'REVOKED' as const, effectiveAt: day('2026-01-01'), recordedAt }]
    const facts = holding(
      'E-1003',
      credential('E-1003', 'AC-L2', { number: 'A', events: revoked }),
      credential('E-1003', 'AC-L3', { number: 'B' }),
    )
    expect(decisionText(sensor, facts)).toBe('ALLOW')
  })

  it('14: unproctored evidence where the type demands proctored', () => {
    const facts = holding(
      'E-1003',
      credential('E-1003', 'AC-L3', { evidenceMode: 'UNPROCTORED' }),
      credential('E-1003', 'A2L'),
      credential('E-1003', 'HVDC'),
    )
    expect(decisionText(job('E-1003', 'AC-IPM'), facts)).toBe('DENY IND_EVIDENCE_MODE')
    expect(
      decisionText(job('E-1003', 'AC-IPM'), {
        ...facts,
        credentials: [...facts.credentials, credential('E-1003', 'AC-L3', { number: 'Z' })],
      }),
    ).toBe('ALLOW')
  })

  const revoked = { events: [{ kind: 'REVOKED' as const, effectiveAt: day('2026-02-01'), recordedAt }] }
  const suspended = {
    events: [{ kind: 'SUSPENDED' as const, from: day('2026-11-01'), to: null, grounds: 'PADP', recordedAt }],
  }
  it.each([
    [
      'REVOKED over SUSPENDED',
      [
        ['AC-L1', revoked],
        ['AC-L2', suspended],
      ],
      'IND_REVOKED',
    ],
    [
      'SUSPENDED over EXPIRES_BEFORE_JOB',
      [
        ['AC-L1', suspended],
        ['AC-L2', { validUntil: to('2026-11-23') }],
      ],
      'IND_SUSPENDED',
    ],
    [
      'EXPIRES over NOT_YET_VALID',
      [
        ['AC-L2', { validUntil: to('2026-11-23') }],
        ['AC-L3', { validFrom: day('2026-12-01') }],
      ],
      'IND_EXPIRES_BEFORE_JOB',
    ],
    [
      'NOT_YET_VALID over ADMIN_GRACE',
      [
        ['AC-L2', { validUntil: to('2026-11-01') }],
        ['AC-L3', { validFrom: day('2026-12-01') }],
      ],
      'IND_NOT_YET_VALID',
    ],
    [
      'ADMIN_GRACE over EXPIRED',
      [
        ['AC-L2', { validUntil: to('2026-11-01') }],
        ['AC-L3', { validUntil: to('2026-01-01') }],
      ],
      'IND_ADMIN_GRACE',
    ],
    [
      'EXPIRED over LEVEL_TOO_LOW',
      [
        ['AC-L2', { validUntil: to('2026-01-01') }],
        ['AC-L1', {}],
      ],
      'IND_EXPIRED',
    ],
    [
      'LEVEL_TOO_LOW over WRONG_CATEGORY',
      [
        ['AC-L1', {}],
        ['WM-L3', {}],
      ],
      'IND_LEVEL_TOO_LOW',
    ],
    [
      'an expired lower level is no near-miss',
      [
        ['AC-L1', { validUntil: to('2026-01-01') }],
        ['WM-L1', {}],
      ],
      'IND_WRONG_CATEGORY',
    ],
    ['composites are none', [['TRI-L2', {}]], 'IND_NO_CREDENTIAL'],
    [
      'withdrawn ones are none',
      [['AC-L2', { events: [{ kind: 'WITHDRAWN', effectiveAt: day('2026-05-01'), recordedAt }] }]],
      'IND_NO_CREDENTIAL',
    ],
    ['other brands are none', [['AC-L2', { brand: 'HAIYUE' }]], 'IND_NO_CREDENTIAL'],
    [
      'superseded ones are none',
      [
        ['AC-L2', { number: 'OLD', validUntil: to('2026-01-01') }],
        ['AC-L1', { supersedes: 'OLD' }],
      ],
      'IND_LEVEL_TOO_LOW',
    ],
    [
      'a revoked one issued again is none',
      [
        ['AC-L2', { ...revoked, number: 'OLD' }],
        ['AC-L2', { validFrom: day('2026-03-01'), validUntil: to('2026-06-30') }],
      ],
      'IND_EXPIRED',
    ],
  ] as [string, [string, object][], string][])('15: near-miss: %s', (_name, held, expected) => {
    const make = () => held.map(([code, fields]) => credential('E-1003', code, fields))
    expect(codesOf(sensor, holding('E-1003', ...make()))).toEqual([expected])
    expect(codesOf(sensor, holding('E-1003', ...make().reverse()))).toEqual([expected])
  })

  it('15: of several lower levels the highest is named', () => {
    const facts = holding(
      'E-1003',
      credential('E-1003', 'AC-L1'),
      credential('E-1003', 'AC-L2'),
      credential('E-1003', 'HVDC'),
    )
    expect(evaluateGate(job('E-1003', 'AC-IPM'), facts).reasons[0]?.params).toMatchObject({
      need: 3,
      have: 2,
    })
  })

  it('16: a sanction on the person is the only code for c and d', () => {
    const facts = {
      ...holding('E-1003', credential('E-1003', 'AC-L1')),
      sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' }, { category: 'AC' })],
    }
    expect(codesOf(sensor, facts)).toEqual(['IND_SUSPENDED'])
  })

  it('16: a sanction outside the scope stops nothing; a suspended credential stops that one only', () => {
    const sanctions = [
      sanction({ kind: 'ENGINEER', code: 'E-1003' }, { category: 'RF' }),
      sanction({ kind: 'ENGINEER', code: 'E-1003' }, { brand: 'HAIYUE' }),
    ]
    expect(decisionText(sensor, { ...meihe, sanctions })).toBe('ALLOW')
    expect(
      decisionText(
        sensor,
        holding('E-1003', credential('E-1003', 'AC-L2', suspended), credential('E-1003', 'AC-L3')),
      ),
    ).toBe('ALLOW')
  })

  it('17: suspending a composite stops no component', () => {
    const facts = holding('E-1001', credential('E-1001', 'TRI-L2', suspended), credential('E-1001', 'WM-L2'))
    expect(decisionText(job('E-1001', 'WM-INLET-VALVE'), facts)).toBe('ALLOW')
  })

  const worked = (finishedAt: string) => ({
    engineer: 'E-1003',
    brand: 'MEIHE',
    category: 'AC',
    finishedAt: day(finishedAt),
    recordedAt,
  })
  const recent = { ...meihe, credentialTypes: retyped('AC-L2', { recencyMaxGapDays: 180 }) }
  it('18: recency counts from the later of the last work and validFrom', () => {
    expect(decisionText(sensor, recent)).toBe('DENY IND_RECENCY')
    expect(decisionText(sensor, { ...recent, work: [worked('2026-05-28')] })).toBe('ALLOW')
    expect(decisionText(sensor, { ...recent, work: [worked('2026-05-27')] })).toBe('DENY IND_RECENCY')
    expect(decisionText(sensor, { ...recent, work: [{ ...worked('2026-10-01'), category: 'RF' }] })).toBe(
      'DENY IND_RECENCY',
    )
  })

  it('18: without a connected work log it is an INFO', () => {
    const brands = meihe.brands.map((brand) => ({ ...brand, workLogConnected: false }))
    expect(decisionText(sensor, { ...recent, brands })).toBe('ALLOW IND_RECENCY(INFO)')
  })

  it('a: a locked account or an unverified identity stops', () => {
    for (const fields of [{ accountState: 'LOCKED' as const }, { identityVerifiedAt: null }]) {
      expect(decisionText(sensor, { ...meihe, persons: [person('E-1003', fields)] })).toBe(
        'DENY IND_IDENTITY',
      )
    }
  })
})
