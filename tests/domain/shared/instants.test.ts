import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addDaysToDay,
  addMonths,
  addMonthsToDay,
  dayIn,
  daysBetween,
  endOfPrintedDay,
  firstInstantPast,
  isDay,
  isInstant,
  midnightOf,
  printedDay,
  toInstant,
} from '#app/domain/shared/instants.ts'

const shanghai = 'Asia/Shanghai'
const anyInstant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyZone = fc.constantFrom(
  'UTC',
  shanghai,
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
)

describe('instants and days', () => {
  it('a printed day ends at the midnight after it in the zone (model 4.3)', () => {
    expect(endOfPrintedDay('2026-11-30', shanghai)).toBe('2026-11-30T16:00:00.000Z')
    expect(printedDay('2026-11-30T16:00:00.000Z', shanghai)).toBe('2026-11-30')
    expect(endOfPrintedDay('2026-12-31', 'America/New_York')).toBe('2027-01-01T05:00:00.000Z')
  })

  it('parses text with an offset into the stored form and refuses the rest', () => {
    expect(toInstant('2026-11-23T10:00:00+08:00')).toBe('2026-11-23T02:00:00.000Z')
    expect(toInstant('2026-11-23T10:00Z')).toBe('2026-11-23T10:00:00.000Z')
    for (const text of [
      '2026-11-23',
      '2026-11-23T10:00:00',
      '2026-02-30T10:00:00Z',
      '2026-13-01T00:00:00Z',
      'soon',
    ]) {
      expect(() => toInstant(text)).toThrow(RangeError)
    }
    expect(isInstant('2026-11-23T02:00:00.000Z')).toBe(true)
    expect(isInstant('2026-11-23T02:00:00Z')).toBe(false)
    expect([isDay('2028-02-29'), isDay('2026-02-29'), isDay('2026-2-1')]).toEqual([true, false, false])
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonthsToDay(day, months)).toBe(expected)
  })

  it('keeps the local time across a change of clocks', () => {
    expect(addDays('2026-03-28T11:00:00.000Z', 1, 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z')
    expect(addDays('2026-10-24T10:00:00.000Z', 1, 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z')
    expect(addMonths('2026-01-31T16:00:00.000Z', 1, shanghai)).toBe('2026-02-28T16:00:00.000Z')
  })

  it('a time that clocks skip moves past the skip, one that occurs twice is the first', () => {
    expect(addDays('2026-03-28T01:30:00.000Z', 1, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
    expect(addDays('2026-10-24T00:30:00.000Z', 1, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    // In Sao Paulo clocks skipped midnight on 4 November 2018.
    expect(midnightOf('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
  })

  it('counts calendar days, not spans of 24 hours', () => {
    expect(daysBetween('2026-11-23T15:59:00.000Z', '2026-11-23T16:01:00.000Z', shanghai)).toBe(1)
    expect(firstInstantPast('2026-10-08T23:00:00.000Z', 30, shanghai)).toBe(
      midnightOf('2026-11-09', shanghai),
    )
  })

  it('midnight lies on its day, the millisecond before does not', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const day = dayIn(instant, zone)
        const start = midnightOf(day, zone)
        expect(dayIn(start, zone)).toBe(day)
        expect(start <= instant).toBe(true)
        expect(printedDay(start, zone)).toBe(addDaysToDay(day, -1))
        expect(printedDay(endOfPrintedDay(day, zone), zone)).toBe(day)
      }),
    )
  })

  it('adding days and taking them away returns, and order is kept', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, fc.integer({ min: -800, max: 800 }), (a, b, days) => {
        expect(addDays(addDays(a, days, shanghai), -days, shanghai)).toBe(a)
        expect(addDays(a, days, shanghai) < addDays(b, days, shanghai)).toBe(a < b)
        expect(daysBetween(a, addDays(a, days, shanghai), shanghai)).toBe(days)
      }),
    )
  })

  it('the first instant of a day on which clocks skip midnight counts as its beginning', () => {
    // In Havana 8 March 2026 begins at 01:00.
    const begins = midnightOf('2026-03-08', 'America/Havana')
    expect(begins).toBe('2026-03-08T05:00:00.000Z')
    expect(addDays(begins, -90, 'America/Havana')).toBe(midnightOf('2025-12-08', 'America/Havana'))
    expect(addDays(begins, 30, 'America/Havana')).toBe(midnightOf('2026-04-07', 'America/Havana'))
    expect(addMonths(begins, 12, 'America/Havana')).toBe(midnightOf('2027-03-08', 'America/Havana'))
    expect(addDays('2026-03-08T06:00:00.000Z', 1, 'America/Havana')).toBe('2026-03-09T06:00:00.000Z')
  })

  it('a month later is in the next month, never further', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 60 }), (instant, months) => {
        const before = dayIn(instant, 'UTC')
        const after = addMonthsToDay(before, months)
        const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
        expect(index(after) - index(before)).toBe(months)
        expect(isDay(after)).toBe(true)
      }),
    )
  })
})
