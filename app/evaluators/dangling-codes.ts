import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { jsonPath } from './json-path.ts'

/**
 * Codes in a file that lead nowhere: most likely slips of the pen. The gate takes them as they are (a credential of an
 * unknown type gives nothing), so they are notes and no faults. One line each, in the order of the facts.
 */
export function danglingCodes(facts: GateFacts): readonly string[] {
  const known = {
    brand: named(facts.brands, ({ code }) => code),
    operation: named(facts.operations, ({ code }) => code),
    model: named(facts.models, ({ code }) => code),
    person: named(facts.persons, ({ code }) => code),
    outlet: named(facts.outlets, ({ code }) => code),
    provider: named(facts.providers, ({ code }) => code),
    'credential type': named(facts.credentialTypes, ({ brand, code }) => `${brand} ${code}`),
    'quorum rule': named(facts.quorumRules, ({ id }) => id),
    'legal rule': named(facts.legalRules, ({ id }) => id),
    clause: named(facts.clauses, ({ id }) => id),
    'entry standard': named(facts.entryStandards, ({ brand, version }) => `${brand} ${version}`),
  }
  const notes: string[] = []
  const look = (path: readonly PropertyKey[], kind: keyof typeof known, name: string | null | undefined) => {
    if (name != null && !known[kind].has(name))
      notes.push(`note: ${jsonPath(['facts', ...path])}: the facts hold no ${kind} ${name}`)
  }

  for (const [index, row] of facts.requirementRules.entries()) {
    look(['requirementRules', index, 'operation'], 'operation', row.operation)
    look(['requirementRules', index, 'model'], 'model', row.model)
    look(['requirementRules', index, 'quorumRule'], 'quorum rule', row.quorumRule)
  }
  for (const [index, row] of facts.brandLegalPolicies.entries())
    look(['brandLegalPolicies', index, 'rule'], 'legal rule', row.rule)
  for (const [index, row] of facts.legalRules.entries())
    for (const id of row.replaces) look(['legalRules', index, 'replaces'], 'legal rule', id)
  for (const [index, row] of facts.clauses.entries())
    look(['clauses', index, 'standard'], 'entry standard', `${row.brand} ${row.standard}`)
  for (const [index, row] of facts.affiliations.entries()) {
    look(['affiliations', index, 'engineer'], 'person', row.engineer)
    look(['affiliations', index, 'outlet'], 'outlet', row.outlet)
  }
  for (const [index, row] of facts.credentials.entries()) {
    look(['credentials', index, 'engineer'], 'person', row.engineer)
    look(['credentials', index, 'type'], 'credential type', `${row.brand} ${row.type}`)
  }
  for (const [index, row] of facts.outlets.entries())
    look(['outlets', index, 'provider'], 'provider', row.provider)
  for (const [index, row] of facts.authorisations.entries()) {
    look(['authorisations', index, 'outlet'], 'outlet', row.outlet)
    look(['authorisations', index, 'brand'], 'brand', row.brand)
  }
  for (const [index, row] of facts.quorumRisks.entries())
    look(['quorumRisks', index, 'rule'], 'quorum rule', row.rule)
  for (const [index, row] of facts.clauseAssessments.entries())
    look(['clauseAssessments', index, 'clause'], 'clause', row.clause)
  return notes
}

function named<Row>(rows: readonly Row[], nameOf: (row: Row) => string): ReadonlySet<string> {
  return new Set(rows.map(nameOf))
}
