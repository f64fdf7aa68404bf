import { addDays, type Instant } from '../shared/instants.ts'
import { covers, type Interval, unionCovers } from '../shared/intervals.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'

/**
 * Deposit paid or waived over the whole job (6.5). Nothing recorded is not "none asked": a brand without deposits
 * records 0 required. Overridable only in the first days of the shortfall (6.15, 30).
 */
export function judgeDeposit(c: GateCase, reasons: Reason[]) {
  const { brand, outlet } = c.request
  const { start, end } = c.at
  for (const row of c.facts.deposits) {
    if (
      row.outlet === outlet &&
      row.brand === brand &&
      row.paidCents >= row.requiredCents &&
      covers(row, start, end)
    )
      return
  }
  const rows = c.facts.deposits.filter((row) => row.outlet === outlet && row.brand === brand)
  const paid = rows.filter((row) => row.paidCents >= row.requiredCents)
  const waivers = c.facts.depositWaivers.filter((row) => row.outlet === outlet && row.brand === brand)
  const satisfied: readonly Interval[] = [...paid, ...waivers]
  if (unionCovers(satisfied, start, end)) return

  const gapAt = firstUncovered(satisfied, start)
  const short = rows.filter((row) => row.from <= gapAt && (row.until === null || gapAt < row.until))
  const gapCents = Math.max(0, ...short.map((row) => row.requiredCents - row.paidCents))
  const since = shortfallBegan(satisfied, rows, gapAt)
  const overridable =
    since !== null && c.request.asOf < addDays(since, c.facts.policy.override.depositDays, c.zone)
  const state = short.length > 0 ? 'SHORT' : 'UNKNOWN'
  reasons.push(reason('PRV_DEPOSIT', { outlet, brand, gapCents, state }, { overridable }))
}

function firstUncovered(satisfied: readonly Interval[], start: Instant): Instant {
  let reached = start
  for (let moved = true; moved; ) {
    moved = false
    for (const { from, until } of satisfied) {
      if (from <= reached && until !== null && until > reached) {
        reached = until
        moved = true
      }
    }
  }
  return reached
}

/** The shortfall began as the last payment or waiver before it ended, or with the first record if there was none. */
function shortfallBegan(
  satisfied: readonly Interval[],
  rows: readonly Interval[],
  gapAt: Instant,
): Instant | null {
  let began: Instant | null = null
  for (const { until } of satisfied)
    if (until !== null && until <= gapAt && (began === null || until > began)) began = until
  if (began !== null) return began
  for (const { from } of rows) if (from <= gapAt && (began === null || from < began)) began = from
  return began
}
