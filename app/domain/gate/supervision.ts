import { addMonths, millisecondsBetween } from '../shared/instants.ts'
import { overlaps, unionCovers } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import { lastCheckIn } from './judged-window.ts'
import { applyingRules } from './legal-gate.ts'
import { isInState } from './provider-gate.ts'

/** What the exception needs to know of the trainee's own evaluation and of the supervisor's, made alone. */
export type SupervisionInput = {
  readonly blocks: readonly Reason[]
  readonly reasons: readonly Reason[]
  readonly currentLevel: number
  readonly supervisorReasons: readonly Reason[]
}

export type SupervisionReading = { readonly holds: boolean; readonly reasons: readonly Reason[] }

const no: SupervisionReading = { holds: false, reasons: [] }

/** Whether it is worth asking: a supervisor is named, the operation allows it, and every block can be cured (6.9, 1 and 2). */
export function maySupervise(c: GateCase, blocks: readonly Reason[]): boolean {
  const { supervisor, engineer } = c.request
  if (supervisor == null || supervisor === engineer) return false
  return (
    c.operation?.supervisable === true &&
    blocks.length > 0 &&
    blocks.every((block) => block.curableBySupervision)
  )
}

/**
 * The supervised-work exception (6.9; 6.15, 27 to 29), asked after maySupervise. If only presence or the outlet's
 * probation stands against it, the INFO that says so.
 */
export function readSupervision(c: GateCase, input: SupervisionInput): SupervisionReading {
  const { requirement } = c
  const supervisor = c.request.supervisor ?? ''
  if (requirement === null || requirement.level === null) return no
  const gap = requirement.level - input.currentLevel
  if (gap > c.facts.policy.supervision.maxLevelGap) return no
  if (!isPrepared(c, input.blocks) || !isFit(c, supervisor, input) || !hasFreeHands(c, supervisor)) return no

  const reasons: Reason[] = []
  if (!arePresent(c, supervisor))
    reasons.push(reason('SUP_NOT_PRESENT', { supervisor }, { severity: 'INFO' }))
  if (isInState(c, 'PROBATION') || isInState(c, 'SUSPENDED')) {
    reasons.push(reason('SUP_OUTLET_PROBATION', { outlet: c.request.outlet }, { severity: 'INFO' }))
  }
  return { holds: reasons.length === 0, reasons }
}

/** Enrolled for what is missing, safety theory passed for every tag, and inside the exception clock (6.9, 3). */
function isPrepared(c: GateCase, blocks: readonly Reason[]): boolean {
  const { engineer } = c.request
  const tags = c.operation?.tags ?? []
  const theory = tags.every((tag) =>
    c.facts.safetyTheory.some(
      (row) => row.engineer === engineer && row.tag === tag && row.passedAt <= c.at.start,
    ),
  )
  if (!theory) return false
  const credentialTypes = enrolledTypes(c)
  return (
    blocks.every((block) => isEnrolledAgainst(c, block, credentialTypes)) &&
    credentialTypes.every((type) => isInsideClock(c, type))
  )
}

/** Types granting the needed level or more in the category, for which the trainee has an open enrolment. */
function enrolledTypes(c: GateCase): readonly string[] {
  const { requirement } = c
  if (requirement === null) return []
  const types: string[] = []
  for (const row of openEnrolments(c)) {
    if (row.towards.kind !== 'CREDENTIAL') continue
    const type = c.facts.credentialTypes.find(
      (candidate) => candidate.code === row.towards.code && candidate.brand === row.brand,
    )
    const grants = type?.grants.some(
      (grant) => grant.category === requirement.category && grant.level >= (requirement.level ?? 0),
    )
    if (grants === true && row.brand === requirement.brand) types.push(row.towards.code)
  }
  return types
}

function openEnrolments(c: GateCase) {
  const { start, end } = c.at
  return c.facts.enrolments.filter(
    (row) => row.engineer === c.request.engineer && unionCovers([row], start, end),
  )
}

/** A delta module or a licence has an enrolment of its own; the way to the credential serves for every block. */
function isEnrolledAgainst(c: GateCase, block: Reason, credentialTypes: readonly string[]): boolean {
  if (credentialTypes.length > 0) return true
  const enrolments = openEnrolments(c)
  if (block.code === 'IND_DELTA') {
    return enrolments.some(({ towards }) => towards.kind === 'DELTA' && towards.code === c.model?.deltaModule)
  }
  if (block.gate !== 'LEGAL') return false
  const rule = c.facts.legalRules.find((row) => row.id === block.params.rule)
  return enrolments.some(
    ({ towards }) => towards.kind === 'LICENCE' && rule?.licencesAnyOf.includes(towards.code) === true,
  )
}

/** Months from the first supervised job for the type: the policy's, or what the legal rules on the spot allow. Once. */
function isInsideClock(c: GateCase, credentialType: string): boolean {
  const { engineer, brand } = c.request
  let first: string | null = null
  for (const job of c.facts.supervisedJobs) {
    if (job.engineer !== engineer || job.brand !== brand || job.credentialType !== credentialType) continue
    if (first === null || job.start < first) first = job.start
  }
  if (first === null) return true
  const stated = applyingRules(c).flatMap((rule) =>
    rule.supervisedMonths == null ? [] : [rule.supervisedMonths],
  )
  const months = stated.length > 0 ? Math.min(...stated) : c.facts.policy.supervision.clockMonths
  const over = addMonths(first, months, c.zone)
  return c.at.start < over && c.at.end <= over
}

/** The supervisor passes the full gate alone, without grace or override, and has the role; a brand trainer may be from elsewhere (6.9, 5). */
function isFit(c: GateCase, supervisor: string, input: SupervisionInput): boolean {
  const trainer = hasRole(c, supervisor, 'TRAINER')
  for (const entry of input.supervisorReasons) {
    if (entry.code === 'IND_IN_GRACE') return false
    if (entry.severity === 'BLOCK' && !(trainer && entry.code === 'IND_NO_AFFILIATION')) return false
  }
  if (!hasRole(c, supervisor, 'SUPERVISOR')) return false
  // At height both must be licensed, whatever the rule enforces (6.9, 6).
  const unlicensedAtHeight = (entry: Reason) =>
    entry.gate === 'LEGAL' && entry.params.tag === 'WORK_AT_HEIGHT'
  return !input.reasons.some(unlicensedAtHeight) && !input.supervisorReasons.some(unlicensedAtHeight)
}

/** A role over the whole job; a trainer's is one given by this brand. */
function hasRole(c: GateCase, code: string, role: 'SUPERVISOR' | 'TRAINER'): boolean {
  const person = c.facts.persons.find((row) => row.code === code)
  const roles = person?.roles.filter((row) => row.role === role && brandFits(c, row.brand, role)) ?? []
  return unionCovers(roles, c.at.start, c.at.end)
}

function brandFits(c: GateCase, brand: string | null, role: 'SUPERVISOR' | 'TRAINER'): boolean {
  return brand === c.request.brand || (brand === null && role === 'SUPERVISOR')
}

/** Not more trainees at a time than the job and the supervisor's other jobs allow (6.9, 6). */
function hasFreeHands(c: GateCase, supervisor: string): boolean {
  const { maxTrainees, oneToOneTags } = c.facts.policy.supervision
  const tags = c.operation?.tags ?? []
  let limit = tags.some((tag) => oneToOneTags.includes(tag)) ? 1 : maxTrainees
  limit = Math.min(limit, c.operation?.maxTrainees ?? limit)
  const trainees = new Set([c.request.engineer])
  const window = c.at.start === c.at.end ? c.request.window : c.at
  for (const job of c.facts.supervisedJobs) {
    if (job.supervisor !== supervisor || job.lineId === c.request.lineId || !overlaps(job, window)) continue
    trainees.add(job.engineer)
    limit = Math.min(limit, job.maxTrainees)
  }
  return trainees.size <= limit
}

/**
 * From check-in on both have checked in on site, near enough in place and time (6.9, 7). At the trainee's own CHECK_IN,
 * before that is recorded, asOf stands for it.
 */
function arePresent(c: GateCase, supervisor: string): boolean {
  const { checkpoint, lineId, engineer, asOf } = c.request
  if (checkpoint === 'CANDIDATES' || checkpoint === 'ASSIGN') return true
  const { maxDistanceM, maxMinutesApart } = c.facts.policy.supervision
  const theirs = lastCheckIn(c.facts.checkIns, lineId ?? null, supervisor)
  const own = lastCheckIn(c.facts.checkIns, lineId ?? null, engineer)
  if (theirs === null || (own === null && checkpoint !== 'CHECK_IN')) return false
  const near = theirs.distanceM <= maxDistanceM && (own === null || own.distanceM <= maxDistanceM)
  return near && Math.abs(millisecondsBetween(theirs.at, own?.at ?? asOf)) <= maxMinutesApart * 60_000
}
