import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  asOf,
  authorisation,
  credential,
  holding,
  job,
  local,
  longAgo,
  meihe,
  recordedAt,
  sanction,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const codesOf = (request: Parameters<typeof evaluateGate>[0], facts: GateFacts) =>
  evaluateGate(request, facts).reasons.map((reason) => reason.code)

describe('provider (6.5; 6.15, 20 and 21)', () => {
  it.each([
    ['PRV_SUSPENDED', { sanctions: [sanction({ kind: 'OUTLET', code: 'O1' })] }],
    ['PRV_PARENT_SUSPENDED', { sanctions: [sanction({ kind: 'PROVIDER', code: 'P1' })] }],
    [
      'PRV_PARENT_SUSPENDED',
      {
        sanctions: [sanction({ kind: 'PROVIDER', code: 'P0' })],
        providers: [
          { code: 'P1', parent: 'P00', recordedAt },
          { code: 'P00', parent: 'P0', recordedAt },
          { code: 'P0', parent: null, recordedAt },
        ],
      },
    ],
    ['PRV_CONTRACT', { contracts: [] }],
    ['PRV_DEPOSIT', { deposits: [] }],
    ['PRV_NOT_AUTHORISED', { authorisations: [authorisation('AC', {}, 'SITE_AUDIT')] }],
    [
      'PRV_NOT_AUTHORISED',
      { authorisations: [authorisation('AC', { validFrom: local('2026-11-24T10:00') })] },
    ],
    ['PRV_SUSPENDED', { authorisations: [authorisation('AC', {}, 'SUSPENDED')] }],
    ['PRV_TERMINATED', { authorisations: [authorisation('AC', {}, 'TERMINATED')] }],
    ['PRV_LEVEL_CAP', { authorisations: [authorisation('AC', { maxLevel: 1 })] }],
    [
      'PRV_OUT_OF_SCOPE',
      { authorisations: [authorisation('AC', { scope: { operations: ['AC-CLEAN'], jurisdictions: null } })] },
    ],
    [
      'PRV_OUT_OF_SCOPE',
      {
        authorisations: [
          authorisation('AC', { scope: { operations: null, jurisdictions: ['CN/HN', 'CN/H'] } }),
        ],
      },
    ],
    ['DATA_MISSING', { providers: [] }],
  ] as [string, Partial<GateFacts>][])('%s', (code, change) => {
    expect(codesOf(sensor, { ...meihe, ...change })).toEqual([code])
  })

  it.each(['ACTIVE', 'AT_RISK', 'RESTRICTED', 'PROBATION'] as const)(
    'state %s works at the lower levels',
    (state) => {
      expect(
        decisionText(sensor, {
          ...meihe,
          authorisations: [
            authorisation('AC', { scope: { operations: null, jurisdictions: ['CN/HB'] } }, state),
          ],
        }),
      ).toBe('ALLOW')
    },
  )

  it('20: on probation level 3 needs a lead, the engineer or the supervisor', () => {
    const facts = {
      ...holding('E-1003', credential('E-1003', 'AC-L3'), credential('E-1003', 'HVDC')),
      authorisations: [authorisation('AC', {}, 'PROBATION')],
    }
    expect(decisionText(job('E-1003', 'AC-IPM'), facts)).toContain('DENY PRV_PROBATION_LIMIT')
    expect(decisionText(job('E-1003', 'AC-IPM', { supervisor: 'E-1001' }), facts)).toBe('ALLOW')
  })

  it('21: the quorum cap counts in every state and only while it lasts', () => {
    const caps = (until: string | null) => [{ ...open, capLevel: 1, until }]
    expect(
      codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { caps: caps(null) }, 'PROBATION')] }),
    ).toEqual(['PRV_LEVEL_CAP'])
    expect(
      codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { caps: caps(asOf) })] }),
    ).toEqual([])
  })

  it('9: an authorisation suspended now stops a job after the suspension', () => {
    const states = [
      { ...open, state: 'SUSPENDED' as const, until: local('2026-11-23T20:00') },
      { ...open, state: 'PROBATION' as const, from: local('2026-11-23T20:00') },
    ]
    expect(codesOf(sensor, { ...meihe, authorisations: [authorisation('AC', { states })] })).toEqual([
      'PRV_SUSPENDED',
    ])
  })
})
