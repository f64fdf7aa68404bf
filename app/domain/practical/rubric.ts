import type { Bilingual } from '../shared/bilingual.ts'
import type { Permille } from '../shared/permille.ts'

export type RubricStep = {
  readonly id: string
  readonly text: Bilingual
  /** A positive whole number. */
  readonly weight: number
  /** Not wholly done: failed, whatever the score, and the practical stops for safety. */
  readonly critical: boolean
  /** `note` and `reading` ask the assessor to write down what was seen or measured. */
  readonly evidence: 'none' | 'note' | 'reading'
}

export type RubricStation = {
  readonly id: string
  readonly titles: Bilingual
  readonly steps: readonly RubricStep[]
}

/** practical.json */
export type Rubric = {
  readonly code: string
  readonly titles: Bilingual
  readonly minutes: number
  readonly assessors: number
  readonly passPermille: Permille
  /** From here up to the pass line a person repeats the failed stations only. */
  readonly referPermille: Permille
  readonly equipment: Bilingual
  readonly stations: readonly RubricStation[]
}

/** What an assessor saw of a step; `partly` earns half its weight and is not enough for a critical step. */
export type StepOutcome = 'done' | 'partly' | 'not-done'

export type StepScore = { readonly outcome: StepOutcome; readonly note: string }

/** Scores by step id. */
export type StepScores = ReadonlyMap<string, StepScore>

/** All steps of a rubric in order. */
export function stepsOf(rubric: Pick<Rubric, 'stations'>): readonly RubricStep[] {
  return rubric.stations.flatMap(({ steps }) => steps)
}
