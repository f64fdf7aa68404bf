import { isComposite } from '../credential/credential.ts'
import { deriveRecordStatus } from '../credential/derived-status.ts'
import { addDays, firstInstantPast, type Instant } from '../shared/instants.ts'
import { holdsAt } from '../shared/intervals.ts'
import type { QuorumRuleFact } from './catalogue-facts.ts'
import type { GateCase } from './gate-case.ts'
import type { AffiliationFact } from './party-facts.ts'

/** Quorum of an outlet for one rule, as arithmetic that can be shown ("2 of 4 certified, need 3"). */
export type QuorumCount = {
  readonly num: number
  readonly den: number
  readonly need: number
  readonly leads: number
  readonly leadsNeed: number
  readonly orders: number
  /** -1: no limit. */
  readonly ordersMax: number
  readonly isMet: boolean
}

/**
 * Counts at an instant (6.6; 6.15, 22 to 25). Numerator: distinct engineers and leads with primary affiliation here, an
 * effective credential of the rule's level, neither suspended nor long absent. Denominator: all who declare the category
 * among the first few, trainees and new hires left out; colleagues who are suspended, absent or uncertified stay, and so
 * does a manager who declares it.
 */
export function countQuorum(c: GateCase, rule: QuorumRuleFact, at: Instant): QuorumCount {
  const counted = new Set<string>()
  const staff = new Set<string>()
  for (const row of c.facts.affiliations) {
    if (row.outlet !== c.request.outlet || !row.isPrimary || !holdsAt(row, at)) continue
    if (row.role === 'TRAINEE') continue
    const declared = declaredAt(row, at)
    const declares = declared !== null && countsHere(declared, rule)
    if (declares && addDays(row.hiredAt, rule.newHireExemptDays, c.zone) <= at) staff.add(row.engineer)
    const repairs = row.role === 'ENGINEER' || row.role === 'LEAD'
    if (repairs && (declared === null || declares) && mayCount(c, row, rule, at)) counted.add(row.engineer)
  }
  const leads = [...counted].filter(
    (engineer) => heldLevel(c, engineer, rule.category, at) >= rule.leadLevel,
  ).length

  const ratio = rule.level <= c.facts.policy.quorumRatioTopLevel ? rule.minRatioPermille : 0
  const coverage = rule.coverage === 'ALL_OFFERED' && offers(c, rule) ? 1 : 0
  const need = Math.max(rule.minCount, Math.ceil((ratio * staff.size) / 1000), coverage)
  const num = counted.size
  const orders = ordersOf(c, rule)
  const ordersMax = rule.loadPerCertified === null ? -1 : rule.loadPerCertified * num
  const isMet = num >= need && leads >= rule.leadCount && (ordersMax < 0 || orders <= ordersMax)
  return { num, den: staff.size, need, leads, leadsNeed: rule.leadCount, orders, ordersMax, isMet }
}

/** The declaration in force; null if the person has declared nothing. */
function declaredAt(row: AffiliationFact, at: Instant): AffiliationFact['declaredCategories'][number] | null {
  let last: AffiliationFact['declaredCategories'][number] | null = null
  for (const declared of row.declaredCategories) {
    if (!holdsAt(declared, at)) continue
    if (
      last === null ||
      declared.from > last.from ||
      (declared.from === last.from && declared.recordedAt > last.recordedAt)
    ) {
      last = declared
    }
  }
  return last !== null && last.categories.length > 0 ? last : null
}

function countsHere(declared: AffiliationFact['declaredCategories'][number], rule: QuorumRuleFact): boolean {
  return declared.categories
    .slice(0, rule.maxRolesPerPerson)
    .some((role) => role.brand === rule.brand && role.category === rule.category)
}

function mayCount(c: GateCase, row: AffiliationFact, rule: QuorumRuleFact, at: Instant): boolean {
  const absent = row.leaves.some(
    (leave) => holdsAt(leave, at) && at >= firstInstantPast(leave.from, rule.absenceMaxDays, c.zone),
  )
  if (absent || isSanctioned(c, row.engineer, rule, at)) return false
  if (heldLevel(c, row.engineer, rule.category, at) < rule.level) return false
  return rule.endorsement === null || holdsEndorsement(c, row.engineer, rule.endorsement, at)
}

function isSanctioned(c: GateCase, engineer: string, rule: QuorumRuleFact, at: Instant): boolean {
  return c.facts.sanctions.some(
    (sanction) =>
      sanction.subject.kind === 'ENGINEER' &&
      sanction.subject.code === engineer &&
      (sanction.kind === 'SUSPENSION' || sanction.kind === 'REVOCATION') &&
      (sanction.brand === null || sanction.brand === rule.brand) &&
      (sanction.category === null || sanction.category === rule.category) &&
      holdsAt(sanction, at),
  )
}

/** The highest effective level; working grace counts, administrative grace does not. */
function heldLevel(c: GateCase, engineer: string, category: string, at: Instant): number {
  let level = 0
  for (const scope of effectiveScopes(c, engineer, at)) {
    for (const grant of scope.grants)
      if (grant.category === category && grant.level > level) level = grant.level
  }
  return level
}

function holdsEndorsement(c: GateCase, engineer: string, endorsement: string, at: Instant): boolean {
  return effectiveScopes(c, engineer, at).some((scope) => scope.endorsements.includes(endorsement))
}

function effectiveScopes(c: GateCase, engineer: string, at: Instant) {
  const { credentials, credentialTypes } = c.facts
  const own = credentials.filter((row) => row.engineer === engineer && row.brand === c.request.brand)
  return own.flatMap((credential) => {
    const type = credentialTypes.find((row) => row.code === credential.type && row.brand === credential.brand)
    if (type === undefined || isComposite(type)) return []
    if (own.some((other) => other.supersedes === credential.number && other.validFrom <= at)) return []
    // Practice is a matter of the individual gate; a headcount asks for the certificate.
    const reading = deriveRecordStatus(credential, { ...type, recencyMaxGapDays: null }, at, c.zone, {
      knownAt: c.request.asOf,
    })
    return reading?.grantsWork === true ? [reading.scope] : []
  })
}

function offers(c: GateCase, rule: QuorumRuleFact): boolean {
  const offered = c.outlet?.categoriesOffered ?? []
  return offered.some((role) => role.brand === rule.brand && role.category === rule.category)
}

function ordersOf(c: GateCase, rule: QuorumRuleFact): number {
  let latest: { recordedAt: Instant; weeklyOpenOrders: number } | null = null
  for (const row of c.facts.outletLoads) {
    if (row.outlet !== c.request.outlet || row.brand !== rule.brand || row.category !== rule.category)
      continue
    const newer = latest === null || row.recordedAt > latest.recordedAt
    const busier =
      latest !== null &&
      row.recordedAt === latest.recordedAt &&
      row.weeklyOpenOrders > latest.weeklyOpenOrders
    if (newer || busier) latest = row
  }
  return latest?.weeklyOpenOrders ?? 0
}
