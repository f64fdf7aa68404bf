import { describe, expect, it } from 'vitest'
import type { SignedInContext } from '#app/context.server.ts'
import { saveResponse, submitAttempt } from '#app/features/exams/index.server.ts'
import { examScene, type ItemType, kinds, roomOf, started, types } from './exam-scene.ts'

async function begun() {
  const scene = await examScene()
  const attemptId = await started(scene.me)
  const { items } = await roomOf(scene.me, attemptId)
  const idOf = (type: ItemType) => items.find(({ content }) => content.type === type)?.id ?? ''
  const answer = (type: ItemType, sequence: number | null, value: unknown, me: SignedInContext = scene.me) =>
    saveResponse(me, { attemptId, itemId: idOf(type), sequence, kind: 'answer', value })
  return { ...scene, attemptId, idOf, answer }
}

describe('the journal of an attempt', () => {
  it.each(types)('stores an answer of type %s in its canonical form and shows it again', async (type) => {
    const { me, attemptId, idOf, answer } = await begun()
    expect(await answer(type, 1, kinds[type].right)).toEqual({ ok: true, savedAt: me.now(), sequence: 1 })
    const room = await roomOf(me, attemptId)
    expect(Object.keys(room.responses)).toEqual([idOf(type)])
    expect(room.responses[idOf(type)]).toEqual(
      type === 'multi' ? { type, choices: ['a', 'c'] } : kinds[type].right,
    )
    expect(room).toMatchObject({ lastSequence: 1, savedAt: me.now() })
  })

  it('acknowledges a replay with its first instant and stores nothing twice', async () => {
    const { clock, db, me, answer } = await begun()
    const savedAt = me.now()
    await answer('single', 1, { type: 'single', choice: 'a' })
    clock.advance(5_000)
    expect(await answer('single', 1, { type: 'single', choice: 'a' })).toEqual({
      ok: true,
      savedAt,
      sequence: 1,
    })
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toHaveLength(1)
  })

  it('refuses a number in use for something else, and says which is the highest', async () => {
    const { answer } = await begun()
    await answer('single', 1, { type: 'single', choice: 'a' })
    await answer('single', 4, { type: 'single', choice: 'b' })
    const taken = { ok: false, reason: 'sequence-taken', lastSequence: 4 }
    expect(await answer('single', 1, { type: 'single', choice: 'c' })).toEqual(taken)
    expect(await answer('truefalse', 4, { type: 'truefalse', choice: true })).toEqual(taken)
  })

  it('lets the highest number win, whatever the order of arrival', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    for (const [sequence, choice] of [
      [3, 'c'],
      [1, 'a'],
      [2, 'b'],
    ] as const)
      await answer('single', sequence, { type: 'single', choice })
    expect((await roomOf(me, attemptId)).responses[idOf('single')]).toEqual({ type: 'single', choice: 'c' })
  })

  it('counts on by itself where a form sends no number', async () => {
    const { answer } = await begun()
    await answer('single', 7, { type: 'single', choice: 'a' })
    expect(await answer('single', null, { type: 'single', choice: 'b' })).toMatchObject({
      ok: true,
      sequence: 8,
    })
  })

  it('keeps flags apart from answers', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    const flag = (value: unknown) =>
      saveResponse(me, { attemptId, itemId: idOf('single'), sequence: null, kind: 'flag', value })
    await answer('single', null, { type: 'single', choice: 'a' })
    await flag(true)
    expect((await roomOf(me, attemptId)).flagged).toEqual([idOf('single')])
    await flag(false)
    expect(await roomOf(me, attemptId)).toMatchObject({
      flagged: [],
      responses: { [idOf('single')]: { type: 'single', choice: 'a' } },
    })
    expect(await flag('yes')).toEqual({ ok: false, reason: 'malformed' })
  })

  it.each([
    ['an unknown option', 'single', { type: 'single', choice: 'z' }, 'unknown-option'],
    ['an answer of another type', 'single', { type: 'multi', choices: ['a'] }, 'other-type'],
    ['a word for a number', 'numeric', { type: 'numeric', value: 'nine' }, 'not-a-number'],
    ['an option twice', 'multi', { type: 'multi', choices: ['a', 'a'] }, 'repeated-option'],
    ['a bare text', 'single', 'a', 'malformed'],
    ['nothing at all', 'single', undefined, 'malformed'],
  ] as const)('refuses %s and stores nothing', async (_, type, value, reason) => {
    const { db, answer } = await begun()
    expect(await answer(type, 1, value)).toEqual({ ok: false, reason })
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN, 100_001, 2 ** 40])('refuses the number %s', async (sequence) => {
    const { answer } = await begun()
    expect(await answer('single', sequence, null)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('takes nothing after the attempt was handed in', async () => {
    const { db, me, attemptId, answer } = await begun()
    await answer('single', 1, { type: 'single', choice: 'a' })
    await submitAttempt(me, { attemptId })
    expect(await answer('single', 2, { type: 'single', choice: 'b' })).toEqual({
      ok: false,
      reason: 'not-running',
    })
    expect(await answer('single', 1, { type: 'single', choice: 'a' })).toMatchObject({ ok: true })
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toHaveLength(1)
  })

  it('loses no acknowledged answer to a submit at the same moment', async () => {
    const { db, me, attemptId, answer } = await begun()
    const [saved, , submitted] = await Promise.all([
      answer('single', 1, { type: 'single', choice: 'b' }),
      answer('numeric', 2, { type: 'numeric', value: '873.25' }),
      submitAttempt(me, { attemptId }),
      answer('truefalse', 3, { type: 'truefalse', choice: false }),
    ])
    expect(submitted.ok).toBe(true)
    expect(saved.ok).toBe(true)
    const { resultJson } = await db.selectFrom('examAttempt').select('resultJson').executeTakeFirstOrThrow()
    const stored = await db.selectFrom('examResponse').select('sequence').execute()
    expect(JSON.parse(resultJson ?? '')).toMatchObject({ answeredCount: stored.length })
  })

  it('cannot be rewritten, not even in the database', async () => {
    const { db, answer } = await begun()
    await answer('single', 1, { type: 'single', choice: 'a' })
    await expect(db.updateTable('examResponse').set({ valueJson: 'null' }).execute()).rejects.toThrow(
      /append-only/,
    )
    await expect(db.deleteFrom('examResponse').execute()).rejects.toThrow(/append-only/)
  })
})
