import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  codeFrom,
  dayFrom,
  type ImportRow,
  periodOfImport,
  type RowText,
  readImportRow,
} from '#app/domain/credential/batch-row.ts'
import { addDaysToDay } from '#app/domain/shared/instants.ts'

const zone = 'Asia/Shanghai'
const now = '2026-11-23T02:00:00.000Z'

const row = (more: Partial<RowText> = {}): RowText => ({
  staffCode: 'E-1004',
  typeCode: 'WM-L2',
  validFrom: '2025-11-01',
  lastDay: '',
  oldNumber: '',
  evidence: '',
  reason: '',
  ...more,
})
const codes = (more: Partial<RowText>) => {
  const reading = readImportRow(row(more))
  return reading.ok ? [] : reading.faults.map(({ code }) => code)
}

describe('a day', () => {
  test.each([
    ['2026-11-01', '2026-11-01'],
    ['2026-1-2', '2026-01-02'],
    ['2026/11/1', '2026-11-01'],
    ['２０２６／１１／１', '2026-11-01'],
    ['2026.11.1', '2026-11-01'],
    ['2026年11月1日', '2026-11-01'],
    [' 2026 年 11 月 1 日 ', '2026-11-01'],
    ['2026-11-01T00:00:00.000Z', '2026-11-01'],
    ['46327', '2026-11-01'],
    ['46327.0', '2026-11-01'],
  ])('%s is %s', (text, day) => {
    expect(dayFrom(text)).toBe(day)
  })

  test.each([
    '',
    'soon',
    '2026-02-30',
    '2026年13月1日',
    // Which of them is the month, nobody knows.
    '01/11/2026',
    '1.11.26',
    '2026',
    '1004',
    '0001-01-01',
    '9999-12-31',
    '46327.5',
    '=TODAY()',
    '2026-11-01 12:00',
  ])('%j is none', (text) => {
    expect(dayFrom(text)).toBeNull()
  })

  test('however it is written, it is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 80_000 }), (serial) => {
        const day = addDaysToDay('1899-12-30', serial)
        const [year = '', month = '', date = ''] = day.split('-').map((part) => String(Number(part)))
        expect(
          [String(serial), day, `${year}/${month}/${date}`, `${year}年${month}月${date}日`].map(dayFrom),
        ).toEqual(Array(4).fill(day))
      }),
    )
  })
})

describe('a row', () => {
  test('says whom, what and from when; the rest may be empty', () => {
    expect(readImportRow(row({ staffCode: ' ｅ-1004 ', typeCode: 'wm-l2' }))).toEqual({
      ok: true,
      row: {
        staffCode: 'E-1004',
        typeCode: 'WM-L2',
        validFrom: '2025-11-01',
        lastDay: null,
        oldNumber: null,
        isProctored: false,
        reason: null,
      },
    })
  })

  test.each([
    ['是', true],
    ['Yes', true],
    ['proctored', true],
    ['无监考', false],
    ['', false],
  ])('proctored %j is %s', (evidence, isProctored) => {
    expect(readImportRow(row({ evidence }))).toMatchObject({ ok: true, row: { isProctored } })
  })

  test('names every fault at once', () => {
    expect(codes({ staffCode: '', typeCode: ' ', validFrom: '', lastDay: 'x', evidence: 'perhaps' })).toEqual(
      ['STAFF_MISSING', 'TYPE_MISSING', 'FROM_MISSING', 'UNTIL_NOT_A_DAY', 'EVIDENCE_UNKNOWN'],
    )
    expect(codes({ validFrom: '31.12.2025' })).toEqual(['FROM_NOT_A_DAY'])
    expect(codes({ lastDay: '2025-10-31' })).toEqual(['UNTIL_BEFORE_FROM'])
    expect(codes({ lastDay: '2025-11-01' })).toEqual([])
    expect(codes({ oldNumber: 'x'.repeat(81), reason: 'x'.repeat(501) })).toEqual([
      'OLD_NUMBER_TOO_LONG',
      'REASON_TOO_LONG',
    ])
  })

  test('is read whatever stands in it', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(
        fc.record({
          staffCode: cell,
          typeCode: cell,
          validFrom: cell,
          lastDay: cell,
          oldNumber: cell,
          evidence: cell,
          reason: cell,
        }),
        (text) => {
          const reading = readImportRow(text)
          if (reading.ok) expect(reading.row.staffCode).toBe(codeFrom(text.staffCode))
          else expect(reading.faults.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('the period', () => {
  const type = {
    grants: [{ category: 'WM', level: 2 }],
    endorsements: [],
    windowDays: 90,
    workingGraceDays: 0,
    adminGraceDays: 90,
    recencyMaxGapDays: null,
    safetyCritical: false,
    validityMonths: 24 as number | null,
  }
  const period = (
    more: Partial<Pick<ImportRow, 'validFrom' | 'lastDay'>>,
    validityMonths = type.validityMonths,
  ) =>
    periodOfImport(
      { validFrom: '2025-11-01', lastDay: null, ...more },
      { ...type, validityMonths },
      now,
      zone,
    )

  test('ends with its last day, or after the validity of the type', () => {
    expect(period({ lastDay: '2027-05-31' })).toEqual({
      ok: true,
      validFrom: '2025-10-31T16:00:00.000Z',
      validUntil: '2027-05-31T16:00:00.000Z',
    })
    expect(period({})).toMatchObject({ ok: true, validUntil: '2027-10-31T16:00:00.000Z' })
  })

  test.each([
    ['begins tomorrow', { validFrom: '2026-11-24' }, 'FROM_IN_FUTURE'],
    ['is longer than the type gives with its window', { lastDay: '2028-01-30' }, 'TOO_LONG'],
    ['is over with its graces', { validFrom: '2024-09-01', lastDay: '2026-08-24' }, 'ENDED'],
  ])('that %s is refused', (_, more, fault) => {
    expect(period(more)).toEqual({ ok: false, fault })
  })

  test('at each of these edges it is taken', () => {
    expect(period({ validFrom: '2026-11-23' }).ok).toBe(true)
    expect(period({ lastDay: '2028-01-29' }).ok).toBe(true)
    expect(period({ validFrom: '2024-09-01', lastDay: '2026-08-25' }).ok).toBe(true)
  })

  test('of a type without a validity needs a last day', () => {
    expect(period({}, null)).toEqual({ ok: false, fault: 'NO_END' })
    expect(period({ lastDay: '2040-01-01' }, null).ok).toBe(true)
  })
})
