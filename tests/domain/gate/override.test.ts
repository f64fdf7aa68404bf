import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  authorisation,
  credential,
  credentialTypes,
  day,
  holding,
  job,
  local,
  longAgo,
  meihe,
  operation,
  override,
  person,
  recordedAt,
  sanction,
  to,
} from './meihe-world.ts'

const open = { recordedAt, from: longAgo, until: null }
const sensor = job('E-1003', 'AC-ROOM-SENSOR')

describe('overrides (6.11; 6.15, 30 and 31)', () => {
  const deposits = (from: string) => [
    { ...open, from: day(from), outlet: 'O1', brand: 'MEIHE', requiredCents: 5, paidCents: 0 },
  ]
  const valve = job('E-1008', 'WM-INLET-VALVE')
  const short = (fields: object = {}, from = '2026-11-20'): GateFacts => ({
    ...meihe,
    deposits: deposits(from),
    overrides: [override(['PRV_DEPOSIT'], fields)],
  })

  it('31: a live override of the line opens with OVR_USED; the block stays a block', () => {
    const { decision, reasons, overrides } = evaluateGate(valve, short())
    expect(decision).toBe('ALLOW_WARN')
    expect(reasons.map((reason) => `${reason.code} ${reason.severity}`)).toEqual([
      'OVR_USED WARN',
      'PRV_DEPOSIT BLOCK',
    ])
    expect(overrides).toEqual(['OV-1'])
  })

  const approval = (by: string) => ({ by, at: local('2026-11-23T09:30'), recordedAt })
  it.each([
    ['another line', { lineId: 'LINE-2' }],
    ['another code', { codes: ['ENT_GRADE'] }],
    ['another brand', { brand: 'HAIYUE' }],
    ['more than 24 hours', { expiresAt: local('2026-11-24T09:01') }],
    ['one that is over', { from: local('2026-11-22T10:00'), expiresAt: local('2026-11-23T10:00') }],
    ['one that has not begun', { from: local('2026-11-23T10:01') }],
    ['a short text', { text: 'too short' }],
    ['no reason code', { reasonCode: '' }],
    ['an approver who asked for it', { requestedBy: 'B-9001' }],
    ['an approver without the role', { approvals: [approval('D-7001')] }],
    ['no approver', { approvals: [] }],
  ])('31: refused without a word: %s', (_name, fields) => {
    expect(decisionText(valve, short(fields))).toBe('DENY PRV_DEPOSIT')
  })

  it('31: the requester and people without the role are not named as approvers', () => {
    const approvals = ['D-7001', 'S-8001', 'B-9001'].map(approval)
    const { reasons } = evaluateGate(valve, short({ approvals, requestedBy: 'D-7001' }))
    expect(reasons.find((reason) => reason.code === 'OVR_USED')?.params.approver).toBe('B-9001')
  })

  it('31: each checkpoint asks again', () => {
    const checkIn = { ...valve, checkpoint: 'CHECK_IN' as const, asOf: local('2026-11-24T09:00') }
    expect(decisionText(checkIn, short())).toBe('DENY PRV_DEPOSIT')
    expect(decisionText({ ...checkIn, asOf: local('2026-11-24T08:59') }, short())).toBe(
      'ALLOW_WARN OVR_USED(WARN) PRV_DEPOSIT',
    )
  })

  it('6.11: a safety-critical operation needs a second approver', () => {
    expect(decisionText(sensor, short())).toBe('DENY PRV_DEPOSIT')
    expect(decisionText(sensor, short({ approvals: [approval('B-9001'), approval('B-9001')] }))).toBe(
      'DENY PRV_DEPOSIT',
    )
    expect(decisionText(sensor, short({ approvals: [approval('B-9001'), approval('B-9002')] }))).toBe(
      'ALLOW_WARN OVR_USED(WARN) PRV_DEPOSIT',
    )
  })

  it('30: a deposit only in the first 7 days of its shortfall', () => {
    expect(decisionText(valve, short({}, '2026-11-17'))).toContain('ALLOW_WARN')
    expect(decisionText(valve, short({}, '2026-11-16'))).toBe('DENY PRV_DEPOSIT')
  })

  it('30: an expired credential for 7 days, if nothing is safety-critical', () => {
    const facts = (code: string, until: string): GateFacts => ({
      ...holding('E-1004', credential('E-1004', code, { validUntil: to(until) })),
      credentialTypes: credentialTypes.map((type) => ({ ...type, workingGraceDays: 0 })),
      overrides: [override(['IND_ADMIN_GRACE'], { approvals: [approval('B-9001'), approval('B-9002')] })],
    })
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('WM-L1', '2026-11-16'))).toBe(
      'ALLOW_WARN IND_ADMIN_GRACE OVR_USED(WARN)',
    )
    expect(decisionText(job('E-1004', 'WM-LEVEL'), facts('WM-L1', '2026-11-15'))).toBe('DENY IND_ADMIN_GRACE')
    expect(decisionText(job('E-1004', 'AC-ROOM-SENSOR'), facts('AC-L2', '2026-11-20'))).toBe(
      'DENY IND_ADMIN_GRACE',
    )
  })

  it('30: an override of quorum covers the cap that comes from it, not one of the authorisation', () => {
    const facts = (maxLevel: number): GateFacts => ({
      ...meihe,
      operations: [operation({ code: 'WM-INLET-VALVE', category: 'WM' })],
      authorisations: [authorisation('WM', { maxLevel, caps: [{ ...open, capLevel: 1 }] })],
      overrides: [override(['QRM_NOT_MET'])],
    })
    expect(decisionText(valve, facts(3))).toBe('ALLOW_WARN OVR_USED(WARN) PRV_LEVEL_CAP')
    expect(decisionText(valve, facts(1))).toBe('DENY PRV_LEVEL_CAP')
  })

  it('I8: nobody overrides what the state or a sanction forbids', () => {
    const everything = override(
      ['LEG_LICENCE_MISSING', 'IND_SUSPENDED', 'IND_REVOKED', 'LEG_NO_RULESET', 'CLS_NO_REQUIREMENT'],
      {
        approvals: [approval('B-9001'), approval('B-9002')],
      },
    )
    const facts = { ...meihe, overrides: [everything] }
    expect(decisionText(job('E-1007', 'AC-OUTDOOR-FAN'), { ...facts, legalRuleSets: [] })).toMatch(/^DENY/)
    expect(
      decisionText(sensor, { ...facts, sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1003' })] }),
    ).toMatch(/^DENY/)
    expect(decisionText(job('E-1001', 'AC-UNLISTED'), facts)).toMatch(/^DENY/)
  })

  it('28: an overridden supervisor does not do', () => {
    const facts = {
      ...short({ codes: ['PRV_DEPOSIT', 'IND_LEVEL_TOO_LOW'] }),
      persons: [...meihe.persons, person('X')],
    }
    expect(decisionText(job('E-1004', 'WM-INLET-VALVE', { supervisor: 'E-1008' }), facts)).toMatch(/^DENY/)
  })
})
