import { z } from 'zod'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import * as cases from './case-schema.ts'
import * as catalogue from './catalogue-schema.ts'
import { list, record } from './fields.ts'
import * as outlets from './outlet-schema.ts'
import * as parties from './party-schema.ts'
import { policy } from './policy-schema.ts'
import { gateRequest } from './request-schema.ts'
import * as standards from './standards-schema.ts'

/** Every list of facts, with the words of the domain model. */
const facts = record({
  policyVersion: z.string().default('unversioned'),
  policy: policy.prefault({}),
  brands: list(catalogue.brand),
  operations: list(catalogue.operation),
  models: list(catalogue.model),
  requirementRules: list(catalogue.requirementRule),
  legalRuleSets: list(catalogue.legalRuleSet),
  legalRules: list(catalogue.legalRule),
  brandLegalPolicies: list(catalogue.brandLegalPolicy),
  parts: list(catalogue.part),
  credentialTypes: list(catalogue.credentialType),
  quorumRules: list(standards.quorumRule),
  entryStandards: list(standards.entryStandard),
  clauses: list(standards.clause),
  persons: list(parties.person),
  affiliations: list(parties.affiliation),
  credentials: list(parties.credential),
  licences: list(parties.licence),
  deltaCompletions: list(parties.deltaCompletion),
  workLog: list(parties.workLogEntry),
  sanctions: list(parties.sanction),
  providers: list(outlets.provider),
  outlets: list(outlets.outlet),
  contracts: list(outlets.contract),
  authorisations: list(outlets.authorisation),
  deposits: list(outlets.deposit),
  depositWaivers: list(outlets.depositWaiver),
  quorumRisks: list(outlets.quorumRisk),
  outletLoads: list(outlets.outletLoad),
  clauseAssessments: list(outlets.clauseAssessment),
  grades: list(outlets.grade),
  trainings: list(cases.training),
  enrolments: list(cases.enrolment),
  safetyTheory: list(cases.safetyTheory),
  supervisedJobs: list(cases.supervisedJob),
  checkIns: list(cases.checkIn),
  workEnds: list(cases.workEnd),
  overrides: list(cases.override),
  priceBooks: list(cases.priceBook),
  quotes: list(cases.quote),
  settlements: list(cases.settlement),
})
  .transform(
    ({ workLog, trainings: _readByNoRule, ...lists }): GateFacts => ({
      ...lists,
      work: workLog,
      brands: versions(lists.brands, ({ code }) => code),
      operations: versions(lists.operations, ({ code }) => code),
      models: versions(lists.models, ({ code }) => code),
      parts: versions(lists.parts, ({ brand, partNo }) => `${brand} ${partNo}`),
      credentialTypes: versions(lists.credentialTypes, ({ brand, code }) => `${brand} ${code}`),
      entryStandards: versions(lists.entryStandards, ({ brand, version }) => `${brand} ${version}`),
      clauses: versions(lists.clauses, ({ brand, id }) => `${brand} ${id}`),
      persons: versions(lists.persons, ({ code }) => code),
      credentials: versions(lists.credentials, ({ brand, number }) => `${brand} ${number}`),
      providers: versions(lists.providers, ({ code }) => code),
      outlets: versions(lists.outlets, ({ code }) => code),
    }),
  )
  .meta({
    id: 'GateFacts',
    description:
      'Everything a decision may rest on. A list that is left out is empty: for rules, none applies; for what the gate needs (authorisation, contract, deposit), it is missing and the gate stays shut.',
  })

/** The input of gate:eval. */
export const gateFile = record({
  $schema: z.string().optional(),
  title: z.string().optional().meta({ description: 'For the reader of the file; not read.' }),
  facts,
  requests: z.array(gateRequest),
}).meta({
  title: 'Input of gate:eval',
  description: 'Facts and the requests to be decided by them.',
})

/** Rows that name the same thing are versions of one fact: without this the first of them would count, known or not. */
function versions<Row extends { readonly factId?: string | undefined }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly Row[] {
  const times = new Map<string, number>()
  for (const row of rows) times.set(nameOf(row), (times.get(nameOf(row)) ?? 0) + 1)
  return rows.map((row) =>
    row.factId === undefined && (times.get(nameOf(row)) ?? 0) > 1 ? { ...row, factId: nameOf(row) } : row,
  )
}
