import { describe, expect, test } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import { leafKey, leavesOf } from '#app/domain/requirement/requirement-tree.ts'
import {
  actOnCredential,
  enrolForCredential,
  findCredentialsOf,
  issueCredential,
  readDecisionFile,
  readLadders,
  readWallet,
} from '#app/features/credentials/index.server.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { credentialScene } from './credential-scene.ts'

const reason = 'Evidence complete, nothing stands against it.'
const wmL2 = { brandCode: 'MEIHE', typeCode: 'WM-L2' }

/** E-1011 holds WM-L2 from 1 June 2025 through 31 May 2027; window from 3 March, working grace through 30 June, administrative grace through 29 August. */
async function renewalScene(day: string) {
  const scene = await credentialScene({ now: '2026-11-23T02:00:00.000Z' })
  scene.clock.set(`${day}T02:00:00.000Z`)
  const me = await scene.as('E-1011')
  const enrol = async () => {
    const outcome = await enrolForCredential(me, wmL2)
    if (!outcome.ok) throw new Error(outcome.reason)
    const row = await scene.db
      .selectFrom('enrolment')
      .selectAll()
      .where('id', '=', outcome.enrolmentId)
      .executeTakeFirstOrThrow()
    return { ...row, asks: leavesOf(JSON.parse(row.requirementJson)).map(leafKey) }
  }
  const issue = async (enrolmentId: string) =>
    issueCredential(await scene.as('B-5001'), { enrolmentId, reason })
  const records = async () =>
    (await findCredentialsOf(scene.db, [me.actor.personId], scene.ctx.now())).filter(
      ({ type }) => type.code === 'WM-L2',
    )
  return { ...scene, me, enrol, issue, records }
}

describe('when a credential is renewed', () => {
  test.each([
    ['early: from the decision, what was left is given up', '2026-12-15', '2028-12-14T16:00:00.000Z'],
    ['in its window: no day is lost', '2027-03-03', '2029-05-31T16:00:00.000Z'],
    ['in the working grace: none is gained', '2027-06-15', '2029-05-31T16:00:00.000Z'],
    ['on the last day of the administrative grace', '2027-08-29', '2029-05-31T16:00:00.000Z'],
  ])('%s', async (_, day, validUntil) => {
    const scene = await renewalScene(day)
    await scene.pass('E-1011', 'WM-201')
    const enrolment = await scene.enrol()
    expect(enrolment).toMatchObject({ path: 'RENEWAL', asks: ['exam:WM-201'], state: 'AWAITING_DECISION' })
    expect((await readDecisionFile(await scene.as('B-5001'), enrolment.id))?.isRenewal).toBe(true)
    expect(await scene.issue(enrolment.id)).toMatchObject({ ok: true, credential: { validUntil } })
    const [old, renewed] = await scene.records()
    expect([old?.reading.status, renewed?.reading.status]).toEqual(['SUPERSEDED', 'ACTIVE'])
    expect(renewed?.supersedes).toBe(old?.number)
    expect(renewed?.events.map(({ kind }) => kind)).toEqual(['RENEWED'])
  })

  test('after the graces: everything is asked for, and the new record replaces nothing', async () => {
    const scene = await renewalScene('2027-08-30')
    await scene.pass('E-1011', 'WM-201')
    const enrolment = await scene.enrol()
    expect(enrolment).toMatchObject({
      path: 'INITIAL',
      asks: ['level:MEIHE/WM/1', 'course:WM-201', 'exam:WM-201', 'practical:WM-201-P'],
      state: 'LEARNING',
    })
    await scene.db
      .updateTable('enrolment')
      .set({
        requirementJson: JSON.stringify({
          kind: 'exam',
          exam: 'WM-201',
          mode: 'PROCTORED',
          maxAgeDays: 180,
        }),
        state: 'AWAITING_DECISION',
      })
      .where('id', '=', enrolment.id)
      .execute()
    expect(await scene.issue(enrolment.id)).toMatchObject({
      ok: true,
      credential: { validFrom: '2027-08-29T16:00:00.000Z', validUntil: '2029-08-29T16:00:00.000Z' },
    })
    const [old, anew] = await scene.records()
    expect([old?.reading.status, anew?.reading.status]).toEqual(['LAPSED', 'ACTIVE'])
    expect(anew?.supersedes).toBeNull()
    expect(anew?.events.map(({ kind }) => kind)).toEqual(['ISSUED'])
  })

  test('who began a renewal and lapsed before the decision is asked for everything', async () => {
    const scene = await renewalScene('2027-08-29')
    await scene.pass('E-1011', 'WM-201')
    const { id } = await scene.enrol()
    scene.clock.set('2027-08-29T16:00:00.000Z')
    const outcome = await scene.issue(id)
    expect(outcome.ok === false && outcome.reason === 'obstacle' && outcome.obstacles).toEqual([
      { code: 'RENEWAL_OVER' },
    ])
  })

  test('what a credential was issued on does not renew it', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })
    scene.clock.set('2026-11-24T02:00:00.000Z')
    const again = await enrolForCredential(await scene.as('E-1004'), wmL2)
    if (!again.ok) throw new Error(again.reason)
    expect(await scene.stateOf(again.enrolmentId)).toBe('LEARNING')
    await scene.pass('E-1004', 'WM-201')
    const file = await readDecisionFile(await scene.as('B-5001'), again.enrolmentId)
    expect(file?.evidence.map(({ key, isMet }) => [key, isMet])).toEqual([['exam:WM-201', true]])
  })

  test('a reduced scope is not given back by the short path', async () => {
    const scene = await renewalScene('2027-04-01')
    const [record] = await scene.records()
    const acted = await actOnCredential(await scene.as('B-5001'), {
      credentialId: record?.id ?? '',
      act: { kind: 'SCOPE_REDUCED', grants: [{ category: 'WM', level: 1 }], endorsements: [] },
      reason,
    })
    expect(acted.ok).toBe(true)
    expect((await scene.enrol()).path).toBe('INITIAL')
  })
})

describe('what an engineer sees of a renewal', () => {
  test('the wallet says what renewing does to the dates, and that it is under way', async () => {
    const scene = await renewalScene('2026-12-15')
    const offer = async () =>
      (await readWallet(scene.me)).current.find(({ typeCode }) => typeCode === 'WM-L2')?.renewal
    expect(await offer()).toEqual({ state: 'early', months: 24, windowOpensAt: '2027-03-02T16:00:00.000Z' })
    scene.clock.set('2027-03-02T16:00:00.000Z')
    expect(await offer()).toEqual({ state: 'open', months: 24 })
    scene.clock.set('2027-07-01T02:00:00.000Z')
    expect(await offer()).toEqual({ state: 'grace', months: 24, shortUntil: '2027-08-29T16:00:00.000Z' })
    await scene.enrol()
    expect(await offer()).toEqual({ state: 'under-way' })
  })

  test('the ladder shows an early renewal once it is begun, and the short path in the administrative grace', async () => {
    const scene = await renewalScene('2026-12-15')
    const washer = async () =>
      (await readLadders(scene.me, scene.me.actor.personId)).ladders.find(
        ({ category }) => category.code === 'WM',
      )
    expect((await washer())?.renewal).toBeNull()
    await scene.enrol()
    expect((await washer())?.renewal).toMatchObject({ isRenewal: true, enrolment: { state: 'LEARNING' } })
    const late = await renewalScene('2027-07-15')
    const { ladders } = await readLadders(late.me, late.me.actor.personId)
    const lapsed = ladders.find(({ category }) => category.code === 'WM')
    expect(lapsed).toMatchObject({ held: 0 })
    expect(lapsed?.next?.typeCode).toBe('WM-L1')
  })
})

describe('one person for three categories (scenario row 3)', () => {
  const window = { start: '2026-12-02T01:00:00.000Z', end: '2026-12-02T03:00:00.000Z' }
  const lines = [
    ['AC-ROOM-SENSOR', 'MH-AC-35-R32'],
    ['RF-DEFROST', 'MH-RF-320-R600A'],
    ['WM-INLET-VALVE', 'MH-WM-10'],
  ] as const

  test('a lapsed component stops its category alone, and its renewal restores the composite', async () => {
    const scene = await credentialScene({ now: '2026-12-01T02:00:00.000Z' })
    const me = await scene.as('E-1001')
    const officer = await scene.as('B-5001')
    const { personId } = me.actor
    const all = () => findCredentialsOf(scene.db, [personId], scene.ctx.now())
    const of = async (code: string) => (await all()).findLast(({ type }) => type.code === code)
    const gate = async () => {
      const decided = await Promise.all(
        lines.map(async ([operation, model]) => {
          const request = {
            engineer: 'E-1001',
            supervisor: null,
            outlet: 'O1',
            brand: 'MEIHE',
            operation,
            model,
            site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
            window,
            checkpoint: 'ASSIGN' as const,
            asOf: scene.ctx.now(),
          }
          return evaluateGate(request, await gatherFacts(scene.db, request))
        }),
      )
      return decided.map(({ decision, reasons }) =>
        [decision, ...reasons.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code)].join(
          ' ',
        ),
      )
    }
    expect(await gate()).toEqual(['ALLOW', 'ALLOW', 'ALLOW'])
    const composite = await of('TRI-L2')
    const others = (await all()).filter(({ type }) => !type.code.startsWith('RF')).map(({ number }) => number)

    // RF-L3 is given up, and RF-L2 turns out to have ended in October: it is in its administrative grace.
    await actOnCredential(officer, {
      credentialId: (await of('RF-L3'))?.id ?? '',
      act: { kind: 'WITHDRAWN' },
      reason,
    })
    await scene.db
      .insertInto('credentialEvent')
      .values({
        id: scene.ctx.newId(),
        credentialId: (await of('RF-L2'))?.id ?? '',
        kind: 'CORRECTED',
        effectiveAt: scene.ctx.now(),
        untilAt: null,
        recordedAt: scene.ctx.now(),
        reason: 'The end was written wrongly.',
        detailsJson: JSON.stringify({ validUntil: '2026-09-30T16:00:00.000Z' }),
      })
      .execute()
    expect(await gate()).toEqual(['ALLOW', 'DENY IND_ADMIN_GRACE', 'ALLOW'])
    expect((await of('TRI-L2'))?.composite).toMatchObject({
      completeness: 'INCOMPLETE',
      grants: [{ category: 'AC' }, { category: 'WM' }],
    })

    await scene.publish('RF-L2', 'RF')
    await scene.pass('E-1001', 'RF-L2')
    const enrolled = await enrolForCredential(me, { brandCode: 'MEIHE', typeCode: 'RF-L2' })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    expect(await issueCredential(officer, { enrolmentId: enrolled.enrolmentId, reason })).toMatchObject({
      ok: true,
      credential: { validUntil: '2028-09-30T16:00:00.000Z' },
    })
    expect(await gate()).toEqual(['ALLOW', 'ALLOW', 'ALLOW'])
    expect(await of('TRI-L2')).toMatchObject({
      number: composite?.number,
      composite: { completeness: 'COMPLETE' },
    })
    expect(
      (await all()).filter(({ type }) => !type.code.startsWith('RF')).map(({ number }) => number),
    ).toEqual(others)
  })
})
