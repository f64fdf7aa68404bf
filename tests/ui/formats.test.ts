import { describe, expect, test } from 'vitest'
import { formatDay, formatLastDay, formatMoment, formatSpan, toLocalField } from '#app/i18n/formats.ts'

const instant = '2026-11-23T16:30:00.000Z'

describe('dates', () => {
  test('are those of the place, not of the computer', () => {
    expect(formatDay(instant, 'en')).toBe('24 Nov 2026')
    expect(formatDay(instant, 'en', 'Europe/Berlin')).toBe('23 Nov 2026')
    expect(formatDay(instant, 'zh-CN')).toBe('2026年11月24日')
  })

  test('carry the weekday and the hour', () => {
    expect(formatMoment(instant, 'en')).toBe('Tue 24 Nov 2026, 00:30')
    expect(formatMoment(instant, 'zh-CN')).toBe('2026年11月24日 周二 00:30')
  })

  test('say the last day on which something holds, as it is printed', () => {
    expect(formatLastDay('2027-05-31T16:00:00.000Z', 'en')).toBe('31 May 2027')
  })

  test('of a span name the day once', () => {
    expect(formatSpan('2026-11-25T01:00:00.000Z', '2026-11-25T03:00:00.000Z', 'en')).toBe(
      'Wed 25 Nov 2026, 09:00–11:00',
    )
    expect(formatSpan('2026-11-25T01:00:00.000Z', '2026-11-26T03:00:00.000Z', 'en')).toContain(' – ')
  })

  test('stand in a form field as the place has them', () => {
    expect(toLocalField(instant)).toBe('2026-11-24T00:30')
  })
})
