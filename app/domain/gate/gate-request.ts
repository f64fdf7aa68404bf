import type { Instant } from '../shared/instants.ts'

/** Where the gate stands: the list of candidates is advisory, the other four are doors (gate 6.1). */
export type Checkpoint = 'CANDIDATES' | 'ASSIGN' | 'CHECK_IN' | 'PARTS_RELEASE' | 'CLAIM'

export type WarrantyStatus = 'IN_WARRANTY' | 'OUT_OF_WARRANTY'

/** One question to the gate. Everything is named by code, as in the machine interface. */
export type GateRequest = {
  /** The work-order line; overrides and check-ins belong to one line. Absent for a question without a work order. */
  readonly lineId?: string | null
  readonly engineer: string
  readonly supervisor?: string | null
  readonly outlet: string
  readonly brand: string
  readonly operation: string
  readonly model: string
  readonly site: { readonly jurisdiction: string; readonly heightM?: number | null }
  /** Planned for ASSIGN; not read at CHECK_IN, which judges asOf alone (6.15, 7). */
  readonly window: { readonly start: Instant; readonly end: Instant }
  readonly checkpoint: Checkpoint
  readonly asOf: Instant
  readonly warranty?: WarrantyStatus | null
  /** The part asked for at PARTS_RELEASE. */
  readonly part?: { readonly partNo: string } | null
}
