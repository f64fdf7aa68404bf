import { addDays, dayIn, earlierEnd, type Instant, printedDay } from '../shared/instants.ts'
import { covers, unionCovers } from '../shared/intervals.ts'
import type { ClauseFact, EntryStandardFact } from './catalogue-facts.ts'
import type { GateCase } from './gate-case.ts'
import { type Reason, reason } from './gate-decision.ts'
import type { ClauseAssessmentFact, GradeFact } from './party-facts.ts'

/** The enterprise gate (6.7; 6.15, 26): mandatory clauses of the standard that applies to the outlet, and its grade. */
export function judgeEnterprise(c: GateCase, reasons: Reason[]) {
  const standard = applicableStandard(c)
  judgeClauses(c, standard, reasons)
  judgeGrade(c, standard, reasons)
}

/**
 * The version of the brand's standard that counts for the outlet: the newest in force; for a holder, the version of its
 * grade until that expires or the newer version's transition ends. Null where the brand has none.
 */
function applicableStandard(c: GateCase): EntryStandardFact | null {
  if (c.facts.entryStandards.length === 0) return null
  const { end } = c.at
  const inForce = c.facts.entryStandards.filter(
    (row) => row.brand === c.request.brand && row.effectiveFrom <= end,
  )
  inForce.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0))
  const newest = inForce.at(-1)
  if (newest === undefined) return null
  const grade = latestGrade(c)
  const own = grade === null ? -1 : inForce.findIndex((row) => row.version === grade.standard)
  const held = inForce[own]
  if (grade === null || held === undefined) return newest
  let holdsUntil: Instant | null = grade.until
  for (const newer of inForce.slice(own + 1))
    holdsUntil = earlierEnd(holdsUntil, newer.transitionEnd ?? newer.effectiveFrom)
  return holdsUntil === null || end <= holdsUntil ? held : newest
}

function latestGrade(c: GateCase): GradeFact | null {
  let latest: GradeFact | null = null
  for (const row of c.facts.grades) {
    if (row.outlet !== c.request.outlet || row.brand !== c.request.brand || row.from > c.at.start) continue
    const worse = latest !== null && row.from === latest.from && row.grade > latest.grade
    if (latest === null || row.from > latest.from || worse) latest = row
  }
  return latest
}

function judgeClauses(c: GateCase, standard: EntryStandardFact | null, reasons: Reason[]) {
  if (c.facts.clauses.length === 0) return
  const newest = newestStandard(c)
  for (const clause of c.facts.clauses) {
    if (clause.brand !== c.request.brand || !clause.mandatory) continue
    // Safety clauses have no transition: those of the newest version count for everybody (6.7).
    const counts =
      clause.standard === standard?.version || (clause.safety && clause.standard === newest?.version)
    if (counts) judgeClause(c, clause, reasons)
  }
}

function newestStandard(c: GateCase): EntryStandardFact | null {
  let newest: EntryStandardFact | null = null
  for (const row of c.facts.entryStandards) {
    if (row.brand !== c.request.brand || row.effectiveFrom > c.at.end) continue
    if (newest === null || row.effectiveFrom > newest.effectiveFrom) newest = row
  }
  return newest
}

function judgeClause(c: GateCase, clause: ClauseFact, reasons: Reason[]) {
  const { start, end } = c.at
  const assessments = c.facts.clauseAssessments
    .filter((row) => row.outlet === c.request.outlet && row.clause === clause.id)
    .sort((a, b) =>
      a.assessedAt < b.assessedAt ? -1 : a.assessedAt > b.assessedAt ? 1 : a.result === 'FAIL' ? 1 : -1,
    )
  if (passes(assessments, start, end)) return

  const lostAt = lossOf(assessments, start)
  const blocksFrom = lostAt === null || clause.safety ? null : addDays(lostAt, clause.cureDays, c.zone)
  const since = lostAt === null ? 'NEVER' : dayIn(lostAt, c.zone)
  if (blocksFrom !== null && end < blocksFrom) {
    const until = printedDay(blocksFrom, c.zone)
    reasons.push(reason('ENT_CLAUSE', { clause: clause.id, since, until }, { severity: 'WARN' }))
  } else {
    reasons.push(reason('ENT_CLAUSE', { clause: clause.id, since }))
  }
}

/** Each assessment counts until the next one; passes in a row must cover the job without a gap. */
function passes(assessments: readonly ClauseAssessmentFact[], start: Instant, end: Instant): boolean {
  const spans = assessments.flatMap((row, index) => {
    if (row.result !== 'PASS') return []
    return [
      { from: row.assessedAt, until: earlierEnd(row.validUntil, assessments[index + 1]?.assessedAt ?? null) },
    ]
  })
  return spans.some((span) => covers(span, start, end)) || unionCovers(spans, start, end)
}

/** When the clause was lost: as its last pass ran out or was followed by a fail; null if it was never passed. */
function lossOf(assessments: readonly ClauseAssessmentFact[], start: Instant): Instant | null {
  let lost: Instant | null = null
  for (const [index, row] of assessments.entries()) {
    if (row.result !== 'PASS' || row.assessedAt > start) continue
    lost = earlierEnd(row.validUntil, assessments[index + 1]?.assessedAt ?? null) ?? lost
  }
  return lost
}

/** A grade of the applicable version, at least as good as demanded, over the job. One step may be overridden (6.11). */
function judgeGrade(c: GateCase, standard: EntryStandardFact | null, reasons: Reason[]) {
  const { requirement } = c
  if (requirement === null || requirement.level === null || requirement.minProviderGrade === null) return
  const need = requirement.minProviderGrade
  const { outlet, brand } = c.request
  let rows = c.facts.grades.filter((row) => row.outlet === outlet && row.brand === brand)
  if (standard !== null) rows = rows.filter((row) => row.standard === standard.version)
  const good = rows.filter((row) => row.grade <= need)
  const latest = latestGrade(c)
  // A newer grade replaces the older one, also when it is worse.
  const current =
    latest !== null && rows.includes(latest) && covers(latest, c.at.start, c.at.end) ? latest : null
  if (current !== null ? current.grade <= need : unionCovers(good, c.at.start, c.at.end)) return
  const have = current?.grade ?? 0
  reasons.push(reason('ENT_GRADE', { need, have }, { overridable: have - need === 1 }))
}
