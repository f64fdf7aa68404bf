import { firstInstantPast } from '../shared/instants.ts'
import { reaches } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'

/**
 * The delta module of a new model (6.4 f; 6.15, 10 and 11): demanded once the launch lies more than the policy's days
 * before the window's end, or from the first day where a rule says so. An unknown launch counts as long ago.
 */
export function judgeDelta(c: GateCase, engineer: string, reasons: Reason[]) {
  const { model } = c
  if (model === null || model.deltaModule === null) return
  if (c.requirement?.deltaFromDayOne !== true && model.launchedAt !== null) {
    const demandedFrom = firstInstantPast(model.launchedAt, c.facts.policy.deltaGraceDays, c.zone)
    if (!reaches(demandedFrom, c.at.start, c.at.end)) return
  }
  const passed = c.facts.deltaCompletions.some(
    (row) => row.engineer === engineer && row.module === model.deltaModule && row.passedAt <= c.at.start,
  )
  if (passed) return
  const params = { model: model.code, module: model.deltaModule }
  reasons.push(reason('IND_DELTA', params, { overridable: true, curable: true }))
}
