import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestInputs } from '#app/domain/gate/digest-inputs.ts'
import { evaluateForRecord, evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import { factLists, type GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { knownFacts } from '#app/domain/gate/known-facts.ts'
import { allReasonCodes, reasonCodes } from '#app/domain/gate/reason-codes.ts'
import { digestText, inputParts, recordInputs, restoreFacts } from '#app/domain/gate/record-inputs.ts'
import {
  affiliation,
  asOf,
  authorisation,
  credential,
  day,
  job,
  licence,
  local,
  meihe,
  override,
  quorumRule,
  recordedAt,
  rule,
  sanction,
  to,
} from './meihe-world.ts'

const engineers = ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1007', 'E-1008']
const operations = meihe.operations.map((row) => row.code)
const days = [
  '2024-06-01',
  '2026-02-01',
  '2026-10-01',
  '2026-11-10',
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2027-05-31',
]
const anyDay = fc.constantFrom(...days)

const anyCredential = fc
  .record({
    engineer: fc.constantFrom(...engineers),
    type: fc.constantFrom(...meihe.credentialTypes.map((row) => row.code)),
    from: anyDay,
    until: fc.option(anyDay),
    mode: fc.constantFrom('PROCTORED' as const, 'UNPROCTORED' as const, null),
    event: fc.option(
      fc.record({
        kind: fc.constantFrom('SUSPENDED' as const, 'REVOKED' as const, 'WITHDRAWN' as const),
        at: anyDay,
      }),
    ),
  })
  .map(({ engineer, type, from, until, mode, event }) => {
    const at = event === null ? '' : day(event.at)
    const events =
      event === null
        ? []
        : event.kind === 'SUSPENDED'
          ? [{ kind: event.kind, from: at, to: null, grounds: 'X', recordedAt }]
          : [{ kind: event.kind, effectiveAt: at, recordedAt }]
    return credential(engineer, type, {
      validFrom: day(from),
      validUntil: until === null ? null : to(until),
      evidenceMode: mode,
      events,
    })
  })

const anySanction = fc
  .record({
    subject: fc.constantFrom(
      ...engineers.map((code) => ({ kind: 'ENGINEER' as const, code })),
      { kind: 'OUTLET' as const, code: 'O1' },
      { kind: 'PROVIDER' as const, code: 'P1' },
    ),
    kind: fc.constantFrom('SUSPENSION' as const, 'REVOCATION' as const, 'PROBATION' as const),
    from: anyDay,
    until: fc.option(anyDay),
    category: fc.constantFrom(null, 'AC', 'WM'),
  })
  .map(({ subject, kind, from, until, category }) =>
    sanction(subject, { kind, from: day(from), until: until === null ? null : day(until), category }),
  )

const anyWorld: fc.Arbitrary<GateFacts> = fc
  .record({
    credentials: fc.array(anyCredential, { maxLength: 8 }),
    sanctions: fc.array(anySanction, { maxLength: 1 }),
    keep: fc.boolean(),
    licences: fc.array(
      fc.tuple(
        fc.constantFrom(...engineers),
        fc.constantFrom('CN_LV', 'CN_HEIGHT', 'CN_REFRIGERATION', 'CN_HOT'),
      ),
      { maxLength: 4 },
    ),
    quorum: fc.boolean(),
    state: fc.constantFrom('ACTIVE' as const, 'PROBATION' as const, 'SUSPENDED' as const),
    maxLevel: fc.constantFrom(2, 3),
  })
  .map(({ credentials, sanctions, keep, licences, quorum, state, maxLevel }) => ({
    ...meihe,
    credentials: [...(keep ? meihe.credentials : []), ...credentials].map((row, index) => ({
      ...row,
      number: `N-${String(index).padStart(3, '0')}`,
    })),
    sanctions,
    licences: [
      ...meihe.licences,
      ...licences.map(([who, code], index) => licence(who, code, { number: `L${index}` })),
    ],
    quorumRules: quorum ? ['AC', 'RF', 'WM'].map((category) => quorumRule(category, 1)) : [],
    authorisations: ['AC', 'RF', 'WM'].map((category) => authorisation(category, { maxLevel }, state)),
    overrides: [override(['QRM_NOT_MET', 'PRV_PROBATION_LIMIT', 'IND_ADMIN_GRACE'])],
  }))

const anyRequest: fc.Arbitrary<GateRequest> = fc
  .record({
    engineer: fc.constantFrom(...engineers),
    operation: fc.constantFrom(...operations),
    supervisor: fc.constantFrom(null, 'E-1008', 'E-1001'),
    checkpoint: fc.constantFrom('ASSIGN' as const, 'CHECK_IN' as const),
    start: fc.constantFrom('2026-11-23T14:00', '2026-11-23T23:00', '2026-11-24T00:00', '2026-11-30T23:00'),
    hours: fc.constantFrom(1, 2, 26),
  })
  .map(({ engineer, operation, supervisor, checkpoint, start, hours }) => {
    const window = {
      start: local(start),
      end: new Date(Date.parse(local(start)) + hours * 3_600_000).toISOString(),
    }
    return job(engineer, operation, { supervisor, checkpoint, window })
  })

const openness = { DENY: 0, ALLOW_SUPERVISED: 1, ALLOW_WARN: 2, ALLOW: 3 }
const isOpen = (request: GateRequest, facts: GateFacts) => openness[evaluateGate(request, facts).decision] > 0
const runs = { numRuns: 600 }

describe('properties of the gate', () => {
  it('adding a valid credential never turns ALLOW into DENY', () => {
    const valid = fc.tuple(
      fc.constantFrom(...engineers),
      fc.constantFrom(...meihe.credentialTypes.map((row) => row.code)),
    )
    fc.assert(
      fc.property(anyWorld, anyRequest, valid, (facts, request, [engineer, type]) => {
        const more = {
          ...facts,
          credentials: [...facts.credentials, credential(engineer, type, { number: 'ADDED' })],
        }
        if (isOpen(request, facts)) expect(isOpen(request, more)).toBe(true)
      }),
      runs,
    )
  })

  it('a sanction never opens anything', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, anySanction, (facts, request, added) => {
        const more = { ...facts, sanctions: [...facts.sanctions, added] }
        if (isOpen(request, more)) expect(isOpen(request, facts)).toBe(true)
      }),
      runs,
    )
  })

  it('a stricter rule never allows more', () => {
    fc.assert(
      fc.property(
        anyWorld,
        anyRequest,
        fc.nat({ max: 20 }),
        fc.constantFrom('A2L', null),
        (facts, request, index, endorsement) => {
          const requirementRules = facts.requirementRules.map((row, at) =>
            at !== index % facts.requirementRules.length
              ? row
              : {
                  ...row,
                  minLevel: (row.minLevel ?? 0) + 1,
                  endorsementsAllOf:
                    endorsement === null ? row.endorsementsAllOf : [...row.endorsementsAllOf, endorsement],
                },
          )
          const tighter = [...requirementRules, rule({ id: 'T', category: 'AC', minLevel: 2 })]
          if (isOpen(request, { ...facts, requirementRules: tighter }))
            expect(isOpen(request, facts)).toBe(true)
          const legalRules = facts.legalRules.map((row) => ({ ...row, enforcement: 'BLOCK' as const }))
          if (isOpen(request, { ...facts, legalRules })) expect(isOpen(request, facts)).toBe(true)
        },
      ),
      runs,
    )
  })

  it('a stricter quorum, grade or cap never allows more', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, fc.nat({ max: 3 }), (facts, request, more) => {
        const stricter: GateFacts[] = [
          {
            ...facts,
            quorumRules: [
              ...facts.quorumRules.map((row) => ({ ...row, minCount: row.minCount + more, cureDays: 0 })),
              quorumRule('AC', 2, { id: 'Q-MORE', minCount: more }),
            ],
          },
          {
            ...facts,
            requirementRules: [
              ...facts.requirementRules,
              rule({ id: 'G', category: 'AC', minProviderGrade: more + 1 }),
            ],
          },
          {
            ...facts,
            authorisations: facts.authorisations.map((row) => ({
              ...row,
              maxLevel: Math.max(0, row.maxLevel - more),
            })),
          },
          {
            ...facts,
            credentialTypes: facts.credentialTypes.map((row) => ({
              ...row,
              requiredEvidenceMode: 'PROCTORED',
            })),
          },
        ]
        for (const world of stricter) if (isOpen(request, world)) expect(isOpen(request, facts)).toBe(true)
      }),
      runs,
    )
  })

  it('I6: replay is stable: kept as JSON and read again, request and facts give the same decision and digest', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, (facts, request) => {
        const kept = JSON.parse(JSON.stringify({ facts, request })) as {
          facts: GateFacts
          request: GateRequest
        }
        const hash = (text: string) => text
        expect(evaluateForRecord(kept.request, kept.facts, hash)).toEqual(
          evaluateForRecord(request, facts, hash),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('the order of facts does not matter, to the decision or to the digest', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, fc.integer(), (facts, request, seed) => {
        const shuffled: Record<string, unknown> = { ...facts }
        for (const name of factLists) shuffled[name] = shuffle<object>(facts[name], seed)
        const other = shuffled as unknown as GateFacts
        expect(evaluateGate(request, other)).toEqual(evaluateGate(request, facts))
        expect(digestInputs(request, other)).toBe(digestInputs(request, facts))
        expect(recordInputs(request, other, sha256)).toEqual(recordInputs(request, facts, sha256))
      }),
      { numRuns: 200 },
    )
  })

  it('I6: facts recorded later than asOf might as well not be there', () => {
    const later = '2026-11-23T02:00:00.001Z'
    fc.assert(
      fc.property(anyWorld, anyWorld, anyRequest, (facts, future, request) => {
        const both: Record<string, unknown> = { ...facts }
        for (const name of factLists) {
          both[name] = [...facts[name], ...future[name].map((row) => ({ ...row, recordedAt: later }))]
        }
        const world = both as unknown as GateFacts
        expect(evaluateGate(request, world)).toEqual(evaluateGate(request, facts))
        expect(digestInputs(request, world)).toBe(digestInputs(request, facts))
      }),
      { numRuns: 200 },
    )
  })

  it('I7: every reason carries the params its code lists, a gate and a remedy; flags only where the code allows them', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, (facts, request) => {
        for (const reason of evaluateGate(request, facts).reasons) {
          const stated = reasonCodes[reason.code]
          expect(stated.params as readonly string[]).toEqual(
            expect.arrayContaining(Object.keys(reason.params)),
          )
          expect(reason.gate).toBe(stated.gate)
          expect(reason.remedies.length).toBeGreaterThan(0)
          if (reason.overridable) expect(stated.everOverridable).toBe(true)
          if (reason.curableBySupervision) expect(stated.everCurable).toBe(true)
        }
      }),
      runs,
    )
  })

  it('a window that is longer never opens more', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, (facts, request) => {
        const longer = {
          ...request,
          checkpoint: 'ASSIGN' as const,
          window: { ...request.window, end: local('2026-12-03T00:00') },
        }
        const short = { ...request, checkpoint: 'ASSIGN' as const }
        const hard = { ...facts, overrides: [] }
        if (evaluateGate({ ...longer, supervisor: null }, hard).decision !== 'DENY') {
          expect(evaluateGate({ ...short, supervisor: null }, hard).decision).not.toBe('DENY')
        }
      }),
      runs,
    )
  })
})

describe('interval edges', () => {
  it.each([
    ['2026-11-30', '2026-12-01T00:00', 'ALLOW'],
    ['2026-11-30', '2026-12-01T00:01', 'DENY'],
    ['2026-02-28', '2026-03-01T00:00', 'ALLOW'],
    ['2028-02-29', '2028-03-01T00:00', 'ALLOW'],
    ['2028-02-28', '2028-02-29T00:01', 'DENY'],
  ])('valid to %s, job ends %s: %s', (printed, end, expected) => {
    const facts = {
      ...meihe,
      credentials: [credential('E-1003', 'AC-L2', { validUntil: to(printed) })],
      authorisations: [authorisation('AC', { validUntil: null })],
    }
    const start = new Date(Date.parse(local(end)) - 3_600_000).toISOString()
    const request = job('E-1003', 'AC-ROOM-SENSOR', { asOf: start, window: { start, end: local(end) } })
    expect(evaluateGate(request, facts).decision).toBe(expected)
  })
})

describe('known facts', () => {
  it('knows every list of facts', () => {
    expect([...factLists].sort()).toEqual(
      Object.keys(meihe)
        .filter((key) => !key.startsWith('policy'))
        .sort(),
    )
    for (const name of factLists) {
      const later = { ...meihe, [name]: [{ recordedAt: '2030-01-01T00:00:00.000Z' }] } as unknown as GateFacts
      expect(knownFacts(later, asOf)[name]).toEqual([])
    }
    expect(knownFacts(meihe, asOf)).toBe(meihe)
  })

  it('of a fact in several versions the last known counts', () => {
    const then = local('2026-11-23T11:00')
    const affiliations = [
      affiliation('E-1003', ['AC'], { factId: 'F1' }),
      affiliation('E-1003', ['AC'], { factId: 'F1', until: local('2026-11-23T12:00'), recordedAt: then }),
    ]
    const request = job('E-1003', 'AC-ROOM-SENSOR')
    expect(evaluateGate(request, { ...meihe, affiliations }).decision).toBe('ALLOW')
    expect(evaluateGate({ ...request, asOf: then }, { ...meihe, affiliations }).decision).toBe('DENY')
  })

  it('rows inside facts are dropped too', () => {
    const events = [
      { kind: 'REVOKED' as const, effectiveAt: day('2026-01-01'), recordedAt: local('2026-11-23T10:01') },
    ]
    const request = job('E-1003', 'AC-ROOM-SENSOR')
    const facts = { ...meihe, credentials: [credential('E-1003', 'AC-L2', { events })] }
    expect(evaluateGate(request, facts).decision).toBe('ALLOW')
    expect(evaluateGate({ ...request, asOf: local('2026-11-23T10:01') }, facts).decision).toBe('DENY')
  })
})

describe('record of a decision', () => {
  it('I6: digests the request and the digests of its parts with the given hash', () => {
    const request = job('E-1003', 'AC-ROOM-SENSOR')
    const recorded = evaluateForRecord(request, meihe, sha256)
    const { rules, place, people } = recorded.inputs.parts
    for (const part of [rules, place, people]) expect(part.hash).toBe(sha256(part.text))
    expect(recorded.inputsDigest).toBe(sha256(digestText(request, { rules, place, people })))
    expect(recorded.policyVersion).toBe('policy-1')
    const digestOf = (asked: GateRequest, facts: GateFacts) => recordInputs(asked, facts, sha256).digest
    expect(digestOf(request, meihe)).toBe(recorded.inputsDigest)
    expect(digestOf({ ...request, engineer: 'E-1007' }, meihe)).not.toBe(recorded.inputsDigest)
    for (const name of factLists.filter((list) => meihe[list].length > 0))
      expect(digestOf(request, { ...meihe, [name]: [] }), name).not.toBe(recorded.inputsDigest)
  })

  it('I6: every list of facts belongs to one part of what is recorded', () => {
    expect(Object.values(inputParts).flat().sort()).toEqual([...factLists].sort())
  })

  it('I6: what was recorded gives the facts back, and they the same decision and digest', () => {
    fc.assert(
      fc.property(anyWorld, anyRequest, (facts, request) => {
        const recorded = evaluateForRecord(request, facts, sha256)
        const { rules, place, people } = recorded.inputs.parts
        const restored = restoreFacts({ rules: rules.text, place: place.text, people: people.text })
        expect(evaluateForRecord(request, restored, sha256)).toEqual(recorded)
      }),
      { numRuns: 200 },
    )
  })

  it('every code states its gate and names its params once', () => {
    for (const code of allReasonCodes)
      expect(new Set(reasonCodes[code].params).size).toBe(reasonCodes[code].params.length)
  })
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function shuffle<Row>(list: readonly Row[], seed: number): Row[] {
  return list
    .map((row, index) => ({ row, key: Math.imul(seed ^ (index + 1), 2654435761) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row)
}
