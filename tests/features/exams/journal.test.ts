import { describe, expect, it } from 'vitest'
import { saveResponse, submitAttempt } from '#app/features/exams/index.server.ts'
import { delivered, examScene, type ItemType, kinds, roomOf, started, types } from './exam-scene.ts'

type Page = NonNullable<Parameters<typeof delivered>[3]>

async function begun() {
  const scene = await examScene()
  const attemptId = await started(scene.me)
  const { items } = await roomOf(scene.me, attemptId)
  const idOf = (type: ItemType) => items.find(({ content }) => content.type === type)?.id ?? ''
  const answer = async (type: ItemType, sequence: number, value: unknown, page: Page = {}) => {
    const change = { itemId: idOf(type), sequence, kind: 'answer', value } as const
    return (await delivered(scene.me, attemptId, [change], page)).results[0]
  }
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
    expect(room).toMatchObject({ seen: 20, savedAt: me.now() })
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

  it('puts what a form sends behind everything that is there', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    await answer('single', 7, { type: 'single', choice: 'a' })
    const post = (choice: string) =>
      saveResponse(me, {
        attemptId,
        itemId: idOf('single'),
        kind: 'answer',
        value: { type: 'single', choice },
      })
    expect(await post('b')).toMatchObject({ ok: true, sequence: 1 })
    expect(await post('c')).toMatchObject({ ok: true, sequence: 2 })
    expect(await answer('single', 8, { type: 'single', choice: 'a' })).toMatchObject({ ok: true })
    expect((await roomOf(me, attemptId)).responses[idOf('single')]).toEqual({ type: 'single', choice: 'c' })
  })

  it('keeps flags apart from answers', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    const flag = (value: unknown) =>
      saveResponse(me, { attemptId, itemId: idOf('single'), kind: 'flag', value })
    await answer('single', 1, { type: 'single', choice: 'a' })
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

  it.each([0, -1, 1.5, Number.NaN, 10_000, 2 ** 40])('refuses the number %s', async (sequence) => {
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
    expect(saved).toMatchObject({ ok: true })
    const { resultJson } = await db.selectFrom('examAttempt').select('resultJson').executeTakeFirstOrThrow()
    const stored = await db.selectFrom('examResponse').select('sequence').execute()
    expect(JSON.parse(resultJson ?? '')).toMatchObject({ answeredCount: stored.length })
  })

  it('lets two pages without a connection both deliver what they hold, each under its own numbers', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    const [first, second] = [{ opening: 'pageone1' }, { opening: 'pagetwo2' }]
    await delivered(me, attemptId, [], first)
    await delivered(me, attemptId, [], { ...second, seen: 20 })
    expect(await answer('numeric', 1, { type: 'numeric', value: '1' }, second)).toMatchObject({ ok: true })
    expect(await answer('single', 1, { type: 'single', choice: 'a' }, first)).toMatchObject({ ok: true })
    expect((await roomOf(me, attemptId)).responses).toEqual({
      [idOf('single')]: { type: 'single', choice: 'a' },
      [idOf('numeric')]: { type: 'numeric', value: '1' },
    })
  })

  it('an old answer of a device that comes back never beats one given on its successor', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    const [phone, laptop] = [{ opening: 'thephone' }, { opening: 'thelaptop', seen: 20 }]
    await delivered(me, attemptId, [], phone)
    await delivered(me, attemptId, [], laptop)
    await answer('single', 1, { type: 'single', choice: 'c' }, laptop)
    await answer('single', 1, { type: 'single', choice: 'a' }, phone)
    expect((await roomOf(me, attemptId)).responses[idOf('single')]).toEqual({ type: 'single', choice: 'c' })
  })

  it('a page that never got through before it was succeeded fills gaps only', async () => {
    const { me, attemptId, idOf, answer } = await begun()
    await delivered(me, attemptId, [], { opening: 'thelaptop' })
    await answer('single', 1, { type: 'single', choice: 'c' }, { opening: 'thelaptop' })
    const late = await delivered(
      me,
      attemptId,
      [
        { itemId: idOf('single'), sequence: 1, kind: 'answer', value: { type: 'single', choice: 'a' } },
        { itemId: idOf('numeric'), sequence: 2, kind: 'answer', value: { type: 'numeric', value: '7' } },
      ],
      { opening: 'thephone', seen: 0 },
    )
    expect(late.desk).toMatchObject({
      openedElsewhereAt: me.now(),
      current: {
        responses: {
          [idOf('single')]: { type: 'single', choice: 'c' },
          [idOf('numeric')]: { type: 'numeric', value: '7' },
        },
      },
    })
  })

  it('tells a page that it has been succeeded, and the new one what counts so far', async () => {
    const { me, clock, attemptId, idOf, answer } = await begun()
    await answer('single', 1, { type: 'single', choice: 'a' })
    clock.advance(60_000)
    const next = await delivered(me, attemptId, [], { opening: 'nextpage', seen: 20 })
    expect(next.desk).toMatchObject({
      openedElsewhereAt: null,
      current: { responses: { [idOf('single')]: { type: 'single', choice: 'a' } } },
    })
    const old = await delivered(me, attemptId, [])
    expect(old.desk.openedElsewhereAt).toBe(me.now())
  })

  it('keeps what a device noticed, up to a limit', async () => {
    const { db, me, attemptId } = await begun()
    const signals = Array.from({ length: 20 }, (_, index) => ({ kind: 'away' as const, seconds: index }))
    for (let round = 0; round < 25; round += 1) await delivered(me, attemptId, [], { signals })
    const rows = await db.selectFrom('examSignal').select(['kind', 'seconds', 'opening']).execute()
    expect(rows).toHaveLength(400)
    expect(rows[3]).toEqual({ kind: 'away', seconds: 3, opening: 20 })
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
