import type { SignedInContext } from '#app/context.server.ts'
import { inPieces } from '#app/domain/shared/grouped.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { conflictsOfDecider } from '../decider-conflicts.ts'
import { type DecisionCase, readDecisionCases } from '../decision-case.server.ts'
import {
  conflictProblems,
  type NumberedRow,
  obstacleProblems,
  type PlannedRow,
  type RowProblem,
  refusedRow,
} from './batch-row.ts'
import type { Decider } from './deciders.ts'

const atOnce = 250

export type IssuePlan = {
  readonly rows: readonly PlannedRow[]
  /** The cases of the rows that can be done, by enrolment. */
  readonly cases: ReadonlyMap<string, DecisionCase>
}

/**
 * What issuing chosen enrolments would do, judged by the very rules of a single decision; an enrolment of another brand is left out. Writes nothing. `first` agreed
 * before; their conflicts count too.
 */
export async function planIssue(
  ctx: SignedInContext,
  db: Db,
  rows: readonly NumberedRow[],
  first: Decider | null,
): Promise<IssuePlan> {
  const planned: PlannedRow[] = []
  const cases = new Map<string, DecisionCase>()
  for (const piece of inPieces(rows, atOnce)) {
    const ids = piece.map(({ read }) => read.enrolmentId ?? '')
    const found = new Map((await readDecisionCases(ctx, db, ids)).map((one) => [one.enrolment.id, one]))
    const conflictsOfFirst = await readConflicts(db, first, [...found.values()], ctx.now())
    for (const row of piece) {
      const one = found.get(row.read.enrolmentId ?? '')
      if (!one) continue
      const { personId, personCode } = one.enrolment
      const named = { ...row, read: { ...row.read, staffCode: personCode, typeCode: one.type.code } }
      const problems = [
        ...problemsOf(one, ctx.actor.personId),
        ...conflictsOfFirst(one).filter(
          ({ code }) => !conflictProblems(one.conflicts).some((c) => c.code === code),
        ),
      ]
      if (problems.length > 0) {
        planned.push(refusedRow(named, problems, personId))
        continue
      }
      cases.set(one.enrolment.id, one)
      planned.push({
        ...named,
        result: one.previous ? 'RENEW' : 'ISSUE',
        details: {
          problems: [],
          validFrom: one.validity.validFrom,
          ...(one.validity.validUntil ? { validUntil: one.validity.validUntil } : {}),
          supersedes: one.previous?.number ?? null,
        },
        personId,
        credentialId: null,
        oldNumber: null,
        isTwoPerson: one.type.isTwoPerson,
      })
    }
  }
  return { rows: planned, cases }
}

function problemsOf(one: DecisionCase, officer: string): readonly RowProblem[] {
  if (one.enrolment.state !== 'AWAITING_DECISION') return [{ code: 'NOT_AWAITING' }]
  const isAgreed = one.decisions.some(
    ({ outcome, decidedBy }) => outcome === 'ISSUED' && decidedBy === officer,
  )
  return [
    ...conflictProblems(one.conflicts),
    ...obstacleProblems(one.obstacles),
    ...(one.validity.validUntil === null ? [{ code: 'NO_END' as const }] : []),
    ...(isAgreed ? [{ code: 'AGREED_ALREADY' as const }] : []),
  ]
}

/** What stands between the officer who agreed first and each candidate. */
async function readConflicts(
  db: Db,
  first: Decider | null,
  cases: readonly DecisionCase[],
  at: string,
): Promise<(one: DecisionCase) => readonly RowProblem[]> {
  if (first === null) return () => []
  const people = cases.map(({ enrolment }) => enrolment.personId)
  const independence = await findIndependence(db, [...new Set([...people, first.personId])], at)
  return ({ enrolment, type, pieces }) =>
    conflictProblems([
      ...conflictsOfDecider(first, independence, enrolment.personId, at, type.brand.zone),
      ...(pieces.some(({ practical }) => practical?.assessorPersonId === first.personId)
        ? [{ code: 'ASSESSED' as const }]
        : []),
    ])
}
