import type { LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { toCsv } from '#app/content/spreadsheet-csv.ts'
import type { SignedInContext } from '#app/context.server.ts'
import {
  exportExamStatistics,
  readExamCounts,
  readExamStatistics,
  saveResponse,
  submitAttempt,
} from '#app/features/exams/index.server.ts'
import { readStatisticsQuery } from '#app/features/exams/statistics-query.ts'
import ExamStatisticsPage, { loader } from '#app/routes/statistics/exam.tsx'
import { renderedPage } from '#tests/features/credentials/rendered-page.tsx'
import { completeCourse } from '#tests/features/learning/learning-scene.ts'
import { exam, examScene, type ItemType, kinds, roomOf, started } from '../exam-scene.ts'

const firstOnly = { blueprint: null, attempts: 'first' } as const
const everything = { blueprint: null, attempts: 'all' } as const

/** Four engineers who sat the exam: the n-th has the items of n types wrong and leaves numeric ones out where `omits`. Twenty seconds an item. */
async function sceneWithAttempts() {
  const scene = await examScene({ blueprint: { criticalRule: 'none' } })
  const { ctx, db, clock, world, outlet, brand, me } = scene
  await db.updateTable('course').set({ brandId: brand.id }).where('id', '=', scene.courseId).execute()
  const author = await (await world.person({ role: 'curriculum-author', organisation: brand })).signedIn()
  const wrong: ItemType[][] = [
    [],
    ['ordering'],
    ['ordering', 'matching'],
    ['ordering', 'matching', 'multi', 'single'],
  ]
  const candidates: SignedInContext[] = []
  for (const [number, wrongOn] of wrong.entries()) {
    const candidate = number === 0 ? me : await (await world.engineer({ outlet })).signedIn()
    candidates.push(candidate)
    if (number > 0) await completeCourse(candidate)
    await sit(candidate, wrongOn, number === 3)
    clock.advance(60_000)
  }
  return { ...scene, ctx, author, candidates, sit }

  async function sit(candidate: SignedInContext, wrongOn: readonly ItemType[], isOmittingNumeric = false) {
    const attemptId = await started(candidate)
    for (const { id, content } of (await roomOf(candidate, attemptId)).items) {
      if (isOmittingNumeric && content.type === 'numeric') continue
      clock.advance(20_000)
      const { right, wrong: other } = kinds[content.type]
      const value = wrongOn.includes(content.type) ? other : right
      await saveResponse(candidate, { attemptId, itemId: id, kind: 'answer', value })
    }
    await submitAttempt(candidate, { attemptId })
    return attemptId
  }
}

describe('the statistics of an exam', () => {
  test('count what was answered, item by item', async () => {
    const { author } = await sceneWithAttempts()
    const page = await readExamStatistics(author, exam, firstOnly)
    expect(page).toMatchObject({
      code: exam,
      counts: { counted: 4, passed: 2, atCut: 2 },
      exam: { n: 4, items: 12, mean: { value: (12 + 10 + 8 + 2) / 4 }, isSmallSample: true },
      cutPermille: 800,
    })
    const byType = (type: ItemType) => page?.items.find(({ code }) => code.includes(`-${type}-0`))
    expect(byType('ordering')).toMatchObject({
      n: 4,
      facility: { value: 0.25 },
      distractors: null,
      time: { value: 20 },
      exposure: { shown: 4, rate: 1 },
    })
    expect(byType('numeric')).toMatchObject({ facility: { value: 0.75 }, omission: { value: 0.25 } })
    expect(byType('single')?.distractors).toEqual([
      { option: 'a', isKey: false, count: 1, upper: 0, lower: 1 },
      { option: 'b', isKey: true, count: 3, upper: 1, lower: 0 },
      { option: 'c', isKey: false, count: 0, upper: 0, lower: 0 },
    ])
    expect(byType('truefalse')).toMatchObject({
      facility: { value: 1 },
      itemRest: { value: null, reason: 'item-constant' },
    })
    expect(page?.histogram.filter(({ count }) => count > 0)).toEqual([
      { fromPermille: 150, count: 1 },
      { fromPermille: 650, count: 1 },
      { fromPermille: 800, count: 1 },
      { fromPermille: 950, count: 1 },
    ])
    expect(page?.languages).toMatchObject({ chinese: 0, english: 4, isEnough: false })
    expect(JSON.stringify(page)).not.toMatch(/NaN|Infinity/)
  })

  test('count first attempts unless all are asked for; exposure counts all', async () => {
    const { author, candidates, clock, sit } = await sceneWithAttempts()
    clock.advance(24 * 3_600_000)
    await sit(candidates[3] as SignedInContext, [])
    expect(await readExamStatistics(author, exam, firstOnly)).toMatchObject({ exam: { n: 4 } })
    const all = await readExamStatistics(author, exam, everything)
    expect(all).toMatchObject({ exam: { n: 5 }, counts: { counted: 5, passed: 3 } })
    expect(all?.items[0]?.exposure).toEqual({ shown: 5, rate: 1 })
  })

  test('leave out attempts that run or were voided', async () => {
    const { author, candidates, db, clock } = await sceneWithAttempts()
    clock.advance(24 * 3_600_000)
    await started(candidates[3] as SignedInContext)
    await db
      .updateTable('examAttempt')
      .set({ state: 'VOIDED' })
      .where('personId', '=', candidates[0]?.actor.personId ?? '')
      .execute()
    expect(await readExamStatistics(author, exam, everything)).toMatchObject({
      exam: { n: 3 },
      items: Array.from({ length: 12 }, () => expect.objectContaining({ n: 3 })),
    })
  })

  test('take the last answer of each item, a withdrawn one as omitted', async () => {
    const { author, candidates, clock } = await sceneWithAttempts()
    clock.advance(24 * 3_600_000)
    const me = candidates[3] as SignedInContext
    const attemptId = await started(me)
    const single = (await roomOf(me, attemptId)).items.find(({ content }) => content.type === 'single')
    for (const value of [kinds.single.right, kinds.single.wrong, null]) {
      clock.advance(5_000)
      await saveResponse(me, { attemptId, itemId: single?.id ?? '', kind: 'answer', value })
    }
    await submitAttempt(me, { attemptId })
    const page = await readExamStatistics(author, exam, everything)
    const item = page?.items.find(({ id }) => id === single?.id)
    expect(item).toMatchObject({ n: 5, facility: { value: 0.6 }, omission: { value: 0.2 } })
    // Four spans of 20 seconds and one of 15 in three changes.
    expect(item?.time.value).toBeCloseTo((4 * 20 + 15) / 5, 9)
  })

  test('are there before anybody has sat the exam', async () => {
    const { db, world, brand, courseId } = await examScene()
    await db.updateTable('course').set({ brandId: brand.id }).where('id', '=', courseId).execute()
    const author = await (await world.person({ role: 'curriculum-author', organisation: brand })).signedIn()
    expect(await readExamStatistics(author, exam, firstOnly)).toMatchObject({
      counts: { counted: 0 },
      exam: { n: 0, mean: { value: null, reason: 'too-few-people' } },
      items: [],
    })
    expect(await readExamCounts(author, { search: '', page: 1 })).toMatchObject({
      total: 1,
      attempts: 0,
      exams: [{ code: exam, attempts: 0, passed: 0, lastAt: null }],
    })
  })

  test('belong to a blueprint: what was sat under another one is not mixed in', async () => {
    const { author, db } = await sceneWithAttempts()
    const blueprint = await db.selectFrom('examBlueprint').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('examBlueprint')
      .values({ ...blueprint, id: 'newer', version: 2, cutPermille: 700 })
      .execute()
    expect(await readExamStatistics(author, exam, firstOnly)).toMatchObject({
      blueprint: 2,
      counts: { counted: 0 },
    })
    expect(await readExamStatistics(author, exam, { blueprint: 1, attempts: 'first' })).toMatchObject({
      blueprint: 1,
      counts: { counted: 4 },
    })
    expect(await readExamStatistics(author, exam, { blueprint: 3, attempts: 'first' })).toBeNull()
  })
})

describe('whose statistics they are', () => {
  test('the brand’s own people see them, another brand’s, a provider’s and the platform’s do not', async () => {
    const { author, world, provider } = await sceneWithAttempts()
    const other = await world.brand('BETA')
    const platform = await world.platform()
    const strangers = [
      await world.person({ role: 'curriculum-author', organisation: other }),
      await world.person({ role: 'certification-officer', organisation: other }),
      await world.person({ role: 'provider-manager', organisation: provider }),
      await world.person({ role: 'item-reviewer', organisation: platform }),
    ]
    for (const stranger of strangers) {
      const ctx = await stranger.signedIn()
      expect(await readExamStatistics(ctx, exam, firstOnly)).toBeNull()
      expect(await exportExamStatistics(ctx, exam, firstOnly)).toBeNull()
      expect(await readExamCounts(ctx, { search: '', page: 1 })).toMatchObject({ total: 0, exams: [] })
    }
    expect(await readExamStatistics(author, 'NOWHERE', firstOnly)).toBeNull()
  })

  test('an exam common to all brands is the platform’s: no brand sees how its items work', async () => {
    const { author, world, db, courseId } = await sceneWithAttempts()
    await db.updateTable('course').set({ brandId: null }).where('id', '=', courseId).execute()
    const platform = await world.platform()
    const reviewer = await world.person({ role: 'item-reviewer', organisation: platform })
    expect(await readExamStatistics(author, exam, firstOnly)).toBeNull()
    expect(await readExamStatistics(await reviewer.signedIn(), exam, firstOnly)).toMatchObject({
      counts: { counted: 4 },
    })
  })

  test('no candidate is named: neither code, name nor id', async () => {
    const { author, candidates } = await sceneWithAttempts()
    const page = JSON.stringify(await readExamStatistics(author, exam, everything))
    for (const { actor } of candidates)
      for (const secret of [actor.personId, actor.code, actor.name]) expect(page).not.toContain(secret)
  })
})

test('the list is searched and counts attempts', async () => {
  const { author } = await sceneWithAttempts()
  const list = await readExamCounts(author, { search: exam.toLowerCase(), page: 1 })
  expect(list).toMatchObject({ total: 1, attempts: 4, exams: [{ code: exam, attempts: 4, passed: 2 }] })
  expect(await readExamCounts(author, { search: '%', page: 1 })).toMatchObject({ total: 0 })
})

test('a number below zero stays a number for a spreadsheet, and a text that looks like one does not', () => {
  expect(toCsv([[-0.25, '-0.25']])).toBe(`\uFEFF-0.25,"'-0.25"\r\n`)
})

test('the items go out as CSV with unrounded numbers, marked keys and no formula', async () => {
  const { author } = await sceneWithAttempts()
  const csv = await exportExamStatistics(author, exam, firstOnly)
  const lines = csv?.trim().split('\r\n') ?? []
  expect(lines).toHaveLength(13)
  expect(lines[0]).toContain('"Item","Version","Domain","n","Facility"')
  expect(lines.find((line) => line.includes('-single-0'))).toContain('"a 1; b* 3; c 0"')
})

test.each([
  ['', null, 'first'],
  ['blueprint=2&attempts=all', 2, 'all'],
  ['blueprint=-1&attempts=none', null, 'first'],
  ['blueprint=1e3', null, 'first'],
  ['blueprint=99999999999', null, 'first'],
] as const)('the query %j', (search, blueprint, attempts) => {
  expect(readStatisticsQuery(new URLSearchParams(search))).toEqual({ blueprint, attempts })
})

test('the page shows 25 items of the table at a time, keeps the filter on the way to the next, and knows its last page', async () => {
  const { author } = await sceneWithAttempts()
  const loaded = await loader({
    request: new Request(`http://localhost:3000/statistics/${exam}?attempts=all&page=900`),
    params: { exam },
    context: { context: async () => author },
  } as unknown as LoaderFunctionArgs)
  expect(loaded.itemPage).toBe(1)
  const [item] = loaded.page.items
  if (!item) throw new Error('no item')
  const codes = Array.from({ length: 60 }, (_, index) => `TST-${String(index + 1).padStart(3, '0')}`)
  const page = { ...loaded.page, items: codes.map((code) => ({ ...item, id: code, code })) }
  const shown = (itemPage: number) => {
    const html = renderedPage(
      { component: ExamStatisticsPage, loaderData: { ...loaded, page, itemPage } },
      'en',
    )
    const table = html.slice(html.indexOf('id="items"'), html.lastIndexOf('<section'))
    return { table, rows: codes.filter((code) => table.includes(`>${code}</span>`)) }
  }
  expect(shown(1).rows).toEqual(codes.slice(0, 25))
  expect(shown(3).rows).toEqual(codes.slice(50))
  const [, next] =
    /href="([^"]*)#items"[^>]*rel="next"|rel="next"[^>]*href="([^"]*)#items"/
      .exec(shown(1).table)
      ?.filter(Boolean) ?? []
  const query = new URL((next ?? '').replaceAll('&amp;', '&'), 'http://localhost').searchParams
  expect([query.get('attempts'), query.get('page')]).toEqual(['all', '2'])
})
