import { describe, expect, test } from 'vitest'
import {
  advanceEnrolments,
  enrolForCredential,
  findCredentialsOf,
  issueCredential,
  readDecisionFile,
  readDecisionQueue,
  refuseCredential,
} from '#app/features/credentials/index.server.ts'
import { credentialScene } from './credential-scene.ts'

const reason = 'Evidence complete and independent.'

describe('the way to a decision', () => {
  test('an enrolment awaits a decision once the last piece of evidence is there, and not before', async () => {
    const scene = await credentialScene()
    const me = await scene.as('E-1004')
    const enrolled = await enrolForCredential(me, { brandCode: 'MEIHE', typeCode: 'WM-L2' })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const step = async () => {
      await advanceEnrolments(scene.ctx, { personId: me.actor.personId })
      return scene.stateOf(enrolled.enrolmentId)
    }
    await scene.complete('E-1004', 'WM-201')
    await scene.pass('E-1004', 'WM-201')
    expect(await step()).toBe('LEARNING')
    await scene.passPractical('E-1004')
    expect(await step()).toBe('AWAITING_DECISION')
    const audits = () =>
      scene.db
        .selectFrom('auditEntry')
        .select('id')
        .where('action', '=', 'credential.awaits-decision')
        .execute()
    const before = (await audits()).length
    expect(await step()).toBe('AWAITING_DECISION')
    expect((await audits()).length).toBe(before)
  })

  test('an exam without a proctor is no evidence where a proctored one is asked for', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    await scene.pass('E-1004', 'WM-201', 'UNPROCTORED')
    await scene.passPractical('E-1004')
    const enrolled = await enrolForCredential(await scene.as('E-1004'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    expect(enrolled.ok && (await scene.stateOf(enrolled.enrolmentId))).toBe('LEARNING')
  })

  test('what an enrolment asks for is frozen: a type that asks for more later changes nothing for it', async () => {
    const scene = await credentialScene()
    const enrolled = await enrolForCredential(await scene.as('E-1004'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const harder = JSON.stringify({ kind: 'licence', licence: 'CN-LV' })
    await scene.db
      .updateTable('credentialType')
      .set({ requirementJson: harder })
      .where('code', '=', 'WM-L2')
      .execute()
    await scene.complete('E-1004', 'WM-201')
    await scene.pass('E-1004', 'WM-201')
    await scene.passPractical('E-1004')
    await advanceEnrolments(scene.ctx, { personId: await scene.idOf('E-1004') })
    expect(await scene.stateOf(enrolled.enrolmentId)).toBe('AWAITING_DECISION')
  })

  test.each([
    ['a type of a brand the provider has no contract with', 'LUMEN', 'NB-L1', 'unknown-type'],
    ['a type that does not exist', 'MEIHE', 'WM-L9', 'unknown-type'],
  ])('enrolling is refused for %s', async (_, brandCode, typeCode, expected) => {
    const scene = await credentialScene()
    expect(await enrolForCredential(await scene.as('E-1004'), { brandCode, typeCode })).toEqual({
      ok: false,
      reason: expected,
    })
  })

  test('a second enrolment for the same type is refused while one is open', async () => {
    const scene = await credentialScene()
    const me = await scene.as('E-1004')
    const wanted = { brandCode: 'MEIHE', typeCode: 'WM-L2' }
    expect((await enrolForCredential(me, wanted)).ok).toBe(true)
    expect(await enrolForCredential(me, wanted)).toEqual({ ok: false, reason: 'enrolled-already' })
  })

  test('a rung below one that is held is not begun', async () => {
    const scene = await credentialScene()
    expect(
      await enrolForCredential(await scene.as('E-1008'), { brandCode: 'MEIHE', typeCode: 'WM-L1' }),
    ).toEqual({
      ok: false,
      reason: 'held-already',
    })
  })

  test('a credential in its renewal window may be enrolled for again', async () => {
    const scene = await credentialScene()
    expect(
      (await enrolForCredential(await scene.as('E-1005'), { brandCode: 'LUMEN', typeCode: 'NB-L2' })).ok,
    ).toBe(true)
  })
})

describe('issuing', () => {
  test('makes the credential with number, dates, event and message, and completes the enrolment', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const outcome = await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })
    if (!outcome.ok || !outcome.credential) throw new Error('not issued')
    expect(outcome.credential.number).toMatch(/^MEIHE-WM-L2-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect(outcome.credential.publicSlug).toMatch(/^[0-9a-z]{26}$/)
    // The day of the decision in Shanghai, through 22 November two years later.
    expect(outcome.credential.validFrom).toBe('2026-11-22T16:00:00.000Z')
    expect(outcome.credential.validUntil).toBe('2028-11-22T16:00:00.000Z')
    expect(await scene.stateOf(enrolmentId)).toBe('COMPLETED')
    const held = await findCredentialsOf(scene.db, [await scene.idOf('E-1004')], scene.ctx.now())
    const issued = held.find(({ type }) => type.code === 'WM-L2')
    expect(issued).toMatchObject({
      evidenceMode: 'PROCTORED',
      supersedes: null,
      reading: { status: 'ACTIVE', grantsWork: true },
    })
    expect(issued?.events).toEqual([expect.objectContaining({ kind: 'ISSUED' })])
    const messages = await scene.db
      .selectFrom('message')
      .select(['template', 'link'])
      .where('template', '=', 'credential-issued')
      .execute()
    expect(messages).toEqual([{ template: 'credential-issued', link: '/wallet' }])
  })

  test('a decision is taken once: the second is refused and adds nothing', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    expect((await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })).ok).toBe(true)
    const again = await issueCredential(await scene.as('B-5002'), { enrolmentId, reason })
    const refusal = await refuseCredential(await scene.as('B-5002'), { enrolmentId, reason })
    expect([again, refusal]).toEqual([
      { ok: false, reason: 'not-awaiting' },
      { ok: false, reason: 'not-awaiting' },
    ])
    expect(await scene.db.selectFrom('credentialDecision').select('id').execute()).toHaveLength(1)
  })

  test('evidence that has grown too old since is asked for again before anything is issued', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    scene.clock.set('2027-06-01T02:00:00.000Z')
    const outcome = await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'obstacle',
      obstacles: [{ code: 'REQUIREMENT_UNMET', missing: ['exam:WM-201', 'practical:WM-201-P'] }],
    })
    expect(await scene.stateOf(enrolmentId)).toBe('AWAITING_DECISION')
    expect(await scene.db.selectFrom('credentialDecision').select('id').execute()).toEqual([])
  })

  test.each(['', 'too short', '          x'])('a reason of %j is none', async (text) => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    expect(await issueCredential(await scene.as('B-5001'), { enrolmentId, reason: text })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
  })

  test('a suspension of the same scope stops it, on a credential or on the person', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const officer = await scene.as('B-5001')
    const sanction = {
      id: scene.ctx.newId(),
      subjectKind: 'person' as const,
      subjectId: await scene.idOf('E-1004'),
      groundsEn: 'Parts not disclosed',
      groundsZh: '未明示配件价格',
      fromAt: '2026-11-01T00:00:00.000Z',
      recordedAt: '2026-11-01T00:00:00.000Z',
    }
    await scene.db.insertInto('sanction').values(sanction).execute()
    expect(await issueCredential(officer, { enrolmentId, reason })).toMatchObject({
      reason: 'obstacle',
      obstacles: [{ code: 'SUSPENDED', grounds: { en: 'Parts not disclosed' } }],
    })
    await scene.db.updateTable('sanction').set({ liftedAt: scene.ctx.now() }).execute()
    const [{ id: credentialId } = { id: '' }] = await findCredentialsOf(
      scene.db,
      [sanction.subjectId],
      scene.ctx.now(),
    )
    await scene.db
      .insertInto('credentialEvent')
      .values({
        id: scene.ctx.newId(),
        credentialId,
        kind: 'SUSPENDED',
        effectiveAt: '2026-11-01T00:00:00.000Z',
        untilAt: null,
        recordedAt: '2026-11-01T00:00:00.000Z',
        reason: 'PADP',
        detailsJson: '{}',
      })
      .execute()
    const outcome = await issueCredential(officer, { enrolmentId, reason })
    expect(
      outcome.ok === false && outcome.reason === 'obstacle' && outcome.obstacles.map(({ code }) => code),
    ).toEqual(['REQUIREMENT_UNMET', 'SUSPENDED'])
  })

  test('a renewal in the window loses no day and supersedes the old record, which stays readable', async () => {
    const scene = await credentialScene({ now: '2026-11-23T02:00:00.000Z' })
    const personId = await scene.idOf('E-1008')
    scene.clock.set('2027-04-01T02:00:00.000Z')
    await scene.complete('E-1008', 'WM-201')
    await scene.pass('E-1008', 'WM-201')
    await scene.passPractical('E-1008')
    const enrolled = await enrolForCredential(await scene.as('E-1008'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const outcome = await issueCredential(await scene.as('B-5001'), {
      enrolmentId: enrolled.enrolmentId,
      reason,
    })
    expect(outcome).toMatchObject({
      ok: true,
      credential: { validFrom: '2027-03-31T16:00:00.000Z', validUntil: '2029-05-31T16:00:00.000Z' },
    })
    const records = (await findCredentialsOf(scene.db, [personId], scene.ctx.now())).filter(
      ({ type }) => type.code === 'WM-L2',
    )
    expect(records.map(({ reading }) => reading.status)).toEqual(['SUPERSEDED', 'ACTIVE'])
    expect(records[1]?.supersedes).toBe(records[0]?.number)
  })

  test('a type that asks for two people is issued by the second, who is not the first', async () => {
    const scene = await credentialScene()
    await scene.db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', 'WM-L2').execute()
    const enrolmentId = await scene.readyForWmL2()
    const first = await scene.as('B-5001')
    expect(await issueCredential(first, { enrolmentId, reason })).toEqual({ ok: true, credential: null })
    expect(await issueCredential(first, { enrolmentId, reason })).toEqual({
      ok: false,
      reason: 'second-person-needed',
    })
    const second = await issueCredential(await scene.as('B-5002'), { enrolmentId, reason })
    expect(second.ok && second.credential?.number).toMatch(/^MEIHE-WM-L2-/)
  })
})

describe('refusing', () => {
  test('ends the enrolment with the reason, tells the person, and leaves the way open for a new one', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const text = 'The readings of the practical do not fit the fault.'
    expect(await refuseCredential(await scene.as('B-5001'), { enrolmentId, reason: text })).toEqual({
      ok: true,
    })
    expect(await scene.stateOf(enrolmentId)).toBe('REFUSED')
    const [message] = await scene.db
      .selectFrom('message')
      .select('body')
      .where('template', '=', 'credential-refused')
      .execute()
    expect(message?.body).toContain(text)
    expect(
      (await enrolForCredential(await scene.as('E-1004'), { brandCode: 'MEIHE', typeCode: 'WM-L2' })).ok,
    ).toBe(true)
  })
})

describe('what an officer reads', () => {
  test('the queue counts, says how long the oldest waits, and finds by name and code', async () => {
    const scene = await credentialScene()
    await scene.readyForWmL2()
    scene.clock.set('2026-11-25T02:00:00.000Z')
    const officer = await scene.as('B-5001')
    const queue = await readDecisionQueue(officer, { search: '', page: 1 })
    expect(queue.counts).toMatchObject({ count: 1, oldestDays: 2 })
    expect(queue.people).toEqual([
      expect.objectContaining({
        code: 'E-1004',
        typeCode: 'WM-L2',
        outlet: 'O1',
        daysWaiting: 2,
        mayDecide: true,
      }),
    ])
    expect((await readDecisionQueue(officer, { search: 'zhao', page: 1 })).total).toBe(1)
    expect((await readDecisionQueue(officer, { search: 'E-1001', page: 1 })).total).toBe(0)
  })

  test('the file shows each piece with what is behind it, and what issuing opens', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const file = await readDecisionFile(await scene.as('B-5001'), enrolmentId)
    expect(file?.evidence.map(({ key, isMet }) => [key, isMet])).toEqual([
      ['level:MEIHE/WM/1', true],
      ['course:WM-201', true],
      ['exam:WM-201', true],
      ['practical:WM-201-P', true],
    ])
    const [level, , exam, sheet] = file?.evidence ?? []
    expect(level?.held?.typeCode).toBe('WM-L1')
    expect(exam?.exam).toMatchObject({
      mode: 'PROCTORED',
      scorePermille: 870,
      sections: [{ title: 'Filling', permille: 857 }],
    })
    expect(sheet?.practical).toMatchObject({
      assessor: { code: 'A-2002' },
      result: { permille: 1000, criticalFailed: [] },
    })
    expect(file?.effect.opens.map(({ code }) => code)).toEqual(['WM-INLET-VALVE'])
    expect(file?.outlet?.code).toBe('O1')
  })
})
