import { describe, expect, it } from 'vitest'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  credential,
  credentialTypes,
  day,
  enrolment,
  job,
  legalRules,
  licence,
  local,
  longAgo,
  meihe,
  operation,
  person,
  recordedAt,
  to,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const retyped = (code: string, fields: object) =>
  credentialTypes.map((type) => (type.code === code ? { ...type, ...fields } : type))

describe('supervised work (6.9; 6.15, 27 to 29)', () => {
  const request = job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' })
  const supervised = (change: Partial<GateFacts>, over: Partial<typeof request> = {}) =>
    decisionText({ ...request, ...over }, { ...meihe, ...change })
  const trainee = (fields: Partial<ReturnType<typeof credential>>, code = 'WM-L2') => [
    ...meihe.credentials.filter((row) => row.engineer !== 'E-1004'),
    credential('E-1004', code, fields),
  ]

  it.each([
    [
      'NO_CREDENTIAL for level 1',
      { credentials: meihe.credentials.filter((row) => row.engineer !== 'E-1004') },
      { operation: 'WM-LEVEL' },
      'IND_NO_CREDENTIAL',
    ],
    [
      'WRONG_CATEGORY for level 1',
      { credentials: trainee({}, 'RF-L1') },
      { operation: 'WM-LEVEL' },
      'IND_WRONG_CATEGORY',
    ],
    ['ADMIN_GRACE', { credentials: trainee({ validUntil: to('2026-10-01') }) }, {}, 'IND_ADMIN_GRACE'],
    ['EXPIRED', { credentials: trainee({ validUntil: to('2026-01-01') }) }, {}, 'IND_EXPIRED'],
    [
      'EXPIRES_BEFORE_JOB',
      {
        credentials: trainee({ validUntil: to('2026-11-23') }),
        credentialTypes: retyped('WM-L2', { workingGraceDays: 0 }),
      },
      {},
      'IND_EXPIRES_BEFORE_JOB',
    ],
    [
      'EVIDENCE_MODE',
      {
        credentials: trainee({ evidenceMode: null }),
        credentialTypes: retyped('WM-L2', { requiredEvidenceMode: 'PROCTORED' }),
      },
      {},
      'IND_EVIDENCE_MODE',
    ],
  ])('27 and 28: curable: %s', (_name, change, over, code) => {
    const facts = { ...change, enrolments: [enrolment('E-1004', 'WM-L2')] }
    const text = supervised(facts, over)
    expect(text).toBe(`ALLOW_SUPERVISED ${code}`)
  })

  it('28: NOT_YET_VALID leaves the current level, so the gap may be too wide', () => {
    const credentials = trainee({ validFrom: day('2026-12-01') })
    expect(supervised({ credentials })).toBe('DENY IND_NOT_YET_VALID')
    expect(supervised({ credentials: [...credentials, credential('E-1004', 'WM-L1')] })).toBe(
      'ALLOW_SUPERVISED IND_NOT_YET_VALID',
    )
  })

  it.each([
    [
      'a missing endorsement',
      {},
      { operation: 'AC-LEAK-TOPUP', model: 'MH-AC-35-R32', supervisor: 'E-1001' },
    ],
    ['no enrolment', { enrolments: [] }, {}],
    ['two levels', {}, { operation: 'WM-BEARING' }],
    ['no supervisor role', { persons: meihe.persons.map((row) => ({ ...row, roles: [] })) }, {}],
    [
      'a supervisor of another outlet',
      {
        affiliations: meihe.affiliations.map((row) =>
          row.engineer === 'E-1008' ? { ...row, outlet: 'O2' } : row,
        ),
      },
      {},
    ],
    [
      'a supervisor below the level',
      {
        credentials: meihe.credentials.map((row) =>
          row.engineer === 'E-1008' ? { ...row, type: 'WM-L1' } : row,
        ),
      },
      {},
    ],
    [
      'oneself',
      { persons: [person('E-1004', { roles: [{ ...open, role: 'SUPERVISOR', brand: null }] })] },
      { supervisor: 'E-1004' },
    ],
    [
      'an operation that may not be supervised',
      { operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', supervisable: false })] },
      {},
    ],
    [
      'a second trainee too many',
      {
        supervisedJobs: ['A', 'B'].map((engineer) => ({
          lineId: engineer,
          engineer,
          supervisor: 'E-1008',
          brand: 'MEIHE',
          credentialType: 'WM-L2',
          ...request.window,
          maxTrainees: 2,
          recordedAt,
        })),
      },
      {},
    ],
    [
      'a second trainee beside a one-to-one job',
      {
        supervisedJobs: [
          {
            lineId: 'A',
            engineer: 'A',
            supervisor: 'E-1008',
            brand: 'MEIHE',
            credentialType: 'WM-L2',
            ...request.window,
            maxTrainees: 1,
            recordedAt,
          },
        ],
      },
      {},
    ],
    [
      'a clock that has run out',
      {
        supervisedJobs: [
          {
            lineId: 'A',
            engineer: 'E-1004',
            supervisor: 'X',
            brand: 'MEIHE',
            credentialType: 'WM-L2',
            start: day('2025-11-24'),
            end: day('2025-11-25'),
            maxTrainees: 2,
            recordedAt,
          },
        ],
      },
      {},
    ],
    ['a provider block', { contracts: [] }, {}],
  ] as [string, Partial<GateFacts>, Partial<typeof request>][])('6.9: not with %s', (_name, change, over) => {
    expect(supervised(change, over)).toMatch(/^DENY/)
    expect(supervised(change, over)).not.toContain('SUP_')
  })

  it('6.9: a second trainee and a clock that still runs are fine', () => {
    const supervisedJobs = [
      {
        lineId: 'A',
        engineer: 'A',
        supervisor: 'E-1008',
        brand: 'MEIHE',
        credentialType: 'WM-L2',
        ...request.window,
        maxTrainees: 2,
        recordedAt,
      },
      {
        lineId: 'B',
        engineer: 'E-1004',
        supervisor: 'X',
        brand: 'MEIHE',
        credentialType: 'WM-L2',
        start: day('2025-11-25'),
        end: day('2025-11-26'),
        maxTrainees: 2,
        recordedAt,
      },
    ]
    expect(supervised({ supervisedJobs })).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW')
  })

  it('28: a supervisor in grace does not do, a brand trainer may be from elsewhere', () => {
    const inGrace = meihe.credentials.map((row) =>
      row.engineer === 'E-1008' ? credential('E-1008', 'WM-L2', { validUntil: to('2026-11-20') }) : row,
    )
    expect(supervised({ credentials: inGrace })).toBe('DENY IND_LEVEL_TOO_LOW')
    const affiliations = meihe.affiliations.filter((row) => row.engineer !== 'E-1008')
    const roles = ['SUPERVISOR', 'TRAINER'].map((role) => ({ ...open, role, brand: 'MEIHE' }))
    const persons = [...meihe.persons.filter((row) => row.code !== 'E-1008'), person('E-1008', { roles })]
    expect(supervised({ affiliations, persons })).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW')
  })

  it('3: the safety theory of every tag is needed, and a legal block of a supervisable rule is cured', () => {
    const rules = legalRules.map((row) => (row.id === 'CN-LV' ? { ...row, supervisable: true } : row))
    const facts: Partial<GateFacts> = {
      legalRules: rules,
      licences: [licence('E-1008', 'CN_LV')],
      operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM', tags: ['LV_ELECTRICAL'] })],
    }
    expect(supervised(facts)).toBe('ALLOW_SUPERVISED IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
    expect(supervised({ ...facts, safetyTheory: [] })).toBe('DENY IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
    expect(supervised({ ...facts, legalRules })).toBe('DENY IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING')
  })

  const at = local('2026-11-23T10:00')
  const checkIn = (who: string, time: string, distanceM = 20) => ({
    lineId: 'LINE-1',
    person: who,
    at: local(time),
    distanceM,
    recordedAt,
  })
  it.each([
    ['nobody', [], 'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)'],
    [
      'the supervisor 15 minutes before',
      [checkIn('E-1008', '2026-11-23T09:45')],
      'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW',
    ],
    [
      'the supervisor 16 minutes before',
      [checkIn('E-1008', '2026-11-23T09:44')],
      'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)',
    ],
    [
      'the supervisor 201 m away',
      [checkIn('E-1008', '2026-11-23T09:55', 201)],
      'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)',
    ],
  ])('29: at check-in, with %s there', (_name, checkIns, expected) => {
    expect(supervised({ checkIns }, { checkpoint: 'CHECK_IN', asOf: at })).toBe(expected)
  })
})
