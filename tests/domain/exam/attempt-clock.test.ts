import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockEvent, clockAfter, pauseAt } from '#app/domain/exam/attempt-clock.ts'
import { effectiveDeadline, longestPauseHours } from '#app/domain/exam/deadline.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'

const at = (time: string) => `2026-11-23T${time}:00.000Z`
const start = { startedAt: at('10:00'), minutes: 45, windowEndsAt: null }
const deadline = (...events: ClockEvent[]) => effectiveDeadline(clockAfter(start, events)).deadlineAt
const paused = (time: string): ClockEvent => ({ kind: 'paused', at: at(time) })
const resumed = (time: string): ClockEvent => ({ kind: 'resumed', at: at(time) })
const extra = (minutes: number): ClockEvent => ({ kind: 'extra-time', at: at('10:05'), minutes })

describe('the clock of an attempt', () => {
  it.each<[string, ClockEvent[], string]>([
    ['runs as it began where nothing happened', [], '10:45'],
    ['gives each grant of extra time', [extra(10), extra(5)], '11:00'],
    ['stands still between pause and resume', [paused('10:10'), resumed('10:30')], '11:05'],
    ['counts a pause that lasts as long as it can last', [paused('10:10')], '14:45'],
    ['ends a forgotten pause by itself', [paused('10:10'), resumed('15:00')], '14:45'],
    ['pausing twice is pausing once', [paused('10:10'), paused('10:15'), resumed('10:20')], '10:55'],
    ['resuming twice is resuming once', [paused('10:10'), resumed('10:20'), resumed('10:40')], '10:55'],
    ['resuming what runs changes nothing', [resumed('10:20')], '10:45'],
    [
      'adds up pauses and extra time',
      [paused('10:10'), resumed('10:20'), extra(5), paused('10:50'), resumed('10:51')],
      '11:01',
    ],
    [
      'pauses again after one that ended by itself',
      [paused('10:10'), paused('14:20'), resumed('14:30')],
      '14:55',
    ],
  ])('%s', (_, events, expected) => {
    expect(deadline(...events)).toBe(at(expected))
  })

  it('says which pause holds at an instant', () => {
    const { pauses } = clockAfter(start, [paused('10:10'), resumed('10:20'), paused('10:30')])
    expect(pauseAt(pauses, at('10:09'))).toBeNull()
    expect(pauseAt(pauses, at('10:10'))).toMatchObject({ from: at('10:10') })
    expect(pauseAt(pauses, at('10:20'))).toBeNull()
    expect(pauseAt(pauses, at('12:00'))).toMatchObject({ from: at('10:30'), until: null })
    expect(pauseAt(pauses, addMilliseconds(at('10:30'), longestPauseHours * 3_600_000))).toBeNull()
  })

  it('refuses to take time away', () => {
    expect(() => clockAfter(start, [extra(-1)])).toThrow(RangeError)
  })

  it('never moves a deadline forward, whatever is done in whatever order', () => {
    const event = fc
      .tuple(fc.constantFrom('paused', 'resumed', 'extra-time'), fc.nat({ max: 60 }))
      .map(([kind, minutes]) => ({ kind, minutes }))
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (list) => {
        let before = deadline()
        const events: ClockEvent[] = []
        for (const [index, { kind, minutes }] of list.entries()) {
          const now = addMilliseconds(start.startedAt, index * 3 * 60_000)
          // What has not begun cannot be done any more once time is up.
          if (now > before) break
          events.push(
            kind === 'extra-time'
              ? { kind, at: now, minutes }
              : { kind: kind as 'paused' | 'resumed', at: now },
          )
          const after = deadline(...events)
          // Only the end of a pause takes back what was counted for the rest of it.
          if (kind !== 'resumed') expect(after >= before).toBe(true)
          expect(after >= addMilliseconds(start.startedAt, 45 * 60_000)).toBe(true)
          before = after
        }
      }),
    )
  })
})
