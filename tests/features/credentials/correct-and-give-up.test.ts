import { describe, expect, test } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import {
  actOnCredential,
  dropProposal,
  findCredentialsOf,
  findInRegister,
  giveUpCredential,
  previewGivingUp,
  readCredentialFile,
  readPublicCredential,
} from '#app/features/credentials/index.server.ts'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { credentialScene } from './credential-scene.ts'

const reason = 'The year of the end was written wrongly.'

/** E-1011 holds WM-L2 from 1 June 2025 through 31 May 2027. */
async function scene() {
  const one = await credentialScene()
  const personId = await one.idOf('E-1011')
  const records = async () =>
    (await findCredentialsOf(one.db, [personId], one.ctx.now())).filter(({ type }) => type.code === 'WM-L2')
  const [first] = await records()
  if (!first) throw new Error('E-1011 holds no WM-L2')
  const correctTo = (validUntil: string, validFrom = first.validFrom) => ({
    credentialId: first.id,
    act: { kind: 'CORRECTED' as const, validFrom, validUntil },
    reason,
  })
  const gateAt = async (at: string) => {
    const request = {
      engineer: 'E-1011',
      supervisor: null,
      outlet: 'O2',
      brand: 'MEIHE',
      operation: 'WM-INLET-VALVE',
      model: 'MH-WM-10',
      site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
      window: { start: at, end: at },
      checkpoint: 'ASSIGN' as const,
      asOf: one.ctx.now(),
    }
    const { decision, reasons } = evaluateGate(request, await gatherFacts(one.db, request))
    return [decision, ...reasons.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code)].join(
      ' ',
    )
  }
  const twoPeople = () =>
    one.db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', 'WM-L2').execute()
  const officer = await one.as('B-5001')
  const actOnIt = (input: Parameters<typeof actOnCredential>[1]) => actOnCredential(officer, input)
  return { ...one, records, first, correctTo, gateAt, twoPeople, officer, actOnIt }
}

describe('correcting dates', () => {
  test('issues the record anew with the right dates and its own number; the old one says it was replaced', async () => {
    const one = await scene()
    one.clock.set('2026-11-25T02:00:00.000Z')
    const end = '2026-11-30T16:00:00.000Z'
    expect(await one.actOnIt(one.correctTo(end))).toEqual({ ok: true, isDone: true })
    const [old, anew] = await one.records()
    expect(old?.reading.status).toBe('SUPERSEDED')
    expect(anew).toMatchObject({
      validFrom: one.first.validFrom,
      validUntil: end,
      issuedAt: one.first.issuedAt,
      supersedes: one.first.number,
      reading: { grantsWork: true },
    })
    expect(anew?.number).not.toBe(one.first.number)
    expect(await readPublicCredential(one.ctx, one.first.publicSlug)).toMatchObject({
      status: 'SUPERSEDED',
      isValid: false,
    })
    expect(await readPublicCredential(one.ctx, anew?.publicSlug ?? '')).toMatchObject({ isValid: true })
    expect(await findInRegister(one.ctx, anew?.number ?? '')).toMatchObject({ ok: true })
    // The gate lets work until the right end and its working grace, and not until the wrong one.
    expect(await one.gateAt('2026-11-26T02:00:00.000Z')).toBe('ALLOW')
    expect(await one.gateAt('2027-02-01T02:00:00.000Z')).toContain('DENY')
  })

  test('what was known before stays readable: the life as it was thought to be, and as it was', async () => {
    const one = await scene()
    const before = one.ctx.now()
    one.clock.set('2026-11-25T02:00:00.000Z')
    await one.actOnIt(one.correctTo('2026-10-31T16:00:00.000Z'))
    const asKnownThen = await readCredentialFile(one.officer, one.first.id, { asOf: before, knownAt: before })
    expect(asKnownThen?.reading).toMatchObject({ status: 'ACTIVE', grantsWork: true })
    expect(asKnownThen?.validUntil).toBe(one.first.validUntil)
    const known = await readCredentialFile(one.officer, one.first.id)
    expect(known?.events.map(({ kind }) => kind)).toEqual(['ISSUED', 'CORRECTED', 'SUPERSEDED'])
    const [, anew] = await one.records()
    // It had ended in October already: in November it was in its working grace.
    expect((await readCredentialFile(one.officer, anew?.id ?? '', { asOf: before }))?.reading).toMatchObject({
      status: 'WORKING_GRACE',
    })
  })

  test('carries over what the scope was reduced to', async () => {
    const one = await scene()
    await one.actOnIt({
      credentialId: one.first.id,
      act: { kind: 'SCOPE_REDUCED', grants: [{ category: 'WM', level: 1 }], endorsements: [] },
      reason,
    })
    one.clock.advance(1_000)
    await one.actOnIt(one.correctTo('2027-04-30T16:00:00.000Z'))
    const [, anew] = await one.records()
    expect(anew?.reading).toMatchObject({ status: 'SCOPE_REDUCED', scope: { grants: [{ level: 1 }] } })
  })

  test('of a type that asks for two people is confirmed by a second officer, exactly as it was proposed', async () => {
    const one = await scene()
    await one.twoPeople()
    const wanted = one.correctTo('2027-04-30T16:00:00.000Z')
    expect(await one.actOnIt(wanted)).toEqual({ ok: true, isDone: false })
    expect(await one.records()).toHaveLength(1)
    expect(await one.actOnIt(wanted)).toEqual({ ok: false, reason: 'second-person-needed' })
    const second = await one.as('B-5002')
    expect((await readCredentialFile(second, one.first.id))?.proposal).toMatchObject({
      name: 'correct',
      correction: { validUntil: '2027-04-30T16:00:00.000Z' },
      isOwn: false,
    })
    expect(await actOnCredential(second, one.correctTo('2027-05-30T16:00:00.000Z'))).toEqual({
      ok: false,
      reason: 'proposed-otherwise',
    })
    expect(
      await actOnCredential(second, { credentialId: one.first.id, act: { kind: 'REVOKED' }, reason }),
    ).toEqual({
      ok: false,
      reason: 'proposed-otherwise',
    })
    expect(await actOnCredential(second, wanted)).toEqual({ ok: true, isDone: true })
    expect((await one.records()).map(({ reading }) => reading.status)).toEqual(['SUPERSEDED', 'ACTIVE'])
  })
})

describe('dropping what is proposed', () => {
  test('any officer of the brand may, with a reason; then nothing waits any more', async () => {
    const one = await scene()
    await one.twoPeople()
    await one.actOnIt({ credentialId: one.first.id, act: { kind: 'REVOKED' }, reason })
    const credentialId = one.first.id
    expect(await dropProposal(one.officer, { credentialId, reason: 'no' })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    expect(await dropProposal(one.officer, { credentialId, reason: 'It concerned somebody else.' })).toEqual({
      ok: true,
    })
    expect((await readCredentialFile(one.officer, credentialId))?.proposal).toBeNull()
    expect(await dropProposal(one.officer, { credentialId, reason: 'It concerned somebody else.' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    // A second officer who confirms what is no longer proposed proposes it anew.
    expect(
      await actOnCredential(await one.as('B-5002'), { credentialId, act: { kind: 'REVOKED' }, reason }),
    ).toEqual({
      ok: true,
      isDone: false,
    })
  })

  test('nobody else may', async () => {
    const one = await scene()
    await one.twoPeople()
    await one.actOnIt({ credentialId: one.first.id, act: { kind: 'REVOKED' }, reason })
    for (const code of ['E-1011', 'P-6001', 'D-7001'])
      expect(await dropProposal(await one.as(code), { credentialId: one.first.id, reason })).toEqual({
        ok: false,
        reason: 'unknown',
      })
  })
})

describe('giving up a credential of one’s own', () => {
  test('withdraws it from now on, keeps who did it, and tells the managers and not the holder', async () => {
    const one = await scene()
    const me = await one.as('E-1011')
    const { publicSlug } = one.first
    expect((await previewGivingUp(me, publicSlug))?.effect?.levels).toEqual([
      { category: 'WM', before: 2, after: 0 },
    ])
    expect(await giveUpCredential(me, { publicSlug, reason: '' })).toEqual({ ok: true })
    const [record] = await one.records()
    expect(record?.reading.status).toBe('WITHDRAWN')
    expect(await one.gateAt('2026-11-26T02:00:00.000Z')).toContain('DENY')
    const file = await readCredentialFile(one.officer, one.first.id)
    expect(file?.events.at(-1)).toMatchObject({ kind: 'WITHDRAWN', actor: { code: 'E-1011' } })
    const told = await one.db
      .selectFrom('message')
      .select(['template', 'personId'])
      .where('template', 'like', '%credential-changed')
      .execute()
    expect(told.length).toBeGreaterThan(0)
    expect(told.every(({ template }) => template === 'team-credential-changed')).toBe(true)
    expect(await giveUpCredential(me, { publicSlug, reason: '' })).toMatchObject({ reason: 'obstacle' })
  })

  test('does not escape a revocation that is proposed', async () => {
    const one = await scene()
    await one.twoPeople()
    await one.actOnIt({ credentialId: one.first.id, act: { kind: 'REVOKED' }, reason })
    const me = await one.as('E-1011')
    const { publicSlug } = one.first
    expect((await previewGivingUp(me, publicSlug))?.obstacle).toBe('PROPOSED')
    expect(await giveUpCredential(me, { publicSlug, reason: '' })).toEqual({ ok: false, reason: 'proposed' })
  })

  test('is nobody else’s to do', async () => {
    const one = await scene()
    for (const code of ['E-1008', 'P-6001', 'B-5001']) {
      const other = await one.as(code)
      expect(await previewGivingUp(other, one.first.publicSlug)).toBeNull()
      expect(await giveUpCredential(other, { publicSlug: one.first.publicSlug, reason: '' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
    }
  })
})
