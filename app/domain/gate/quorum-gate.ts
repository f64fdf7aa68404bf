import { addDays, type Instant, printedDay } from '../shared/instants.ts'
import { holdsAt } from '../shared/intervals.ts'
import type { QuorumRuleFact } from './catalogue-facts.ts'
import type { Requirement } from './classify.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import { countQuorum } from './quorum-count.ts'

/**
 * The quorum gate (6.6): every rule of the category up to the required level, counted at the window's start. A rule that
 * is not met is at risk until its cure span has passed at the window's end, then it blocks (6.15, 22 and 25).
 */
export function judgeQuorum(c: GateCase, reasons: Reason[]) {
  const { requirement } = c
  if (c.facts.quorumRules.length === 0 || requirement === null || requirement.level === null) return
  for (const rule of c.facts.quorumRules) {
    if (!concerns(rule, requirement, requirement.level) || !holdsAt(rule, c.at.start)) continue
    const { isMet, ...count } = countQuorum(c, rule, c.at.start)
    if (isMet) continue
    const params = { category: rule.category, level: rule.level, ...count, rule: rule.id }
    const blocksFrom = cureEnd(c, rule)
    if (rule.cureDays > 0 && c.at.end < blocksFrom) {
      reasons.push(
        reason('QRM_AT_RISK', { ...params, until: printedDay(blocksFrom, c.zone) }, { severity: 'WARN' }),
      )
    } else {
      // Never for safety: a safety-critical job, or a quorum of endorsement holders.
      const overridable = rule.endorsement === null && c.operation !== null && !c.operation.safetyCritical
      reasons.push(reason('QRM_NOT_MET', params, { overridable }))
    }
  }
}

/** A rule of the category, or one that the requirement names; a quorum of endorsement holders only where that is demanded. */
function concerns(rule: QuorumRuleFact, requirement: Requirement, level: number): boolean {
  if (rule.brand !== requirement.brand || rule.level > level) return false
  if (rule.category !== requirement.category && !requirement.quorumRules.includes(rule.id)) return false
  return rule.endorsement === null || requirement.endorsementsAllOf.includes(rule.endorsement)
}

/** Only since when is stored; where it is not, the clock starts now. */
function cureEnd(c: GateCase, rule: QuorumRuleFact): Instant {
  let since: Instant | null = null
  for (const row of c.facts.quorumRisks) {
    if (
      row.outlet === c.request.outlet &&
      row.rule === rule.id &&
      (since === null || row.atRiskSince < since)
    )
      since = row.atRiskSince
  }
  return addDays(since ?? c.request.asOf, rule.cureDays, c.zone)
}
