import { describe, expect, it } from 'vitest'
import { publishCourse } from '#app/features/curriculum/index.server.ts'
import { BlueprintGapsError, publishBlueprint } from '#app/features/exams/index.server.ts'
import {
  ForeignItemError,
  findBank,
  publishItems,
  UnsoundItemError,
} from '#app/features/item-bank/index.server.ts'
import { courseSource } from '#tests/features/curriculum/course-fixture.ts'
import { bankOf, blueprintOf } from '#tests/features/exams/exam-scene.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'

async function scene() {
  const { ctx, db } = await frozenContext()
  const { courseId } = await db.transaction().execute((trx) => publishCourse(ctx, trx, courseSource()))
  const publish = (items = bankOf()) =>
    db.transaction().execute((trx) => publishItems(ctx, trx, { courseId, items }))
  const offer = (changes = {}, count = 6) =>
    db
      .transaction()
      .execute((trx) => publishBlueprint(ctx, trx, { courseId, blueprint: blueprintOf(changes, count) }))
  return { ctx, db, courseId, publish, offer }
}

describe('publishing a bank', () => {
  it('adds what is new, leaves what is the same, and counts versions up for what changed', async () => {
    const { db, publish } = await scene()
    expect(await publish()).toEqual({ added: 12, changed: 0, retired: 0, unchanged: 0 })
    expect(await publish()).toEqual({ added: 0, changed: 0, retired: 0, unchanged: 12 })
    const [first, ...others] = bankOf()
    if (!first) throw new Error('empty')
    expect(await publish([{ ...first, difficulty: 3 }, ...others])).toMatchObject({
      changed: 1,
      unchanged: 11,
    })
    const versions = await db
      .selectFrom('itemVersion')
      .select('version')
      .where('difficulty', '=', 3)
      .execute()
    expect(versions).toEqual([{ version: 2 }])
    const entries = await db
      .selectFrom('auditEntry')
      .select('id')
      .where('action', '=', 'items.published')
      .execute()
    expect(entries).toHaveLength(2)
  })

  it('retires what is gone, deletes nothing, and takes it up again when it comes back', async () => {
    const { db, courseId, publish } = await scene()
    await publish()
    expect(await publish(bankOf().slice(1))).toMatchObject({ retired: 1 })
    expect(await findBank(db, courseId)).toHaveLength(11)
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(12)
    await publish()
    expect(await findBank(db, courseId)).toHaveLength(12)
  })

  it('hands out neither keys nor texts to the draw', async () => {
    const { db, courseId, publish } = await scene()
    await publish()
    expect(JSON.stringify(await findBank(db, courseId))).not.toMatch(/Stem|Rationale|873|"correct"/)
  })

  it('refuses an item of another course and an item that cannot be scored', async () => {
    const { ctx, db, publish } = await scene()
    await publish()
    const { courseId: other } = await db
      .transaction()
      .execute((trx) => publishCourse(ctx, trx, courseSource({ code: 'TST-102' })))
    await expect(
      db.transaction().execute((trx) => publishItems(ctx, trx, { courseId: other, items: bankOf() })),
    ).rejects.toThrow(ForeignItemError)
    const [first] = bankOf()
    if (!first) throw new Error('empty')
    await expect(publish([{ ...first, key: { type: 'single', correct: 'z' } }])).rejects.toThrow(
      UnsoundItemError,
    )
    expect(await db.selectFrom('itemVersion').select('id').execute()).toHaveLength(12)
  })
})

describe('publishing a blueprint', () => {
  it('publishes once, and another content as the next version', async () => {
    const { publish, offer } = await scene()
    await publish()
    const first = await offer()
    expect(first.isNew).toBe(true)
    expect(await offer()).toEqual({ ...first, isNew: false })
    expect(await offer({ minutes: 45 })).toMatchObject({ examId: first.examId, isNew: true })
  })

  it('refuses with what is missing where the bank cannot fill it', async () => {
    const { db, publish, offer } = await scene()
    await publish()
    const failure = await offer({}, 7).catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(BlueprintGapsError)
    expect((failure as BlueprintGapsError).gaps).toMatchObject([
      { kind: 'cell', section: 'first', needed: 7, available: 6 },
      { kind: 'cell', section: 'second', needed: 7, available: 6 },
    ])
    expect(await db.selectFrom('exam').select('id').execute()).toEqual([])
  })
})
