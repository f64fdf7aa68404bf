import { describe, expect, it } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { QuoteFact, QuoteRow, SettlementFact } from '#app/domain/gate/price-facts.ts'
import { type PriceCase, quoteReasons, settlementReasons } from '#app/domain/gate/price-gate.ts'
import { decisionText } from './decision-text.ts'
import { job, local, meihe, open, recordedAt } from './meihe-world.ts'

const row = (fields: Partial<QuoteRow> & Pick<QuoteRow, 'kind'>): QuoteRow => ({
  name: null,
  operation: null,
  partNo: null,
  genuine: null,
  quantity: 1,
  unitPriceCents: 0,
  warrantyMonths: null,
  evidence: [],
  ...fields,
})
const sensorPart = row({
  kind: 'PART',
  name: 'Room sensor',
  partNo: 'SENSOR-1',
  genuine: 'GENUINE',
  unitPriceCents: 8_000,
  warrantyMonths: 12,
  evidence: ['11.2 kΩ at 25 °C'],
})
const rows = [
  row({ kind: 'VISIT', unitPriceCents: 3_000 }),
  row({ kind: 'DIAGNOSIS' }),
  row({ kind: 'LABOUR', operation: 'AC-ROOM-SENSOR', unitPriceCents: 5_000 }),
  sensorPart,
]
const approval = { at: local('2026-11-23T09:40'), channel: 'SMS_LINK' as const }
const quote = (fields: Partial<QuoteFact> = {}): QuoteFact => ({
  lineId: 'LINE-1',
  version: 1,
  rows,
  approval,
  recordedAt: local('2026-11-23T09:35'),
  ...fields,
})
const settled = (fields: Partial<SettlementFact['rows'][number]> = {}): SettlementFact => ({
  lineId: 'LINE-1',
  recordedAt: local('2026-11-23T09:50'),
  rows: [
    {
      kind: 'PART',
      operation: null,
      partNo: 'SENSOR-1',
      quantity: 1,
      unitPriceCents: 8_000,
      oldPartRequested: false,
      oldPart: null,
      ...fields,
    },
  ],
})
const visit: GateFacts = {
  ...meihe,
  parts: [{ partNo: 'SENSOR-1', brand: 'MEIHE', minLevel: 1, recordedAt }],
  checkIns: [{ lineId: 'LINE-1', person: 'E-1003', at: local('2026-11-23T09:30'), distanceM: 5, recordedAt }],
  workEnds: [{ lineId: 'LINE-1', at: local('2026-11-23T09:50'), recordedAt }],
}
const release = job('E-1003', 'AC-ROOM-SENSOR', {
  checkpoint: 'PARTS_RELEASE',
  warranty: 'OUT_OF_WARRANTY',
  part: { partNo: 'SENSOR-1' },
})
const claim = { ...release, checkpoint: 'CLAIM' as const }
const causes = (request: GateRequest, change: Partial<GateFacts>) =>
  evaluateGate(request, { ...visit, ...change }).reasons.map(
    ({ code, params }) => `${code} ${params.cause ?? params.deltaCents ?? ''} ${params.row ?? ''}`,
  )

describe('price (6.13)', () => {
  it('I12: parts of a chargeable line are not released without an itemised quote that the customer approved', () => {
    expect(decisionText(release, visit)).toBe('DENY PRICE_NOT_APPROVED')
    expect(decisionText(release, { ...visit, quotes: [quote({ approval: null })] })).toBe(
      'DENY PRICE_NOT_APPROVED',
    )
    expect(decisionText(release, { ...visit, quotes: [quote()] })).toBe('ALLOW')
  })

  it('I12: a settlement above the approved total is refused, one at it is not', () => {
    const quotes = [quote()]
    expect(causes(claim, { quotes, settlements: [settled({ unitPriceCents: 16_001 })] })).toEqual([
      'PRICE_OVER_QUOTE 1 ',
    ])
    expect(causes(claim, { quotes, settlements: [settled({ unitPriceCents: 16_000 })] })).toEqual([])
  })

  it('only parts release and claim ask for prices', () => {
    for (const checkpoint of ['CANDIDATES', 'ASSIGN', 'CHECK_IN'] as const)
      expect(decisionText({ ...release, checkpoint }, visit)).toBe('ALLOW')
  })

  it('nothing is asked where nothing is charged: under warranty, or unknown and neither quoted nor settled', () => {
    expect(decisionText({ ...release, warranty: 'IN_WARRANTY' }, visit)).toBe('ALLOW')
    expect(decisionText({ ...release, warranty: null }, visit)).toBe('ALLOW')
    expect(
      decisionText({ ...release, warranty: null }, { ...visit, quotes: [quote({ approval: null })] }),
    ).toBe('DENY PRICE_NOT_APPROVED')
    expect(decisionText({ ...claim, warranty: null }, { ...visit, settlements: [settled()] })).toBe(
      'DENY PRICE_NOT_APPROVED',
    )
  })

  it.each([
    ['no visit fee', rows.filter(({ kind }) => kind !== 'VISIT'), 'ROW_MISSING VISIT'],
    ['no diagnosis fee', rows.filter(({ kind }) => kind !== 'DIAGNOSIS'), 'ROW_MISSING DIAGNOSIS'],
    ['no labour', rows.filter(({ kind }) => kind !== 'LABOUR'), 'ROW_MISSING LABOUR'],
    [
      'labour of another operation',
      rows.map((one) => (one.kind === 'LABOUR' ? { ...one, operation: 'AC-CLEAN' } : one)),
      'ROW_MISSING LABOUR',
    ],
    [
      'a part without evidence',
      [...rows.slice(0, 3), { ...sensorPart, evidence: [] }],
      'NO_EVIDENCE SENSOR-1',
    ],
    ...(['name', 'genuine', 'warrantyMonths'] as const).map(
      (field) =>
        [
          `a part without ${field}`,
          [...rows.slice(0, 3), { ...sensorPart, [field]: null }],
          'ROW_INCOMPLETE SENSOR-1',
        ] as [string, QuoteRow[], string],
    ),
  ])('a quote with %s is not itemised, whoever approved it', (_name, given, expected) => {
    expect(causes(release, { quotes: [quote({ rows: given })] })).toEqual([`PRICE_NOT_APPROVED ${expected}`])
  })

  it('a part row without a part number is incomplete, and the part asked for is not quoted', () => {
    const given = [...rows.slice(0, 3), { ...sensorPart, partNo: null }]
    expect(causes(release, { quotes: [quote({ rows: given })] })).toEqual([
      'PRICE_NOT_APPROVED NOT_QUOTED SENSOR-1',
      'PRICE_NOT_APPROVED ROW_INCOMPLETE PART',
    ])
  })

  it('an approval on the engineer’s device alone, or one of the future, does not count', () => {
    const on = (channel: 'ENGINEER_DEVICE' | 'QR', at: string) =>
      causes(release, { quotes: [quote({ approval: { at: local(at), channel } })] })
    expect(on('ENGINEER_DEVICE', '2026-11-23T09:40')).toEqual(['PRICE_NOT_APPROVED NOT_BY_CUSTOMER '])
    expect(on('QR', '2026-11-23T10:01')).toEqual(['PRICE_NOT_APPROVED NOT_APPROVED '])
    expect(on('QR', '2026-11-23T10:00')).toEqual([])
  })

  it('what is added needs a new version and a new yes', () => {
    const added = quote({ version: 2, approval: null })
    expect(causes(release, { quotes: [quote(), added] })).toEqual(['PRICE_NOT_APPROVED NOT_APPROVED '])
    expect(causes(release, { quotes: [added, quote()] })).toEqual(['PRICE_NOT_APPROVED NOT_APPROVED '])
    const other = { ...release, part: { partNo: 'BOARD-9' } }
    const parts = [...visit.parts, { partNo: 'BOARD-9', brand: 'MEIHE', minLevel: 1, recordedAt }]
    expect(causes(other, { parts, quotes: [quote()] })).toEqual(['PRICE_NOT_APPROVED NOT_QUOTED BOARD-9'])
    const settlements = [settled({ partNo: 'BOARD-9', unitPriceCents: 100 })]
    expect(causes(claim, { quotes: [quote()], settlements })).toEqual([
      'PRICE_NOT_APPROVED NOT_QUOTED BOARD-9',
    ])
  })

  it.each([
    ['CN', 7_999, ['PRICE_NOT_APPROVED OVER_CEILING SENSOR-1']],
    ['CN', 8_000, []],
    ['CN/HBX', 1, []],
  ])('amounts stay within the price book of %s: ceiling %i', (jurisdiction, ceilingCents, expected) => {
    const entry = { kind: 'PART' as const, operation: null, partNo: 'SENSOR-1', ceilingCents }
    const priceBooks = [{ ...open, brand: 'MEIHE', jurisdiction, rows: [entry] }]
    expect(causes(release, { quotes: [quote()], priceBooks })).toEqual(expected)
  })

  it('the old part goes to the customer who asked for it, or back under warranty', () => {
    const at = (fields: object, request: GateRequest = claim) =>
      causes(request, { quotes: [quote()], settlements: [settled(fields)] })
    expect(at({ oldPartRequested: true })).toEqual(['PRICE_OLD_PART  SENSOR-1'])
    expect(at({ oldPartRequested: true, oldPart: 'RETURNED' })).toEqual([])
    const underWarranty = { ...claim, warranty: 'IN_WARRANTY' as const }
    expect(at({ oldPart: 'SHOWN' }, underWarranty)).toEqual(['PRICE_OLD_PART  SENSOR-1'])
    expect(at({ oldPart: 'SCANNED_BACK' }, underWarranty)).toEqual([])
  })

  it('6.15, 6: the steps of a work order get the same reasons from the same rules', () => {
    const price: PriceCase = {
      line: 'LINE-1',
      brand: 'MEIHE',
      jurisdiction: 'CN/HB/WUH',
      operation: 'AC-ROOM-SENSOR',
      isInWarranty: false,
      isOutOfWarranty: true,
      asOf: release.asOf,
      quotes: [quote({ approval: null })],
      settlements: [settled({ unitPriceCents: 99_000 })],
      priceBooks: [],
    }
    const { reasons } = evaluateGate(claim, {
      ...visit,
      quotes: price.quotes,
      settlements: price.settlements,
    })
    expect(reasons).toEqual([...quoteReasons(price), ...settlementReasons(price)])
  })

  it('no supervision and no override opens a price', () => {
    const { reasons } = evaluateGate(release, visit)
    expect(
      reasons.map(({ overridable, curableBySupervision }) => [overridable, curableBySupervision]),
    ).toEqual([[false, false]])
  })
})
