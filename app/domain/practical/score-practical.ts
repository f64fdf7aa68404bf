import { type Permille, permilleOf } from '../shared/permille.ts'
import { type Rubric, type RubricStep, type StepOutcome, type StepScores, stepsOf } from './rubric.ts'

/** Why a sheet cannot be scored yet; `stepId` names the step. */
export type ScoringGap =
  | { readonly kind: 'not-scored'; readonly stepId: string }
  | { readonly kind: 'note-missing'; readonly stepId: string }
  | { readonly kind: 'unknown-step'; readonly stepId: string }

export type StationScore = { readonly id: string; readonly permille: Permille; readonly passed: boolean }

export type PracticalScore = {
  readonly result: 'PASSED' | 'REFERRED' | 'FAILED'
  readonly permille: Permille
  /** Critical steps that were not wholly done. Not empty: FAILED whatever the score. */
  readonly criticalFailed: readonly string[]
  readonly stations: readonly StationScore[]
  /** When REFERRED: the stations below the pass line, to be repeated. Otherwise empty. */
  readonly repeat: readonly string[]
}

export type PracticalOutcome =
  | { readonly ok: true; readonly score: PracticalScore }
  | { readonly ok: false; readonly reason: 'sheet-incomplete'; readonly gaps: readonly ScoringGap[] }

const halves: Readonly<Record<StepOutcome, number>> = { done: 2, partly: 1, 'not-done': 0 }

/**
 * What is missing on a score sheet. Every step is scored, and a step that asks for a note or a reading has one unless it was
 * not done. After a failed critical step the practical has stopped, so steps without a score are no gap then.
 */
export function findScoringGaps(rubric: Pick<Rubric, 'stations'>, scores: StepScores): readonly ScoringGap[] {
  const steps = stepsOf(rubric)
  const gaps: ScoringGap[] = []
  const stopped = failedCriticalSteps(steps, scores).length > 0
  for (const { id, evidence } of steps) {
    const score = scores.get(id)
    if (score === undefined) {
      if (!stopped) gaps.push({ kind: 'not-scored', stepId: id })
    } else if (evidence !== 'none' && score.outcome !== 'not-done' && score.note.trim() === '') {
      gaps.push({ kind: 'note-missing', stepId: id })
    }
  }
  for (const stepId of scores.keys()) {
    if (!steps.some(({ id }) => id === stepId)) gaps.push({ kind: 'unknown-step', stepId })
  }
  return gaps
}

/**
 * Scores a practical (model 5.3): a critical step not wholly done fails it whatever the score; otherwise PASSED from the
 * pass line up, REFERRED from the refer line up, FAILED below. Steps left out after a safety stop earn nothing. Shares are
 * rounded down. A rubric whose ids repeat or whose steps have no positive weight throws RangeError.
 */
export function scorePractical(
  rubric: Pick<Rubric, 'stations' | 'passPermille' | 'referPermille'>,
  scores: StepScores,
): PracticalOutcome {
  const steps = stepsOf(rubric)
  if (new Set(steps.map(({ id }) => id)).size !== steps.length)
    throw new RangeError('Two steps of the rubric share an id')
  const gaps = findScoringGaps(rubric, scores)
  if (gaps.length > 0) return { ok: false, reason: 'sheet-incomplete', gaps }

  const permille = shareOf(steps, scores)
  const stations = rubric.stations.map(({ id, steps: own }): StationScore => {
    const share = shareOf(own, scores)
    const passed = share >= rubric.passPermille && failedCriticalSteps(own, scores).length === 0
    return { id, permille: share, passed }
  })
  const criticalFailed = failedCriticalSteps(steps, scores)
  const result =
    criticalFailed.length > 0 || permille < rubric.referPermille
      ? 'FAILED'
      : permille < rubric.passPermille
        ? 'REFERRED'
        : 'PASSED'
  const repeat = result === 'REFERRED' ? stations.filter(({ passed }) => !passed).map(({ id }) => id) : []
  return { ok: true, score: { result, permille, criticalFailed, stations, repeat } }
}

/** The sheet after a repeat: the repeated stations count as scored this time, all others keep their first scores. */
export function withRepeatedStations(
  rubric: Pick<Rubric, 'stations'>,
  first: StepScores,
  repeated: StepScores,
  stationIds: readonly string[],
): StepScores {
  const again = new Set(
    rubric.stations
      .filter(({ id }) => stationIds.includes(id))
      .flatMap(({ steps }) => steps.map(({ id }) => id)),
  )
  const stray = [...repeated.keys()].find((id) => !again.has(id))
  if (stray !== undefined) throw new RangeError(`Step ${stray} is in none of the repeated stations`)
  return new Map([...[...first].filter(([id]) => !again.has(id)), ...repeated])
}

/** Whether two assessors lie more than 10 points (100 permille) apart, so that a third one scores (model 5.3). */
export function needsThirdAssessor(first: Permille, second: Permille): boolean {
  return Math.abs(first - second) > 100
}

function failedCriticalSteps(steps: readonly RubricStep[], scores: StepScores): readonly string[] {
  return steps
    .filter(({ id, critical }) => {
      const outcome = scores.get(id)?.outcome
      return critical && outcome !== undefined && outcome !== 'done'
    })
    .map(({ id }) => id)
}

/** Counted in half weights, so that `partly` stays a whole number. */
function shareOf(steps: readonly RubricStep[], scores: StepScores): Permille {
  let [earned, possible] = [0, 0]
  for (const { id, weight } of steps) {
    if (!Number.isSafeInteger(weight) || weight < 1) throw new RangeError(`Step ${id} has no positive weight`)
    earned += weight * halves[scores.get(id)?.outcome ?? 'not-done']
    possible += weight * 2
  }
  return permilleOf(earned, possible)
}
