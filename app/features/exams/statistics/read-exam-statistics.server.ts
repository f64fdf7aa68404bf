import { setImmediate } from 'node:timers/promises'
import type { SignedInContext } from '#app/context.server.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { examConsistencyOf, examStatisticsOf } from '#app/domain/exam/statistics/exam-statistics.ts'
import { exposureOf } from '#app/domain/exam/statistics/exposure.ts'
import { absent, figure } from '#app/domain/exam/statistics/figure.ts'
import { flagsOf } from '#app/domain/exam/statistics/item-flags.ts'
import { itemStatisticsOf } from '#app/domain/exam/statistics/item-statistics.ts'
import { leakAlarmOf } from '#app/domain/exam/statistics/leak-alarm.ts'
import { type ResponseTable, totalsOf } from '#app/domain/exam/statistics/response-table.ts'
import { isSmallSample, smallSample } from '#app/domain/exam/statistics/sample-size.ts'
import { meanOf } from '#app/domain/exam/statistics/spread.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { readStoredFace } from '#app/features/item-bank/index.server.ts'
import type { StatisticsQuery } from '../statistics-query.ts'
import {
  findFinishedAttempts,
  findOwnedBlueprints,
  findVersionsOnForms,
} from './exam-answers.repository.server.ts'
import { examOwnerOf } from './exam-owner.ts'
import { type GatheredAnswers, gatherAnswers } from './gather-answers.server.ts'
import { compareLanguages, countLanguages } from './language-comparison.ts'
import { rowSumsOf, watchedAnswersOf } from './watched-answers.ts'

/** Width of a bar of the histogram. */
export const barPermille = 50
const bars = 1000 / barPermille

/**
 * The statistics of an exam of the actor's own organisation under one blueprint: forms of different blueprints are different exams. Facility,
 * discrimination and reliability rest on first attempts unless all are asked for, since who comes again has failed before; exposure and the leak
 * alarm rest on all of them, in the order in which they were handed in. Null where the organisation has no such exam or blueprint.
 */
export async function readExamStatistics(ctx: SignedInContext, code: string, query: StatisticsQuery) {
  const owner = examOwnerOf(ctx.actor.acting)
  const blueprints = owner ? await findOwnedBlueprints(ctx.db, code, owner) : []
  const blueprint = blueprints.find(({ version }) => query.blueprint === null || version === query.blueprint)
  if (!blueprint) return null
  const [ever, versions] = [
    await findFinishedAttempts(ctx.db, blueprint.examId),
    await findVersionsOnForms(ctx.db, blueprint.blueprintId),
  ]
  const first = firstAttempts(ever)
  const attempts = ever.filter(({ blueprintId }) => blueprintId === blueprint.blueprintId)
  const all = await gatherAnswers(ctx.db, attempts, versions)
  const isCounted = attempts.map(({ id }) => query.attempts === 'all' || first.has(id))
  const counted = attempts.filter((_, row) => isCounted[row])
  const answers = rowsWhere(all, isCounted)
  const { table } = answers
  const totals = totalsOf(table)
  const exam = examStatisticsOf(table, totals)
  await setImmediate()
  const sums = rowSumsOf(all)
  const languages = counted.map(({ language }) => language)
  const comparison = countLanguages(languages)
  await setImmediate()
  const exposure = exposureOf(
    all.table.rows.map((row) => all.table.items.flatMap(({ id }, column) => (row[column] ? [id] : []))),
  )
  const titles = new Map(
    (JSON.parse(blueprint.blueprintJson) as Blueprint).sections.map((section) => [
      section.domain,
      inLanguage(section.titles, ctx.language),
    ]),
  )
  const items: ReturnType<typeof itemRow>[] = []
  for (const [column, version] of versions.entries()) {
    items.push(itemRow(column, version))
    // Others are answered in between: one item of a big exam takes some milliseconds.
    await setImmediate()
  }

  function itemRow(
    column: number,
    { id, code: itemCode, version, domain, state, isCritical, faceJson }: Version,
  ) {
    const statistics = itemStatisticsOf(table, column, totals)
    const { content } = readStoredFace(faceJson)
    const flags = flagsOf(statistics)
    const leak = leakAlarmOf(watchedAnswersOf(all, sums, column), id)
    const dif = comparison.isEnough ? compareLanguages(table, column, totals, languages) : null
    const times = answers.seconds.flatMap((row) => {
      const time = row[column] ?? null
      return time === null ? [] : [time]
    })
    return {
      ...statistics,
      code: itemCode,
      version,
      domain: titles.get(domain) ?? domain,
      stem: inLanguage({ en: content.faces.en.stem, zh: content.faces.zh.stem }, ctx.language),
      isCritical: isCritical === 1,
      isRetired: state === 'RETIRED',
      time: times.length === 0 ? absent('no-times') : figure(meanOf(times)),
      exposure: exposure.get(id) ?? { shown: 0, rate: null },
      flags,
      leak,
      dif,
      /** Something of it wants a look: a flag, a leak alarm, or a large difference by language. */
      isFlagged: flags.length > 0 || leak !== null || dif?.value?.class === 'C',
    }
  }

  const atCut = counted.filter(({ scorePermille }) => (scorePermille ?? 0) >= blueprint.cutPermille).length
  const passed = counted.filter(({ state }) => state === 'PASSED').length
  return {
    code,
    title: inLanguage({ en: blueprint.titleEn, zh: blueprint.titleZh }, ctx.language),
    blueprints: blueprints.map(({ version, publishedAt }) => ({ version, publishedAt })),
    blueprint: blueprint.version,
    attempts: query.attempts,
    cutPermille: blueprint.cutPermille,
    /** `atCut`: scores that reach the cut; some of them fail by a section or a critical item. */
    counts: { counted: counted.length, passed, atCut },
    small: smallSample,
    exam: { ...exam, isSmallSample: isSmallSample(exam.n) },
    consistency: examConsistencyOf(exam, totals, blueprint.cutPermille / 1000),
    histogram: histogramOf(counted.map(({ scorePermille }) => scorePermille ?? 0)),
    // An item that stood on forms of attempts that do not count has nothing to say.
    items: items.filter(({ n, exposure: { shown } }) => n > 0 || shown > 0),
    languages: comparison,
  }
}

export type ExamStatisticsPage = NonNullable<Awaited<ReturnType<typeof readExamStatistics>>>
export type ItemRow = ExamStatisticsPage['items'][number]
type Version = Awaited<ReturnType<typeof findVersionsOnForms>>[number]

/** The first finished attempt of each person, whatever the blueprint. */
function firstAttempts(ever: Awaited<ReturnType<typeof findFinishedAttempts>>): ReadonlySet<string> {
  const first = new Map<string, { id: string; number: number }>()
  for (const { id, personId, number } of ever) {
    const before = first.get(personId)
    if (before === undefined || number < before.number) first.set(personId, { id, number })
  }
  return new Set([...first.values()].map(({ id }) => id))
}

function rowsWhere({ table, seconds }: GatheredAnswers, isKept: readonly boolean[]): GatheredAnswers {
  const kept: ResponseTable = { items: table.items, rows: table.rows.filter((_, row) => isKept[row]) }
  return { table: kept, seconds: seconds.filter((_, row) => isKept[row]) }
}

/** How many scores lie in each bar, from 0; the last bar holds 1000 as well. */
function histogramOf(scores: readonly number[]): readonly { fromPermille: number; count: number }[] {
  const counts = new Array<number>(bars).fill(0)
  for (const score of scores) {
    const bar = Math.min(bars - 1, Math.floor(score / barPermille))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return counts.map((count, bar) => ({ fromPermille: bar * barPermille, count }))
}
