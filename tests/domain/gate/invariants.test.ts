import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { decisionText } from './decision-text.ts'
import {
  authorisation,
  credential,
  day,
  enrolment,
  holding,
  job,
  licence,
  local,
  meihe,
  open,
  override,
  recordedAt,
  rule,
  sanction,
  to,
} from './meihe-world.ts'

/** The invariants of the domain model that the pure gate can show; I6 and I7 are also properties, I12 belongs to prices. */

const sensor = job('E-1003', 'AC-ROOM-SENSOR')
const fan = job('E-1001', 'AC-OUTDOOR-FAN', { site: { jurisdiction: 'CN/HB/WUH', heightM: 9 } })

describe('invariants of the domain model', () => {
  it.each<[string, Partial<GateFacts>, Partial<typeof fan>, string]>([
    ['an operation that nothing classifies', { requirementRules: [] }, {}, 'CLS_NO_REQUIREMENT'],
    ['a model nobody knows', { models: [] }, {}, 'DATA_MISSING'],
    [
      'a model whose refrigerant a rule needs and nobody stated',
      {
        models: meihe.models.map((row) => ({ ...row, refrigerant: null })),
        requirementRules: [...meihe.requirementRules, rule({ id: 'G', category: 'AC', refrigerant: 'R32' })],
      },
      {},
      'DATA_MISSING',
    ],
    ['a place without reviewed rules', {}, { site: { jurisdiction: 'JP/13' } }, 'LEG_NO_RULESET'],
    [
      'a licence whose verification is old',
      {
        licences: ['CN_HEIGHT', 'CN_LV'].map((code) =>
          licence('E-1001', code, { verifiedAt: day('2025-11-01') }),
        ),
      },
      {},
      'LEG_UNVERIFIED',
    ],
    ['an outlet without a record of a deposit', { deposits: [] }, {}, 'PRV_DEPOSIT'],
  ])('I2: what is not known keeps the door shut, with a reason: %s', (_name, change, over, code) => {
    expect(decisionText(fan, meihe)).toBe('ALLOW')
    const { decision, reasons } = evaluateGate({ ...fan, ...over }, { ...meihe, ...change })
    expect(decision).toBe('DENY')
    expect(reasons.map((reason) => reason.code)).toContain(code)
  })

  it('I3: a more specific rule that asks for less does not take an endorsement away', () => {
    const mild = rule({
      id: 'M',
      operation: 'AC-LEAK-TOPUP',
      category: 'AC',
      model: 'MH-AC-35-R32',
      minLevel: 1,
    })
    const facts = { ...meihe, requirementRules: [...meihe.requirementRules, mild] }
    expect(decisionText(job('E-1003', 'AC-LEAK-TOPUP'), facts)).toContain('IND_ENDORSEMENT')
  })

  it('I4: validity comes from the spans alone: a credential that the world calls valid opens nothing past its end', () => {
    const row = {
      ...credential('E-1003', 'AC-L2', { validUntil: to('2026-06-30') }),
      isValid: true,
      status: 'ACTIVE',
    }
    expect(decisionText(sensor, holding('E-1003', row))).toMatch(/^DENY/)
  })

  it('I5: the whole planned window at assignment, now at check-in and parts release', () => {
    const facts = {
      ...holding('E-1003', credential('E-1003', 'AC-L2', { validUntil: local('2026-11-24T10:00') })),
      checkIns: [
        { lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-24T09:00'), distanceM: 5, recordedAt },
      ],
    }
    expect(decisionText(sensor, facts)).toBe('DENY IND_EXPIRES_BEFORE_JOB')
    const now = { ...sensor, asOf: local('2026-11-24T09:30') }
    expect(decisionText({ ...now, checkpoint: 'CHECK_IN' }, facts)).toBe('ALLOW')
    expect(decisionText({ ...now, checkpoint: 'PARTS_RELEASE' }, facts)).toBe('ALLOW')
  })

  it('I7: every gate says what it has to say, none is silent for another', () => {
    const facts: GateFacts = {
      ...meihe,
      affiliations: [],
      licences: [],
      contracts: [],
      authorisations: [authorisation('AC', {}, 'SUSPENDED')],
      sanctions: [sanction({ kind: 'ENGINEER', code: 'E-1001' })],
      requirementRules: [...meihe.requirementRules, rule({ id: 'G', category: 'AC', minProviderGrade: 1 })],
    }
    expect(decisionText(fan, facts)).toBe(
      'DENY ENT_GRADE IND_NO_AFFILIATION IND_SUSPENDED LEG_LICENCE_MISSING LEG_LICENCE_MISSING PRV_CONTRACT PRV_SUSPENDED',
    )
  })

  it('I8: a statutory block stands, whoever overrides and however many approve', () => {
    const roles = [{ ...open, role: 'GATE_OVERRIDE', brand: 'MEIHE' }]
    const approvals = ['B-9001', 'B-9002', 'S-8001'].map((by) => ({
      by,
      at: local('2026-11-23T09:30'),
      recordedAt,
    }))
    const facts = {
      ...meihe,
      licences: [],
      persons: meihe.persons.map((row) => (row.code === 'S-8001' ? { ...row, roles } : row)),
      overrides: [override(['LEG_LICENCE_MISSING'], { approvals })],
    }
    const { decision, reasons } = evaluateGate(fan, facts)
    expect(decision).toBe('DENY')
    expect(reasons.every((reason) => !reason.overridable)).toBe(true)
  })

  it('I9: a renewal is a record of its own; the old one still answers for its time', () => {
    const facts = holding(
      'E-1003',
      credential('E-1003', 'AC-L2', { number: 'OLD', validUntil: to('2026-11-30') }),
      credential('E-1003', 'AC-L2', {
        number: 'NEW',
        supersedes: 'OLD',
        validFrom: day('2026-11-20'),
        recordedAt: local('2026-11-20T10:00'),
      }),
    )
    const at = (asOf: string) =>
      decisionText({ ...sensor, asOf: local(asOf), window: { start: local(asOf), end: local(asOf) } }, facts)
    expect(at('2026-10-01T10:00')).toBe('ALLOW')
    expect(at('2026-12-15T10:00')).toBe('ALLOW')
  })

  it('I10: training alone changes nothing: an enrolment and passed theory open no door without a supervisor', () => {
    const towards = ['AC-L3', 'HVDC', 'RF-L3', 'A3', 'WM-L3']
    const tags = ['HV_DC_BUS', 'REFRIGERANT_CIRCUIT', 'FLAMMABLE_A3']
    const engineers = ['E-1002', 'E-1003', 'E-1004', 'E-1007']
    const trained = {
      ...meihe,
      enrolments: engineers.flatMap((one) => towards.map((code) => enrolment(one, code))),
      safetyTheory: engineers.flatMap((engineer) =>
        tags.map((tag) => ({ engineer, tag, passedAt: day('2026-01-01'), recordedAt })),
      ),
    }
    for (const engineer of engineers) {
      for (const { code } of meihe.operations) {
        const request = job(engineer, code)
        expect(evaluateGate(request, trained)).toEqual(evaluateGate(request, meihe))
      }
    }
  })

  it('I14: no deposit, however large, and no grade, however good, raises a level', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...meihe.persons.map(({ code }) => code)),
        fc.constantFrom(...meihe.operations.map(({ code }) => code)),
        fc.integer({ min: 500_000, max: 9_000_000 }),
        (engineer, operation, paidCents) => {
          const rich: GateFacts = {
            ...meihe,
            deposits: meihe.deposits.map((row) => ({ ...row, paidCents })),
            grades: [{ ...open, outlet: 'O1', brand: 'MEIHE', standard: 'v1', grade: 1 }],
          }
          const request = job(engineer, operation)
          expect(evaluateGate(request, rich)).toEqual(evaluateGate(request, meihe))
        },
      ),
      { numRuns: 100 },
    )
  })
})
