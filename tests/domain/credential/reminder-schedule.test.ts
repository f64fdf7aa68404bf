import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveStatus } from '#app/domain/credential/derived-status.ts'
import { newestStep, reminderStateAt, reminderStepsOf } from '#app/domain/credential/reminder-schedule.ts'
import { addDaysToDay, endOfPrintedDay, midnightOf, printedDay } from '#app/domain/shared/instants.ts'

const zone = 'Asia/Shanghai'
const type = { workingGraceDays: 30, adminGraceDays: 90 }
const period = { validFrom: midnightOf('2024-12-01', zone), validUntil: endOfPrintedDay('2026-11-30', zone) }
const on = (day: string) => ({ from: day, to: day })

describe('the days of reminders (gate 6.10)', () => {
  it('are ninety days to one day before the end, the last day, each week of the graces, and the day of lapse', () => {
    expect(reminderStepsOf(type)).toEqual([
      -90, -60, -30, -14, -7, -1, 0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91,
    ])
    expect(reminderStepsOf({ workingGraceDays: 0, adminGraceDays: 0 })).toEqual([
      -90, -60, -30, -14, -7, -1, 0, 1,
    ])
  })

  it.each([
    ['2026-09-01', -90],
    ['2026-09-02', null],
    ['2026-11-29', -1],
    ['2026-11-30', 0],
    ['2026-12-01', null],
    ['2026-12-07', 7],
    ['2027-02-28', null],
    ['2027-03-01', 91],
    ['2027-03-08', null],
  ])('on %s it is step %s', (day, step) => {
    expect(newestStep(type, period, on(day), zone)).toBe(step)
  })

  it('after a standstill only the newest counts', () => {
    expect(newestStep(type, period, { from: '2026-11-20', to: '2026-12-02' }, zone)).toBe(0)
  })

  it('nobody is reminded on the first day or before it', () => {
    const short = { ...period, validFrom: midnightOf('2026-10-31', zone) }
    expect(newestStep(type, short, on('2026-10-01'), zone)).toBeNull()
    expect(newestStep(type, short, on('2026-10-31'), zone)).toBeNull()
    expect(newestStep(type, short, on('2026-11-16'), zone)).toBe(-14)
  })

  it('what never ends is never reminded of', () => {
    expect(newestStep(type, { ...period, validUntil: null }, on('2026-11-30'), zone)).toBeNull()
  })

  it('day by day every step comes once and in order, in every zone and over every month', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/Sao_Paulo', 'Europe/Berlin', 'UTC')
    const lastDays = fc.integer({ min: 0, max: 1500 }).map((days) => addDaysToDay('2026-01-31', days))
    fc.assert(
      fc.property(zones, lastDays, (place, lastDay) => {
        const long = {
          validFrom: midnightOf('2020-01-01', place),
          validUntil: endOfPrintedDay(lastDay, place),
        }
        const seen: number[] = []
        for (let day = -95; day <= 100; day += 1) {
          const step = newestStep(type, long, on(addDaysToDay(lastDay, day)), place)
          if (step !== null) seen.push(step)
        }
        expect(seen).toEqual(reminderStepsOf(type))
      }),
      { numRuns: 60 },
    )
  })
})

describe('what a reminder says', () => {
  const rules = {
    grants: [{ category: 'WM', level: 2 }],
    endorsements: [],
    windowDays: 90,
    recencyMaxGapDays: null,
    safetyCritical: false,
    ...type,
  }
  const issued = { kind: 'ISSUED' as const, ...period, recordedAt: period.validFrom }
  const stateAt = (asOf: string, safetyCritical = false) => {
    const reading = deriveStatus({ type: { ...rules, safetyCritical }, events: [issued], asOf, zone })
    return reading && reminderStateAt(reading, asOf, zone)
  }

  it.each([
    ['2026-08-01T02:00:00.000Z', 'before-window'],
    ['2026-10-01T02:00:00.000Z', 'window'],
    ['2026-11-29T15:59:59.999Z', 'window'],
    ['2026-11-29T16:00:00.000Z', 'last-day'],
    ['2026-11-30T16:00:00.000Z', 'working-grace'],
    ['2027-01-15T02:00:00.000Z', 'admin-grace'],
    ['2027-03-01T02:00:00.000Z', 'lapsed'],
  ])('at %s: %s', (asOf, state) => {
    expect(stateAt(asOf)).toBe(state)
  })

  it('a safety-critical credential is never in a working grace', () => {
    expect(stateAt('2026-12-02T02:00:00.000Z', true)).toBe('admin-grace')
  })

  it('nothing is said of what was revoked, and the dates of what is suspended run on', () => {
    const at = '2026-10-01T02:00:00.000Z'
    const base = { recordedAt: period.validFrom, effectiveAt: period.validFrom }
    const revoked = deriveStatus({
      type: rules,
      events: [issued, { kind: 'REVOKED', grounds: 'IDFR', ...base }],
      asOf: at,
      zone,
    })
    const suspended = deriveStatus({
      type: rules,
      events: [
        issued,
        {
          kind: 'SUSPENDED',
          from: period.validFrom,
          to: null,
          grounds: 'PADP',
          recordedAt: period.validFrom,
        },
      ],
      asOf: at,
      zone,
    })
    expect(revoked && reminderStateAt(revoked, at, zone)).toBeNull()
    expect(suspended && reminderStateAt(suspended, at, zone)).toBe('window')
    expect(printedDay(period.validUntil, zone)).toBe('2026-11-30')
  })
})
