import type { Credential, CredentialType } from '#app/domain/credential/credential.ts'
import type {
  LegalRuleFact,
  ModelFact,
  OperationFact,
  QuorumRuleFact,
  RequirementRuleFact,
} from '#app/domain/gate/catalogue-facts.ts'
import type {
  AffiliationFact,
  AuthorisationFact,
  AuthorisationState,
  CredentialFact,
  EnrolmentFact,
  LicenceFact,
  OverrideFact,
  PersonFact,
  SanctionFact,
} from '#app/domain/gate/party-facts.ts'
import { endOfPrintedDay, midnightOf, toInstant } from '#app/domain/shared/instants.ts'

/** Single facts of the Meihe part of the catalogue (7.1, 7.2), for the gate's tests. */

export const zone = 'Asia/Shanghai'
export const asOf = toInstant('2026-11-23T10:00:00+08:00')
export const recordedAt = toInstant('2024-01-01T00:00:00Z')
export const longAgo = toInstant('2020-01-01T00:00:00+08:00')

/** Beginning of a day in the brand's zone. */
export const day = (text: string) => midnightOf(text, zone)
/** "Printed valid to": exclusive end. */
export const to = (text: string) => endOfPrintedDay(text, zone)
/** A local time in the brand's zone. */
export const local = (text: string) => toInstant(`${text}:00+08:00`)

export const open = { recordedAt, from: longAgo, until: null }

type Rung = [category: string, level: number, safetyCritical: boolean]
const rungs: readonly Rung[] = [
  ['AC', 1, false],
  ['AC', 2, true],
  ['AC', 3, true],
  ['RF', 1, false],
  ['RF', 2, false],
  ['RF', 3, true],
  ['WM', 1, false],
  ['WM', 2, false],
  ['WM', 3, true],
]

function type(fields: Partial<CredentialType> & { code: string }): CredentialType & { recordedAt: string } {
  return {
    brand: 'MEIHE',
    grants: [],
    endorsements: [],
    components: [],
    validityMonths: 24,
    renewalAnchor: 'PREVIOUS_EXPIRY',
    windowDays: 90,
    workingGraceDays: 0,
    adminGraceDays: 90,
    recencyMaxGapDays: null,
    requiredEvidenceMode: null,
    safetyCritical: false,
    recordedAt,
    ...fields,
  }
}

export const credentialTypes = [
  ...rungs.map(([category, level, safetyCritical]) =>
    type({
      code: `${category}-L${level}`,
      grants: [{ category, level }],
      safetyCritical,
      workingGraceDays: level < 3 && !safetyCritical ? 30 : 0,
      requiredEvidenceMode: level === 3 ? 'PROCTORED' : null,
    }),
  ),
  type({
    code: 'TRI-L2',
    components: ['AC-L2', 'RF-L2', 'WM-L2'],
    grants: ['AC', 'RF', 'WM'].map((category) => ({ category, level: 2 })),
  }),
  ...['A2L', 'A3', 'HVDC'].map((code) =>
    type({ code, endorsements: [code], validityMonths: 12, windowDays: 60, adminGraceDays: 30 }),
  ),
  type({
    code: 'ETH',
    endorsements: ['ETH'],
    validityMonths: 12,
    windowDays: 60,
    workingGraceDays: 14,
    adminGraceDays: 30,
  }),
]

type OperationRow = [
  code: string,
  category: string,
  level: number,
  tags: string[],
  endorsements: string[],
  supervisable: boolean,
]
export const operationRows: readonly OperationRow[] = [
  ['AC-CLEAN', 'AC', 1, [], [], true],
  ['AC-ROOM-SENSOR', 'AC', 2, [], [], true],
  ['AC-OUTDOOR-FAN', 'AC', 2, ['WORK_AT_HEIGHT', 'LV_ELECTRICAL'], [], false],
  ['AC-LEAK-TOPUP', 'AC', 2, ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A2L'], ['A2L'], true],
  ['AC-COMPRESSOR', 'AC', 3, ['REFRIGERANT_CIRCUIT', 'HOT_WORK', 'FLAMMABLE_A2L'], ['A2L'], true],
  ['AC-IPM', 'AC', 3, ['HV_DC_BUS'], ['HVDC'], true],
  ['RF-GASKET', 'RF', 1, [], [], true],
  ['RF-DEFROST', 'RF', 2, [], [], true],
  ['RF-DRIER', 'RF', 3, ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A3'], ['A3'], true],
  ['WM-LEVEL', 'WM', 1, [], [], true],
  ['WM-INLET-VALVE', 'WM', 2, [], [], true],
  ['WM-BEARING', 'WM', 3, [], [], true],
]

export const isSafetyCritical = (category: string, level: number) =>
  rungs.some(([rungCategory, rungLevel, safe]) => rungCategory === category && rungLevel === level && safe)

export function operation(fields: Partial<OperationFact> & { code: string }): OperationFact {
  return {
    brand: 'MEIHE',
    category: null,
    tags: [],
    safetyCritical: false,
    supervisable: true,
    recordedAt,
    ...fields,
  }
}

export function rule(fields: Partial<RequirementRuleFact> & { id: string }): RequirementRuleFact {
  return {
    ...open,
    brand: 'MEIHE',
    operation: null,
    category: null,
    model: null,
    refrigerant: null,
    warranty: null,
    minLevel: null,
    endorsementsAllOf: [],
    endorsementsAnyOf: [],
    deltaModuleRequired: null,
    minProviderGrade: null,
    quorumRule: null,
    ...fields,
  }
}

export function model(fields: Partial<ModelFact> & { code: string; category: string }): ModelFact {
  return {
    brand: 'MEIHE',
    refrigerant: null,
    chargeKg: null,
    systemSize: 'HOUSEHOLD',
    launchedAt: day('2023-05-01'),
    deltaModule: null,
    recordedAt,
    ...fields,
  }
}

function legalRule(
  id: string,
  tag: string,
  licence: string,
  fields: Partial<LegalRuleFact> = {},
): LegalRuleFact {
  return {
    ...open,
    id,
    jurisdiction: 'CN',
    tag,
    appliesWhen: null,
    subject: 'PERSON',
    licencesAnyOf: [licence],
    enforcement: 'BLOCK',
    supervisable: false,
    replaces: [],
    basis: { en: 'Measures 2012', zh: '管理办法 2012' },
    ...fields,
  }
}

export const legalRules = [
  legalRule('CN-HEIGHT', 'WORK_AT_HEIGHT', 'CN_HEIGHT', { appliesWhen: { heightAtLeastM: 2 } }),
  legalRule('CN-LV', 'LV_ELECTRICAL', 'CN_LV'),
  legalRule('CN-HOT', 'HOT_WORK', 'CN_HOT'),
  legalRule('CN-REF-LARGE', 'REFRIGERANT_CIRCUIT', 'CN_REFRIGERATION', {
    appliesWhen: { systemSizeIn: ['LARGE'] },
  }),
  legalRule('CN-REF-HOUSE', 'REFRIGERANT_CIRCUIT', 'CN_REFRIGERATION', {
    appliesWhen: { systemSizeIn: ['HOUSEHOLD'] },
    enforcement: 'WARN',
  }),
]

export function person(code: string, fields: Partial<PersonFact> = {}): PersonFact {
  return { code, accountState: 'ACTIVE', identityVerifiedAt: longAgo, roles: [], recordedAt, ...fields }
}

export function affiliation(
  engineer: string,
  categories: string[],
  fields: Partial<AffiliationFact> = {},
): AffiliationFact {
  const declared = categories.map((category) => ({ brand: 'MEIHE', category }))
  return {
    ...open,
    engineer,
    outlet: 'O1',
    role: 'ENGINEER',
    isPrimary: true,
    hiredAt: longAgo,
    leaves: [],
    declaredCategories: declared.length === 0 ? [] : [{ ...open, categories: declared }],
    ...fields,
  }
}

/** A credential valid for two years, to 2027-05-31 unless told otherwise, with proctored evidence. */
export function credential(
  engineer: string,
  typeCode: string,
  fields: Partial<Credential> = {},
): CredentialFact {
  return {
    number: `MEIHE-${typeCode}-${engineer}`,
    engineer,
    type: typeCode,
    brand: 'MEIHE',
    validFrom: day('2025-06-01'),
    validUntil: to('2027-05-31'),
    evidenceMode: 'PROCTORED_ONSITE',
    supersedes: null,
    events: [],
    recordedAt,
    ...fields,
  }
}

export function licence(engineer: string, typeCode: string, fields: Partial<LicenceFact> = {}): LicenceFact {
  return {
    holder: { kind: 'ENGINEER', code: engineer },
    type: typeCode,
    number: `${typeCode}-${engineer}`,
    validFrom: day('2024-01-01'),
    validUntil: to('2029-12-31'),
    nextReviewDue: to('2027-12-31'),
    verifiedAt: day('2026-06-01'),
    recordedAt,
    ...fields,
  }
}

export function authorisation(
  category: string,
  fields: Partial<AuthorisationFact> = {},
  state: AuthorisationState = 'ACTIVE',
): AuthorisationFact {
  return {
    outlet: 'O1',
    brand: 'MEIHE',
    category,
    maxLevel: 3,
    validFrom: longAgo,
    validUntil: to('2027-12-31'),
    states: [{ ...open, state }],
    caps: [],
    scope: null,
    recordedAt,
    ...fields,
  }
}

export function sanction(subject: SanctionFact['subject'], fields: Partial<SanctionFact> = {}): SanctionFact {
  return {
    ...open,
    from: day('2026-11-01'),
    subject,
    kind: 'SUSPENSION',
    brand: null,
    category: null,
    grounds: 'PADP',
    ...fields,
  }
}

export function enrolment(
  engineer: string,
  code: string,
  kind: 'CREDENTIAL' | 'DELTA' | 'LICENCE' = 'CREDENTIAL',
): EnrolmentFact {
  return { ...open, from: day('2026-06-01'), engineer, brand: 'MEIHE', towards: { kind, code } }
}

export function quorumRule(
  category: string,
  level: number,
  fields: Partial<QuorumRuleFact> = {},
): QuorumRuleFact {
  return {
    ...open,
    id: `Q-${category}-${level}`,
    brand: 'MEIHE',
    category,
    level,
    endorsement: null,
    minCount: level === 2 ? 2 : 1,
    minRatioPermille: 750,
    coverage: null,
    leadLevel: Math.min(level + 1, 3),
    leadCount: 0,
    maxRolesPerPerson: 3,
    loadPerCertified: 30,
    newHireExemptDays: 60,
    cureDays: 30,
    absenceMaxDays: 30,
    ...fields,
  }
}

export function override(codes: string[], fields: Partial<OverrideFact> = {}): OverrideFact {
  return {
    id: 'OV-1',
    lineId: 'LINE-1',
    brand: 'MEIHE',
    codes,
    reasonCode: 'CUSTOMER_SAFETY',
    text: 'Customer without heating in winter',
    requestedBy: 'D-7001',
    approvals: [{ by: 'B-9001', at: local('2026-11-23T09:30'), recordedAt: local('2026-11-23T09:30') }],
    from: local('2026-11-23T09:00'),
    expiresAt: local('2026-11-24T09:00'),
    recordedAt: local('2026-11-23T09:00'),
    ...fields,
  }
}
