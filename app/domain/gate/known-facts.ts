import type { Instant } from '../shared/instants.ts'
import type { Recorded } from './catalogue-facts.ts'
import { factLists, type GateFacts } from './gate-facts.ts'

/** Lists inside a fact whose rows are recorded on their own. A credential's events are among them. */
const innerLists: { readonly [list: string]: readonly string[] } = {
  persons: ['roles'],
  affiliations: ['leaves', 'declaredCategories'],
  authorisations: ['states', 'caps'],
  credentials: ['events'],
  overrides: ['approvals'],
}

/**
 * The facts as known at an instant: rows recorded later are dropped, also inside facts, and of a fact in several
 * versions only the last known one stays (model 4.3). Returns the same object when nothing has to go.
 */
export function knownFacts(facts: GateFacts, asOf: Instant): GateFacts {
  if (isAllKnown(facts, asOf)) return facts
  let known: Record<string, unknown> | null = null
  for (const name of factLists) {
    const list: readonly Recorded[] = facts[name]
    if (list.length === 0) continue
    const kept = knownRows(list, asOf, innerLists[name])
    if (kept === list) continue
    known ??= { ...facts }
    known[name] = kept
  }
  return known === null ? facts : (known as unknown as GateFacts)
}

/** Whether nothing has to go: the usual case, so written out field by field for speed. A test holds it to the list of lists. */
function isAllKnown(f: GateFacts, asOf: Instant): boolean {
  return (
    rowsKnown(f.brands, asOf) &&
    rowsKnown(f.operations, asOf) &&
    rowsKnown(f.models, asOf) &&
    rowsKnown(f.requirementRules, asOf) &&
    rowsKnown(f.legalRuleSets, asOf) &&
    rowsKnown(f.legalRules, asOf) &&
    rowsKnown(f.brandLegalPolicies, asOf) &&
    rowsKnown(f.parts, asOf) &&
    rowsKnown(f.credentialTypes, asOf) &&
    rowsKnown(f.quorumRules, asOf) &&
    rowsKnown(f.entryStandards, asOf) &&
    rowsKnown(f.clauses, asOf) &&
    rowsKnown(f.persons, asOf) &&
    rowsKnown(f.affiliations, asOf) &&
    rowsKnown(f.credentials, asOf) &&
    rowsKnown(f.licences, asOf) &&
    rowsKnown(f.deltaCompletions, asOf) &&
    rowsKnown(f.work, asOf) &&
    rowsKnown(f.sanctions, asOf) &&
    rowsKnown(f.providers, asOf) &&
    rowsKnown(f.outlets, asOf) &&
    rowsKnown(f.contracts, asOf) &&
    rowsKnown(f.authorisations, asOf) &&
    rowsKnown(f.deposits, asOf) &&
    rowsKnown(f.depositWaivers, asOf) &&
    rowsKnown(f.quorumRisks, asOf) &&
    rowsKnown(f.outletLoads, asOf) &&
    rowsKnown(f.clauseAssessments, asOf) &&
    rowsKnown(f.grades, asOf) &&
    rowsKnown(f.enrolments, asOf) &&
    rowsKnown(f.safetyTheory, asOf) &&
    rowsKnown(f.supervisedJobs, asOf) &&
    rowsKnown(f.checkIns, asOf) &&
    rowsKnown(f.workEnds, asOf) &&
    rowsKnown(f.overrides, asOf) &&
    rowsKnown(f.priceBooks, asOf) &&
    rowsKnown(f.quotes, asOf) &&
    rowsKnown(f.settlements, asOf) &&
    f.persons.every((row) => rowsKnown(row.roles, asOf)) &&
    f.affiliations.every((row) => rowsKnown(row.leaves, asOf) && rowsKnown(row.declaredCategories, asOf)) &&
    f.authorisations.every((row) => rowsKnown(row.states, asOf) && rowsKnown(row.caps, asOf)) &&
    f.credentials.every((row) => rowsKnown(row.events, asOf)) &&
    f.overrides.every((row) => rowsKnown(row.approvals, asOf))
  )
}

function rowsKnown(list: readonly Recorded[], asOf: Instant): boolean {
  for (let index = 0; index < list.length; index++) {
    const row = list[index]
    if (row === undefined || row.recordedAt > asOf || row.factId !== undefined) return false
  }
  return true
}

function knownRows(
  list: readonly Recorded[],
  asOf: Instant,
  inner: readonly string[] | undefined,
): readonly Recorded[] {
  let unchanged = true
  for (const fact of list) {
    if (
      fact.recordedAt > asOf ||
      fact.factId !== undefined ||
      (inner !== undefined && !innerKnown(fact, inner, asOf))
    ) {
      unchanged = false
      break
    }
  }
  if (unchanged) return list
  const rows = list.filter((fact) => fact.recordedAt <= asOf)
  const current = lastVersions(rows)
  return inner === undefined ? current : current.map((fact) => withInnerKnown(fact, inner, asOf))
}

function lastVersions(rows: readonly Recorded[]): readonly Recorded[] {
  const last = new Map<string, Recorded>()
  for (const row of rows) {
    if (row.factId === undefined) continue
    const other = last.get(row.factId)
    if (other === undefined || isLater(row, other)) last.set(row.factId, row)
  }
  return last.size === 0
    ? rows
    : rows.filter((row) => row.factId === undefined || last.get(row.factId) === row)
}

/** Of versions recorded at the same instant, any fixed choice will do, so long as the order of the rows does not make it. */
function isLater(a: Recorded, b: Recorded): boolean {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt
  return JSON.stringify(a) > JSON.stringify(b)
}

function innerKnown(fact: Recorded, inner: readonly string[], asOf: Instant): boolean {
  for (const name of inner) {
    const rows = innerRows(fact, name)
    for (const row of rows) if (row.recordedAt > asOf || row.factId !== undefined) return false
  }
  return true
}

function withInnerKnown(fact: Recorded, inner: readonly string[], asOf: Instant): Recorded {
  if (innerKnown(fact, inner, asOf)) return fact
  const copy: Record<string, unknown> = { ...fact }
  for (const name of inner)
    copy[name] = lastVersions(innerRows(fact, name).filter((row) => row.recordedAt <= asOf))
  return copy as unknown as Recorded
}

function innerRows(fact: Recorded, name: string): readonly Recorded[] {
  return (fact as unknown as { readonly [list: string]: readonly Recorded[] | undefined })[name] ?? []
}
