import { type Instant, laterOf } from '../shared/instants.ts'
import type { GateFacts } from './gate-facts.ts'
import type { GateRequest } from './gate-request.ts'
import type { CheckInFact } from './party-facts.ts'

/** The instants at which a checkpoint judges (6.3, 6.15 7, 9 and 13). */
export type JudgedWindow = {
  /** The window that dated facts must cover; one instant where both are equal. */
  readonly start: Instant
  readonly end: Instant
  /** "Now" for telling what has ended from what will end. */
  readonly now: Instant
  /** Suspensions, revocations and sanctions count if they touch this span. */
  readonly sanctionsFrom: Instant
  readonly sanctionsTo: Instant
  /** Facts that the checkpoint needs and that are missing; then asOf stands in and the gate stays shut. */
  readonly missing: readonly ('CHECK_IN' | 'WORK_END')[]
}

const nothingMissing: JudgedWindow['missing'] = []

/** The window that a request is judged by. */
export function judgedWindow(
  request: GateRequest,
  facts: Pick<GateFacts, 'checkIns' | 'workEnds'>,
): JudgedWindow {
  const { asOf, checkpoint, window } = request
  if (checkpoint === 'ASSIGN' || checkpoint === 'CANDIDATES') {
    const sanctionsTo = laterOf(asOf, window.end)
    return {
      start: window.start,
      end: window.end,
      now: asOf,
      sanctionsFrom: asOf,
      sanctionsTo,
      missing: nothingMissing,
    }
  }
  if (checkpoint === 'CHECK_IN') return instantWindow(asOf, asOf, nothingMissing)

  const checkedIn = lastCheckIn(facts.checkIns, request.lineId ?? null, request.engineer)
  const missing: ('CHECK_IN' | 'WORK_END')[] = checkedIn === null ? ['CHECK_IN'] : []
  let sanctionsAt = asOf
  if (checkpoint === 'CLAIM') {
    const ended = facts.workEnds.filter((row) => row.lineId === request.lineId && row.at <= asOf)
    if (ended.length === 0) missing.push('WORK_END')
    else sanctionsAt = ended.reduce((last, row) => laterOf(last, row.at), '')
  }
  return instantWindow(checkedIn?.at ?? asOf, sanctionsAt, missing)
}

/** A person's last check-in on a line; null without one. */
export function lastCheckIn(
  checkIns: readonly CheckInFact[],
  lineId: string | null,
  person: string,
): CheckInFact | null {
  if (lineId === null) return null
  let last: CheckInFact | null = null
  for (const row of checkIns) {
    if (row.lineId === lineId && row.person === person && (last === null || row.at > last.at)) last = row
  }
  return last
}

function instantWindow(at: Instant, sanctionsAt: Instant, missing: JudgedWindow['missing']): JudgedWindow {
  return { start: at, end: at, now: at, sanctionsFrom: sanctionsAt, sanctionsTo: sanctionsAt, missing }
}
