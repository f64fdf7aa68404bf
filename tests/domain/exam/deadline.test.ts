import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AttemptClock,
  effectiveDeadline,
  extraMinutesOf,
  isLate,
  timeLeft,
} from '#app/domain/exam/deadline.ts'
import { addMilliseconds, isInstant } from '#app/domain/shared/instants.ts'

const at = (time: string) => `2026-11-23T${time}:00.000Z`
const clock = (change: Partial<AttemptClock> = {}): AttemptClock => ({
  startedAt: at('10:00'),
  minutes: 45,
  windowEndsAt: at('11:30'),
  extraMinutes: 0,
  pauses: [],
  ...change,
})
const pause = (from: string, until: string) => ({ from: at(from), until: at(until) })

describe('the effective deadline', () => {
  it.each<[string, Partial<AttemptClock>, string, 'limit' | 'window']>([
    ['is the time limit inside a wide window', {}, '10:45', 'limit'],
    ['is the end of the window for a late start', { startedAt: at('11:00') }, '11:30', 'window'],
    ['is the time limit where both fall together', { startedAt: at('10:45') }, '11:30', 'limit'],
    ['is the time limit without a session', { windowEndsAt: null, startedAt: at('11:00') }, '11:45', 'limit'],
    ['moves by extra time', { extraMinutes: 15 }, '11:00', 'limit'],
    [
      'moves by extra time where the window decides',
      { startedAt: at('11:00'), extraMinutes: 15 },
      '11:45',
      'window',
    ],
    ['moves by a pause', { pauses: [pause('10:10', '10:20')] }, '10:55', 'limit'],
    [
      'moves by a pause where the window decides',
      { startedAt: at('11:00'), pauses: [pause('11:10', '11:20')] },
      '11:40',
      'window',
    ],
    [
      'counts overlapping pauses once',
      { pauses: [pause('10:15', '10:25'), pause('10:10', '10:20')] },
      '11:00',
      'limit',
    ],
    [
      'counts a pause inside another once',
      { pauses: [pause('10:10', '10:30'), pause('10:15', '10:20')] },
      '11:05',
      'limit',
    ],
    ['counts a pause only from the start', { pauses: [pause('09:50', '10:05')] }, '10:50', 'limit'],
    ['ignores a pause before the start', { pauses: [pause('09:00', '09:30')] }, '10:45', 'limit'],
    ['ignores a pause that begins when time is up', { pauses: [pause('10:45', '10:55')] }, '10:45', 'limit'],
    [
      'counts a pause that an earlier one has brought inside',
      { pauses: [pause('10:40', '10:50'), pause('10:50', '10:55')] },
      '11:00',
      'limit',
    ],
    ['is the start for a window already closed', { windowEndsAt: at('09:00') }, '10:00', 'window'],
  ])('%s', (_, change, expected, decidedBy) => {
    expect(effectiveDeadline(clock(change))).toMatchObject({ deadlineAt: at(expected), decidedBy })
  })

  it('explains what it is made of', () => {
    expect(effectiveDeadline(clock({ extraMinutes: 10, pauses: [pause('10:10', '10:12')] }))).toEqual({
      deadlineAt: at('10:57'),
      decidedBy: 'limit',
      limitEndsAt: at('10:57'),
      windowEndsAt: at('11:42'),
      extraMilliseconds: 600_000,
      pausedMilliseconds: 120_000,
    })
  })

  it('refuses negative times and a pause that ends before it begins', () => {
    for (const change of [{ minutes: -1 }, { extraMinutes: -1 }, { pauses: [pause('10:20', '10:10')] }]) {
      expect(() => effectiveDeadline(clock(change))).toThrow(RangeError)
    }
  })

  const minute = fc
    .integer({ min: -60, max: 240 })
    .map((minutes) => addMilliseconds(at('10:00'), minutes * 60_000))
  const anyPause = fc
    .tuple(minute, minute)
    .map(([a, b]) => (a < b ? { from: a, until: b } : { from: b, until: a }))
  const anyClock: fc.Arbitrary<AttemptClock> = fc.record({
    startedAt: fc.constant(at('10:00')),
    minutes: fc.integer({ min: 0, max: 180 }),
    windowEndsAt: fc.option(minute),
    extraMinutes: fc.integer({ min: 0, max: 60 }),
    pauses: fc.array(anyPause, { maxLength: 4 }),
  })

  it('moves by exactly the extra time where nothing is paused, and never falls by more of it', () => {
    fc.assert(
      fc.property(anyClock, fc.integer({ min: 0, max: 60 }), (any, more) => {
        const before = effectiveDeadline(any).deadlineAt
        const after = effectiveDeadline({ ...any, extraMinutes: any.extraMinutes + more }).deadlineAt
        expect(after >= addMilliseconds(before, more * 60_000)).toBe(true)
        if (any.pauses.length === 0) expect(after).toBe(addMilliseconds(before, more * 60_000))
      }),
    )
  })

  it('never falls by another pause, a longer limit or a later window', () => {
    fc.assert(
      fc.property(anyClock, anyPause, fc.integer({ min: 0, max: 60 }), (any, another, more) => {
        const before = effectiveDeadline(any).deadlineAt
        expect(effectiveDeadline({ ...any, pauses: [...any.pauses, another] }).deadlineAt >= before).toBe(
          true,
        )
        expect(effectiveDeadline({ ...any, minutes: any.minutes + more }).deadlineAt >= before).toBe(true)
        expect(effectiveDeadline({ ...any, windowEndsAt: null }).deadlineAt >= before).toBe(true)
        if (any.windowEndsAt !== null) {
          const later = addMilliseconds(any.windowEndsAt, more * 60_000)
          expect(effectiveDeadline({ ...any, windowEndsAt: later }).deadlineAt >= before).toBe(true)
        }
      }),
    )
  })

  it('does not depend on the order of pauses and is never before the start', () => {
    fc.assert(
      fc.property(anyClock, (any) => {
        const { deadlineAt } = effectiveDeadline(any)
        expect(effectiveDeadline({ ...any, pauses: [...any.pauses].reverse() }).deadlineAt).toBe(deadlineAt)
        expect(isInstant(deadlineAt) && deadlineAt >= any.startedAt).toBe(true)
      }),
    )
  })

  it('leaves the net working time equal to the limit where only pauses come in between', () => {
    const { deadlineAt, pausedMilliseconds } = effectiveDeadline(
      clock({ windowEndsAt: null, pauses: [pause('10:05', '10:35'), pause('10:50', '10:51')] }),
    )
    expect(timeLeft(deadlineAt, at('10:00')) - pausedMilliseconds).toBe(45 * 60_000)
  })
})

describe('extra time by share', () => {
  it.each([
    [45, 250, 12],
    [60, 250, 15],
    [60, 1000, 60],
    [1, 1, 1],
    [45, 0, 0],
  ])('%s minutes and %s permille are %s more, rounded up', (minutes, permille, more) => {
    expect(extraMinutesOf(minutes, permille)).toBe(more)
  })

  it('is never taken away', () => {
    expect(() => extraMinutesOf(45, -1)).toThrow(RangeError)
  })
})

describe('being late', () => {
  it('begins after the very instant of the deadline', () => {
    expect(isLate(at('10:45'), at('10:45'))).toBe(false)
    expect(isLate(at('10:45'), addMilliseconds(at('10:45'), 1))).toBe(true)
  })

  it('leaves no time, and never less than none', () => {
    expect(timeLeft(at('10:45'), at('10:44'))).toBe(60_000)
    expect(timeLeft(at('10:45'), at('11:44'))).toBe(0)
  })
})
