import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttemptAllowedAt, type PastAttempt } from '#app/domain/exam/retakes.ts'
import { addHours, addMilliseconds } from '#app/domain/shared/instants.ts'

const rule = { max: 3, perDays: 90, coolDownHours: [24, 168, 720] }
const day = (number: number) => addHours('2026-01-01T09:00:00.000Z', number * 24)
const attempt = (onDay: number, outcome: PastAttempt['outcome']): PastAttempt => ({
  startedAt: day(onDay),
  endedAt: outcome === 'RUNNING' ? null : addHours(day(onDay), 1),
  outcome,
})
const failed = (onDay: number) => attempt(onDay, 'FAILED')
const ended = (onDay: number, hours: number) => addHours(day(onDay), 1 + hours)

describe('the next attempt', () => {
  it.each<[string, readonly PastAttempt[], number, ReturnType<typeof nextAttemptAllowedAt>]>([
    ['is allowed to somebody new', [], 0, { state: 'allowed', left: 3 }],
    [
      'waits 24 hours after the first failure',
      [failed(0)],
      1,
      { state: 'wait', from: ended(0, 24), left: 2 },
    ],
    ['is allowed when they are over', [failed(0)], 2, { state: 'allowed', left: 2 }],
    [
      'waits 7 days after the second',
      [failed(0), failed(2)],
      4,
      { state: 'wait', from: ended(2, 168), left: 1 },
    ],
    [
      'is used up after three in 90 days',
      [failed(0), failed(2), failed(10)],
      60,
      { state: 'exhausted', from: day(90) },
    ],
    [
      'is used up for 30 days after the third where these end later',
      [failed(0), failed(60), failed(80)],
      85,
      { state: 'exhausted', from: ended(80, 720) },
    ],
    [
      'waits 30 days where the window is free already',
      [failed(0), failed(60), failed(80)],
      95,
      { state: 'wait', from: ended(80, 720), left: 1 },
    ],
    ['does not count a voided attempt', [failed(0), attempt(1, 'VOIDED')], 2, { state: 'allowed', left: 2 }],
    [
      'counts one voided for cause',
      [attempt(0, 'VOIDED_FOR_CAUSE')],
      1,
      { state: 'wait', from: ended(0, 24), left: 2 },
    ],
    [
      'waits for no cool-down after a pass',
      [failed(0), attempt(2, 'PASSED')],
      2,
      { state: 'allowed', left: 1 },
    ],
    [
      'counts cool-downs from the pass on',
      [failed(0), attempt(2, 'PASSED'), failed(100)],
      101,
      { state: 'wait', from: ended(100, 24), left: 2 },
    ],
    [
      'counts cool-downs from the last of several passes',
      [attempt(0, 'PASSED'), failed(100), attempt(110, 'PASSED'), failed(300)],
      301,
      { state: 'wait', from: ended(300, 24), left: 2 },
    ],
    [
      'repeats the last cool-down for further attempts',
      [failed(0), failed(100), failed(200), failed(300)],
      310,
      { state: 'wait', from: ended(300, 720), left: 2 },
    ],
    ['does not begin beside a running one', [attempt(0, 'RUNNING')], 0, { state: 'open' }],
    ['does not begin before a result', [attempt(0, 'PENDING')], 5, { state: 'open' }],
  ])('%s', (_, attempts, today, expected) => {
    expect(nextAttemptAllowedAt(attempts, rule, day(today))).toEqual(expected)
  })

  it('refuses a rule that is incomplete', () => {
    for (const change of [{ max: 0 }, { perDays: 0 }, { coolDownHours: [] }]) {
      expect(() => nextAttemptAllowedAt([], { ...rule, ...change }, day(0))).toThrow(RangeError)
    }
  })

  const outcomes = fc.constantFrom<PastAttempt['outcome']>(
    'FAILED',
    'FAILED',
    'PASSED',
    'VOIDED',
    'VOIDED_FOR_CAUSE',
  )
  const history = fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 6 })
    .chain((days) => fc.tuple(...days.map((onDay) => outcomes.map((outcome) => attempt(onDay, outcome)))))
  const after = fc.integer({ min: 201, max: 400 })

  it('is allowed at the instant it names and not a millisecond before', () => {
    fc.assert(
      fc.property(history, after, (attempts, today) => {
        const verdict = nextAttemptAllowedAt(attempts, rule, day(today))
        if (verdict.state !== 'wait' && verdict.state !== 'exhausted') return
        expect(verdict.from > day(today)).toBe(true)
        expect(nextAttemptAllowedAt(attempts, rule, verdict.from).state).toBe('allowed')
        expect(nextAttemptAllowedAt(attempts, rule, addMilliseconds(verdict.from, -1)).state).not.toBe(
          'allowed',
        )
      }),
    )
  })

  it('stays allowed as time passes, and does not depend on the order of the list', () => {
    fc.assert(
      fc.property(history, after, fc.nat(500), (attempts, today, later) => {
        const verdict = nextAttemptAllowedAt(attempts, rule, day(today))
        expect(nextAttemptAllowedAt([...attempts].reverse(), rule, day(today))).toEqual(verdict)
        if (verdict.state === 'allowed')
          expect(nextAttemptAllowedAt(attempts, rule, day(today + later)).state).toBe('allowed')
      }),
    )
  })

  it('comes no later when an attempt is voided', () => {
    fc.assert(
      fc.property(history, after, fc.nat(), (attempts, today, pick) => {
        const place = attempts.length === 0 ? 0 : pick % attempts.length
        if (attempts[place]?.outcome === 'PASSED') return
        const voided = attempts.map((entry, index) =>
          index === place ? { ...entry, outcome: 'VOIDED' as const } : entry,
        )
        const from = (list: readonly PastAttempt[]) => {
          const verdict = nextAttemptAllowedAt(list, rule, day(today))
          return 'from' in verdict ? verdict.from : day(today)
        }
        expect(from(voided) <= from(attempts)).toBe(true)
      }),
    )
  })
})
