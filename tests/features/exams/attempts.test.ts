import { describe, expect, it } from 'vitest'
import { addHours, addMilliseconds } from '#app/domain/shared/instants.ts'
import {
  finaliseOverdueAttempts,
  findExamAttempts,
  findExamPasses,
  readAttempt,
  readExamList,
  readResult,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '#app/features/exams/index.server.ts'
import { publishItems } from '#app/features/item-bank/index.server.ts'
import {
  answerAll,
  bankOf,
  delivered,
  exam,
  examScene,
  kinds,
  minutes,
  roomOf,
  started,
} from './exam-scene.ts'

describe('starting an attempt', () => {
  it('freezes form, order of options and deadline, so that the room looks the same whenever it is opened', async () => {
    const { db, clock, me } = await examScene()
    const attemptId = await started(me)
    const first = await roomOf(me, attemptId)
    expect(first.deadlineAt).toBe(addMilliseconds(me.now(), minutes * 60_000))
    expect(first.items).toHaveLength(12)
    clock.advance(60_000)
    const again = await roomOf(me, attemptId)
    expect(again.items).toEqual(first.items)
    expect(again.deadlineAt).toBe(first.deadlineAt)
    const { seed } = await db.selectFrom('examForm').select('seed').executeTakeFirstOrThrow()
    expect(seed).toMatch(/^[0-9a-f]{32}$/)
  })

  it('keeps the pinned version when an item changes during the attempt', async () => {
    const { ctx, db, me, courseId } = await examScene()
    const attemptId = await started(me)
    const items = bankOf().map((item) => ({ ...item, difficulty: 2 as const }))
    await db.transaction().execute((trx) => publishItems(ctx, trx, { courseId, items }))
    const pinned = (await roomOf(me, attemptId)).items.map(({ id }) => id)
    const versions = await db
      .selectFrom('itemVersion')
      .select('version')
      .distinct()
      .where('id', 'in', pinned)
      .execute()
    expect(versions).toEqual([{ version: 1 }])
    await answerAll(me, attemptId)
    expect(await submitAttempt(me, { attemptId })).toMatchObject({ ok: true })
  })

  it('asks for the completed course at first, and no more for a retake', async () => {
    const { db, clock, me } = await examScene()
    await db.updateTable('courseEnrolment').set({ completedAt: null }).execute()
    expect(await startAttempt(me, { examCode: exam })).toEqual({ ok: false, reason: 'course-not-completed' })
    await db.updateTable('courseEnrolment').set({ completedAt: me.now() }).execute()
    await submitAttempt(me, { attemptId: await started(me) })
    await db.updateTable('courseEnrolment').set({ completedAt: null }).execute()
    clock.advance(24 * 3_600_000)
    expect(await startAttempt(me, { examCode: exam })).toMatchObject({ ok: true })
  })

  it('allows one running attempt a person and closes an overdue one on the way to the next', async () => {
    const { clock, me } = await examScene({
      blueprint: { attempts: { max: 3, perDays: 90, coolDownHours: [0] } },
    })
    const attemptId = await started(me)
    expect(await startAttempt(me, { examCode: exam })).toEqual({
      ok: false,
      reason: 'running-already',
      attemptId,
    })
    clock.advance(minutes * 60_000 + 1)
    expect(await startAttempt(me, { examCode: exam })).toMatchObject({ ok: true })
    expect(
      (await findExamAttempts(me.db, me.actor.personId)).map(({ state, number }) => [state, number]),
    ).toEqual([
      ['IN_PROGRESS', 2],
      ['FAILED', 1],
    ])
  })

  it('waits out cool-downs and the window of attempts', async () => {
    const { clock, me } = await examScene()
    for (const hours of [24, 168]) {
      await submitAttempt(me, { attemptId: await started(me) })
      clock.advance(hours * 3_600_000 - 1)
      expect(await startAttempt(me, { examCode: exam })).toEqual({ ok: false, reason: 'not-yet' })
      clock.advance(1)
    }
    await submitAttempt(me, { attemptId: await started(me) })
    clock.advance(30 * 24 * 3_600_000)
    expect(await startAttempt(me, { examCode: exam })).toEqual({ ok: false, reason: 'not-yet' })
    const list = await readExamList(me, { search: '', page: 1 })
    expect(list.exams[0]?.standing).toMatchObject({ kind: 'wait' })
    expect(list.nextRetakeAt).toBe(addHours('2026-11-23T02:00:00.000Z', 90 * 24))
  })

  it('draws items this person has not seen first', async () => {
    const { clock, db, me } = await examScene({ count: 3, blueprint: { criticalRule: 'none' } })
    const itemsOf = async (attemptId: string) => {
      const ids = (await roomOf(me, attemptId)).items.map(({ id }) => id)
      const rows = await db.selectFrom('itemVersion').select('itemId').where('id', 'in', ids).execute()
      return new Set(rows.map(({ itemId }) => itemId))
    }
    const first = await started(me)
    const seen = await itemsOf(first)
    await submitAttempt(me, { attemptId: first })
    clock.advance(24 * 3_600_000)
    const next = await itemsOf(await started(me))
    expect([...next].filter((id) => seen.has(id))).toEqual([])
  })

  it('starts one of two attempts begun at once', async () => {
    const { me } = await examScene()
    const outcomes = await Promise.all([1, 2].map(() => startAttempt(me, { examCode: exam })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await me.db.selectFrom('examForm').select('id').execute()).toHaveLength(1)
  })
})

describe('handing in', () => {
  it('passes, writes a receipt, and has enrolments looked at again', async () => {
    const { db, clock, me, engineer } = await examScene()
    const attemptId = await started(me)
    await answerAll(me, attemptId)
    clock.advance(60_000)
    expect(await submitAttempt(me, { attemptId })).toEqual({ ok: true, closedBy: 'candidate' })
    const view = await readResult(me, attemptId)
    expect(view).toMatchObject({
      kind: 'result',
      result: { state: 'PASSED', finalisedBy: 'candidate', score: { permille: 1000, answeredCount: 12 } },
    })
    expect(view.kind === 'result' && view.result.answerHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await findExamPasses(db, [engineer.id])).toEqual([
      {
        personId: engineer.id,
        examCode: exam,
        passedAt: me.now(),
        mode: 'UNPROCTORED',
        scorePermille: 1000,
        attemptId,
      },
    ])
    const jobs = await db.selectFrom('job').select(['kind', 'payloadJson']).execute()
    expect(jobs.at(-1)).toEqual({
      kind: 'advance-enrolments',
      payloadJson: JSON.stringify({ personId: engineer.id }),
    })
    const actions = await db.selectFrom('auditEntry').select('action').orderBy('sequence').execute()
    expect(actions.slice(-2).map(({ action }) => action)).toEqual(['attempt.started', 'attempt.passed'])
  })

  it('is done once: the second time nothing changes', async () => {
    const { db, me } = await examScene()
    const attemptId = await started(me)
    await answerAll(me, attemptId)
    await submitAttempt(me, { attemptId })
    const before = await db.selectFrom('examAttempt').selectAll().execute()
    expect(await submitAttempt(me, { attemptId })).toEqual({ ok: false, reason: 'not-running' })
    expect(await db.selectFrom('examAttempt').selectAll().execute()).toEqual(before)
    expect(
      await db.selectFrom('job').select('id').where('kind', '=', 'advance-enrolments').execute(),
    ).toHaveLength(3)
  })

  it('fails on one critical item however high the score, and says where to read on', async () => {
    const { me } = await examScene({ blueprint: { cutPermille: 500 } })
    const attemptId = await started(me)
    await answerAll(me, attemptId, ['truefalse'])
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({
      result: {
        state: 'FAILED',
        score: { permille: 833, failedBecause: ['critical-wrong'], criticalWrongCount: 2 },
        retake: { state: 'wait', from: addHours(me.now(), 24) },
      },
    })
    const weak = await readResult(me, attemptId)
    expect(weak.kind === 'result' && weak.result.sections.map(({ lessons }) => lessons)).toEqual([[], []])
  })

  it('counts nothing for what was taken back', async () => {
    const { me } = await examScene()
    const attemptId = await started(me)
    await answerAll(me, attemptId)
    for (const { id } of (await roomOf(me, attemptId)).items)
      await saveResponse(me, { attemptId, itemId: id, kind: 'answer', value: null })
    expect((await roomOf(me, attemptId)).responses).toEqual({})
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({
      result: { state: 'FAILED', score: { permille: 0, answeredCount: 0 } },
    })
  })
})

describe('the deadline', () => {
  it('closes attempts nobody looks at, with what was saved, as of the deadline', async () => {
    const { ctx, clock, db, me, other } = await examScene()
    const attemptId = await started(me)
    const late = await started(other)
    await answerAll(me, attemptId)
    clock.advance(minutes * 60_000)
    expect(await finaliseOverdueAttempts(ctx)).toBe(0)
    clock.advance(3 * 3_600_000)
    expect(await finaliseOverdueAttempts(ctx)).toBe(2)
    expect(await finaliseOverdueAttempts(ctx)).toBe(0)
    const rows = await db
      .selectFrom('examAttempt')
      .select(['id', 'state', 'finalisedBy', 'submittedAt', 'deadlineAt'])
      .orderBy('id')
      .execute()
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [attemptId, 'PASSED'],
      [late, 'FAILED'],
    ])
    for (const row of rows) {
      expect(row.finalisedBy).toBe('deadline')
      expect(row.submittedAt).toBe(row.deadlineAt)
    }
  })

  it('closes an overdue attempt when its candidate looks, hands in or opens the list', async () => {
    const looks = [
      (me: Parameters<typeof readAttempt>[0], id: string) => readAttempt(me, id),
      (me: Parameters<typeof readAttempt>[0], id: string) => readResult(me, id),
      (me: Parameters<typeof readAttempt>[0]) => readExamList(me, { search: '', page: 1 }),
      (me: Parameters<typeof readAttempt>[0], id: string) => submitAttempt(me, { attemptId: id }),
    ]
    for (const look of looks) {
      const { clock, db, me } = await examScene()
      const attemptId = await started(me)
      clock.advance(minutes * 60_000 + 1)
      await look(me, attemptId)
      expect(
        await db.selectFrom('examAttempt').select(['state', 'finalisedBy']).executeTakeFirstOrThrow(),
      ).toEqual({
        state: 'FAILED',
        finalisedBy: 'deadline',
      })
      expect(await readAttempt(me, attemptId)).toEqual({ kind: 'over' })
    }
  })

  it('refuses an answer that comes too late and keeps the one that came at the very instant', async () => {
    const { clock, me } = await examScene()
    const attemptId = await started(me)
    const item = (await roomOf(me, attemptId)).items.find(({ content }) => content.type === 'single')
    const change = { itemId: item?.id ?? '', kind: 'answer', value: kinds.single.right } as const
    const send = async (sequence: number) => {
      const { results, desk } = await delivered(me, attemptId, [{ ...change, sequence }])
      return [results[0], desk.standing]
    }
    clock.advance(minutes * 60_000)
    expect(await send(1)).toMatchObject([{ ok: true }, 'running'])
    clock.advance(1)
    expect(await send(2)).toEqual([{ ok: false, reason: 'too-late' }, 'too-late'])
    // Acknowledged before, acknowledged again.
    expect(await send(1)).toMatchObject([{ ok: true, sequence: 1 }, 'too-late'])
    // That something came too late is on record, once for each time it was sent.
    expect(await me.db.selectFrom('examSignal').select(['kind', 'changes']).execute()).toEqual([
      { kind: 'late', changes: 1 },
    ])
  })

  it('one attempt that cannot be scored does not hold up the others', async () => {
    const { ctx, clock, db, me, other } = await examScene()
    const broken = await started(me)
    const sound = await started(other)
    await db.updateTable('examBlueprint').set({ blueprintJson: '{"sections":[]}' }).execute()
    const { blueprintId } = await db
      .selectFrom('examAttempt')
      .select('blueprintId')
      .where('id', '=', sound)
      .executeTakeFirstOrThrow()
    const copy = await db
      .selectFrom('examBlueprint')
      .selectAll()
      .where('id', '=', blueprintId)
      .executeTakeFirstOrThrow()
    const { blueprintOf } = await import('./exam-scene.ts')
    await db
      .insertInto('examBlueprint')
      .values({ ...copy, id: 'B2', version: 2, blueprintJson: JSON.stringify(blueprintOf()) })
      .execute()
    await db.updateTable('examAttempt').set({ blueprintId: 'B2' }).where('id', '=', sound).execute()
    clock.advance(minutes * 60_000 + 1)
    const logged: unknown[] = []
    const log = { ...ctx.log, error: (fields: object) => void logged.push(fields) }
    expect(await finaliseOverdueAttempts({ ...ctx, log })).toBe(1)
    expect(logged).toMatchObject([{ attempt: broken }])
  })
})
