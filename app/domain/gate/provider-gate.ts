import { earlierEnd, laterOf, printedDay } from '../shared/instants.ts'
import { type Interval, meantCover, touches, unionCovers } from '../shared/intervals.ts'
import { judgeDeposit } from './deposit.ts'
import { findByCode, type GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import { liesIn } from './legal-gate.ts'
import type { AuthorisationFact, AuthorisationState, ContractFact, ProviderFact } from './party-facts.ts'

/** The provider gate (6.5; 6.15, 20 and 21). `people` are the engineer and the supervisor, one of whom may be the lead. */
export function judgeProvider(c: GateCase, people: readonly string[], reasons: Reason[]) {
  if (c.model !== null) judgeAuthorisation(c, c.model.category, people, reasons)
  judgeSanctions(c, reasons)
  judgeContract(c, reasons)
  judgeDeposit(c, reasons)
}

const workingStates: ReadonlySet<AuthorisationState> = new Set([
  'ACTIVE',
  'AT_RISK',
  'RESTRICTED',
  'PROBATION',
])

/** The authorisations of the job's outlet, brand and category. */
function authorisationsOf(c: GateCase, category: string): readonly AuthorisationFact[] {
  const { outlet, brand } = c.request
  return c.facts.authorisations.filter(
    (row) => row.outlet === outlet && row.brand === brand && row.category === category,
  )
}

/** Whether a state of the job's authorisation touches the job's window. */
export function isInState(c: GateCase, state: AuthorisationState): boolean {
  if (c.model === null) return false
  return authorisationsOf(c, c.model.category).some((row) => stateTouches(row, state, c.at.start, c.at.end))
}

function stateTouches(row: AuthorisationFact, state: AuthorisationState, from: string, to: string): boolean {
  for (const span of row.states) if (span.state === state && touches(span, from, to)) return true
  return false
}

function judgeAuthorisation(c: GateCase, category: string, people: readonly string[], reasons: Reason[]) {
  const { start, end } = c.at
  const rows = authorisationsOf(c, category)
  const usable = rows.filter((row) => !isStopped(c, row))
  const spans: Interval[] = []
  for (const row of usable) {
    for (const span of row.states) {
      if (!workingStates.has(span.state)) continue
      const from = laterOf(row.validFrom, span.from)
      spans.push({ from, until: earlierEnd(span.until, row.validUntil) })
    }
  }
  if (!unionCovers(spans, start, end)) {
    reasons.push(authorisationMiss(c, category, rows))
    return
  }
  const inForce = usable.filter((row) => worksIn(row, start, end))
  judgeLevelCap(c, category, inForce, reasons)
  judgeScope(c, inForce, reasons)
  judgeProbation(c, inForce, people, reasons)
}

function worksIn(row: AuthorisationFact, start: string, end: string): boolean {
  if (!touches({ from: row.validFrom, until: row.validUntil }, start, end)) return false
  return row.states.some((span) => workingStates.has(span.state) && touches(span, start, end))
}

/** Suspended or terminated between now and the end of the job: that counts even if it is due to end before (6.15, 9). */
function isStopped(c: GateCase, row: AuthorisationFact): boolean {
  const { sanctionsFrom, sanctionsTo } = c.at
  return (
    stateTouches(row, 'SUSPENDED', sanctionsFrom, sanctionsTo) ||
    stateTouches(row, 'TERMINATED', sanctionsFrom, sanctionsTo)
  )
}

/** Why no authorisation holds: the nearest of suspended, expired, terminated and none. */
function authorisationMiss(c: GateCase, category: string, rows: readonly AuthorisationFact[]): Reason {
  const { outlet, brand } = c.request
  const { start, end, sanctionsFrom, sanctionsTo } = c.at
  const params = { outlet, brand, category }
  if (rows.some((row) => stateTouches(row, 'SUSPENDED', sanctionsFrom, sanctionsTo)))
    return reason('PRV_SUSPENDED', params)

  let expiredOn: string | null = null
  for (const row of rows) {
    if (isStopped(c, row) || row.validFrom > start) continue
    const expired = row.states.find((span) => span.state === 'EXPIRED' && touches(span, start, end))
    const ended =
      row.validUntil !== null && (row.validUntil <= start || row.validUntil < end) ? row.validUntil : null
    const wasWorking = row.states.some((span) => workingStates.has(span.state))
    const at = earlierEnd(ended, expired?.from ?? null)
    if (at !== null && wasWorking && (expiredOn === null || at > expiredOn)) expiredOn = at
  }
  if (expiredOn !== null) return reason('PRV_EXPIRED', { ...params, date: printedDay(expiredOn, c.zone) })
  if (rows.some((row) => stateTouches(row, 'TERMINATED', sanctionsFrom, sanctionsTo)))
    return reason('PRV_TERMINATED', params)
  return reason('PRV_NOT_AUTHORISED', params)
}

/** required level <= min(maxLevel, capLevel), whatever the state. A cap comes from quorum, so its override covers it (6.15, 30). */
function judgeLevelCap(
  c: GateCase,
  category: string,
  inForce: readonly AuthorisationFact[],
  reasons: Reason[],
) {
  const need = c.requirement?.level ?? null
  if (need === null) return
  let maxLevel = Number.POSITIVE_INFINITY
  let capLevel = Number.POSITIVE_INFINITY
  for (const row of inForce) {
    maxLevel = Math.min(maxLevel, row.maxLevel)
    for (const cap of row.caps)
      if (touches(cap, c.at.start, c.at.end)) capLevel = Math.min(capLevel, cap.capLevel)
  }
  const cap = Math.min(maxLevel, capLevel)
  if (need <= cap) return
  const fromQuorumAlone = need <= maxLevel && c.operation !== null && !c.operation.safetyCritical
  reasons.push(
    reason(
      'PRV_LEVEL_CAP',
      { outlet: c.request.outlet, category, need, cap },
      { overridable: fromQuorumAlone },
    ),
  )
}

function judgeScope(c: GateCase, inForce: readonly AuthorisationFact[], reasons: Reason[]) {
  const { operation, outlet, site } = c.request
  for (const { scope } of inForce) {
    if (scope === null) continue
    const operationInside = scope.operations === null || scope.operations.includes(operation)
    const placeInside =
      scope.jurisdictions === null || scope.jurisdictions.some((place) => liesIn(site.jurisdiction, place))
    if (operationInside && placeInside) continue
    reasons.push(reason('PRV_OUT_OF_SCOPE', { outlet, operation, jurisdiction: site.jurisdiction }))
    return
  }
}

/** On probation the higher levels need a lead: the engineer or the supervisor (6.15, 20). */
function judgeProbation(
  c: GateCase,
  inForce: readonly AuthorisationFact[],
  people: readonly string[],
  reasons: Reason[],
) {
  const need = c.requirement?.level ?? null
  if (need === null || need < c.facts.policy.probationLeadLevel) return
  const { start, end } = c.at
  if (!inForce.some((row) => stateTouches(row, 'PROBATION', start, end))) return
  const { outlet } = c.request
  const hasLead = people.some((person) =>
    meantCover(
      c.facts.affiliations,
      (row) => row.engineer === person && row.outlet === outlet && row.role === 'LEAD',
      start,
      end,
    ),
  )
  if (!hasLead) reasons.push(reason('PRV_PROBATION_LIMIT', { outlet, need }, { overridable: true }))
}

/** Sanctions on the outlet, its provider and every ancestor of that; parent outlets do not cascade (6.15, 20). */
function judgeSanctions(c: GateCase, reasons: Reason[]) {
  if (c.outlet === null) return
  const { outlet, brand } = c.request
  if (isSanctioned(c, 'OUTLET', outlet)) {
    reasons.push(reason('PRV_SUSPENDED', { outlet, brand, category: c.model?.category ?? '' }))
  }
  const seen = new Set<string>()
  let provider: string | null = c.outlet.provider
  while (provider !== null && !seen.has(provider)) {
    seen.add(provider)
    if (isSanctioned(c, 'PROVIDER', provider)) reasons.push(reason('PRV_PARENT_SUSPENDED', { provider }))
    const known: ProviderFact | null = findByCode(c.facts.providers, provider)
    if (known === null) reasons.push(reason('DATA_MISSING', { what: 'PROVIDER', code: provider }))
    provider = known === null ? null : known.parent
  }
}

function isSanctioned(c: GateCase, kind: 'OUTLET' | 'PROVIDER', code: string): boolean {
  return c.facts.sanctions.some(
    (sanction) =>
      sanction.subject.kind === kind &&
      sanction.subject.code === code &&
      (sanction.kind === 'SUSPENSION' || sanction.kind === 'REVOCATION') &&
      (sanction.brand === null || sanction.brand === c.request.brand) &&
      (sanction.category === null || sanction.category === c.model?.category) &&
      touches(sanction, c.at.sanctionsFrom, c.at.sanctionsTo),
  )
}

function judgeContract(c: GateCase, reasons: Reason[]) {
  if (c.outlet === null) return
  const { provider } = c.outlet
  const { brand } = c.request
  const isMeant = (row: ContractFact) => row.provider === provider && row.brand === brand
  if (!meantCover(c.facts.contracts, isMeant, c.at.start, c.at.end))
    reasons.push(reason('PRV_CONTRACT', { provider, brand }))
}
