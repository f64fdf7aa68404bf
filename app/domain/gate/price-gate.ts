import type { Instant } from '../shared/instants.ts'
import { holdsAt } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import { liesIn } from './legal-gate.ts'
import type { PriceBookFact, PriceRowKind, QuoteFact, QuoteRow, SettlementFact } from './price-facts.ts'

/** What the price rules read about one line; a work order's own steps give the same (6.15, 6). */
export type PriceCase = {
  readonly line: string
  readonly brand: string
  readonly jurisdiction: string
  readonly operation: string
  readonly isInWarranty: boolean
  readonly isOutOfWarranty: boolean
  readonly asOf: Instant
  readonly quotes: readonly QuoteFact[]
  readonly settlements: readonly SettlementFact[]
  readonly priceBooks: readonly PriceBookFact[]
}

/** The price gate (6.13) at the two doors where it stands: parts are not released, and nothing is claimed, without a quote. */
export function judgePrice(c: GateCase, reasons: Reason[]) {
  const { request, facts } = c
  if (request.checkpoint !== 'PARTS_RELEASE' && request.checkpoint !== 'CLAIM') return
  const line = request.lineId ?? ''
  const price: PriceCase = {
    line,
    brand: request.brand,
    jurisdiction: request.site.jurisdiction,
    operation: request.operation,
    isInWarranty: request.warranty === 'IN_WARRANTY',
    isOutOfWarranty: request.warranty === 'OUT_OF_WARRANTY',
    asOf: request.asOf,
    quotes: facts.quotes.filter((row) => row.lineId === line),
    settlements: facts.settlements.filter((row) => row.lineId === line),
    priceBooks: facts.priceBooks,
  }
  reasons.push(...quoteReasons(price))
  if (request.checkpoint === 'PARTS_RELEASE')
    reasons.push(...partReasons(price, request.part?.partNo ?? null))
  else reasons.push(...settlementReasons(price))
}

/** Whether anything is charged: the line is out of warranty, or somebody has quoted or settled an amount. */
function isChargeable(price: PriceCase): boolean {
  if (price.isOutOfWarranty) return true
  return [...price.quotes, ...price.settlements].some(({ rows }) => totalOf(rows) > 0)
}

/** The version that counts: the highest; an approval of an earlier one is no approval of what was added. */
function latestQuote(price: PriceCase): QuoteFact | null {
  let latest: QuoteFact | null = null
  for (const quote of price.quotes) if (latest === null || isNewer(quote, latest)) latest = quote
  return latest
}

/** Of two that carry the same version any fixed choice will do, so long as the order of the facts does not make it. */
function isNewer(a: QuoteFact, b: QuoteFact): boolean {
  if (a.version !== b.version) return a.version > b.version
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt
  return JSON.stringify(a) > JSON.stringify(b)
}

/**
 * Guard of the step to APPROVED (6.13): a chargeable line has a quote with visit fee, diagnosis fee, labour for its
 * operation and complete part rows with evidence, within the price book, approved by the customer in a channel of their
 * own. Every fault is a reason of its own.
 */
export function quoteReasons(price: PriceCase): readonly Reason[] {
  if (!isChargeable(price)) return []
  const refuse = (cause: string, row = '', field = '') =>
    reason('PRICE_NOT_APPROVED', { line: price.line, cause, row, field })
  const quote = latestQuote(price)
  if (quote === null) return [refuse('NO_QUOTE')]

  const reasons: Reason[] = []
  for (const kind of ['VISIT', 'DIAGNOSIS'] as const)
    if (!quote.rows.some((row) => row.kind === kind)) reasons.push(refuse('ROW_MISSING', kind))
  if (!quote.rows.some((row) => row.kind === 'LABOUR' && row.operation === price.operation))
    reasons.push(refuse('ROW_MISSING', 'LABOUR', price.operation))
  for (const row of quote.rows) {
    for (const field of missingFields(row)) reasons.push(refuse('ROW_INCOMPLETE', nameOf(row), field))
    if (row.kind === 'PART' && row.evidence.length === 0) reasons.push(refuse('NO_EVIDENCE', nameOf(row)))
    const ceiling = ceilingOf(price, row)
    if (ceiling !== null && row.unitPriceCents > ceiling) reasons.push(refuse('OVER_CEILING', nameOf(row)))
  }
  if (quote.approval === null || quote.approval.at > price.asOf) reasons.push(refuse('NOT_APPROVED'))
  else if (quote.approval.channel === 'ENGINEER_DEVICE') reasons.push(refuse('NOT_BY_CUSTOMER'))
  return reasons
}

/** A chargeable part is released only if the quote names it; what is added needs a new version and a new yes. */
export function partReasons(price: PriceCase, partNo: string | null): readonly Reason[] {
  const quote = latestQuote(price)
  if (partNo === null || quote === null || !isChargeable(price) || price.isInWarranty) return []
  if (quote.rows.some((row) => row.kind === 'PART' && row.partNo === partNo)) return []
  return [reason('PRICE_NOT_APPROVED', { line: price.line, cause: 'NOT_QUOTED', row: partNo, field: '' })]
}

/**
 * Guard of the step to SETTLED (6.13): the settlement is not above the approved total, names no part and no labour that
 * was not quoted, and the old part went where it has to: to the customer who asked, or back under warranty.
 */
export function settlementReasons(price: PriceCase): readonly Reason[] {
  const settlement = latestOf(price.settlements)
  if (settlement === null) return []
  const quote = latestQuote(price)
  const reasons: Reason[] = []
  if (quote !== null) {
    const approvedCents = totalOf(quote.rows)
    const settledCents = totalOf(settlement.rows)
    if (settledCents > approvedCents) {
      const deltaCents = settledCents - approvedCents
      reasons.push(reason('PRICE_OVER_QUOTE', { line: price.line, deltaCents, approvedCents, settledCents }))
    }
    for (const row of settlement.rows) {
      if (row.quantity * row.unitPriceCents === 0 || isQuoted(quote, row)) continue
      const params = { line: price.line, cause: 'NOT_QUOTED', row: nameOf(row), field: '' }
      reasons.push(reason('PRICE_NOT_APPROVED', params))
    }
  }
  for (const row of settlement.rows) {
    if (row.kind !== 'PART') continue
    const isKept = row.oldPartRequested && row.oldPart === null
    const isNotScanned = price.isInWarranty && row.oldPart !== 'SCANNED_BACK'
    if (isKept || isNotScanned) reasons.push(reason('PRICE_OLD_PART', { line: price.line, row: nameOf(row) }))
  }
  return reasons
}

function isQuoted(quote: QuoteFact, settled: SettlementFact['rows'][number]): boolean {
  return quote.rows.some(
    (row) =>
      row.kind === settled.kind &&
      (settled.kind !== 'PART' || row.partNo === settled.partNo) &&
      (settled.kind !== 'LABOUR' || row.operation === settled.operation),
  )
}

/** What 6.13 asks of a row and the row leaves open. */
function missingFields(row: QuoteRow): readonly string[] {
  if (row.kind === 'LABOUR') return row.operation === null ? ['operation'] : []
  if (row.kind !== 'PART') return []
  const stated = {
    name: row.name,
    partNo: row.partNo,
    genuine: row.genuine,
    warrantyMonths: row.warrantyMonths,
  }
  return Object.entries(stated).flatMap(([field, value]) => (value === null || value === '' ? [field] : []))
}

/** The lowest ceiling of the brand's price books for the place that names the row or its kind; null where none does. */
function ceilingOf(price: PriceCase, row: QuoteRow): number | null {
  let lowest: number | null = null
  for (const book of price.priceBooks) {
    if (book.brand !== price.brand || !liesIn(price.jurisdiction, book.jurisdiction)) continue
    if (!holdsAt(book, price.asOf)) continue
    for (const entry of book.rows) {
      if (entry.kind !== row.kind) continue
      if (entry.operation !== null && entry.operation !== row.operation) continue
      if (entry.partNo !== null && entry.partNo !== row.partNo) continue
      if (lowest === null || entry.ceilingCents < lowest) lowest = entry.ceilingCents
    }
  }
  return lowest
}

/** The settlement recorded last; of several at one instant the dearest, so that their order does not matter. */
function latestOf(settlements: readonly SettlementFact[]): SettlementFact | null {
  let latest: SettlementFact | null = null
  for (const row of settlements) {
    const isDearer =
      latest !== null && row.recordedAt === latest.recordedAt && totalOf(row.rows) > totalOf(latest.rows)
    if (latest === null || row.recordedAt > latest.recordedAt || isDearer) latest = row
  }
  return latest
}

function totalOf(rows: readonly { quantity: number; unitPriceCents: number }[]): number {
  return rows.reduce((total, row) => total + row.quantity * row.unitPriceCents, 0)
}

function nameOf(row: { kind: PriceRowKind; partNo: string | null; operation: string | null }): string {
  return row.partNo ?? row.operation ?? row.kind
}
