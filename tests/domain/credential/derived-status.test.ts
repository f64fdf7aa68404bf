import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { deriveRecordStatus, deriveStatus, type StatusType } from '#app/domain/credential/derived-status.ts'
import { addDays, endOfPrintedDay, midnightOf } from '#app/domain/shared/instants.ts'

const zone = 'Asia/Shanghai'
const day = (text: string) => midnightOf(text, zone)
const recordedAt = day('2024-01-01')
const type: StatusType = {
  grants: [{ category: 'AC', level: 2 }],
  endorsements: [],
  windowDays: 90,
  workingGraceDays: 30,
  adminGraceDays: 90,
  recencyMaxGapDays: null,
  safetyCritical: false,
}
const issued: CredentialEvent = {
  kind: 'ISSUED',
  validFrom: day('2024-12-01'),
  validUntil: endOfPrintedDay('2026-11-30', zone),
  recordedAt,
}
const status = (asOf: string, events: CredentialEvent[] = [], change: Partial<StatusType> = {}) =>
  deriveStatus({ type: { ...type, ...change }, events: [issued, ...events], asOf, zone })

describe('derived status of model 5.4', () => {
  it.each([
    ['2024-11-30', 'NOT_YET_VALID', false],
    ['2024-12-01', 'ACTIVE', true],
    ['2026-09-01', 'ACTIVE', true],
    ['2026-09-02', 'RENEWAL_WINDOW', true],
    ['2026-11-30', 'RENEWAL_WINDOW', true],
    ['2026-12-01', 'WORKING_GRACE', true],
    ['2026-12-30', 'WORKING_GRACE', true],
    ['2026-12-31', 'ADMIN_GRACE', false],
    ['2027-02-28', 'ADMIN_GRACE', false],
    ['2027-03-01', 'LAPSED', false],
  ])('on %s it is %s', (at, expected, grantsWork) => {
    expect(status(day(at))).toMatchObject({ status: expected, grantsWork })
  })

  it('ends a millisecond before midnight in the zone of the issuer', () => {
    expect(status('2026-11-30T15:59:59.999Z')?.status).toBe('RENEWAL_WINDOW')
    expect(status('2026-11-30T16:00:00.000Z')?.status).toBe('WORKING_GRACE')
  })

  it.each([{ safetyCritical: true }, { statutory: true }])(
    'has no working grace with %o: the span is administrative',
    (change) => {
      expect(status(day('2026-12-01'), [], change)).toMatchObject({
        status: 'ADMIN_GRACE',
        grantsWork: false,
      })
      expect(status(day('2026-12-20'), [], { ...change, adminGraceDays: 0 })?.status).toBe('ADMIN_GRACE')
    },
  )

  it('says since when and until when, and why', () => {
    expect(status(day('2026-10-01'))).toMatchObject({
      since: day('2026-09-02'),
      until: day('2026-12-01'),
      why: { rule: 'WINDOW_OPEN', params: { validUntil: day('2026-12-01') } },
    })
    expect(status(day('2030-01-01'))).toMatchObject({ since: day('2027-03-01'), until: null })
    expect(status(day('2024-01-02'))).toMatchObject({ since: null, until: day('2024-12-01') })
    const suspended: CredentialEvent = {
      kind: 'SUSPENDED',
      from: day('2025-06-01'),
      to: day('2025-07-01'),
      grounds: 'PADP',
      recordedAt,
    }
    expect(status(day('2025-03-01'), [suspended])).toMatchObject({
      status: 'ACTIVE',
      since: day('2024-12-01'),
      until: day('2025-06-01'),
    })
    expect(status(day('2025-08-01'), [suspended])).toMatchObject({
      status: 'ACTIVE',
      since: day('2025-07-01'),
      until: day('2026-09-02'),
    })
  })

  const at = day('2025-06-15')
  const effect = { effectiveAt: day('2025-06-01'), recordedAt }
  const revoked: CredentialEvent = { kind: 'REVOKED', ...effect }
  const withdrawn: CredentialEvent = { kind: 'WITHDRAWN', ...effect }
  const superseded: CredentialEvent = { kind: 'SUPERSEDED', ...effect }
  const suspended: CredentialEvent = {
    kind: 'SUSPENDED',
    from: day('2025-06-01'),
    to: null,
    grounds: 'PADP',
    recordedAt,
  }
  const reduced: CredentialEvent = {
    kind: 'SCOPE_REDUCED',
    ...effect,
    grants: [{ category: 'AC', level: 1 }],
    endorsements: [],
  }
  it.each([
    ['REVOKED', [superseded, suspended, withdrawn, revoked]],
    ['WITHDRAWN', [superseded, suspended, withdrawn]],
    ['SUPERSEDED', [suspended, superseded]],
    ['SUSPENDED', [suspended, reduced]],
    ['SCOPE_REDUCED', [reduced]],
  ] as [string, CredentialEvent[]][])('precedence: %s', (expected, events) => {
    expect(status(at, events)?.status).toBe(expected)
    expect(status(at, [...events].reverse())?.status).toBe(expected)
    expect(status(day('2025-05-31'), events)?.status).toBe('ACTIVE')
  })

  it('precedence: a suspension over every date status', () => {
    for (const date of ['2026-10-01', '2026-12-05', '2027-01-15', '2028-01-01'])
      expect(status(day(date), [suspended])?.status).toBe('SUSPENDED')
  })

  const ever = { effectiveAt: day('2024-11-01'), recordedAt }
  const stops: [string, CredentialEvent][] = [
    ['REVOKED', { kind: 'REVOKED', ...ever }],
    ['WITHDRAWN', { kind: 'WITHDRAWN', ...ever }],
    ['SUPERSEDED', { kind: 'SUPERSEDED', ...ever }],
    ['SUSPENDED', { kind: 'SUSPENDED', from: day('2024-11-01'), to: null, grounds: 'X', recordedAt }],
  ]
  const dates = [
    ['NOT_YET_VALID', '2024-11-15'],
    ['ACTIVE', '2025-06-15'],
    ['RENEWAL_WINDOW', '2026-10-01'],
    ['WORKING_GRACE', '2026-12-10'],
    ['ADMIN_GRACE', '2027-01-15'],
    ['LAPSED', '2028-01-01'],
  ] as const

  it.each(
    stops.flatMap(([higher, one], index) =>
      stops.slice(index).map(([lower, other]) => [higher, lower, one, other] as const),
    ),
  )('precedence: %s with %s', (higher, _lower, one, other) => {
    for (const [, date] of dates) {
      expect(status(day(date), [other, one])).toMatchObject({ status: higher, grantsWork: false })
    }
  })

  it.each(dates)(
    'precedence: %s over a lapsed recency, unless it would let people work on time',
    (named, date) => {
      const expected = named === 'ACTIVE' || named === 'RENEWAL_WINDOW' ? 'RECENCY_LAPSED' : named
      expect(status(day(date), [], { recencyMaxGapDays: 30 })).toMatchObject({
        status: expected,
        dateStatus: named,
        grantsWork: false,
      })
    },
  )

  it.each(dates)('precedence: %s and a reduced scope', (named, date) => {
    const left = { ...reduced, ...ever } as CredentialEvent
    const nothingLeft = { ...left, grants: [] } as CredentialEvent
    const isWorking = named === 'ACTIVE' || named === 'RENEWAL_WINDOW'
    expect(status(day(date), [left])).toMatchObject({
      status: isWorking ? 'SCOPE_REDUCED' : named,
      grantsWork: isWorking || named === 'WORKING_GRACE',
    })
    expect(status(day(date), [nothingLeft])?.grantsWork).toBe(false)
  })

  it('a suspension is not escaped by a renewal, nor is a revocation', () => {
    const renewed: CredentialEvent = {
      kind: 'RENEWED',
      validFrom: day('2025-06-10'),
      validUntil: day('2027-06-10'),
      recordedAt: day('2025-06-10'),
    }
    for (const [stop, event] of stops) expect(status(at, [event, renewed])?.status).toBe(stop)
  })

  it.each([
    ['Europe/Berlin', '2026-10-26', '2026-07-28', '2026-11-25'],
    ['America/Havana', '2026-03-08', '2025-12-08', '2026-04-07'],
    ['Pacific/Apia', '2026-01-01', '2025-10-03', '2026-01-31'],
  ])(
    'days are counted in the calendar of %s, also where clocks change or skip midnight',
    (place, end, window, grace) => {
      const story: CredentialEvent[] = [
        {
          kind: 'ISSUED',
          validFrom: midnightOf('2024-01-01', place),
          validUntil: midnightOf(end, place),
          recordedAt,
        },
      ]
      const at = (instant: string) => deriveStatus({ type, events: story, asOf: instant, zone: place })
      const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()
      const edges: [string, string, string][] = [
        [midnightOf(window, place), 'ACTIVE', 'RENEWAL_WINDOW'],
        [midnightOf(end, place), 'RENEWAL_WINDOW', 'WORKING_GRACE'],
        [midnightOf(grace, place), 'WORKING_GRACE', 'ADMIN_GRACE'],
      ]
      for (const [edge, until, from] of edges) {
        expect(at(before(edge))).toMatchObject({ status: until, until: edge })
        expect(at(edge)).toMatchObject({ status: from, since: edge })
      }
    },
  )

  it('a day more in a leap year', () => {
    const story = (year: number): CredentialEvent[] => [
      { ...issued, validUntil: endOfPrintedDay(`${year}-02-28`, zone) } as CredentialEvent,
    ]
    const at = (year: number, date: string) =>
      deriveStatus({ type, events: story(year), asOf: day(date), zone })?.status
    expect(at(2027, '2027-03-01')).toBe('WORKING_GRACE')
    expect(at(2028, '2028-02-29')).toBe('WORKING_GRACE')
    expect(at(2027, '2027-03-31')).toBe('ADMIN_GRACE')
    expect(at(2028, '2028-03-29')).toBe('WORKING_GRACE')
    expect(at(2028, '2028-03-30')).toBe('ADMIN_GRACE')
  })

  it('a lifted suspension is over from the lifting on; another one stays', () => {
    const lifted: CredentialEvent = { kind: 'SUSPENSION_LIFTED', effectiveAt: day('2025-06-10'), recordedAt }
    expect(status(at, [suspended, lifted])?.status).toBe('ACTIVE')
    expect(status(day('2025-06-09'), [lifted, suspended])?.status).toBe('SUSPENDED')
    const second = { ...suspended, from: day('2025-06-05') } as CredentialEvent
    expect(
      status(at, [suspended, second, { ...lifted, suspendedFrom: day('2025-06-01') } as CredentialEvent])
        ?.status,
    ).toBe('SUSPENDED')
    expect(status(at, [{ ...suspended, from: day('2025-06-12') } as CredentialEvent, lifted])?.status).toBe(
      'SUSPENDED',
    )
  })

  it('a reduced scope grants what remains, and never more than before', () => {
    expect(status(at, [reduced])).toMatchObject({
      grantsWork: true,
      scope: { grants: [{ category: 'AC', level: 1 }] },
    })
    const wider: CredentialEvent = {
      kind: 'SCOPE_REDUCED',
      ...effect,
      grants: [
        { category: 'AC', level: 3 },
        { category: 'RF', level: 1 },
      ],
      endorsements: ['A2L'],
    }
    expect(status(at, [wider])?.scope).toEqual({ grants: [{ category: 'AC', level: 2 }], endorsements: [] })
    expect(status(at, [{ ...reduced, grants: [] } as CredentialEvent])?.grantsWork).toBe(false)
  })

  it('recency lapses on the day after the gap, and work or a refresh restores it', () => {
    const gap = { recencyMaxGapDays: 180 }
    expect(status(day('2025-05-30'), [], gap)?.status).toBe('ACTIVE')
    expect(status(day('2025-05-31'), [], gap)).toMatchObject({
      status: 'RECENCY_LAPSED',
      grantsWork: false,
      since: day('2025-05-31'),
    })
    expect(status(at, [{ kind: 'WORKED', effectiveAt: day('2025-01-10'), recordedAt }], gap)?.status).toBe(
      'ACTIVE',
    )
    expect(
      status(at, [{ kind: 'REFRESHED', effectiveAt: day('2025-06-14'), recordedAt }], gap),
    ).toMatchObject({ status: 'ACTIVE', since: day('2025-06-14') })
    expect(status(day('2026-12-05'), [], gap)).toMatchObject({ status: 'WORKING_GRACE', grantsWork: false })
    expect(status(day('2027-12-05'), [], gap)?.status).toBe('LAPSED')
    expect(status(at, [reduced], gap)?.status).toBe('RECENCY_LAPSED')
  })

  it('a renewal opens a period of its own from its validFrom on', () => {
    const renewed: CredentialEvent = {
      kind: 'RENEWED',
      validFrom: day('2026-10-10'),
      validUntil: day('2028-12-01'),
      recordedAt: day('2026-10-09'),
    }
    expect(status(day('2026-10-09'), [renewed])).toMatchObject({
      status: 'RENEWAL_WINDOW',
      validUntil: day('2026-12-01'),
    })
    expect(status(day('2026-10-10'), [renewed])).toMatchObject({
      status: 'ACTIVE',
      validUntil: day('2028-12-01'),
    })
    expect(
      status(day('2027-10-10'), [renewed, { ...suspended, from: day('2027-01-01') } as CredentialEvent])
        ?.status,
    ).toBe('SUSPENDED')
  })

  it('a correction counts from when it was recorded; the last one wins', () => {
    const shorter: CredentialEvent = {
      kind: 'CORRECTED',
      validUntil: day('2025-01-01'),
      recordedAt: day('2025-02-01'),
    }
    const undone: CredentialEvent = {
      kind: 'CORRECTED',
      validUntil: day('2026-12-01'),
      recordedAt: day('2025-08-01'),
    }
    expect(status(day('2025-01-15'), [shorter])?.status).toBe('ACTIVE')
    expect(status(day('2025-07-15'), [undone, shorter])?.status).toBe('LAPSED')
    expect(status(day('2025-08-15'), [undone, shorter])?.status).toBe('ACTIVE')
  })

  it('a correction sets right the period of its day and leaves a later renewal as it was recorded', () => {
    const corrected: CredentialEvent = {
      kind: 'CORRECTED',
      validUntil: day('2026-06-01'),
      recordedAt: day('2025-02-01'),
    }
    const renewed: CredentialEvent = {
      kind: 'RENEWED',
      validFrom: day('2026-05-10'),
      validUntil: day('2028-06-01'),
      recordedAt: day('2026-05-10'),
    }
    const events = [renewed, corrected]
    expect(status(day('2026-05-09'), events)?.validUntil).toBe(day('2026-06-01'))
    expect(status(day('2026-07-01'), events)).toMatchObject({
      status: 'ACTIVE',
      validUntil: day('2028-06-01'),
    })
  })

  it('bitemporal: what was known then, not what is known now', () => {
    const late: CredentialEvent = {
      kind: 'REVOKED',
      effectiveAt: day('2025-06-01'),
      recordedAt: day('2025-09-01'),
    }
    const question = { type, events: [issued, late], asOf: at, zone }
    expect(deriveStatus(question)?.status).toBe('ACTIVE')
    expect(deriveStatus({ ...question, knownAt: day('2025-09-01') })?.status).toBe('REVOKED')
    expect(deriveStatus({ ...question, knownAt: day('2023-01-01') })).toBeNull()
  })

  it('a stored record has its own dates; without an expiry it stays active', () => {
    const record = { validFrom: day('2025-01-01'), validUntil: null, events: [], recordedAt }
    expect(deriveRecordStatus(record, type, day('2040-01-01'), zone)).toMatchObject({
      status: 'ACTIVE',
      until: null,
    })
    expect(deriveRecordStatus(record, type, day('2023-01-01'), zone)).toBeNull()
    const gap = { ...type, recencyMaxGapDays: 30 }
    expect(deriveRecordStatus(record, gap, day('2026-01-01'), zone)?.status).toBe('RECENCY_LAPSED')
    expect(
      deriveRecordStatus(record, gap, day('2026-01-01'), zone, { workedAt: [day('2025-12-20')] })?.status,
    ).toBe('ACTIVE')
  })
})

describe('properties of the derived status', () => {
  const anyDay = fc.integer({ min: -200, max: 1400 }).map((n) => addDays(day('2024-12-01'), n, zone))
  const anyEvent: fc.Arbitrary<CredentialEvent> = fc.oneof(
    fc.tuple(anyDay, fc.option(anyDay)).map(([from, to]) => ({
      kind: 'SUSPENDED' as const,
      from,
      to: to !== null && to > from ? to : null,
      grounds: 'X',
      recordedAt,
    })),
    fc
      .tuple(
        fc.constantFrom('REVOKED' as const, 'WITHDRAWN' as const, 'SUPERSEDED' as const, 'WORKED' as const),
        anyDay,
      )
      .map(([kind, effectiveAt]) => ({ kind, effectiveAt, recordedAt })),
    anyDay.map((effectiveAt) => ({ kind: 'SUSPENSION_LIFTED' as const, effectiveAt, recordedAt })),
    anyDay.map((validFrom) => ({
      kind: 'RENEWED' as const,
      validFrom,
      validUntil: addDays(validFrom, 700, zone),
      recordedAt,
    })),
  )
  const anyStory = fc.array(anyEvent, { maxLength: 5 })
  const gap = { recencyMaxGapDays: 200 }

  it('the status holds from since to until and changes there', () => {
    fc.assert(
      fc.property(anyStory, anyDay, (events, at) => {
        const now = status(at, events, gap)
        if (now === null) throw new Error('no status')
        const inside = (instant: string) =>
          deriveStatus({
            type: { ...type, ...gap },
            events: [issued, ...events],
            asOf: instant,
            zone,
            knownAt: '2099-01-01T00:00:00.000Z',
          })?.status
        if (now.since !== null) {
          expect(now.since <= at).toBe(true)
          expect(inside(now.since)).toBe(now.status)
        }
        if (now.until !== null) {
          expect(now.until > at).toBe(true)
          expect(inside(now.until)).not.toBe(now.status)
          expect(inside(new Date(Date.parse(now.until) - 1).toISOString())).toBe(now.status)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('the order of events does not matter', () => {
    fc.assert(
      fc.property(anyStory, anyDay, (events, at) => {
        expect(status(at, [...events].reverse(), gap)).toEqual(status(at, events, gap))
      }),
    )
  })

  it('events recorded later change nothing known before', () => {
    fc.assert(
      fc.property(anyStory, anyStory, anyDay, (events, future, at) => {
        const later = future.map((event) => ({ ...event, recordedAt: '2090-01-01T00:00:00.000Z' }))
        expect(status(at, [...events, ...later])).toEqual(status(at, events))
      }),
    )
  })

  it('a suspension, revocation or withdrawal never gives work', () => {
    fc.assert(
      fc.property(anyStory, anyDay, anyDay, (events, at, from) => {
        const before = status(at, events)
        for (const kind of ['REVOKED', 'WITHDRAWN'] as const) {
          if (status(at, [...events, { kind, effectiveAt: from, recordedAt }])?.grantsWork === true)
            expect(before?.grantsWork).toBe(true)
        }
      }),
    )
  })
})
