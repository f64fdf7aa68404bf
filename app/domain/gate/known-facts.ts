import type { Instant } from '../shared/instants.ts'
import type { Recorded } from './catalogue-facts.ts'
import { factLists, type GateFacts } from './gate-facts.ts'

/** Lists inside a fact whose rows are recorded on their own. Credential events are filtered where they are read. */
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

function knownRows(list: readonly Recorded[], asOf: Instant, inner: readonly string[] | undefined): readonly Recorded[] {
  let unchanged = true
  for (const fact of list) {
    if (fact.recordedAt > asOf || fact.factId !== undefined || (inner !== undefined && !innerKnown(fact, inner, asOf))) {
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
    if (other === undefined || other.recordedAt < row.recordedAt) last.set(row.factId, row)
  }
  return last.size === 0 ? rows : rows.filter((row) => row.factId === undefined || last.get(row.factId) === row)
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
  for (const name of inner) copy[name] = lastVersions(innerRows(fact, name).filter((row) => row.recordedAt <= asOf))
  return copy as unknown as Recorded
}

function innerRows(fact: Recorded, name: string): readonly Recorded[] {
  return (fact as unknown as { readonly [list: string]: readonly Recorded[] | undefined })[name] ?? []
}
