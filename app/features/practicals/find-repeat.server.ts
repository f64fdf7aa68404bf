import type { StepScores } from '#app/domain/practical/rubric.ts'
import type { PracticalScore } from '#app/domain/practical/score-practical.ts'
import type { Db } from '#db/schema/index.ts'
import { type AssessmentRow, findReferredBefore, findStepScores } from './assessment.repository.server.ts'
import { repeatPossibleSince } from './repeated-stations.ts'

/** What an assessment repeats: the stations that failed, and what was scored the first time. */
export type Repeat = { readonly stationIds: readonly string[]; readonly first: StepScores }

/** The referral that an assessment repeats; null where the whole practical is done. It was asked for within 60 days, on the same rubric. */
export async function findRepeat(
  db: Db,
  assessment: Pick<AssessmentRow, 'personId' | 'practicalId' | 'rubricId' | 'requestedAt'>,
): Promise<Repeat | null> {
  const { personId, practicalId, rubricId, requestedAt } = assessment
  const referred = await findReferredBefore(db, {
    personId,
    practicalId,
    since: repeatPossibleSince(requestedAt),
    before: requestedAt,
  })
  if (!referred || referred.rubricId !== rubricId || referred.resultJson === null) return null
  const result: PracticalScore = JSON.parse(referred.resultJson)
  const steps = await findStepScores(db, referred.id)
  return {
    stationIds: result.repeat,
    first: new Map(steps.map(({ stepId, outcome, note }) => [stepId, { outcome, note }])),
  }
}
