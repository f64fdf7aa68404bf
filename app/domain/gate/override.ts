import { addHours } from '../shared/instants.ts'
import { covers } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import type { OverrideFact } from './party-facts.ts'

export type OverrideReading = { readonly holds: boolean; readonly used: readonly OverrideFact[] }

/**
 * Whether live overrides of the line cover every block, each of which must be overridable (6.11; 6.15, 30 and 31). An
 * override that does not meet the rules counts for nothing and adds no reason.
 */
export function readOverrides(c: GateCase, blocks: readonly Reason[]): OverrideReading {
  const none: OverrideReading = { holds: false, used: [] }
  if (c.facts.overrides.length === 0 || blocks.length === 0 || !blocks.every((block) => block.overridable))
    return none
  const live = c.facts.overrides
    .filter((row) => isLive(c, row))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const used = new Set<OverrideFact>()
  for (const block of blocks) {
    const covering = live.find((row) => coversBlock(row, block))
    if (covering === undefined) return none
    used.add(covering)
  }
  return { holds: true, used: [...used] }
}

/** The warning that a decision was opened by an override, with those whose approval counted. */
export function overrideReason(c: GateCase, used: OverrideFact): Reason {
  const approver = [...approversOf(c, used)].sort().join('|')
  return reason('OVR_USED', { override: used.id, reason: used.reasonCode, approver }, { severity: 'WARN' })
}

/** An overridable PRV_LEVEL_CAP comes only from quorum's cap, so the override of QRM_NOT_MET covers it (6.15, 30). */
function coversBlock(row: OverrideFact, block: Reason): boolean {
  return row.codes.includes(block.code === 'PRV_LEVEL_CAP' ? 'QRM_NOT_MET' : block.code)
}

function isLive(c: GateCase, row: OverrideFact): boolean {
  const { asOf, brand, lineId } = c.request
  const { maxHours, minTextLength } = c.facts.policy.override
  if (lineId == null || row.lineId !== lineId || row.brand !== brand) return false
  if (asOf < row.from || asOf >= row.expiresAt || row.expiresAt > addHours(row.from, maxHours)) return false
  if (row.reasonCode === '' || [...row.text.trim()].length < minTextLength) return false
  return approversOf(c, row).size >= (c.operation?.safetyCritical === false ? 1 : 2)
}

function approversOf(c: GateCase, row: OverrideFact): ReadonlySet<string> {
  const approvers = new Set<string>()
  for (const { by, at } of row.approvals)
    if (by !== row.requestedBy && at <= c.request.asOf && mayApprove(c, by, at)) approvers.add(by)
  return approvers
}

/** The approver had the brand's override role when approving and has it still. */
function mayApprove(c: GateCase, code: string, at: string): boolean {
  const person = c.facts.persons.find((row) => row.code === code)
  return (
    person !== undefined &&
    person.accountState === 'ACTIVE' &&
    person.roles.some(
      (row) =>
        row.role === 'GATE_OVERRIDE' &&
        row.brand === c.request.brand &&
        covers(row, at, at) &&
        covers(row, c.request.asOf, c.request.asOf),
    )
  )
}
