import { firstInstantPast, type Instant, printedDay } from '../shared/instants.ts'
import { covers, holdsAt, reaches } from '../shared/intervals.ts'
import type {
  Enforcement,
  LegalCondition,
  LegalRuleFact,
  ModelFact,
  OperationFact,
} from './catalogue-facts.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import type { LicenceFact } from './party-facts.ts'

/** What the law is asked about: work on a unit at a place, over a time. A whole case is one. */
export type LegalCase = Pick<GateCase, 'zone'> & {
  readonly at: Pick<GateCase['at'], 'start' | 'end'>
  readonly request: Pick<GateRequest, 'brand' | 'asOf'> & {
    readonly site: Pick<GateRequest['site'], 'jurisdiction' | 'heightM'>
  }
  readonly facts: Pick<GateFacts, 'legalRules' | 'brandLegalPolicies' | 'licences' | 'policy'>
  readonly operation: Pick<OperationFact, 'tags'> | null
  readonly model: Pick<ModelFact, 'category' | 'refrigerant' | 'chargeKg' | 'systemSize'> | null
}

/**
 * The legal gate (6.8; 6.15, 19): each activity tag of the operation, each rule that applies there then, one code for
 * each rule that no licence meets. A tagged operation where no prefix of the place has a reviewed rule set is stopped.
 */
export function judgeLegal(c: GateCase, engineer: string, reasons: Reason[]) {
  const { operation } = c
  if (operation === null || operation.tags.length === 0) return
  if (!hasReviewedRuleSet(c)) {
    reasons.push(reason('LEG_NO_RULESET', { jurisdiction: c.request.site.jurisdiction }))
    return
  }
  for (const rule of applyingRules(c)) judgeRule(c, rule, engineer, reasons)
}

/** Whether a path lies in a place, by segment: `CN/HB` holds `CN/HB/WUH` and not `CN/HBX`. */
export function liesIn(path: string, place: string): boolean {
  return path.startsWith(place) && (path.length === place.length || path.charCodeAt(place.length) === 47)
}

function hasReviewedRuleSet(c: GateCase): boolean {
  const { jurisdiction } = c.request.site
  return c.facts.legalRuleSets.some(
    (set) =>
      liesIn(jurisdiction, set.jurisdiction) && set.reviewedAt <= c.at.start && holdsAt(set, c.at.start),
  )
}

/** All rules that apply together; a deeper one removes a shallower one only by naming it. */
export function applyingRules(c: LegalCase): readonly LegalRuleFact[] {
  const { operation, model } = c
  if (operation === null) return []
  const { jurisdiction } = c.request.site
  const applying: LegalRuleFact[] = []
  let replacing = false
  for (const rule of c.facts.legalRules) {
    if (!operation.tags.includes(rule.tag) || !liesIn(jurisdiction, rule.jurisdiction)) continue
    if (!holdsAt(rule, c.at.start) || (rule.appliesWhen !== null && !applies(rule.appliesWhen, c))) continue
    applying.push(rule)
    if (rule.replaces.length > 0) replacing = true
  }
  if (!replacing || model === null) return applying
  return applying.filter(
    (rule) =>
      !applying.some(
        (deeper) =>
          deeper.replaces.includes(rule.id) && deeper.jurisdiction.length > rule.jurisdiction.length,
      ),
  )
}

/** Every stated condition holds; what the model or the site leaves open counts as holding. */
function applies(when: LegalCondition, c: LegalCase): boolean {
  const { model } = c
  const height = c.request.site.heightM ?? null
  const charge = model?.chargeKg ?? null
  return (
    isOneOf(model?.refrigerant ?? null, when.refrigerantIn) &&
    isOneOf(model?.systemSize ?? null, when.systemSizeIn) &&
    isOneOf(model?.category ?? null, when.categoryIn) &&
    (when.heightAtLeastM === undefined || height === null || height >= when.heightAtLeastM) &&
    (when.chargeAtMostKg === undefined || charge === null || charge <= when.chargeAtMostKg) &&
    (when.chargeAboveKg === undefined || charge === null || charge > when.chargeAboveKg)
  )
}

function isOneOf(value: string | null, allowed: readonly string[] | undefined): boolean {
  return allowed === undefined || value === null || allowed.includes(value)
}

/** From the best failing licence to the worst; a licence counts by its worst fault, a rule by its best licence. */
const faults = ['UNVERIFIED', 'REVIEW_OVERDUE', 'EXPIRED', 'MISSING'] as const
export type LicenceFault = (typeof faults)[number]
type Finding = { readonly fault: LicenceFault; readonly licence: LicenceFact | null }

const personCodes = {
  UNVERIFIED: 'LEG_UNVERIFIED',
  REVIEW_OVERDUE: 'LEG_REVIEW_OVERDUE',
  EXPIRED: 'LEG_LICENCE_EXPIRED',
  MISSING: 'LEG_LICENCE_MISSING',
} as const satisfies { readonly [fault in LicenceFault]: string }

function judgeRule(c: GateCase, rule: LegalRuleFact, engineer: string, reasons: Reason[]) {
  const holder = rule.subject === 'PERSON' ? engineer : c.outlet?.provider
  const best = findingOf(c, rule, holder)
  if (best === null) return

  const severity = enforcementOf(c, rule)
  const params = {
    licence: best.licence?.type ?? [...rule.licencesAnyOf].sort().join('|'),
    rule: rule.id,
    tag: rule.tag,
    jurisdiction: rule.jurisdiction,
    basisEn: rule.basis.en,
    basisZh: rule.basis.zh,
  }
  if (rule.subject === 'ENTERPRISE') {
    reasons.push(
      reason(
        'LEG_ENTERPRISE_LICENCE',
        { ...params, provider: holder ?? '', state: best.fault },
        { severity },
      ),
    )
    return
  }
  const date = dateOf(c, best)
  // At height both people need the licence, so supervision cures nothing there (6.9, 6).
  const curable = rule.supervisable && rule.tag !== 'WORK_AT_HEIGHT'
  reasons.push(
    reason(personCodes[best.fault], date === null ? params : { ...params, date }, { severity, curable }),
  )
}

/** How far the licences of whoever a rule is about meet it; null where one does. */
function findingOf(c: LegalCase, rule: LegalRuleFact, holder: string | undefined): Finding | null {
  const kind = rule.subject === 'PERSON' ? 'ENGINEER' : 'PROVIDER'
  let best: Finding = { fault: 'MISSING', licence: null }
  for (const licence of c.facts.licences) {
    if (
      licence.holder.kind !== kind ||
      licence.holder.code !== holder ||
      !rule.licencesAnyOf.includes(licence.type)
    )
      continue
    const fault = faultOf(c, licence)
    if (fault === null) return null
    if (isBetter({ fault, licence }, best)) best = { fault, licence }
  }
  return best
}

export type LicenceGap = {
  /** Any one of these kinds would do. */
  readonly licences: readonly string[]
  readonly fault: LicenceFault
}

/**
 * The licences without which an engineer is stopped at some of this work, each set of kinds once with what is wrong with the best one held. What only
 * warns is no gap. A condition of the site that nobody has stated, such as a height, counts as met: the work may take place there.
 */
export function licenceGaps(
  c: Omit<LegalCase, 'operation' | 'model'>,
  engineer: string,
  work: readonly { readonly tags: readonly string[]; readonly model: LegalCase['model'] }[],
): readonly LicenceGap[] {
  const gaps = new Map<string, LicenceGap>()
  for (const { tags, model } of work) {
    const asked = { ...c, operation: { tags }, model }
    for (const rule of applyingRules(asked)) {
      if (rule.subject !== 'PERSON' || enforcementOf(asked, rule) !== 'BLOCK') continue
      const finding = findingOf(asked, rule, engineer)
      if (finding !== null)
        gaps.set([...rule.licencesAnyOf].sort().join('|'), {
          licences: rule.licencesAnyOf,
          fault: finding.fault,
        })
    }
  }
  return [...gaps.values()]
}

function isBetter(a: Finding, b: Finding): boolean {
  const rank = faults.indexOf(a.fault) - faults.indexOf(b.fault)
  if (rank !== 0) return rank < 0
  return b.licence === null || (a.licence !== null && a.licence.number < b.licence.number)
}

/** What is wrong with a licence over the job; null if it holds. There is no grace for the state's licences. */
function faultOf(c: LegalCase, licence: LicenceFact): LicenceFault | null {
  const { start, end } = c.at
  if (licence.validFrom > start) return 'MISSING'
  if (!covers({ from: licence.validFrom, until: licence.validUntil }, start, end)) return 'EXPIRED'
  if (
    licence.nextReviewDue !== null &&
    !covers({ from: licence.validFrom, until: licence.nextReviewDue }, start, end)
  ) {
    return 'REVIEW_OVERDUE'
  }
  return isVerified(c, licence.verifiedAt) ? null : 'UNVERIFIED'
}

function isVerified(c: LegalCase, verifiedAt: Instant | null): boolean {
  if (verifiedAt === null || verifiedAt > c.request.asOf) return false
  const staleFrom = firstInstantPast(verifiedAt, c.facts.policy.licenceVerificationMaxDays, c.zone)
  return !reaches(staleFrom, c.at.start, c.at.end)
}

function dateOf(c: LegalCase, { fault, licence }: Finding): string | null {
  if (licence === null) return null
  const end =
    fault === 'EXPIRED' ? licence.validUntil : fault === 'REVIEW_OVERDUE' ? licence.nextReviewDue : null
  return end === null ? null : printedDay(end, c.zone)
}

const strength: { readonly [enforcement in Enforcement]: number } = { INFO: 0, WARN: 1, BLOCK: 2 }

/** What the rule enforces, raised where the brand's policy says so; a policy that would lower it is not read. */
function enforcementOf(c: LegalCase, rule: LegalRuleFact): Enforcement {
  let enforced = rule.enforcement
  for (const policy of c.facts.brandLegalPolicies) {
    if (policy.brand !== c.request.brand || policy.rule !== rule.id || !holdsAt(policy, c.at.start)) continue
    if (strength[policy.enforcement] > strength[enforced]) enforced = policy.enforcement
  }
  return enforced
}
