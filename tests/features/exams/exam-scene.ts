import type { CourseItem } from '#app/content/item-mapping.ts'
import type { SignedInContext } from '#app/context.server.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import type { ItemContent, ItemKey } from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { publishCourse } from '#app/features/curriculum/index.server.ts'
import {
  type Change,
  openExamSession,
  publishBlueprint,
  readAttempt,
  type Signal,
  saveResponse,
  startAttempt,
  takeDelivery,
} from '#app/features/exams/index.server.ts'
import { publishItems } from '#app/features/item-bank/index.server.ts'
import { courseSource } from '#tests/features/curriculum/course-fixture.ts'
import { completeCourse } from '#tests/features/learning/learning-scene.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { worldOf } from '#tests/support/world.ts'

export const exam = 'TST-101'
export const minutes = 30

const options = (language: string) => ({
  a: `${language} first`,
  b: `${language} second`,
  c: `${language} third`,
})
const choiceFaces = (stem: string) => ({
  en: { stem: `${stem} in English`, options: options('en') },
  zh: { stem: `${stem} 中文`, options: options('zh') },
})
const plainFaces = (stem: string) => ({ en: { stem: `${stem} in English` }, zh: { stem: `${stem} 中文` } })

type Kind = { content: (stem: string) => ItemContent; key: ItemKey; right: Response; wrong: Response }

/** Each type of item with its key, an answer that is right and one that is not. */
export const kinds = {
  single: {
    content: (stem) => ({ type: 'single', faces: choiceFaces(stem) }),
    key: { type: 'single', correct: 'b' },
    right: { type: 'single', choice: 'b' },
    wrong: { type: 'single', choice: 'a' },
  },
  multi: {
    content: (stem) => ({ type: 'multi', faces: choiceFaces(stem) }),
    key: { type: 'multi', correct: ['a', 'c'] },
    right: { type: 'multi', choices: ['c', 'a'] },
    wrong: { type: 'multi', choices: ['b'] },
  },
  truefalse: {
    content: (stem) => ({ type: 'truefalse', faces: plainFaces(stem) }),
    key: { type: 'truefalse', correct: false },
    right: { type: 'truefalse', choice: false },
    wrong: { type: 'truefalse', choice: true },
  },
  ordering: {
    content: (stem) => ({ type: 'ordering', faces: choiceFaces(stem) }),
    key: { type: 'ordering', order: ['c', 'a', 'b'] },
    right: { type: 'ordering', order: ['c', 'a', 'b'] },
    wrong: { type: 'ordering', order: ['a', 'b', 'c'] },
  },
  matching: {
    content: (stem) => ({
      type: 'matching',
      faces: {
        en: { stem: `${stem} in English`, left: { p: 'en p', q: 'en q' }, right: { x: 'en x', y: 'en y' } },
        zh: { stem: `${stem} 中文`, left: { p: 'zh p', q: 'zh q' }, right: { x: 'zh x', y: 'zh y' } },
      },
    }),
    key: { type: 'matching', pairs: { p: 'y', q: 'x' } },
    right: { type: 'matching', pairs: { p: 'y', q: 'x' } },
    wrong: { type: 'matching', pairs: { p: 'x' } },
  },
  numeric: {
    content: (stem) => ({ type: 'numeric', faces: plainFaces(stem), unit: 'Ω' }),
    key: { type: 'numeric', value: 873.25, tolerance: 0.5 },
    right: { type: 'numeric', value: '873.5' },
    wrong: { type: 'numeric', value: '12' },
  },
} as const satisfies Record<string, Kind>

export type ItemType = keyof typeof kinds
export const types = Object.keys(kinds) as ItemType[]

/** Two items of each type, easy ones, in one domain per half of the types; the first true-or-false one is critical. */
export function bankOf(course = exam, copies = 2): CourseItem[] {
  return types.flatMap((type, index) =>
    Array.from({ length: copies }, (_, copy): CourseItem => {
      const stem = `Stem ${type} ${copy}`
      return {
        id: `Q-${course}-${type}-${copy}`,
        domain: index < 3 ? 'first' : 'second',
        difficulty: 1,
        critical: type === 'truefalse',
        scoring: 'all-or-nothing',
        weight: 1,
        content: kinds[type].content(stem),
        key: kinds[type].key,
        rationale: { en: `Rationale of ${type} ${copy}`, zh: `${type} ${copy} 的理由` },
        source: 'Source S77',
      }
    }),
  )
}

/** All twelve items in two sections. */
export function blueprintOf(changes: Partial<Blueprint> = {}, count = 6): Blueprint {
  const section = (domain: string, lesson: string) => ({
    domain,
    titles: { en: `Section ${domain}`, zh: `部分${domain}` },
    lessons: [lesson],
    count,
    cutPermille: 500,
    difficulty: { easy: count, medium: 0, hard: 0 },
  })
  return {
    code: exam,
    mode: 'UNPROCTORED',
    minutes,
    cutPermille: 800,
    criticalRule: 'any-wrong-fails',
    attempts: { max: 3, perDays: 90, coolDownHours: [24, 168] },
    rationale: { method: 'policy', date: '2026-11-23', text: { en: 'Why', zh: '理由' } },
    sections: [section('first', '01-lesson'), section('second', '02-lesson')],
    ...changes,
  }
}

type SceneOptions = { blueprint?: Partial<Blueprint>; count?: number; copies?: number }

/** A brand with a provider, an engineer who has completed the course, and its published exam. */
export async function examScene({ blueprint = {}, count = 6, copies = 2 }: SceneOptions = {}) {
  const frozen = await frozenContext()
  const { ctx, db } = frozen
  const world = worldOf(ctx)
  const brand = await world.brand('ALPHA')
  const provider = await world.provider({ brands: [brand] })
  const outlet = await world.outlet({ provider })
  const engineer = await world.engineer({ outlet })
  const stranger = await world.engineer({ outlet: await world.outlet({ provider: await world.provider() }) })
  const courseId = await db.transaction().execute(async (trx) => {
    const published = await publishCourse(ctx, trx, courseSource())
    await publishItems(ctx, trx, { courseId: published.courseId, items: bankOf(exam, copies) })
    await publishBlueprint(ctx, trx, {
      courseId: published.courseId,
      blueprint: blueprintOf(blueprint, count),
    })
    return published.courseId
  })
  const me = await engineer.signedIn()
  const other = await stranger.signedIn()
  await completeCourse(me)
  await completeCourse(other)
  return { ...frozen, world, brand, provider, outlet, engineer, stranger, courseId, me, other }
}

/** The same with an exam that needs an invigilator, and one. */
export async function proctoredScene() {
  const scene = await examScene({ blueprint: { mode: 'PROCTORED' } })
  const invigilator = await scene.world.invigilator(scene.brand)
  return { ...scene, invigilator, watcher: await invigilator.signedIn() }
}

/** Starts an attempt that must start. */
export async function started(me: SignedInContext, checkInCode?: string): Promise<string> {
  const outcome = await startAttempt(me, { examCode: exam, checkInCode })
  if (!outcome.ok) throw new Error(`Not started: ${outcome.reason}`)
  return outcome.attemptId
}

/** The room of an attempt that must be running. */
export async function roomOf(me: SignedInContext, attemptId: string) {
  const view = await readAttempt(me, attemptId)
  if (view.kind !== 'running') throw new Error(`The attempt is ${view.kind}`)
  return view.room
}

/** Answers every item; `wrongOn` says of which types wrongly. */
export async function answerAll(me: SignedInContext, attemptId: string, wrongOn: readonly ItemType[] = []) {
  const { items } = await roomOf(me, attemptId)
  for (const { id, content } of items) {
    const { right, wrong } = kinds[content.type]
    const value = wrongOn.includes(content.type) ? wrong : right
    const outcome = await saveResponse(me, { attemptId, itemId: id, kind: 'answer', value })
    if (!outcome.ok) throw new Error(`Not saved: ${outcome.reason}`)
  }
}

/** Delivers changes as a page of the exam room does; the page is named by its opening and knows the openings there were before. */
export async function delivered(
  me: SignedInContext,
  attemptId: string,
  changes: readonly Change[],
  { opening = 'firstpage', seen = 0, signals = [] as Signal[] } = {},
) {
  const outcome = await takeDelivery(me, { attemptId, openingId: opening, seen, changes, signals })
  if (!outcome.ok) throw new Error(`Not taken: ${outcome.reason}`)
  return outcome
}

/** An open session of the exam. */
export async function sessionOf(invigilator: SignedInContext, hours = 2) {
  const outcome = await openExamSession(invigilator, { examCode: exam, place: 'Room 4, Wuhan', hours })
  if (!outcome.ok) throw new Error(`Not opened: ${outcome.reason}`)
  return outcome
}
