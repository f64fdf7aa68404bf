import type { SignedInContext } from '#app/context.server.ts'
import type { AssessorReason } from '#app/domain/practical/assessor-guards.ts'
import { type Rubric, type StepOutcome, type StepScores, stepsOf } from '#app/domain/practical/rubric.ts'
import {
  findScoringGaps,
  type PracticalScore,
  type ScoringGap,
  scorePractical,
  withRepeatedStations,
} from '#app/domain/practical/score-practical.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { queueJob } from '#app/jobs/jobs.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import { type AssessmentRow, closeAssessment, insertStepScores } from './assessment.repository.server.ts'
import { readStanding } from './assessor-standing.server.ts'
import { findVisibleAssessment } from './find-assessment.server.ts'
import { findRepeat } from './find-repeat.server.ts'

/** What an assessor entered, by step id. A step that was not scored is left out. */
export type EnteredScores = Readonly<Record<string, { outcome: StepOutcome; note: string }>>

export type ScoreOutcome =
  | { ok: true; score: PracticalScore }
  | { ok: false; reason: 'unknown' | 'not-yours' | 'scored-already' }
  | { ok: false; reason: 'refused'; refusals: readonly AssessorReason[] }
  | { ok: false; reason: 'incomplete'; gaps: readonly ScoringGap[] }

const longestNote = 1_000

/**
 * Scores a practical by its frozen rubric, once (model 5.3). A critical step not wholly done fails it. Where a referral is repeated, the stations
 * not repeated keep their first scores. Asks again whether the assessor is independent and qualified. A pass may move the candidate's enrolments.
 */
export async function scoreAssessment(
  ctx: SignedInContext,
  input: { assessmentId: string; scores: EnteredScores },
): Promise<ScoreOutcome> {
  return ctx.db.transaction().execute(async (trx): Promise<ScoreOutcome> => {
    const assessment = await findVisibleAssessment(ctx, trx, input.assessmentId)
    if (!assessment) return { ok: false, reason: 'unknown' }
    if (assessment.assessorPersonId !== ctx.actor.personId) return { ok: false, reason: 'not-yours' }
    if (assessment.state !== 'SCHEDULED' && assessment.state !== 'IN_PROGRESS') {
      return { ok: false, reason: 'scored-already' }
    }
    const [refusals = []] = await readStanding(ctx, trx, [assessment])
    if (refusals.length > 0) return { ok: false, reason: 'refused', refusals }

    const rubric: Rubric = JSON.parse(assessment.rubricJson)
    const entered = asScores(input.scores)
    const repeat = await findRepeat(trx, assessment)
    const asked = repeat
      ? { stations: rubric.stations.filter(({ id }) => repeat.stationIds.includes(id)) }
      : rubric
    const gaps = findScoringGaps(asked, entered)
    if (gaps.length > 0) return { ok: false, reason: 'incomplete', gaps }
    const scores = repeat ? withRepeatedStations(rubric, repeat.first, entered, repeat.stationIds) : entered
    const scored = scorePractical(rubric, scores)
    if (!scored.ok) return { ok: false, reason: 'incomplete', gaps: scored.gaps }
    const isClosed = await storeResult(ctx, trx, { assessment, rubric, scores, score: scored.score })
    if (!isClosed) return { ok: false, reason: 'scored-already' }
    await tellCandidate(ctx, trx, assessment, rubric, scored.score)
    return { ok: true, score: scored.score }
  })
}

function asScores(entered: EnteredScores): StepScores {
  return new Map(
    Object.entries(entered).map(([step, { outcome, note }]) => [
      step,
      { outcome, note: note.trim().slice(0, longestNote) },
    ]),
  )
}

type Scored = { assessment: AssessmentRow; rubric: Rubric; scores: StepScores; score: PracticalScore }

async function storeResult(ctx: SignedInContext, trx: Db, scored: Scored): Promise<boolean> {
  const { assessment, rubric, scores, score } = scored
  const at = ctx.now()
  const isClosed = await closeAssessment(trx, assessment.id, ctx.actor.personId, {
    state: score.result,
    scorePermille: score.permille,
    resultJson: JSON.stringify(score),
    at,
  })
  if (!isClosed) return false
  const rows = stepsOf(rubric).flatMap(({ id }) => {
    const step = scores.get(id)
    return step ? [{ assessmentId: assessment.id, stepId: id, ...step, recordedAt: at }] : []
  })
  await insertStepScores(trx, rows)
  await recordAudit(ctx, trx, {
    action: 'practical.scored',
    subjectKind: 'person',
    subjectId: assessment.personId,
    details: {
      practical: assessment.practicalCode,
      assessmentId: assessment.id,
      rubricVersion: assessment.rubricVersion,
      result: score.result,
      permille: score.permille,
      criticalFailed: score.criticalFailed,
    },
  })
  if (score.result === 'PASSED') {
    await queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId: assessment.personId } })
  }
  return true
}

async function tellCandidate(
  ctx: SignedInContext,
  trx: Db,
  assessment: AssessmentRow,
  rubric: Rubric,
  score: PracticalScore,
): Promise<void> {
  const { code, name, language } = await findAddressee(trx, assessment.personId)
  const { t } = i18nFor(language)
  await queueMessage(ctx, trx, {
    template: 'practical-result',
    personId: assessment.personId,
    channel: 'inbox',
    destination: code,
    language,
    path: paths.ladder(),
    values: {
      name,
      practical: `${assessment.practicalCode} ${language === 'en' ? rubric.titles.en : rubric.titles.zh}`,
      result: t(`practicals:result.${score.result}`),
    },
  })
}
