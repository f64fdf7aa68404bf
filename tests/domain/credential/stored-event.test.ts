import { describe, expect, test } from 'vitest'
import { eventOf, type StoredEvent } from '#app/domain/credential/stored-event.ts'

const period = { validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2028-01-01T00:00:00.000Z' }
const at = '2026-06-01T00:00:00.000Z'
const recordedAt = '2026-06-02T00:00:00.000Z'

const stored = (kind: StoredEvent['kind'], change: Partial<StoredEvent> = {}): StoredEvent => ({
  kind,
  effectiveAt: at,
  untilAt: null,
  recordedAt,
  reason: 'Reason',
  detailsJson: '{}',
  ...change,
})

describe('a stored event as the rules read it', () => {
  test.each([
    ['an issue opens the printed period', stored('ISSUED'), { kind: 'ISSUED', ...period, recordedAt }],
    ['so does a renewal', stored('RENEWED'), { kind: 'RENEWED', ...period, recordedAt }],
    [
      'a suspension has its end and grounds',
      stored('SUSPENDED', { untilAt: '2026-07-01T00:00:00.000Z' }),
      { kind: 'SUSPENDED', from: at, to: '2026-07-01T00:00:00.000Z', grounds: 'Reason', recordedAt },
    ],
    [
      'a reduction states what remains',
      stored('SCOPE_REDUCED', { detailsJson: '{"grants":[{"category":"WM","level":1}],"endorsements":[]}' }),
      {
        kind: 'SCOPE_REDUCED',
        effectiveAt: at,
        recordedAt,
        grants: [{ category: 'WM', level: 1 }],
        endorsements: [],
      },
    ],
    [
      'a correction states the dates it corrects',
      stored('CORRECTED', { detailsJson: '{"validUntil":"2027-01-01T00:00:00.000Z"}' }),
      { kind: 'CORRECTED', validUntil: '2027-01-01T00:00:00.000Z', recordedAt },
    ],
    [
      'a revocation has its grounds',
      stored('REVOKED'),
      { kind: 'REVOKED', effectiveAt: at, recordedAt, grounds: 'Reason' },
    ],
    ['a withdrawal is an instant', stored('WITHDRAWN'), { kind: 'WITHDRAWN', effectiveAt: at, recordedAt }],
  ])('%s', (_, event, read) => {
    expect(eventOf(event, period)).toEqual(read)
  })
})
