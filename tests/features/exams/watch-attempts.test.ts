import { describe, expect, it } from 'vitest'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import {
  finaliseOverdueAttempts,
  readAttempt,
  readExam,
  readExamSessions,
  readResult,
  readSession,
  startAttempt,
  submitAttempt,
  type WatchAct,
  watchAttempts,
} from '#app/features/exams/index.server.ts'
import { delivered, exam, kinds, minutes, proctoredScene, roomOf, sessionOf, started } from './exam-scene.ts'

const minute = 60_000

/** Two candidates sitting in one session. */
async function sitting() {
  const scene = await proctoredScene()
  const { me, other, watcher } = scene
  const { sessionId, checkInCode } = await sessionOf(watcher)
  const attemptId = await started(me, checkInCode)
  const otherId = await started(other, checkInCode)
  const act = (one: WatchAct, reason = 'Fire alarm', attempt: string | null = attemptId) =>
    watchAttempts(watcher, { sessionId, attemptId: attempt, act: one, reason })
  const deadlineOf = async (id: string) =>
    (
      await scene.db
        .selectFrom('examAttempt')
        .select('deadlineAt')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).deadlineAt
  return { ...scene, sessionId, checkInCode, attemptId, otherId, act, deadlineOf }
}

describe('an invigilator and the clock', () => {
  it('gives extra time that holds at once, is seen by the next word of the server and stands on the receipt', async () => {
    const { me, clock, attemptId, otherId, act, deadlineOf } = await sitting()
    const before = await deadlineOf(attemptId)
    expect(await act({ kind: 'extra-time', minutes: 15 }, 'Accommodation agreed with the officer')).toEqual({
      ok: true,
      count: 1,
    })
    const after = addMilliseconds(before, 15 * minute)
    expect(await deadlineOf(attemptId)).toBe(after)
    expect(await deadlineOf(otherId)).toBe(before)
    expect((await delivered(me, attemptId, [])).desk.deadlineAt).toBe(after)
    clock.set(before)
    clock.advance(10 * minute)
    const [item] = (await roomOf(me, attemptId)).items
    const flag = { itemId: item?.id ?? '', sequence: 1, kind: 'flag', value: true } as const
    expect((await delivered(me, attemptId, [flag])).results).toMatchObject([{ ok: true }])
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({
      result: { deadlineAt: after, extraMinutes: 15, pauses: [] },
    })
  })

  it('stops the clock of everybody: no items, no answers, no handing in; what is left afterwards is what was left before', async () => {
    const { ctx, me, other, watcher, sessionId, clock, attemptId, otherId, act, deadlineOf } = await sitting()
    clock.advance(10 * minute)
    const pausedAt = me.now()
    expect(await act({ kind: 'pause' }, 'Fire alarm', null)).toEqual({ ok: true, count: 2 })
    expect(await readAttempt(me, attemptId)).toMatchObject({
      kind: 'paused',
      pausedAt,
      leftSeconds: (minutes - 10) * 60,
    })
    const change = { itemId: 'any', sequence: 1, kind: 'flag', value: true } as const
    const itemId = await me.db
      .selectFrom('examFormItem')
      .innerJoin('examAttempt', 'examAttempt.formId', 'examFormItem.formId')
      .select('itemVersionId')
      .where('examAttempt.id', '=', attemptId)
      .executeTakeFirstOrThrow()
    const answer = { ...change, itemId: itemId.itemVersionId }
    const refused = await delivered(me, attemptId, [answer])
    expect([refused.results, refused.desk]).toMatchObject([
      [{ ok: false, reason: 'paused' }],
      { standing: 'paused', pausedAt },
    ])
    expect(await submitAttempt(me, { attemptId })).toEqual({ ok: false, reason: 'paused' })
    // Nobody is told a deadline that only a forgotten pause would have.
    expect((await readSession(watcher, sessionId))?.attempts[0]).toMatchObject({
      standing: 'paused',
      leftSeconds: (minutes - 10) * 60,
    })
    expect((await readExam(me, exam))?.standing).toMatchObject({ kind: 'running', isPaused: true })
    expect((await readExamSessions(watcher, { page: 1 })).open[0]?.attempts[0]?.isPaused).toBe(true)
    // Longer than the exam lasts: nobody's time runs out meanwhile.
    clock.advance(2 * minutes * minute)
    expect(await finaliseOverdueAttempts(ctx)).toBe(0)
    expect(await act({ kind: 'resume' }, '', null)).toEqual({ ok: true, count: 2 })
    for (const id of [attemptId, otherId])
      expect(await deadlineOf(id)).toBe(addMilliseconds(me.now(), (minutes - 10) * minute))
    expect((await delivered(me, attemptId, [answer])).results).toMatchObject([{ ok: true }])
    expect(await readAttempt(other, otherId)).toMatchObject({ kind: 'running' })
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({
      result: { pauses: [{ from: pausedAt, until: addMilliseconds(pausedAt, 2 * minutes * minute) }] },
    })
  })

  it('a pause that nobody ends does so by itself, and the attempt ends with what was saved', async () => {
    const { ctx, db, me, clock, attemptId, act } = await sitting()
    await act({ kind: 'pause' })
    clock.advance(4 * 60 * minute)
    expect(await readAttempt(me, attemptId)).toMatchObject({ kind: 'running' })
    clock.advance(minutes * minute)
    expect(await finaliseOverdueAttempts(ctx)).toBe(1)
    clock.advance(1)
    expect(await finaliseOverdueAttempts(ctx)).toBe(1)
    const { state } = await db
      .selectFrom('examAttempt')
      .select('state')
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    expect(state).toBe('FAILED')
  })

  it.each<[string, WatchAct, string, string | null | undefined, string]>([
    ['without a reason', { kind: 'pause' }, ' ', undefined, 'reason-missing'],
    ['with a reason that never ends', { kind: 'pause' }, 'x'.repeat(501), undefined, 'reason-long'],
    ['no extra time', { kind: 'extra-time', minutes: 0 }, 'why', undefined, 'minutes'],
    ['extra time backwards', { kind: 'extra-time', minutes: -5 }, 'why', undefined, 'minutes'],
    ['half a minute', { kind: 'extra-time', minutes: 0.5 }, 'why', undefined, 'minutes'],
    ['more than three hours', { kind: 'extra-time', minutes: 181 }, 'why', undefined, 'minutes'],
    ['an end for everybody', { kind: 'void' }, 'why', null, 'one-at-a-time'],
    ['going on where nothing is paused', { kind: 'resume' }, '', undefined, 'nobody-sits'],
    ['an attempt that is none', { kind: 'note' }, 'why', 'made-up', 'nobody-sits'],
  ])('refuses %s and changes nothing', async (_, act, reason, attempt, problem) => {
    const { db, act: tried } = await sitting()
    const before = await db.selectFrom('examAttempt').selectAll().execute()
    expect(await (attempt === undefined ? tried(act, reason) : tried(act, reason, attempt))).toEqual({
      ok: false,
      reason: problem,
    })
    expect(await db.selectFrom('examAttempt').selectAll().execute()).toEqual(before)
    expect(await db.selectFrom('examAttemptEvent').selectAll().execute()).toEqual([])
  })

  it('cannot bring back an attempt whose time is up', async () => {
    const { clock, act } = await sitting()
    clock.advance(minutes * minute + 1)
    expect(await act({ kind: 'extra-time', minutes: 30 })).toEqual({ ok: false, reason: 'nobody-sits' })
  })
})

describe('an attempt that is stopped', () => {
  it('by our fault is void, not counted, and the candidate may begin again at once', async () => {
    const { db, me, attemptId, checkInCode, act } = await sitting()
    const [item] = (await roomOf(me, attemptId)).items
    await delivered(me, attemptId, [{ itemId: item?.id ?? '', sequence: 1, kind: 'flag', value: true }])
    expect(await act({ kind: 'void' }, 'Power cut in the building')).toEqual({ ok: true, count: 1 })
    expect(await readAttempt(me, attemptId)).toEqual({ kind: 'over' })
    expect((await delivered(me, attemptId, [])).desk.standing).toBe('not-running')
    expect(await readResult(me, attemptId)).toMatchObject({
      result: { state: 'VOIDED', score: null, stoppedReason: 'Power cut in the building' },
    })
    expect((await readExam(me, exam))?.standing).toMatchObject({ kind: 'open', left: 3 })
    expect(await startAttempt(me, { examCode: exam, checkInCode })).toMatchObject({ ok: true })
    const audit = await db.selectFrom('auditEntry').select('action').execute()
    expect(audit.map(({ action }) => action)).toContain('attempt.voided')
    const told = await db.selectFrom('message').select(['template', 'personId', 'body']).execute()
    expect(told).toMatchObject([{ template: 'attempt-voided', personId: me.actor.personId }])
    expect(told[0]?.body).toContain('Power cut in the building')
  })

  it('for misconduct counts, and waits for the cool-down', async () => {
    const { me, attemptId, act } = await sitting()
    expect(await act({ kind: 'end-for-cause' }, 'Used a phone after two warnings')).toEqual({
      ok: true,
      count: 1,
    })
    expect(await readResult(me, attemptId)).toMatchObject({ result: { state: 'VOIDED_FOR_CAUSE' } })
    expect((await readExam(me, exam))?.standing).toMatchObject({ kind: 'wait' })
  })
})

describe('watching a session', () => {
  it('shows how far everybody is and what devices noticed, never how they do', async () => {
    const { me, watcher, clock, sessionId, attemptId, act } = await sitting()
    const { items } = await roomOf(me, attemptId)
    const single = items.find(({ content }) => content.type === 'single')
    await delivered(me, attemptId, [
      { itemId: single?.id ?? '', sequence: 1, kind: 'answer', value: kinds.single.right },
    ])
    await delivered(me, attemptId, [], { signals: [{ kind: 'away', seconds: 12 }] })
    await delivered({ ...me, request: { ...me.request, userAgent: 'another browser' } }, attemptId, [], {
      opening: 'nextpage',
      seen: 20,
      signals: [{ kind: 'offline', seconds: 61 }],
    })
    clock.advance(minute)
    await act({ kind: 'note' }, 'Asked for water')
    const session = await readSession(watcher, sessionId)
    expect(session?.attempts[0]).toMatchObject({
      standing: 'running',
      touched: 1,
      openedCount: 2,
      deviceCount: 2,
      away: { count: 1, seconds: 12 },
      offline: { count: 1, seconds: 61 },
      events: [{ kind: 'NOTE', reason: 'Asked for water' }],
    })
    await submitAttempt(me, { attemptId })
    const text = JSON.stringify(await readSession(watcher, sessionId))
    expect(text).toContain('"standing":"done"')
    expect(text).not.toMatch(/PASSED|FAILED|score|permille|answerHash/i)
  })

  it('is for the invigilator of the session alone', async () => {
    const { db, world, brand, sessionId, attemptId } = await sitting()
    const stranger = await (await world.invigilator(brand)).signedIn()
    expect(await readSession(stranger, sessionId)).toBeNull()
    for (const kind of ['pause', 'void', 'end-for-cause', 'note'] as const)
      expect(await watchAttempts(stranger, { sessionId, attemptId, act: { kind }, reason: 'why' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
    const own = await sessionOf(stranger)
    // One's own session is no way into another's attempt.
    expect(
      await watchAttempts(stranger, {
        sessionId: own.sessionId,
        attemptId,
        act: { kind: 'void' },
        reason: 'why',
      }),
    ).toEqual({ ok: false, reason: 'nobody-sits' })
    expect(await db.selectFrom('examAttemptEvent').selectAll().execute()).toEqual([])
  })

  it('what was done cannot be rewritten, not even in the database', async () => {
    const { db, act } = await sitting()
    await act({ kind: 'note' }, 'Asked for water')
    await expect(db.updateTable('examAttemptEvent').set({ reason: 'x' }).execute()).rejects.toThrow(
      /append-only/,
    )
    await expect(db.deleteFrom('examAttemptEvent').execute()).rejects.toThrow(/append-only/)
  })
})
