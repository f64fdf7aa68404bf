import type * as Catalogue from './catalogue-facts.ts'
import type { GatePolicy } from './gate-policy.ts'
import type * as Party from './party-facts.ts'
import type * as Price from './price-facts.ts'

/**
 * Everything a decision may rest on, as plain data. An empty list means that there is none: for rules, that none
 * applies; for what a gate needs (an authorisation, a contract, a deposit), that it is missing and the gate stays shut.
 * The quorum gate reads the outlet's colleagues from `persons`, `affiliations`, `credentials` and `sanctions`, so those
 * lists must hold them wherever a quorum rule may apply.
 */
export type GateFacts = {
  readonly policyVersion: string
  readonly policy: GatePolicy

  readonly brands: readonly Catalogue.BrandFact[]
  readonly operations: readonly Catalogue.OperationFact[]
  readonly models: readonly Catalogue.ModelFact[]
  readonly requirementRules: readonly Catalogue.RequirementRuleFact[]
  readonly legalRuleSets: readonly Catalogue.LegalRuleSetFact[]
  readonly legalRules: readonly Catalogue.LegalRuleFact[]
  readonly brandLegalPolicies: readonly Catalogue.BrandLegalPolicyFact[]
  readonly parts: readonly Catalogue.PartFact[]
  readonly credentialTypes: readonly Catalogue.CredentialTypeFact[]
  readonly quorumRules: readonly Catalogue.QuorumRuleFact[]
  readonly entryStandards: readonly Catalogue.EntryStandardFact[]
  readonly clauses: readonly Catalogue.ClauseFact[]

  readonly persons: readonly Party.PersonFact[]
  readonly affiliations: readonly Party.AffiliationFact[]
  readonly credentials: readonly Party.CredentialFact[]
  readonly licences: readonly Party.LicenceFact[]
  readonly deltaCompletions: readonly Party.DeltaCompletionFact[]
  readonly work: readonly Party.WorkFact[]
  readonly sanctions: readonly Party.SanctionFact[]

  readonly providers: readonly Party.ProviderFact[]
  readonly outlets: readonly Party.OutletFact[]
  readonly contracts: readonly Party.ContractFact[]
  readonly authorisations: readonly Party.AuthorisationFact[]
  readonly deposits: readonly Party.DepositFact[]
  readonly depositWaivers: readonly Party.DepositWaiverFact[]
  readonly quorumRisks: readonly Party.QuorumRiskFact[]
  readonly outletLoads: readonly Party.OutletLoadFact[]
  readonly clauseAssessments: readonly Party.ClauseAssessmentFact[]
  readonly grades: readonly Party.GradeFact[]

  readonly enrolments: readonly Party.EnrolmentFact[]
  readonly safetyTheory: readonly Party.SafetyTheoryFact[]
  readonly supervisedJobs: readonly Party.SupervisedJobFact[]
  readonly checkIns: readonly Party.CheckInFact[]
  readonly workEnds: readonly Party.WorkEndFact[]
  readonly overrides: readonly Party.OverrideFact[]

  readonly priceBooks: readonly Price.PriceBookFact[]
  readonly quotes: readonly Price.QuoteFact[]
  readonly settlements: readonly Price.SettlementFact[]
}

/** The lists of facts, by name; a test keeps this complete. */
export const factLists = [
  'brands',
  'operations',
  'models',
  'requirementRules',
  'legalRuleSets',
  'legalRules',
  'brandLegalPolicies',
  'parts',
  'credentialTypes',
  'quorumRules',
  'entryStandards',
  'clauses',
  'persons',
  'affiliations',
  'credentials',
  'licences',
  'deltaCompletions',
  'work',
  'sanctions',
  'providers',
  'outlets',
  'contracts',
  'authorisations',
  'deposits',
  'depositWaivers',
  'quorumRisks',
  'outletLoads',
  'clauseAssessments',
  'grades',
  'enrolments',
  'safetyTheory',
  'supervisedJobs',
  'checkIns',
  'workEnds',
  'overrides',
  'priceBooks',
  'quotes',
  'settlements',
] as const satisfies readonly (keyof GateFacts)[]

/** Facts with empty lists, to start from. */
export function noFacts(policyVersion: string, policy: GatePolicy): GateFacts {
  const lists = Object.fromEntries(factLists.map((name) => [name, []])) as unknown as Omit<
    GateFacts,
    'policyVersion' | 'policy'
  >
  return { ...lists, policyVersion, policy }
}
