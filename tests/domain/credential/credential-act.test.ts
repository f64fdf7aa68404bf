import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { type CredentialAct, eventOfAct, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { deriveRecordStatus } from '#app/domain/credential/derived-status.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'

const zone = 'Asia/Shanghai'
const now = '2026-11-23T02:00:00.000Z'
const earlierToday = '2026-11-23T01:00:00.000Z'
const type = {
  grants: [
    { category: 'AC', level: 2 },
    { category: 'RF', level: 1 },
  ],
  endorsements: ['A3'],
  windowDays: 90,
  workingGraceDays: 0,
  adminGraceDays: 90,
  recencyMaxGapDays: null,
  safetyCritical: false,
  validityMonths: 24,
}
const record = (events: readonly CredentialEvent[] = [], validUntil = '2027-06-01T16:00:00.000Z') => ({
  validFrom: '2025-06-01T16:00:00.000Z',
  validUntil,
  recordedAt: '2025-06-01T16:00:00.000Z',
  events,
})
const obstacle = (act: CredentialAct, events: readonly CredentialEvent[] = [], validUntil?: string) =>
  obstacleOfAct(act, record(events, validUntil), type, now, zone)

const suspend = (from: string | null = null, until: string | null = null): CredentialAct => ({
  kind: 'SUSPENDED',
  from,
  until,
})
const lift: CredentialAct = { kind: 'SUSPENSION_LIFTED' }
const revoke: CredentialAct = { kind: 'REVOKED' }
const withdraw: CredentialAct = { kind: 'WITHDRAWN' }
const reduce = (level: number, endorsements: string[] = ['A3']): CredentialAct => ({
  kind: 'SCOPE_REDUCED',
  grants: [
    { category: 'AC', level },
    { category: 'RF', level: 1 },
  ],
  endorsements,
})
const correct = (validFrom: string, validUntil: string): CredentialAct => ({
  kind: 'CORRECTED',
  validFrom,
  validUntil,
})
const earlier = '2026-10-01T00:00:00.000Z'
const suspended: CredentialEvent = {
  kind: 'SUSPENDED',
  from: earlier,
  to: null,
  grounds: 'x',
  recordedAt: earlier,
}
const ended = (kind: 'WITHDRAWN' | 'SUPERSEDED'): CredentialEvent => ({
  kind,
  effectiveAt: earlier,
  recordedAt: earlier,
})

describe('what stands in the way of an act', () => {
  test.each([
    ['suspending', suspend(), [], null],
    ['suspending what is suspended', suspend(), [suspended], 'SUSPENDED_ALREADY'],
    ['suspending from a day before now', suspend('2026-11-22T16:00:00.000Z'), [], 'REACHES_BACK'],
    ['suspending to a day before the first', suspend(now, now), [], 'PERIOD'],
    ['suspending to a moment that is over', suspend(null, earlierToday), [], 'PERIOD'],
    ['correcting the end', correct('2025-06-01T16:00:00.000Z', '2027-05-31T16:00:00.000Z'), [], null],
    [
      'correcting nothing',
      correct('2025-06-01T16:00:00.000Z', '2027-06-01T16:00:00.000Z'),
      [],
      'NOTHING_CHANGED',
    ],
    [
      'correcting to a last day before the first',
      correct('2025-06-01T16:00:00.000Z', '2025-05-31T16:00:00.000Z'),
      [],
      'PERIOD',
    ],
    [
      'correcting to the longest there is',
      correct('2025-06-01T16:00:00.000Z', '2027-08-30T16:00:00.000Z'),
      [],
      null,
    ],
    [
      'correcting to a day more',
      correct('2025-06-01T16:00:00.000Z', '2027-08-31T16:00:00.000Z'),
      [],
      'TOO_LONG',
    ],
    [
      'correcting what is suspended',
      correct('2025-06-01T16:00:00.000Z', '2027-05-31T16:00:00.000Z'),
      [suspended],
      'SUSPENDED_NOW',
    ],
    [
      'correcting what is replaced',
      correct('2025-06-01T16:00:00.000Z', '2027-05-31T16:00:00.000Z'),
      [ended('SUPERSEDED')],
      'OVER',
    ],
    ['lifting', lift, [suspended], null],
    ['lifting what is not suspended', lift, [], 'NOT_SUSPENDED'],
    ['lifting before it began', lift, [{ ...suspended, from: '2026-12-01T00:00:00.000Z' }], 'NOT_SUSPENDED'],
    ['reducing', reduce(1), [], null],
    ['reducing an endorsement away', reduce(2, []), [], null],
    ['reducing to what there is', reduce(2), [], 'NOT_LESS'],
    ['reducing to more', reduce(3, []), [], 'NOT_LESS'],
    ['reducing to nothing', { kind: 'SCOPE_REDUCED', grants: [], endorsements: [] }, [], 'NOTHING_LEFT'],
    ['revoking while suspended', revoke, [suspended], null],
    ['withdrawing', withdraw, [], null],
    ['acting on what was withdrawn', suspend(), [ended('WITHDRAWN')], 'OVER'],
    ['revoking what was replaced', revoke, [ended('SUPERSEDED')], 'OVER'],
  ] as const)('%s', (_, act, events, expected) => {
    expect(obstacle(act as CredentialAct, events as readonly CredentialEvent[])).toBe(expected)
  })

  test('what has lapsed can be revoked, which bars a new one, and nothing else', () => {
    const lapsed = '2026-01-01T16:00:00.000Z'
    expect(obstacle(revoke, [], lapsed)).toBeNull()
    for (const act of [suspend(), reduce(1), withdraw]) expect(obstacle(act, [], lapsed)).toBe('LAPSED')
  })
})

const anyAct: fc.Arbitrary<CredentialAct> = fc.oneof(
  fc
    .record({ after: fc.nat(40), days: fc.option(fc.nat(40)) })
    .map(({ after, days }) =>
      suspend(
        addMilliseconds(now, after * 86_400_000),
        days === null ? null : addMilliseconds(now, (after + days) * 86_400_000),
      ),
    ),
  fc.constant(lift),
  fc.constant(revoke),
  fc.constant(withdraw),
  fc.record({ ac: fc.nat(3), rf: fc.nat(2), a3: fc.boolean() }).map(
    ({ ac, rf, a3 }): CredentialAct => ({
      kind: 'SCOPE_REDUCED',
      grants: [
        { category: 'AC', level: ac },
        { category: 'RF', level: rf },
      ].filter(({ level }) => level > 0),
      endorsements: a3 ? ['A3'] : [],
    }),
  ),
)

/** Acts one after the other, an hour apart, those that are possible. */
function liveThrough(acts: readonly CredentialAct[]) {
  let events: readonly CredentialEvent[] = []
  let at = now
  for (const act of acts) {
    at = addMilliseconds(at, 3_600_000)
    if (obstacleOfAct(act, record(events), type, at, zone) === null)
      events = [...events, eventOfAct(act, at, 'a reason that is long enough')]
  }
  return { events, at }
}

const granted = (events: readonly CredentialEvent[], at: string) => {
  const reading = deriveRecordStatus(record(events), type, at, zone)
  if (!reading?.grantsWork) return 0
  return reading.scope.grants.reduce((sum, { level }) => sum + level, 0) + reading.scope.endorsements.length
}

describe('whatever is done to a credential', () => {
  test('only lifting a suspension ever gives anything back, and never more than is printed', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 8 }), anyAct, (acts, last) => {
        const { events, at } = liveThrough(acts)
        const later = addMilliseconds(at, 3_600_000)
        if (obstacleOfAct(last, record(events), type, later, zone) !== null) return
        const [before, after] = [
          granted(events, later),
          granted([...events, eventOfAct(last, later, 'another reason')], later),
        ]
        if (last.kind === 'SUSPENSION_LIFTED') expect(after).toBeGreaterThanOrEqual(before)
        else expect(after).toBeLessThanOrEqual(before)
        expect(after).toBeLessThanOrEqual(granted([], later))
      }),
    )
  })

  test('what is over stays over', () => {
    fc.assert(
      fc.property(fc.constantFrom(revoke, withdraw), fc.array(anyAct, { maxLength: 6 }), (end, acts) => {
        const { events, at } = liveThrough([end, ...acts])
        expect(events).toHaveLength(1)
        expect(granted(events, at)).toBe(0)
      }),
    )
  })

  test('what counted before an act is not changed by it', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 8 }), fc.nat(500), (acts, days) => {
        const { events } = liveThrough(acts)
        const before = addMilliseconds(now, -days * 86_400_000)
        expect(granted(events, before)).toBe(granted([], before))
      }),
    )
  })
})
