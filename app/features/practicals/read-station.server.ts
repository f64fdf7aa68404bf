import type { SignedInContext } from '#app/context.server.ts'
import type { Rubric, StepScore } from '#app/domain/practical/rubric.ts'
import type { PracticalScore } from '#app/domain/practical/score-practical.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import type { Db } from '#db/schema/index.ts'
import {
  countStation,
  findAssessment,
  findStationPage,
  findStepScores,
  type StationList,
} from './assessment.repository.server.ts'
import { readStanding } from './assessor-standing.server.ts'
import { findVisibleAssessment } from './find-assessment.server.ts'
import { findRepeat } from './find-repeat.server.ts'

const pageSize = 20

/** One page of an assessor's work with the sums for the first line; a request says why the actor may not take it. Outside a brand: nothing. */
export async function readStation(ctx: SignedInContext, input: { list: StationList; page: number }) {
  const { acting, personId } = ctx.actor
  if (acting.organisationKind !== 'brand') {
    return { ...input, pageSize, total: 0, assessments: [], counts: { requested: 0, oldest: null, mine: 0 } }
  }
  const asked = { brandId: acting.organisationId, assessorPersonId: personId, at: ctx.now() }
  const [{ rows, total }, counts] = await Promise.all([
    findStationPage(ctx.db, { ...asked, ...input, pageSize }),
    countStation(ctx.db, asked),
  ])
  const refusals = input.list === 'requested' ? await readStanding(ctx, ctx.db, rows) : []
  return {
    ...input,
    pageSize,
    total,
    counts,
    assessments: rows.map((row, index) => ({
      id: row.id,
      state: row.state,
      practicalCode: row.practicalCode,
      title: inLanguage({ en: row.titleEn, zh: row.titleZh }, ctx.language),
      minutes: row.minutes,
      candidate: {
        code: row.personCode,
        name: nameIn({ name: row.personName, nameLatin: row.personNameLatin }, ctx.language),
      },
      requestedAt: row.requestedAt,
      scheduledAt: row.scheduledAt,
      scoredAt: row.scoredAt,
      scorePermille: row.scorePermille,
      place: inLanguage({ en: row.placeEn, zh: row.placeZh }, ctx.language),
      refusals: refusals[index] ?? [],
    })),
  }
}

export type StationView = Awaited<ReturnType<typeof readStation>>

/** One practical for its page: the rubric, what is to be scored, what was scored, and why the actor may not. Null for another brand's. */
export async function readAssessment(ctx: SignedInContext, assessmentId: string) {
  const row = await findVisibleAssessment(ctx, ctx.db, assessmentId)
  if (!row) return null
  const rubric: Rubric = JSON.parse(row.rubricJson)
  const isOpen = row.state === 'REQUESTED' || row.state === 'SCHEDULED' || row.state === 'IN_PROGRESS'
  const [[refusals = []], repeat, steps] = await Promise.all([
    isOpen ? readStanding(ctx, ctx.db, [row]) : [],
    findRepeat(ctx.db, row),
    findStepScores(ctx.db, row.id),
  ])
  return {
    id: row.id,
    state: row.state,
    isMine: row.assessorPersonId === ctx.actor.personId,
    candidate: { code: row.personCode, name: row.personName, nameLatin: row.personNameLatin },
    assessor:
      row.assessorName === null
        ? null
        : {
            code: row.assessorCode ?? '',
            name: nameIn({ name: row.assessorName, nameLatin: row.assessorNameLatin }, ctx.language),
          },
    practicalCode: row.practicalCode,
    requestedAt: row.requestedAt,
    scheduledAt: row.scheduledAt,
    scoredAt: row.scoredAt,
    place: inLanguage({ en: row.placeEn, zh: row.placeZh }, ctx.language),
    refusals,
    rubric,
    /** Stations to be repeated after a referral; null: all of them. */
    repeats: repeat?.stationIds ?? null,
    scores: Object.fromEntries(
      steps.map(({ stepId, outcome, note }): [string, StepScore] => [stepId, { outcome, note }]),
    ),
    result: row.resultJson === null ? null : (JSON.parse(row.resultJson) as PracticalScore),
  }
}

export type AssessmentView = NonNullable<Awaited<ReturnType<typeof readAssessment>>>

/** The score sheet of an assessment as evidence; null where there is none or it is not scored. The caller has decided who may see it. */
export async function readScoreSheet(db: Db, assessmentId: string) {
  const row = await findAssessment(db, assessmentId)
  if (!row || row.resultJson === null) return null
  const rubric: Rubric = JSON.parse(row.rubricJson)
  const steps = await findStepScores(db, assessmentId)
  const result: PracticalScore = JSON.parse(row.resultJson)
  return {
    assessmentId,
    practicalCode: row.practicalCode,
    assessor: {
      personId: row.assessorPersonId,
      name: row.assessorName ?? '',
      nameLatin: row.assessorNameLatin,
      code: row.assessorCode ?? '',
    },
    place: { en: row.placeEn, zh: row.placeZh },
    scoredAt: row.scoredAt ?? '',
    result,
    stations: rubric.stations.map(({ id, titles, steps: own }) => ({
      id,
      titles,
      steps: own.map(({ id: stepId, text, weight, critical }) => {
        const score = steps.find((one) => one.stepId === stepId)
        return {
          id: stepId,
          text,
          weight,
          critical,
          outcome: score?.outcome ?? null,
          note: score?.note ?? '',
        }
      }),
    })),
  }
}

export type ScoreSheet = NonNullable<Awaited<ReturnType<typeof readScoreSheet>>>
