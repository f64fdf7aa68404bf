import type { Credential } from '../credential/credential.ts'
import type { Instant } from '../shared/instants.ts'
import type { CategoryRef, Dated, Recorded } from './catalogue-facts.ts'

export type PersonRole = Dated & {
  /** SUPERVISOR, TRAINER, GATE_OVERRIDE and others of the product. */
  readonly role: string
  /** Null: of every brand. */
  readonly brand: string | null
}

export type PersonFact = Recorded & {
  readonly code: string
  readonly accountState: 'ACTIVE' | 'INVITED' | 'LOCKED' | 'CLOSED'
  readonly identityVerifiedAt: Instant | null
  readonly roles: readonly PersonRole[]
}

/** A dated, ordered declaration of the categories a person works in; the first few count for quorum (6.15, 23). */
export type DeclaredCategories = Dated & { readonly categories: readonly CategoryRef[] }

export type AffiliationFact = Dated & {
  readonly engineer: string
  readonly outlet: string
  readonly role: 'ENGINEER' | 'TRAINEE' | 'LEAD' | 'OUTLET_MANAGER' | 'TRAINER' | 'ASSESSOR'
  readonly isPrimary: boolean
  readonly hiredAt: Instant
  readonly leaves: readonly Dated[]
  readonly declaredCategories: readonly DeclaredCategories[]
}

export type CredentialFact = Recorded & Credential

/** A statutory licence of a person or a provider. Ends are exclusive; null means none. */
export type LicenceFact = Recorded & {
  readonly holder: { readonly kind: 'ENGINEER' | 'PROVIDER'; readonly code: string }
  readonly type: string
  readonly number: string
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly nextReviewDue: Instant | null
  readonly verifiedAt: Instant | null
}

export type DeltaCompletionFact = Recorded & {
  readonly engineer: string
  readonly module: string
  readonly passedAt: Instant
}

/** A finished job that qualifies as practice. */
export type WorkFact = Recorded & {
  readonly engineer: string
  readonly brand: string
  readonly category: string
  readonly finishedAt: Instant
}

export type SanctionFact = Dated & {
  readonly subject: { readonly kind: 'ENGINEER' | 'OUTLET' | 'PROVIDER'; readonly code: string }
  /** PROBATION and WARNING are recorded and stop nothing by themselves. */
  readonly kind: 'SUSPENSION' | 'REVOCATION' | 'PROBATION' | 'WARNING'
  /** Null scope: all brands, all categories. */
  readonly brand: string | null
  readonly category: string | null
  readonly grounds: string
}

export type ProviderFact = Recorded & { readonly code: string; readonly parent: string | null }

export type OutletFact = Recorded & {
  readonly code: string
  readonly provider: string
  /** What the outlet advertises; read by quorum rules with coverage ALL_OFFERED. */
  readonly categoriesOffered: readonly CategoryRef[]
}

export type ContractFact = Dated & { readonly provider: string; readonly brand: string }

export type AuthorisationState =
  | 'APPLIED'
  | 'DOC_REVIEW'
  | 'SITE_AUDIT'
  | 'CORRECTIVE_ACTION'
  | 'REFUSED'
  | 'ACTIVE'
  | 'AT_RISK'
  | 'RESTRICTED'
  | 'PROBATION'
  | 'SUSPENDED'
  | 'TERMINATED'
  | 'EXPIRED'

export type AuthorisationFact = Recorded & {
  readonly outlet: string
  readonly brand: string
  readonly category: string
  readonly maxLevel: number
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  /** The dated states of the life cycle (model 5.5). */
  readonly states: readonly (Dated & { readonly state: AuthorisationState })[]
  /** Caps set for want of quorum; they survive PROBATION (6.15, 21). */
  readonly caps: readonly (Dated & { readonly capLevel: number })[]
  /** Null: unlimited in that respect. */
  readonly scope: {
    readonly operations: readonly string[] | null
    readonly jurisdictions: readonly string[] | null
  } | null
}

/** What an outlet owes and has paid to a brand in a span of time, in cents; required 0 means that none is asked. */
export type DepositFact = Dated & {
  readonly outlet: string
  readonly brand: string
  readonly requiredCents: number
  readonly paidCents: number
}

export type DepositWaiverFact = Dated & {
  readonly outlet: string
  readonly brand: string
  readonly reason: string
}

/** The stored part of quorum: since when a rule has not been met. Everything else is recomputed (6.15, 25). */
export type QuorumRiskFact = Recorded & {
  readonly outlet: string
  readonly rule: string
  readonly atRiskSince: Instant
}

export type OutletLoadFact = Recorded & {
  readonly outlet: string
  readonly brand: string
  readonly category: string
  readonly weeklyOpenOrders: number
}

export type ClauseAssessmentFact = Recorded & {
  readonly outlet: string
  readonly clause: string
  readonly result: 'PASS' | 'FAIL'
  readonly assessedAt: Instant
  /** Exclusive end of a PASS; null without end. */
  readonly validUntil: Instant | null
}

export type GradeFact = Dated & {
  readonly outlet: string
  readonly brand: string
  readonly standard: string
  /** 1 is the best. */
  readonly grade: number
}

export type EnrolmentFact = Dated & {
  readonly engineer: string
  readonly brand: string
  /** What the enrolment leads to: a credential type, a delta module or a licence type, by code. */
  readonly towards: { readonly kind: 'CREDENTIAL' | 'DELTA' | 'LICENCE'; readonly code: string }
}

export type SafetyTheoryFact = Recorded & {
  readonly engineer: string
  readonly tag: string
  readonly passedAt: Instant
}

/** A supervised job of a trainee, planned or done: starts the exception clock and fills the supervisor's hands. */
export type SupervisedJobFact = Recorded & {
  readonly lineId: string
  readonly engineer: string
  readonly supervisor: string
  readonly brand: string
  /** The credential type that the trainee was on the way to. */
  readonly credentialType: string
  readonly start: Instant
  readonly end: Instant
  /** Trainees that the operation of that line allows its supervisor. */
  readonly maxTrainees: number
}

export type CheckInFact = Recorded & {
  readonly lineId: string
  readonly person: string
  readonly at: Instant
  readonly distanceM: number
}

export type WorkEndFact = Recorded & { readonly lineId: string; readonly at: Instant }

export type OverrideFact = Recorded & {
  readonly id: string
  readonly lineId: string
  readonly brand: string
  readonly codes: readonly string[]
  readonly reasonCode: string
  readonly text: string
  readonly requestedBy: string
  readonly approvals: readonly (Recorded & { readonly by: string; readonly at: Instant })[]
  readonly from: Instant
  readonly expiresAt: Instant
}
