import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readComposite } from '#app/domain/credential/composite.ts'
import { validityFor } from '#app/domain/credential/validity-period.ts'
import {
  addDays,
  dayIn,
  endOfPrintedDay,
  midnightOf,
  printedDay,
  toInstant,
} from '#app/domain/shared/instants.ts'

const zone = 'Asia/Shanghai'
const day = (text: string) => midnightOf(text, zone)
const type = {
  grants: [],
  endorsements: [],
  windowDays: 90,
  workingGraceDays: 30,
  adminGraceDays: 90,
  recencyMaxGapDays: null,
  safetyCritical: false,
  validityMonths: 24,
  renewalAnchor: 'PREVIOUS_EXPIRY' as const,
}
const old = { validFrom: day('2024-12-01'), validUntil: endOfPrintedDay('2026-11-30', zone) }
const printed = (decided: string, previous: typeof old | null = old, change: object = {}) => {
  const period = validityFor({ ...type, ...change }, toInstant(`${decided}T15:30:00+08:00`), zone, previous)
  return [
    dayIn(period.validFrom, zone),
    period.validUntil === null ? null : printedDay(period.validUntil, zone),
    period.anchor,
  ]
}

describe('validity of a new credential (model 4.3)', () => {
  it.each([
    ['first issue', '2026-03-10', null, ['2026-03-10', '2028-03-09', 'DECISION']],
    ['before the window', '2026-09-01', old, ['2026-09-01', '2028-08-31', 'DECISION']],
    ['first day of the window', '2026-09-02', old, ['2026-09-02', '2028-11-30', 'PREVIOUS_EXPIRY']],
    ['last day of validity', '2026-11-30', old, ['2026-11-30', '2028-11-30', 'PREVIOUS_EXPIRY']],
    ['in working grace', '2026-12-10', old, ['2026-12-10', '2028-11-30', 'PREVIOUS_EXPIRY']],
    ['in administrative grace', '2027-02-28', old, ['2027-02-28', '2028-11-30', 'PREVIOUS_EXPIRY']],
    ['after lapse', '2027-03-01', old, ['2027-03-01', '2029-02-28', 'DECISION']],
  ])('%s', (_name, decided, previous, expected) => {
    expect(printed(decided, previous)).toEqual(expected)
  })

  it('COMPLETION always counts from the decision; no validity means no expiry', () => {
    expect(printed('2026-10-10', old, { renewalAnchor: 'COMPLETION' })).toEqual([
      '2026-10-10',
      '2028-10-09',
      'DECISION',
    ])
    expect(printed('2026-10-10', old, { validityMonths: null })).toEqual(['2026-10-10', null, 'DECISION'])
  })

  it('months clamp: from 29 February and from the 31st', () => {
    expect(printed('2028-02-29', null, { validityMonths: 12 })).toEqual([
      '2028-02-29',
      '2029-02-27',
      'DECISION',
    ])
    expect(printed('2026-08-31', null, { validityMonths: 6 })).toEqual([
      '2026-08-31',
      '2027-02-27',
      'DECISION',
    ])
  })

  it('FIXED_DATE adds whole periods to the base day and keeps the minimum active days', () => {
    const fixed = (baseDay: string, minimumActiveDays: number) => ({
      renewalAnchor: 'FIXED_DATE',
      validityMonths: 12,
      fixedDate: { baseDay, minimumActiveDays },
    })
    expect(printed('2026-10-01', null, fixed('2020-01-01', 60))).toEqual([
      '2026-10-01',
      '2026-12-31',
      'FIXED_DATE',
    ])
    expect(printed('2026-12-01', null, fixed('2020-01-01', 60))).toEqual([
      '2026-12-01',
      '2027-12-31',
      'FIXED_DATE',
    ])
    expect(printed('2026-11-02', null, fixed('2020-01-01', 60))[1]).toBe('2026-12-31')
    expect(printed('2026-11-03', null, fixed('2020-01-01', 60))[1]).toBe('2027-12-31')
    expect(() => printed('2026-10-01', null, { renewalAnchor: 'FIXED_DATE' })).toThrow(RangeError)
  })

  it('a printed end on the last of February stays on the last of February', () => {
    const until = (end: string) => ({ validFrom: day('2024-01-01'), validUntil: endOfPrintedDay(end, zone) })
    const twelve = { validityMonths: 12 }
    expect(printed('2027-02-10', until('2027-02-28'), twelve)[1]).toBe('2028-02-29')
    expect(printed('2028-02-10', until('2028-02-29'), twelve)[1]).toBe('2029-02-28')
    expect(printed('2026-08-31', until('2026-08-30'), { validityMonths: 6 })[1]).toBe('2027-02-27')
  })

  it.each([
    [
      'a safety-critical type has no working grace, and may be renewed in its span all the same',
      true,
      30,
      0,
      29,
    ],
    ['the longer of both graces is the last in which no time is lost', false, 30, 10, 29],
    ['without any grace the validity is the last', false, 0, 0, -1],
  ])('%s', (_name, safetyCritical, workingGraceDays, adminGraceDays, lastDay) => {
    const change = { safetyCritical, workingGraceDays, adminGraceDays }
    const at = (days: number) => dayIn(addDays(old.validUntil, days, zone), zone)
    expect(printed(at(lastDay), old, change)[2]).toBe('PREVIOUS_EXPIRY')
    expect(printed(at(lastDay + 1), old, change)[2]).toBe('DECISION')
  })

  it('FIXED_DATE comes back to the 31st after a shorter month', () => {
    const fixed = {
      renewalAnchor: 'FIXED_DATE',
      validityMonths: 1,
      fixedDate: { baseDay: '2026-01-31', minimumActiveDays: 1 },
    }
    const end = (decided: string) =>
      dayIn(
        validityFor({ ...type, ...fixed } as never, `${decided}T04:00:00.000Z`, zone, null).validUntil ?? '',
        zone,
      )
    expect(end('2026-02-10')).toBe('2026-02-28')
    expect(end('2026-03-10')).toBe('2026-03-31')
  })

  it('days are those of the issuer: a decision at 23:30 UTC is one of the next day in Shanghai', () => {
    const decidedAt = '2026-03-10T23:30:00.000Z'
    expect(validityFor(type, decidedAt, zone, null).validFrom).toBe(day('2026-03-11'))
    expect(validityFor(type, decidedAt, 'UTC', null).validFrom).toBe('2026-03-10T00:00:00.000Z')
  })

  it('the old period is superseded from the new validFrom', () => {
    const decidedAt = toInstant('2026-10-10T23:30:00+08:00')
    expect(validityFor(type, decidedAt, zone, old).supersedesFrom).toBe(day('2026-10-10'))
    expect(validityFor(type, decidedAt, zone, null).supersedesFrom).toBeNull()
  })

  it('no time is lost and none gained inside window and graces', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90, max: 89 }), fc.integer({ min: 0, max: 86_399 }), (days, seconds) => {
        const decidedAt = new Date(
          Date.parse(addDays(old.validUntil, days, zone)) + seconds * 1000,
        ).toISOString()
        const period = validityFor(type, decidedAt, zone, old)
        expect(period.validUntil).toBe(day('2028-12-01'))
        expect(period.validFrom <= decidedAt).toBe(true)
      }),
    )
  })
})

describe('composite (model 4.2, 4)', () => {
  const components = ['AC', 'RF', 'WM'].map((category) => ({
    type: `${category}-L2`,
    grants: [{ category, level: 2 }],
  }))
  const held = (...categories: string[]) => categories.map((category) => ({ category, level: 3 }))

  it('grants by component and shows what is incomplete', () => {
    expect(readComposite(true, components, held('AC', 'RF', 'WM')).completeness).toBe('COMPLETE')
    const partial = readComposite(true, components, [...held('AC', 'WM'), { category: 'RF', level: 1 }])
    expect(partial.completeness).toBe('INCOMPLETE')
    expect(partial.grants).toEqual([
      { category: 'AC', level: 2 },
      { category: 'WM', level: 2 },
    ])
    expect(partial.components.map((component) => component.satisfied)).toEqual([true, false, true])
  })

  it('grants nothing while it is not effective itself', () => {
    expect(readComposite(false, components, held('AC', 'RF', 'WM'))).toMatchObject({
      completeness: 'NOT_EFFECTIVE',
      grants: [],
    })
  })
})
