import { describe, expect, it } from 'vitest'
import {
  readAttempt,
  readResult,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '#app/features/exams/index.server.ts'
import { action as answer } from '#app/routes/exams/answer.tsx'
import { loader as loadAttempt } from '#app/routes/exams/attempt.tsx'
import { loader as loadResult } from '#app/routes/exams/result.tsx'
import { loader as loadReview } from '#app/routes/exams/review.tsx'
import { action as submit } from '#app/routes/exams/submit.tsx'
import { apiFor } from '#tests/features/exams/exam-api.ts'
import { answerAll, exam, examScene, roomOf, started } from '#tests/features/exams/exam-scene.ts'
import { callRoute } from '#tests/features/identity/call-route.ts'

type Handler = Parameters<typeof callRoute>[0]

async function begun() {
  const scene = await examScene()
  const attemptId = await started(scene.me)
  const { items } = await roomOf(scene.me, attemptId)
  const itemId = items.find(({ content }) => content.type === 'single')?.id ?? ''
  return {
    ...scene,
    attemptId,
    itemId,
    entry: { sequence: 1, itemId, kind: 'answer', value: { type: 'single', choice: 'a' } },
  }
}

describe('an attempt belongs to its candidate', () => {
  it('others find nothing at its addresses, whatever they do', async () => {
    const { db, other, attemptId, itemId, entry } = await begun()
    expect(await readAttempt(other, attemptId)).toEqual({ kind: 'unknown' })
    expect(await readResult(other, attemptId)).toEqual({ kind: 'unknown' })
    expect(await submitAttempt(other, { attemptId })).toEqual({ ok: false, reason: 'unknown-attempt' })
    expect(await saveResponse(other, { attemptId, itemId, kind: 'answer', value: null })).toEqual({
      ok: false,
      reason: 'unknown-attempt',
    })
    const params = { attempt: attemptId }
    for (const loader of [loadAttempt, loadReview, loadResult])
      expect((await callRoute(loader as Handler, other, { params })).status).toBe(404)
    for (const action of [submit, answer])
      expect((await callRoute(action as Handler, other, { params, fields: { item: itemId } })).status).toBe(
        404,
      )
    expect((await (await apiFor(other)).put(attemptId, entry)).statusCode).toBe(404)
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toEqual([])
    expect(await db.selectFrom('examAttempt').select('state').execute()).toEqual([{ state: 'IN_PROGRESS' }])
  })

  it('an item of another form is unknown', async () => {
    const { me, other, attemptId } = await begun()
    const foreign = (await roomOf(other, await started(other))).items
    const { db } = me
    const own = new Set((await roomOf(me, attemptId)).items.map(({ id }) => id))
    // Both forms hold the whole bank here; a retired version stands for what is on neither.
    const version = await db.selectFrom('itemVersion').selectAll().limit(1).executeTakeFirstOrThrow()
    await db
      .insertInto('itemVersion')
      .values({ ...version, id: 'elsewhere', version: 2 })
      .execute()
    expect(foreign.every(({ id }) => own.has(id))).toBe(true)
    for (const itemId of ['elsewhere', 'made-up', '', '__proto__']) {
      expect(
        await saveResponse(me, {
          attemptId,
          itemId,
          kind: 'answer',
          value: { type: 'single', choice: 'a' },
        }),
      ).toEqual({ ok: false, reason: 'unknown-item' })
    }
  })

  it('a finished attempt cannot be opened, changed or handed in again', async () => {
    const { me, attemptId, itemId } = await begun()
    await answerAll(me, attemptId)
    await submitAttempt(me, { attemptId })
    const before = await readResult(me, attemptId)
    const params = { attempt: attemptId }
    expect((await callRoute(loadAttempt as Handler, me, { params })).location).toBe(
      `/attempts/${attemptId}/result`,
    )
    const fields = { item: itemId, type: 'single', choice: 'a', go: 'next' }
    expect((await callRoute(answer as Handler, me, { params, fields })).location).toBe(
      `/attempts/${attemptId}/result`,
    )
    expect((await callRoute(submit as Handler, me, { params, fields: {} })).location).toBe(
      `/attempts/${attemptId}/result`,
    )
    expect(await readResult(me, attemptId)).toEqual(before)
  })

  it('exams of brands out of reach are unknown', async () => {
    const { db, me, world, courseId } = await examScene()
    const { id } = await world.brand('BETA')
    await db.updateTable('course').set({ brandId: id }).where('id', '=', courseId).execute()
    expect(await startAttempt(me, { examCode: exam })).toEqual({ ok: false, reason: 'unknown-exam' })
  })
})

describe('the way by which the exam room saves', () => {
  it('answers with the instant of saving, and again the same for the same change', async () => {
    const { me, clock, attemptId, entry } = await begun()
    const api = await apiFor(me)
    const savedAt = me.now()
    const first = await api.put(attemptId, entry)
    const results = [{ savedAt, sequence: 1 }]
    expect([first.statusCode, first.json()]).toMatchObject([200, { results, now: savedAt }])
    clock.advance(1000)
    expect((await api.put(attemptId, entry)).json()).toMatchObject({ results, now: me.now() })
  })

  it('takes what has gathered in one delivery, item by item', async () => {
    const { db, me, attemptId, entry } = await begun()
    const savedAt = me.now()
    const delivered = await (await apiFor(me)).putAll(attemptId, [
      entry,
      { ...entry, sequence: 2, itemId: 'made-up' },
      { ...entry, sequence: 3, kind: 'flag', value: true },
    ])
    expect([delivered.statusCode, delivered.json().results]).toMatchObject([
      200,
      [
        { savedAt, sequence: 1 },
        { status: 404, reason: 'unknown-item' },
        { savedAt, sequence: 3 },
      ],
    ])
    const stored = await db.selectFrom('examResponse').select('sequence').orderBy('sequence').execute()
    expect(stored.map(({ sequence }) => sequence)).toEqual([200_001, 200_003])
  })

  it('stops at a number that stands for another change, so that the rest can be numbered anew', async () => {
    const { db, me, attemptId, entry } = await begun()
    const api = await apiFor(me)
    await api.putAll(attemptId, [entry, { ...entry, sequence: 2, kind: 'flag', value: true }])
    const delivered = await api.putAll(attemptId, [
      entry,
      { ...entry, sequence: 2, kind: 'flag', value: false },
      { ...entry, sequence: 3, value: null },
    ])
    expect(delivered.json().results).toMatchObject([
      { sequence: 1 },
      { status: 409, reason: 'sequence-taken', lastSequence: 2 },
    ])
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toHaveLength(2)
  })

  it('is closed to other sites, to nobody, and to people without the role', async () => {
    const { db, ctx, me, world, brand, attemptId, entry } = await begun()
    const statusOf = async (who: typeof ctx, headers?: Record<string, string>) => {
      const response = await (await apiFor(who)).put(attemptId, entry, headers)
      expect(response.headers['content-type']).toContain('application/problem+json')
      return response.statusCode
    }
    expect(await statusOf(me, { origin: 'https://elsewhere.example' })).toBe(403)
    expect(await statusOf(me, { origin: 'null' })).toBe(403)
    expect(await statusOf(me, {})).toBe(403)
    expect(await statusOf(ctx)).toBe(401)
    expect(await statusOf(await (await world.officer(brand)).signedIn())).toBe(403)
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toEqual([])
  })

  it.each([
    ['no body', ''],
    ['no object', '[]'],
    ['a number that is none', { sequence: '1' }],
    ['another kind', { kind: 'delete' }],
    ['a long id', { itemId: 'x'.repeat(65) }],
    ['no number', { sequence: null }],
    ['no opening', JSON.stringify({ seen: 0, changes: [] })],
    ['an opening of another shape', JSON.stringify({ opening: '../x', seen: 0, changes: [] })],
    [
      'a signal that none is',
      JSON.stringify({ opening: 'firstpage', seen: 0, changes: [], signals: [{ kind: 'key', seconds: 1 }] }),
    ],
    [
      'more changes than anybody gathers',
      JSON.stringify({
        opening: 'firstpage',
        seen: 0,
        changes: Array(51).fill({ sequence: 1, itemId: 'x', kind: 'flag', value: true }),
      }),
    ],
  ])('refuses %s and stores nothing', async (_, change) => {
    const { db, me, attemptId, entry } = await begun()
    const body = typeof change === 'string' ? change : { ...entry, ...change }
    expect((await (await apiFor(me)).put(attemptId, body)).statusCode).toBe(400)
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toEqual([])
  })

  it('says why an answer does not count: too late, over, or a number in use', async () => {
    const { me, clock, attemptId, entry } = await begun()
    const api = await apiFor(me)
    await api.put(attemptId, entry)
    const changed = await api.put(attemptId, { ...entry, value: null })
    expect(changed.json().results).toMatchObject([{ status: 409, reason: 'sequence-taken', lastSequence: 1 }])
    clock.advance(24 * 3_600_000)
    const late = await api.put(attemptId, { ...entry, sequence: 2 })
    expect(late.json()).toMatchObject({
      results: [{ status: 409, reason: 'too-late' }],
      desk: { standing: 'too-late' },
    })
  })
})
