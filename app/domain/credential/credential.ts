import type { Day, Instant } from '../shared/instants.ts'

/** How the theory behind a credential was examined; stored with the evidence and judged by the gate (6.4 h). */
export type EvidenceMode = 'UNPROCTORED' | 'PROCTORED' | 'PROCTORED_REMOTE' | 'PROCTORED_ONSITE'

/** One rung: a category of the type's brand and a level of its ladder. */
export type Grant = { readonly category: string; readonly level: number }

/** How the end of a renewed credential is found (model 4.3). */
export type RenewalAnchor = 'COMPLETION' | 'PREVIOUS_EXPIRY' | 'FIXED_DATE'

/** What all credentials of a type have in common. Spans are calendar days and months in the issuer's zone. */
export type CredentialType = {
  readonly code: string
  readonly brand: string
  readonly grants: readonly Grant[]
  /** Endorsements given by this type, by code; they are issued per brand. */
  readonly endorsements: readonly string[]
  /** Codes of the component types; not empty means composite. */
  readonly components: readonly string[]
  readonly validityMonths: number | null
  readonly renewalAnchor: RenewalAnchor
  /** For FIXED_DATE: whole validity periods are added to this day; at least so many days must remain. */
  readonly fixedDate?: { readonly baseDay: Day; readonly minimumActiveDays: number } | null
  readonly windowDays: number
  readonly workingGraceDays: number
  readonly adminGraceDays: number
  readonly recencyMaxGapDays: number | null
  readonly requiredEvidenceMode: EvidenceMode | null
  readonly safetyCritical: boolean
  /** Issued by the state: never a working grace. */
  readonly statutory?: boolean
}

type Recorded = { readonly recordedAt: Instant; readonly actor?: string; readonly reason?: string }
type Effective = Recorded & { readonly effectiveAt: Instant }

/**
 * Append-only. ISSUED and RENEWED open a period; a later period supersedes the earlier from its validFrom. In a stored
 * record a renewal is a new record whose `supersedes` names the old one. SCOPE_REDUCED states what remains.
 * SUSPENSION_LIFTED ends the suspension that began at `suspendedFrom`, or every open one. WORKED is a qualifying job,
 * REFRESHED a passed practical refresh; both restart the recency clock.
 */
export type CredentialEvent =
  | (Recorded & {
      readonly kind: 'ISSUED' | 'RENEWED'
      readonly validFrom: Instant
      readonly validUntil: Instant | null
    })
  | (Recorded & {
      readonly kind: 'SUSPENDED'
      readonly from: Instant
      readonly to: Instant | null
      readonly grounds: string
    })
  | (Effective & { readonly kind: 'SUSPENSION_LIFTED'; readonly suspendedFrom?: Instant })
  | (Effective & {
      readonly kind: 'SCOPE_REDUCED'
      readonly grants: readonly Grant[]
      readonly endorsements: readonly string[]
    })
  | (Effective & { readonly kind: 'REVOKED'; readonly grounds?: string })
  | (Effective & { readonly kind: 'WITHDRAWN' | 'SUPERSEDED' | 'WORKED' | 'REFRESHED' })
  | (Recorded & {
      readonly kind: 'CORRECTED'
      readonly validFrom?: Instant
      readonly validUntil?: Instant | null
    })

/** A credential of one person: dates, what it rests on, and what has happened to it. `validUntil` is exclusive. */
export type Credential = {
  readonly number: string
  readonly engineer: string
  /** Code of the credential type; types are named within their brand. */
  readonly type: string
  readonly brand: string
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly evidenceMode: EvidenceMode | null
  /** Number of the record that this one replaces from its validFrom on. */
  readonly supersedes: string | null
  readonly events: readonly CredentialEvent[]
  readonly recordedAt: Instant
}

const evidenceRank: Record<EvidenceMode, number> = {
  UNPROCTORED: 0,
  PROCTORED: 1,
  PROCTORED_REMOTE: 1,
  PROCTORED_ONSITE: 2,
}

/** Whether evidence is at least as strong as asked; unknown evidence meets no requirement. */
export function evidenceMeets(actual: EvidenceMode | null, required: EvidenceMode | null): boolean {
  return (
    required === null ||
    evidenceRank[required] === 0 ||
    (actual !== null && evidenceRank[actual] >= evidenceRank[required])
  )
}

/** Whether a type is made of components; its grants are then computed per component and the gate ignores it (6.15, 17). */
export function isComposite(type: Pick<CredentialType, 'components'>): boolean {
  return type.components.length > 0
}
