import { describe, expect, test } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import { findCredentialsOf, readCredentialFile, readLadders } from '#app/features/credentials/index.server.ts'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { readTeam } from '#app/features/reporting/index.server.ts'
import { credentialScene } from './credential-scene.ts'

/** WM-L2 asks for a job every 90 days. E-1011 holds it since 1 June 2025; whether the brand's work log counts is said by the test. */
async function scene({ isConnected }: { isConnected: boolean }) {
  const one = await credentialScene({ now: '2026-11-23T02:00:00.000Z' })
  const { db, ctx } = one
  const { id: brandId } = await db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', 'MEIHE')
    .executeTakeFirstOrThrow()
  await db.updateTable('credentialType').set({ recencyMaxGapDays: 90 }).where('code', '=', 'WM-L2').execute()
  const apiKeyId = ctx.newId()
  await db
    .insertInto('apiKey')
    .values({
      id: apiKeyId,
      organisationId: brandId,
      name: 'The brand’s own system',
      beginning: 'tg_test',
      secretHash: 'hash of a secret',
      scopesJson: '[]',
      createdAt: ctx.now(),
    })
    .execute()
  if (isConnected)
    await db
      .insertInto('workLogConnection')
      .values({
        id: ctx.newId(),
        brandId,
        countsFrom: '2025-01-01T00:00:00.000Z',
        reason: 'connected',
        apiKeyId,
        recordedAt: '2025-01-01T00:00:00.000Z',
      })
      .execute()
  const personId = await one.idOf('E-1011')
  const work = async (finishedAt: string) => {
    const { operationId, categoryId } = await db
      .selectFrom('operation')
      .innerJoin('category', 'category.id', 'operation.categoryId')
      .select(['operation.id as operationId', 'category.id as categoryId'])
      .where('operation.code', '=', 'WM-INLET-VALVE')
      .executeTakeFirstOrThrow()
    const { id: outletId } = await db
      .selectFrom('outlet')
      .select('id')
      .where('code', '=', 'O2')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('workLogEntry')
      .values({
        id: ctx.newId(),
        brandId,
        job: ctx.newId(),
        personId,
        supervisorId: null,
        outletId,
        operationId,
        categoryId,
        finishedAt,
        redoOf: null,
        apiKeyId,
        recordedAt: finishedAt,
      })
      .execute()
  }
  const status = async () => {
    const held = await findCredentialsOf(db, [personId], ctx.now())
    return held.find(({ type }) => type.code === 'WM-L2')
  }
  const gate = async () => {
    const at = ctx.now()
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
      asOf: at,
    }
    const { decision, reasons } = evaluateGate(request, await gatherFacts(db, request))
    return [decision, ...reasons.map(({ code, severity }) => `${code}/${severity}`)].join(' ')
  }
  return { ...one, work, status, gate, personId }
}

describe('recency: a type that lives by practice', () => {
  test('without a work log it is only said, everywhere', async () => {
    const one = await scene({ isConnected: false })
    expect((await one.status())?.reading).toMatchObject({ status: 'ACTIVE', grantsWork: true })
    expect(await one.gate()).toBe('ALLOW IND_RECENCY/INFO')
  })

  test('with one, nothing finished for too long stops work: the record, the ladder, the team and the gate say the same', async () => {
    const one = await scene({ isConnected: true })
    await one.work('2026-08-01T02:00:00.000Z')
    const record = await one.status()
    expect(record?.reading).toMatchObject({
      status: 'RECENCY_LAPSED',
      grantsWork: false,
      since: '2026-10-30T16:00:00.000Z',
    })
    expect(await one.gate()).toContain('DENY IND_RECENCY/BLOCK')
    const { ladders } = await readLadders(one.ctx, one.personId)
    expect(ladders.find(({ category }) => category.code === 'WM')).toMatchObject({
      held: 0,
      recency: { typeCode: 'WM-L2', days: 90, practicals: ['WM-201-P'] },
    })
    const file = await readCredentialFile(await one.as('B-5001'), record?.id ?? '')
    expect(file?.reading?.status).toBe('RECENCY_LAPSED')
    // What is shown as its story stays what was recorded of it.
    expect(file?.events.map(({ kind }) => kind)).toEqual(['ISSUED'])
    const manager = await one.as('P-6001')
    const { members } = await readTeam(manager, { outlet: '', search: 'E-1011', page: 1 })
    const levels = members[0]?.levels.filter(({ level }) => level > 0) ?? []
    expect(levels.map(({ typeCode }) => typeCode)).not.toContain('WM-L2')
  })

  test('a job within the days keeps it, through the last of them', async () => {
    const one = await scene({ isConnected: true })
    await one.work('2026-08-25T02:00:00.000Z')
    one.clock.set('2026-11-23T15:59:59.999Z')
    expect((await one.status())?.reading.status).toBe('ACTIVE')
    one.clock.set('2026-11-23T16:00:00.000Z')
    expect((await one.status())?.reading.status).toBe('RECENCY_LAPSED')
  })

  test('a passed practical opens it again at once', async () => {
    const one = await scene({ isConnected: true })
    await one.work('2026-08-01T02:00:00.000Z')
    await one.complete('E-1011', 'WM-201')
    await one.passPractical('E-1011')
    expect((await one.status())?.reading).toMatchObject({ status: 'ACTIVE', grantsWork: true })
    expect(await one.gate()).toBe('ALLOW')
  })
})
