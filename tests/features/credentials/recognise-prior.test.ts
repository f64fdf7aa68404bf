import { describe, expect, test } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import {
  advanceEnrolments,
  enrolForCredential,
  issueCredential,
  type RecognitionFields,
  readDecisionFile,
  readRecognitions,
  recognisePrior,
  stopRecognition,
} from '#app/features/credentials/index.server.ts'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { credentialScene } from './credential-scene.ts'

const fields: RecognitionFields = {
  person: 'e-1004 ',
  what: 'COURSE:WM-201',
  source: 'Household appliance repairer, grade 3',
  document: 'HB-2024-118822',
  earnedOn: '2024-05-17',
  validTo: '',
  reason: 'The same modules and bench hours were seen in the syllabus.',
}

async function scene() {
  const one = await credentialScene()
  const officer = await one.as('B-5001')
  const recognise = (change: Partial<RecognitionFields> = {}) =>
    recognisePrior(officer, { ...fields, ...change })
  return { ...one, officer, recognise }
}

describe('recognising what was learnt elsewhere', () => {
  test('it stands for the course and for nothing more; the decision shows who vouched for it', async () => {
    const one = await scene()
    const enrolled = await enrolForCredential(await one.as('E-1004'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    expect(await one.recognise()).toMatchObject({ ok: true })
    await advanceEnrolments(one.ctx, { personId: await one.idOf('E-1004') })
    expect(await one.stateOf(enrolled.enrolmentId)).toBe('LEARNING')
    await one.pass('E-1004', 'WM-201')
    await one.passPractical('E-1004')
    await advanceEnrolments(one.ctx, { personId: await one.idOf('E-1004') })
    expect(await one.stateOf(enrolled.enrolmentId)).toBe('AWAITING_DECISION')
    const file = await readDecisionFile(one.officer, enrolled.enrolmentId)
    expect(file?.evidence.find(({ key }) => key === 'course:WM-201')).toMatchObject({
      isMet: true,
      recognised: { source: fields.source, document: fields.document },
    })
    await issueCredential(one.officer, { enrolmentId: enrolled.enrolmentId, reason: 'Evidence complete.' })
    const { evidenceJson } = await one.db
      .selectFrom('credentialDecision')
      .select('evidenceJson')
      .where('enrolmentId', '=', enrolled.enrolmentId)
      .executeTakeFirstOrThrow()
    expect(evidenceJson).toContain('recognitionId')
  })

  test('the person is told, and the record says who vouched for which document', async () => {
    const one = await scene()
    await one.recognise()
    const [message] = await one.db
      .selectFrom('message')
      .select('body')
      .where('template', '=', 'prior-recognised')
      .execute()
    expect(message?.body).toContain('WM-201')
    const list = await readRecognitions(one.officer, { search: 'e-1004', page: 1 })
    expect(list.rows).toMatchObject([{ personCode: 'E-1004', document: fields.document, endedAt: null }])
    const audit = await one.db
      .selectFrom('auditEntry')
      .select('detailsJson')
      .where('action', '=', 'recognition.recorded')
      .execute()
    expect(audit[0]?.detailsJson).toContain(fields.document)
  })

  test('after its last day, and once it is ended, it counts no more', async () => {
    const one = await scene()
    const enrolled = await enrolForCredential(await one.as('E-1004'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const isMet = async () =>
      (await readDecisionFile(one.officer, enrolled.enrolmentId))?.evidence.find(
        ({ key }) => key === 'course:WM-201',
      )?.isMet
    await one.recognise({ validTo: '2026-11-30' })
    expect(await isMet()).toBe(true)
    one.clock.set('2026-11-30T15:59:59.999Z')
    expect(await isMet()).toBe(true)
    one.clock.set('2026-11-30T16:00:00.000Z')
    expect(await isMet()).toBe(false)

    const two = await scene()
    const done = await two.recognise()
    if (!done.ok) throw new Error(done.reason)
    expect(
      await stopRecognition(two.officer, { recognitionId: done.recognitionId, reason: 'short' }),
    ).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    const end = {
      recognitionId: done.recognitionId,
      reason: 'The document turned out to be another person’s.',
    }
    expect(await stopRecognition(two.officer, end)).toEqual({ ok: true })
    expect(await stopRecognition(two.officer, end)).toEqual({ ok: false, reason: 'unknown' })
    expect(await two.recognise()).toMatchObject({ ok: true })
  })

  test.each<[string, Partial<RecognitionFields>, string]>([
    ['somebody nobody knows', { person: 'E-9999' }, 'unknown-person'],
    ['a course of another brand', { what: 'COURSE:NB-201' }, 'what'],
    ['a course that all brands share', { what: 'COURSE:SAFE-101' }, 'what'],
    ['an exam', { what: 'EXAM:WM-201' }, 'what'],
    ['no source', { source: '  ' }, 'source'],
    ['no document', { document: '' }, 'document'],
    ['a day to come', { earnedOn: '2026-11-24' }, 'earned-on'],
    ['no day', { earnedOn: '17.5.2024' }, 'earned-on'],
    ['an end that is over', { validTo: '2026-11-22' }, 'valid-to'],
    ['a reason that is a word', { reason: 'same' }, 'reason-missing'],
  ])('is refused for %s', async (_, change, reason) => {
    const one = await scene()
    expect(await one.recognise(change)).toMatchObject({ ok: false, reason })
    expect(await one.db.selectFrom('recognition').select('id').execute()).toEqual([])
  })

  test('is refused twice, for oneself, and for one’s own trainee', async () => {
    const one = await scene()
    await one.recognise()
    expect(await one.recognise()).toMatchObject({ ok: false, reason: 'has-one' })
    const themselves = {
      ...one.officer,
      actor: { ...one.officer.actor, personId: await one.idOf('E-1002') },
    }
    expect(await recognisePrior(themselves, { ...fields, person: 'E-1002' })).toMatchObject({
      ok: false,
      reason: 'conflict',
      conflicts: [{ code: 'SELF' }],
    })
  })

  test('another brand’s officer neither sees nor ends it', async () => {
    const one = await scene()
    const done = await one.recognise()
    if (!done.ok) throw new Error(done.reason)
    const other = await one.as('B-5101', 'LUMEN').catch(() => null)
    const stranger = other ?? {
      ...one.officer,
      actor: { ...one.officer.actor, acting: { ...one.officer.actor.acting, organisationId: 'another' } },
    }
    expect((await readRecognitions(stranger, { search: '', page: 1 })).rows).toEqual([])
    expect(
      await stopRecognition(stranger, {
        recognitionId: done.recognitionId,
        reason: 'It is not ours to keep.',
      }),
    ).toEqual({ ok: false, reason: 'unknown' })
  })
})

describe('the module of a new model', () => {
  async function gate({ db, ctx }: Awaited<ReturnType<typeof scene>>) {
    const request = {
      engineer: 'E-1001',
      supervisor: null,
      outlet: 'O1',
      brand: 'MEIHE',
      operation: 'AC-CLEAN',
      model: 'MH-AC-35-NEW',
      site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
      window: { start: '2026-11-24T01:00:00.000Z', end: '2026-11-24T03:00:00.000Z' },
      checkpoint: 'ASSIGN' as const,
      asOf: ctx.now(),
    }
    const { decision, reasons } = evaluateGate(request, await gatherFacts(db, request))
    return [decision, ...reasons.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code)].join(
      ' ',
    )
  }

  test('recognised, it opens the model; ended, it closes it again', async () => {
    const one = await scene()
    expect(await gate(one)).toBe('DENY IND_DELTA')
    const done = await one.recognise({ person: 'E-1001', what: 'DELTA:AC-D-2026', earnedOn: '2026-11-20' })
    if (!done.ok) throw new Error(done.reason)
    expect(await gate(one)).toBe('ALLOW')
    await stopRecognition(one.officer, {
      recognitionId: done.recognitionId,
      reason: 'The classroom day did not take place.',
    })
    expect(await gate(one)).toBe('DENY IND_DELTA')
  })

  test('passing the exam that is named like it opens the model too', async () => {
    const one = await scene()
    await one.publish('AC-D-2026', 'AC')
    await one.pass('E-1001', 'AC-D-2026')
    expect(await gate(one)).toBe('ALLOW')
  })
})
