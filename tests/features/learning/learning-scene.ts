import type { SignedInContext } from '#app/context.server.ts'
import { publishCourse } from '#app/features/curriculum/index.server.ts'
import { answerCheck, confirmLesson, enrolInCourse } from '#app/features/learning/index.server.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { worldOf } from '#tests/support/world.ts'
import { checksOf, courseSource, slugOf } from '../curriculum/course-fixture.ts'

export const course = 'TST-101'

/** A brand with a provider and its engineer, another brand with another provider, and a published common course. */
export async function learningScene() {
  const frozen = await frozenContext()
  const { ctx, db } = frozen
  const world = worldOf(ctx)
  const brand = await world.brand('ALPHA')
  const otherBrand = await world.brand('BETA')
  const provider = await world.provider({ brands: [brand] })
  const otherProvider = await world.provider({ brands: [otherBrand] })
  const outlet = await world.outlet({ provider })
  const engineer = await world.engineer({ outlet })
  const stranger = await world.engineer({ outlet: await world.outlet({ provider: otherProvider }) })
  const publish = (changes: Parameters<typeof courseSource>[0] = {}) =>
    db.transaction().execute((trx) => publishCourse(ctx, trx, courseSource(changes)))
  await publish()
  return { ...frozen, world, brand, otherBrand, provider, otherProvider, outlet, engineer, stranger, publish }
}

/** Answers both checks of a lesson right; `index` is the lesson's place from 0. */
export async function answerAllRight(me: SignedInContext, index: number, courseCode = course): Promise<void> {
  const { single, multiple } = checksOf(index)
  const place = { courseCode, lessonSlug: slugOf(index) }
  await answerCheck(me, { ...place, checkId: single, choices: ['a'] })
  await answerCheck(me, { ...place, checkId: multiple, choices: ['a', 'c'] })
}

/** Walks a whole course of two lessons to its end. */
export async function completeCourse(me: SignedInContext, courseCode = course): Promise<void> {
  await enrolInCourse(me, { courseCode })
  for (const index of [0, 1]) {
    await answerAllRight(me, index, courseCode)
    await confirmLesson(me, { courseCode, lessonSlug: slugOf(index) })
  }
}
