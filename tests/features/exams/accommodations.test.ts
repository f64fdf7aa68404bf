import { describe, expect, it } from 'vitest'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import {
  grantAccommodation,
  readAccommodations,
  readExam,
  readResult,
  readSession,
  stopAccommodation,
  submitAttempt,
} from '#app/features/exams/index.server.ts'
import { exam, minutes, proctoredScene, sessionOf, started } from './exam-scene.ts'

/** A brand's officer, another brand's, and an engineer on a way to a credential of the first. */
async function scene() {
  const base = await proctoredScene()
  const { world, brand, engineer } = base
  await world.credential({ person: engineer, brand, type: 'WM-L1' })
  const officer = await (await world.officer(brand)).signedIn()
  const rival = await (await world.officer(await world.brand('BETA'))).signedIn()
  const grant = (who = officer, change: Partial<Parameters<typeof grantAccommodation>[1]> = {}) =>
    grantAccommodation(who, {
      personCode: engineer.code,
      extraPermille: 250,
      reason: 'Agreed on 3 November, letter 17',
      ...change,
    })
  return { ...base, officer, rival, grant }
}

describe('extra time granted before an exam', () => {
  it('moves the deadline of the next attempt, is told before the start and on the receipt, and why stays with the brand', async () => {
    const { me, watcher, grant, engineer } = await scene()
    expect(await grant(undefined, { personCode: ` ${engineer.code.toLowerCase()} ` })).toMatchObject({
      ok: true,
    })
    const extra = Math.ceil(minutes / 4)
    expect(await readExam(me, exam)).toMatchObject({ minutes, extraMinutes: extra })
    const { sessionId, checkInCode } = await sessionOf(watcher)
    const attemptId = await started(me, checkInCode)
    const watched = await readSession(watcher, sessionId)
    expect(watched?.attempts[0]).toMatchObject({
      deadlineAt: addMilliseconds(me.now(), (minutes + extra) * 60_000),
      events: [{ kind: 'EXTRA_TIME', minutes: extra, reason: '' }],
    })
    expect(JSON.stringify(watched)).not.toContain('letter 17')
    await submitAttempt(me, { attemptId })
    expect(await readResult(me, attemptId)).toMatchObject({ result: { extraMinutes: extra } })
  })

  it('ends for attempts to come, with a reason, and stays on record', async () => {
    const { me, watcher, officer, grant } = await scene()
    const granted = await grant()
    const accommodationId = granted.ok ? granted.accommodationId : ''
    expect(await stopAccommodation(officer, { accommodationId, reason: ' ' })).toMatchObject({
      reason: 'reason-missing',
    })
    expect(await stopAccommodation(officer, { accommodationId, reason: 'Asked for by the person' })).toEqual({
      ok: true,
    })
    expect(await stopAccommodation(officer, { accommodationId, reason: 'again' })).toMatchObject({
      reason: 'unknown',
    })
    expect(await readExam(me, exam)).toMatchObject({ extraMinutes: 0 })
    const { sessionId, checkInCode } = await sessionOf(watcher)
    await started(me, checkInCode)
    expect((await readSession(watcher, sessionId))?.attempts[0]?.events).toEqual([])
    expect(await readAccommodations(officer, { page: 1 })).toMatchObject({
      total: 1,
      rows: [{ endReason: 'Asked for by the person' }],
    })
    expect(await grant()).toMatchObject({ ok: true })
  })

  it.each([
    ['another time while one holds', {}, 'has-one'],
    ['to nobody', { personCode: 'E-9999' }, 'unknown-person'],
    ['as much as one likes', { extraPermille: 333 }, 'share'],
    ['without a reason', { reason: '  ' }, 'reason-missing'],
    ['with a reason that never ends', { reason: 'x'.repeat(501) }, 'reason-long'],
  ])('is not granted %s', async (_, change, reason) => {
    const { db, grant } = await scene()
    await grant()
    expect(await grant(undefined, change)).toEqual({ ok: false, reason })
    expect(await db.selectFrom('examAccommodation').select('id').execute()).toHaveLength(1)
  })

  it('is not granted by anybody to themselves', async () => {
    const { officer, world, brand, grant, db } = await scene()
    await world.credential({ person: { id: officer.actor.personId }, brand, type: 'WM-L1' })
    expect(await grant(officer, { personCode: officer.actor.code })).toEqual({ ok: false, reason: 'own' })
    expect(await db.selectFrom('examAccommodation').select('id').execute()).toEqual([])
  })

  it('is a matter of the brand alone: others find nobody, see nothing, end nothing, and give nothing at its exams', async () => {
    const { db, me, rival, grant, engineer } = await scene()
    expect(await grant(rival)).toEqual({ ok: false, reason: 'unknown-person' })
    const granted = await grant()
    const accommodationId = granted.ok ? granted.accommodationId : ''
    expect((await readAccommodations(rival, { page: 1 })).total).toBe(0)
    expect(await stopAccommodation(rival, { accommodationId, reason: 'why' })).toMatchObject({
      reason: 'unknown',
    })
    const own = await db.selectFrom('examAccommodation').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('examAccommodation')
      .values({ ...own, id: 'other', brandId: rival.actor.acting.organisationId, extraPermille: 1000 })
      .execute()
    expect(own.personId).toBe(engineer.id)
    const course = await db.selectFrom('course').select('brandId').executeTakeFirstOrThrow()
    expect(await readExam(me, exam)).toMatchObject({
      extraMinutes: course.brandId === null ? minutes : Math.ceil(minutes / 4),
    })
  })
})
