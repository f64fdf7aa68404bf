import type { Instant } from '../shared/instants.ts'
import type { Dated, Recorded } from './catalogue-facts.ts'

export type PriceRowKind = 'VISIT' | 'DIAGNOSIS' | 'LABOUR' | 'PART'

/** One row of a quote. What a kind does not need is null; a part needs all but `operation`, labour needs its operation. */
export type QuoteRow = {
  readonly kind: PriceRowKind
  readonly name: string | null
  readonly operation: string | null
  readonly partNo: string | null
  readonly genuine: 'GENUINE' | 'COMPATIBLE' | null
  readonly quantity: number
  readonly unitPriceCents: number
  /** Months for which the shop stands in for the part; 0 is stated, null is not. */
  readonly warrantyMonths: number | null
  /** What the diagnosis rests on: an error code, a meter reading, a photo. */
  readonly evidence: readonly string[]
}

/** Where the customer said yes; on the engineer's device alone it does not count (6.13). */
export type ApprovalChannel = 'SMS_LINK' | 'QR' | 'ACCOUNT' | 'ENGINEER_DEVICE'

/** A version of the quote of a line; a later version takes the place of the earlier, approval included. */
export type QuoteFact = Recorded & {
  readonly lineId: string
  readonly version: number
  readonly rows: readonly QuoteRow[]
  readonly approval: { readonly at: Instant; readonly channel: ApprovalChannel } | null
}

export type SettlementRow = {
  readonly kind: PriceRowKind
  readonly operation: string | null
  readonly partNo: string | null
  readonly quantity: number
  readonly unitPriceCents: number
  /** Whether the customer asked for the old part, and what became of it. */
  readonly oldPartRequested: boolean
  readonly oldPart: 'SHOWN' | 'RETURNED' | 'SCANNED_BACK' | null
}

export type SettlementFact = Recorded & { readonly lineId: string; readonly rows: readonly SettlementRow[] }

/** The most that a brand allows to be asked in a place. A row names its operation or part, or stands for all of its kind. */
export type PriceBookFact = Dated & {
  readonly brand: string
  readonly jurisdiction: string
  readonly rows: readonly {
    readonly kind: PriceRowKind
    readonly operation: string | null
    readonly partNo: string | null
    readonly ceilingCents: number
  }[]
}
