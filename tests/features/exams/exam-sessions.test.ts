import { describe, expect, it } from 'vitest'
import {
  closeExamSession,
  openExamSession,
  readExamSessions,
  readResult,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '#app/features/exams/index.server.ts'
import { recordTraining } from '#app/features/learning/index.server.ts'
import { exam, minutes, proctoredScene, roomOf, sessionOf, started } from './exam-scene.ts'

const start = (me: Parameters<typeof startAttempt>[0], checkInCode?: string) =>
  startAttempt(me, { examCode: exam, checkInCode })

describe('checking in', () => {
  it('takes the six digits however they are typed, and the receipt names the invigilator', async () => {
    const { me, invigilator, watcher } = await proctoredScene()
    const { checkInCode } = await sessionOf(watcher)
    const typed = `${checkInCode.slice(0, 3)} ${checkInCode.slice(3)}`.replace(/\d/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    )
    const attemptId = await started(me, typed)
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({
      result: { mode: 'PROCTORED', place: 'Room 4, Wuhan', invigilator: { code: invigilator.code } },
    })
  })

  it('refuses without a code, with a wrong one, after closing and after the hours', async () => {
    const { clock, me, watcher } = await proctoredScene()
    const wrong = { ok: false, reason: 'wrong-code' }
    const { checkInCode, sessionId } = await sessionOf(watcher, 1)
    const other = checkInCode === '000000' ? '000001' : '000000'
    for (const code of [undefined, '', other, `${checkInCode}1`, '%'])
      expect(await start(me, code)).toEqual(wrong)
    expect(await closeExamSession(watcher, { sessionId })).toBe(true)
    expect(await closeExamSession(watcher, { sessionId })).toBe(false)
    expect(await start(me, checkInCode)).toEqual(wrong)
    const later = await sessionOf(watcher, 1)
    clock.advance(3_600_000)
    expect(await start(me, later.checkInCode)).toEqual(wrong)
  })

  it('stops whoever tries codes one after the other, even with the right one, for a quarter of an hour', async () => {
    const { clock, me, watcher } = await proctoredScene()
    const { checkInCode } = await sessionOf(watcher)
    const tooMany = { ok: false, reason: 'too-many-tries' }
    expect(await start(me, 'none')).toMatchObject({ reason: 'wrong-code' })
    clock.advance(10 * 60_000)
    for (let tries = 1; tries < 10; tries += 1)
      expect(await start(me, 'none')).toMatchObject({ reason: 'wrong-code' })
    expect(await start(me, checkInCode)).toEqual(tooMany)
    clock.advance(15 * 60_000 - 1)
    expect(await start(me, checkInCode)).toEqual(tooMany)
    clock.advance(1)
    expect(await start(me, checkInCode)).toMatchObject({ ok: true })
  })

  it('refuses a session of oneself, of a trainer of the last 24 months, and of a colleague', async () => {
    const { clock, ctx, me, world, brand, provider, engineer, db } = await proctoredScene()
    const grant = (personId: string) =>
      db
        .insertInto('roleAssignment')
        .values({
          id: ctx.newId(),
          personId,
          organisationId: brand.id,
          role: 'invigilator',
          fromAt: '2025-01-01T00:00:00.000Z',
          recordedAt: '2025-01-01T00:00:00.000Z',
        })
        .execute()
    const { actingAs } = await import('#tests/support/frozen-context.ts')
    await grant(engineer.id)
    const own = await sessionOf(await actingAs(ctx, engineer.code, 'ALPHA'))
    expect(await start(me, own.checkInCode)).toEqual({ ok: false, reason: 'own-invigilator' })

    const boss = await world.manager(provider)
    await grant(boss.id)
    const colleague = await sessionOf(await actingAs(ctx, boss.code, 'ALPHA'))
    expect(await start(me, colleague.checkInCode)).toEqual({ ok: false, reason: 'invigilator-is-colleague' })

    const trainer = await world.trainer(brand)
    await recordTraining(await trainer.signedIn(), { staffCode: engineer.code, courseCode: exam })
    await grant(trainer.id)
    const taught = await sessionOf(await trainer.signedIn())
    expect(await start(me, taught.checkInCode)).toEqual({ ok: false, reason: 'invigilator-is-trainer' })
    await db.updateTable('trainingRecord').set({ untilAt: me.now() }).execute()
    clock.set('2028-11-24T02:00:00.000Z')
    const freed = await sessionOf(await trainer.signedIn())
    expect(await start(me, freed.checkInCode)).toMatchObject({ ok: true })
  })

  it('ends an attempt with the session where that is earlier than the time limit', async () => {
    const { clock, me, watcher } = await proctoredScene()
    const { checkInCode } = await sessionOf(watcher, 1)
    clock.advance(3_600_000 - 60_000)
    const room = await roomOf(me, await started(me, checkInCode))
    expect(Date.parse(room.deadlineAt) - Date.parse(me.now())).toBe(60_000)
    expect(minutes * 60_000).toBeGreaterThan(60_000)
  })
})

describe('an invigilator', () => {
  it('opens sessions of proctored exams in reach only, with a place and hours that make sense', async () => {
    const { db, world, courseId, watcher } = await proctoredScene()
    const open = (changes: object) =>
      openExamSession(watcher, { examCode: exam, place: 'Room', hours: 2, ...changes })
    expect(await open({ examCode: 'NO-101' })).toEqual({ ok: false, reason: 'unknown-exam' })
    expect(await open({ place: '  ' })).toEqual({ ok: false, reason: 'place-missing' })
    expect(await open({ place: 'x'.repeat(161) })).toEqual({ ok: false, reason: 'place-long' })
    for (const hours of [0, 13, 1.5, Number.NaN])
      expect(await open({ hours })).toEqual({ ok: false, reason: 'hours' })
    expect(await open({})).toMatchObject({ ok: true, checkInCode: expect.stringMatching(/^\d{6}$/) })
    const beta = await world.brand('BETA')
    await db.updateTable('course').set({ brandId: beta.id }).where('id', '=', courseId).execute()
    expect(await open({})).toEqual({ ok: false, reason: 'unknown-exam' })
    expect((await readExamSessions(watcher, { page: 1 })).exams).toEqual([])
  })

  it('sees who sits in the own open sessions and how far they are, never how they did', async () => {
    const { me, watcher, world, brand, engineer } = await proctoredScene()
    const { checkInCode } = await sessionOf(watcher)
    const attemptId = await started(me, checkInCode)
    const [item] = (await roomOf(me, attemptId)).items
    await saveResponse(me, { attemptId, itemId: item?.id ?? '', kind: 'flag', value: true })
    const seen = await readExamSessions(watcher, { page: 1 })
    expect(seen.open).toMatchObject([
      { checkInCode, attempts: [{ personCode: engineer.code, isRunning: true, touched: 0, itemCount: 12 }] },
    ])
    await submitAttempt(me, { attemptId })
    expect(JSON.stringify(await readExamSessions(watcher, { page: 1 }))).not.toMatch(/PASSED|FAILED|score/i)

    const another = await (await world.invigilator(brand)).signedIn()
    expect((await readExamSessions(another, { page: 1 })).open).toEqual([])
    expect(await closeExamSession(another, { sessionId: seen.open[0]?.id ?? '' })).toBe(false)
    await closeExamSession(watcher, { sessionId: seen.open[0]?.id ?? '' })
    expect(await readExamSessions(watcher, { page: 1 })).toMatchObject({
      open: [],
      total: 1,
      past: [{ attempts: 1 }],
    })
  })
})
