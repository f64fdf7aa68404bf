import type { Generated } from 'kysely'

/** Tables of what brands repair and require, and of what providers are authorised for. The migrations are the source; a test compares. */

export interface CategoryTable {
  id: string
  brandId: string
  code: string
  nameEn: string
  nameZh: string
  position: number
}

export interface DeclaredCategoryTable {
  affiliationId: string
  position: number
  categoryId: string
  fromAt: string
  untilAt: string | null
  recordedAt: string
}

export interface OutletCategoryTable {
  outletId: string
  categoryId: string
  recordedAt: string
}

export interface LadderLevelTable {
  id: string
  categoryId: string
  level: number
  code: string
  nameEn: string
  nameZh: string
  scopeEn: string
  scopeZh: string
  isSafetyCritical: 0 | 1
}

export interface ProductModelTable {
  id: string
  brandId: string
  categoryId: string
  code: string
  refrigerant: string | null
  chargeGrams: number | null
  systemSize: 'HOUSEHOLD' | 'LARGE' | null
  launchedOn: string
  deltaModuleCode: string | null
}

export interface OperationTable {
  id: string
  code: string
  categoryId: string | null
  nameEn: string
  nameZh: string
  activityTagsJson: string
  isSupervisable: 0 | 1
  isOneToOne: 0 | 1
  evidenceEn: string
  evidenceZh: string
}

export interface RequirementRuleTable {
  id: string
  brandId: string
  operationId: string | null
  categoryId: string | null
  modelId: string | null
  refrigerant: string | null
  warranty: 'IN' | 'OUT' | null
  minLevel: number | null
  endorsementsAllOfJson: string
  endorsementsAnyOfJson: string
  evidenceMode: 'PROCTORED' | 'UNPROCTORED' | null
  isDeltaRequired: Generated<0 | 1>
  minProviderGrade: number | null
  effectiveFrom: string
  effectiveUntil: string | null
  recordedAt: string
}

export interface LegalRuleSetTable {
  jurisdictionPath: string
  reviewedAt: string
  recordedAt: string
}

export interface LegalRuleTable {
  id: string
  jurisdictionPath: string
  activityTag: string
  appliesWhenJson: string
  subject: 'PERSON' | 'ENTERPRISE'
  licenceTypesAnyOfJson: string
  enforcement: 'BLOCK' | 'WARN' | 'INFO'
  isSupervisable: 0 | 1
  replacesJson: string
  basisEn: string
  basisZh: string
  confidence: string
  effectiveFrom: string
  effectiveUntil: string | null
  recordedAt: string
}

export interface LicenceTypeTable {
  code: string
  nameEn: string
  nameZh: string
}

export interface GatePolicyTable {
  id: string
  brandId: string
  version: string
  raisedLegalRulesJson: string
  effectiveFrom: string
  recordedAt: string
}

export interface CredentialTypeTable {
  id: string
  brandId: string
  code: string
  kind: 'LEVEL' | 'COMPOSITE' | 'ENDORSEMENT'
  nameEn: string
  nameZh: string
  categoryId: string | null
  level: number | null
  grantsJson: string
  endorsementsJson: string
  componentsJson: string
  validityMonths: number
  renewalAnchor: 'COMPLETION' | 'PREVIOUS_EXPIRY' | 'FIXED_DATE'
  windowDays: number
  workingGraceDays: number
  adminGraceDays: number
  recencyMaxGapDays: number | null
  requiredEvidenceMode: 'PROCTORED' | 'UNPROCTORED'
  isSafetyCritical: 0 | 1
  isTwoPerson: 0 | 1
  requirementJson: string
  renewalJson: string | null
  createdAt: string
}

export interface ProviderContractTable {
  id: string
  providerId: string
  brandId: string
  fromAt: string
  untilAt: string | null
  recordedAt: string
}

export interface AuthorisationTable {
  id: string
  outletId: string
  brandId: string
  categoryId: string
  certificateNo: string
  maxLevel: number
  scopeJson: string
  validFrom: string
  validUntil: string
  recordedAt: string
}

export interface AuthorisationEventTable {
  id: string
  authorisationId: string
  state:
    | 'APPLIED'
    | 'DOC_REVIEW'
    | 'SITE_AUDIT'
    | 'CORRECTIVE_ACTION'
    | 'ACTIVE'
    | 'AT_RISK'
    | 'RESTRICTED'
    | 'PROBATION'
    | 'SUSPENDED'
    | 'TERMINATED'
    | 'EXPIRED'
  capLevel: number | null
  effectiveAt: string
  recordedAt: string
  actorPersonId: string | null
  reason: string
}

export interface DepositTable {
  id: string
  outletId: string
  brandId: string
  requiredCents: number
  paidCents: number
  fromAt: string
  untilAt: string | null
  recordedAt: string
}

export interface DepositWaiverTable {
  id: string
  outletId: string
  brandId: string
  reasonEn: string
  reasonZh: string
  fromAt: string
  untilAt: string
  recordedAt: string
}

export interface SanctionTable {
  id: string
  subjectKind: 'person' | 'outlet' | 'provider'
  subjectId: string
  brandId: string | null
  categoryId: string | null
  groundsEn: string
  groundsZh: string
  fromAt: string
  untilAt: string | null
  liftedAt: string | null
  recordedAt: string
}

export interface LicenceTable {
  id: string
  personId: string | null
  providerId: string | null
  licenceTypeCode: string
  number: string
  issuer: string
  validFrom: string
  validUntil: string | null
  nextReviewDue: string | null
  verifiedAt: string | null
  verifiedBy: string | null
  recordedAt: string
}

export interface DeltaCompletionTable {
  id: string
  personId: string
  deltaModuleCode: string
  passedAt: string
  recordedAt: string
}
