import type { CredentialType } from '../credential/credential.ts'
import type { Bilingual } from '../shared/bilingual.ts'
import type { Instant } from '../shared/instants.ts'
import type { WarrantyStatus } from './gate-request.ts'

/**
 * Every fact says when it was recorded; what was recorded after asOf is dropped (model 4.3). A fact that was recorded in
 * several versions carries the same `factId` in each: the one recorded last, and known by then, counts.
 */
export type Recorded = { readonly recordedAt: Instant; readonly factId?: string }

/** In force in `[from, until)`; `until` null means open. */
export type Dated = Recorded & { readonly from: Instant; readonly until: Instant | null }

export type CategoryRef = { readonly brand: string; readonly category: string }

export type BrandFact = Recorded & {
  readonly code: string
  /** The issuer's zone, in which its days are counted. */
  readonly zone: string
  /** Whether the brand's systems deliver finished jobs; without them recency is only an INFO (6.15, 18). */
  readonly workLogConnected: boolean
}

export type OperationFact = Recorded & {
  readonly code: string
  readonly brand: string | null
  /** Null for an operation of every category, such as an on-site diagnosis. */
  readonly category: string | null
  readonly tags: readonly string[]
  readonly safetyCritical: boolean
  readonly supervisable: boolean
  /** Trainees per supervisor where the operation sets fewer than the policy. */
  readonly maxTrainees?: number | null
}

export type ModelFact = Recorded & {
  readonly code: string
  readonly brand: string
  readonly category: string
  readonly refrigerant: string | null
  readonly chargeKg: number | null
  readonly systemSize: 'HOUSEHOLD' | 'LARGE' | null
  readonly launchedAt: Instant | null
  readonly deltaModule: string | null
}

/** A selector that is null selects everything. Fields that are null say nothing about that field (6.2, 1). */
export type RequirementRuleFact = Dated & {
  readonly id: string
  readonly brand: string
  readonly operation: string | null
  readonly category: string | null
  readonly model: string | null
  readonly refrigerant: string | null
  readonly warranty: WarrantyStatus | null
  readonly minLevel: number | null
  readonly endorsementsAllOf: readonly string[]
  /** Each matching rule with a non-empty list demands one of it. */
  readonly endorsementsAnyOf: readonly string[]
  readonly deltaModuleRequired: boolean | null
  /** 1 is the best grade. */
  readonly minProviderGrade: number | null
  readonly quorumRule: string | null
}

/** A set of legal rules that counsel has reviewed for a place; an activity without a rule in it needs no licence. */
export type LegalRuleSetFact = Dated & { readonly jurisdiction: string; readonly reviewedAt: Instant }

/**
 * When a legal rule applies, as data. Every stated condition must hold; one that the model or the site leaves open
 * (charge, size, refrigerant, height) counts as met, so that missing data never removes a rule.
 */
export type LegalCondition = {
  readonly refrigerantIn?: readonly string[]
  readonly systemSizeIn?: readonly string[]
  readonly categoryIn?: readonly string[]
  readonly heightAtLeastM?: number
  readonly chargeAtMostKg?: number
  readonly chargeAboveKg?: number
}

export type Enforcement = 'BLOCK' | 'WARN' | 'INFO'

export type LegalRuleFact = Dated & {
  readonly id: string
  readonly jurisdiction: string
  readonly tag: string
  readonly appliesWhen: LegalCondition | null
  readonly subject: 'PERSON' | 'ENTERPRISE'
  readonly licencesAnyOf: readonly string[]
  readonly enforcement: Enforcement
  readonly supervisable: boolean
  /** Where the rule limits supervised work to a number of months (EU: 24). */
  readonly supervisedMonths?: number | null
  /** Ids of rules of shallower places that this one removes. */
  readonly replaces: readonly string[]
  readonly basis: Bilingual
}

/** A brand may raise what a legal rule enforces, never lower it (6.8). */
export type BrandLegalPolicyFact = Dated & {
  readonly brand: string
  readonly rule: string
  readonly enforcement: Enforcement
}

export type PartFact = Recorded & {
  readonly partNo: string
  readonly brand: string
  readonly minLevel: number
}

export type CredentialTypeFact = Recorded & CredentialType

/** What every outlet of a category must keep (6.6). Ratio in permille; a ratio above the policy's top level is not read. */
export type QuorumRuleFact = Dated & {
  readonly id: string
  readonly brand: string
  readonly category: string
  readonly level: number
  /** For a quorum of endorsement holders; it is read only where the operation demands that endorsement. */
  readonly endorsement: string | null
  readonly minCount: number
  readonly minRatioPermille: number
  readonly coverage: 'ALL_OFFERED' | null
  readonly leadLevel: number
  readonly leadCount: number
  readonly maxRolesPerPerson: number
  readonly loadPerCertified: number | null
  readonly newHireExemptDays: number
  readonly cureDays: number
  readonly absenceMaxDays: number
}

/** A version of a brand's entry standard. `transitionEnd`: how long holders of an older grade may stay on their version. */
export type EntryStandardFact = Recorded & {
  readonly brand: string
  readonly version: string
  readonly effectiveFrom: Instant
  readonly transitionEnd: Instant | null
}

export type ClauseFact = Recorded & {
  readonly id: string
  readonly brand: string
  readonly standard: string
  readonly mandatory: boolean
  /** Calibrated meter, extinguisher, insurance and the like: no transition and no cure span. */
  readonly safety: boolean
  readonly cureDays: number
}
