import { describe, expect, test } from 'vitest'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import {
  actOnCredential,
  previewAct,
  readCredentialFile,
  readCredentialList,
  readPublicCredential,
} from '#app/features/credentials/index.server.ts'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { credentialScene } from './credential-scene.ts'

type Scene = Awaited<ReturnType<typeof credentialScene>>

const officer = 'B-5001'
const reason = 'Replaced a good board on purpose (PADP)'
const suspendNow = { kind: 'SUSPENDED', from: null, until: null } as const

async function idOfCredential({ db, idOf }: Scene, person: string, type: string): Promise<string> {
  const { id } = await db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select('credential.id')
    .where('credential.personId', '=', await idOf(person))
    .where('credentialType.code', '=', type)
    .executeTakeFirstOrThrow()
  return id
}

async function verdict({ db, ctx }: Scene, engineer: string) {
  const request = {
    engineer,
    outlet: 'O1',
    brand: 'MEIHE',
    operation: 'AC-OUTDOOR-FAN',
    model: 'MH-AC-26-R410A',
    site: { jurisdiction: 'CN/42/4201' },
    window: { start: ctx.now(), end: '2026-11-23T04:00:00.000Z' },
    checkpoint: 'ASSIGN' as const,
    asOf: ctx.now(),
  }
  const { decision, reasons } = evaluateGate(request, await gatherFacts(db, request))
  return `${decision} ${reasons.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code)}`.trim()
}

describe('an officer of the brand', () => {
  test('suspends: the effect is said before, the gate closes, the page says so, everybody is told', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    const act = suspendNow
    expect(await previewAct(ctx, id, act)).toMatchObject({
      obstacle: null,
      conflicts: [],
      effect: { levels: [{ category: 'AC', before: 2 }] },
    })
    const before = await verdict(scene, 'E-1002')
    expect(before).not.toContain('IND_SUSPENDED')
    expect(
      await actOnCredential(ctx, { credentialId: id, act, reason, liftCondition: 'ETH-101 again' }),
    ).toEqual({ ok: true, isDone: true })
    expect(await verdict(scene, 'E-1002')).toContain('IND_SUSPENDED')

    const file = await readCredentialFile(ctx, id)
    expect(file).toMatchObject({
      reading: { status: 'SUSPENDED', grantsWork: false },
      acts: ['reinstate', 'reduce', 'revoke', 'withdraw'],
    })
    expect(file?.events.at(-1)).toMatchObject({
      kind: 'SUSPENDED',
      reason,
      liftCondition: 'ETH-101 again',
      actor: { code: officer },
    })
    const told = await scene.db
      .selectFrom('message')
      .innerJoin('person', 'person.id', 'message.personId')
      .select(['person.code', 'message.template', 'message.body'])
      .where('message.template', 'like', '%credential-changed')
      .execute()
    expect(told.map(({ code, template }) => `${code} ${template}`)).toEqual(
      expect.arrayContaining(['E-1002 credential-changed', 'P-6001 team-credential-changed']),
    )
    // What the manager plans by does not carry the grounds.
    for (const { template, body } of told)
      if (template === 'team-credential-changed') expect(body).not.toContain('PADP')
    const audit = await scene.db
      .selectFrom('auditEntry')
      .select('detailsJson')
      .where('action', '=', 'credential.suspended')
      .execute()
    expect(JSON.parse(audit[0]?.detailsJson ?? '{}')).toMatchObject({
      reason,
      from: scene.ctx.now(),
      until: null,
    })
  })

  test('lifts it again, and the gate opens as it was', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    const before = await verdict(scene, 'E-1002')
    await actOnCredential(ctx, { credentialId: id, act: suspendNow, reason })
    scene.clock.advance(1_000)
    const lifted = await actOnCredential(ctx, {
      credentialId: id,
      act: { kind: 'SUSPENSION_LIFTED' },
      reason,
    })
    expect(lifted).toEqual({ ok: true, isDone: true })
    expect(await verdict(scene, 'E-1002')).toBe(before)
    expect(await readCredentialFile(ctx, id)).toMatchObject({ reading: { grantsWork: true } })
  })

  test('reduces a scope to a part of it', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    const act = { kind: 'SCOPE_REDUCED', grants: [{ category: 'AC', level: 1 }], endorsements: [] } as const
    expect((await previewAct(ctx, id, act))?.effect?.levels).toMatchObject([{ category: 'AC', after: 1 }])
    await actOnCredential(ctx, { credentialId: id, act, reason })
    expect((await readCredentialFile(ctx, id))?.reading).toMatchObject({
      status: 'SCOPE_REDUCED',
      scope: { grants: [{ category: 'AC', level: 1 }] },
    })
    expect(await verdict(scene, 'E-1002')).toContain('IND_LEVEL_TOO_LOW')
  })

  test('looks back: what counted then, and what was known then', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    const before = scene.ctx.now()
    scene.clock.advance(86_400_000)
    await actOnCredential(ctx, { credentialId: id, act: { kind: 'WITHDRAWN' }, reason })
    scene.clock.advance(86_400_000)
    const now = scene.ctx.now()
    expect((await readCredentialFile(ctx, id))?.reading?.status).toBe('WITHDRAWN')
    expect((await readCredentialFile(ctx, id, { asOf: before }))?.reading?.status).toBe('ACTIVE')
    const asKnownThen = await readCredentialFile(ctx, id, { asOf: now, knownAt: before })
    expect(asKnownThen?.reading?.status).toBe('ACTIVE')
    expect(asKnownThen?.events.some(({ kind }) => kind === 'WITHDRAWN')).toBe(false)
    expect((await readCredentialFile(ctx, id, { knownAt: '2020-01-01T00:00:00.000Z' }))?.reading).toBeNull()
  })

  test('revokes alone where the type lets one, and with a second officer where it asks for two', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const revoke = { credentialId: id, act: { kind: 'REVOKED' }, reason } as const
    await scene.db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', 'AC-L2').execute()
    expect(await actOnCredential(ctx, revoke)).toEqual({ ok: true, isDone: false })
    expect((await readCredentialFile(ctx, id))?.reading?.status).toBe('ACTIVE')
    expect(await actOnCredential(ctx, revoke)).toEqual({ ok: false, reason: 'second-person-needed' })
    const second = await scene.as('B-5002')
    expect((await readCredentialFile(second, id))?.proposal).toMatchObject({ isOwn: false, reason })
    expect(await actOnCredential(second, revoke)).toEqual({ ok: true, isDone: true })
    expect((await readCredentialFile(ctx, id))?.reading?.status).toBe('REVOKED')
    const { publicSlug } = await scene.db
      .selectFrom('credential')
      .select('publicSlug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(await readPublicCredential(scene.ctx, publicSlug)).toMatchObject({
      status: 'REVOKED',
      isValid: false,
    })
  })

  test('needs a reason that is a sentence', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    for (const short of ['', '   ', 'because', 'x'.repeat(2_001)])
      expect(
        await actOnCredential(ctx, { credentialId: id, act: { kind: 'WITHDRAWN' }, reason: short }),
      ).toEqual({
        ok: false,
        reason: 'reason-missing',
      })
    expect((await readCredentialFile(ctx, id))?.reading?.status).toBe('ACTIVE')
  })

  test('is refused what is impossible, with what stands in the way', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    expect(
      await actOnCredential(ctx, { credentialId: id, act: { kind: 'SUSPENSION_LIFTED' }, reason }),
    ).toEqual({
      ok: false,
      reason: 'obstacle',
      obstacle: 'NOT_SUSPENDED',
    })
  })

  test('and another act at the same moment, of which one is too late', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => actOnCredential(ctx, { credentialId: id, act: { kind: 'WITHDRAWN' }, reason })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter((one) => !one.ok && one.reason === 'obstacle')).toHaveLength(2)
  })
})

describe('nobody else', () => {
  test.each(['E-1002', 'P-6001', 'D-7001', 'T-2201'])(
    '%s sees or changes a credential here',
    async (code) => {
      const scene = await credentialScene()
      const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
      const ctx = await scene.as(code)
      expect(await readCredentialFile(ctx, id)).toBeNull()
      expect(await previewAct(ctx, id, { kind: 'REVOKED' })).toBeNull()
      expect(await actOnCredential(ctx, { credentialId: id, act: { kind: 'REVOKED' }, reason })).toEqual({
        ok: false,
        reason: 'unknown',
      })
      expect((await readCredentialList(ctx, { search: 'E-1002', page: 1 })).credentials).toEqual([])
    },
  )

  test('an officer of another brand does not know of it', async () => {
    const scene = await credentialScene()
    const own = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const foreign = await idOfCredential(scene, 'E-1006', 'NB-L2')
    const ctx = await scene.as(officer)
    expect(await readCredentialFile(ctx, own)).not.toBeNull()
    expect(await readCredentialFile(ctx, foreign)).toBeNull()
    expect(await actOnCredential(ctx, { credentialId: foreign, act: { kind: 'REVOKED' }, reason })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    const { credentials } = await readCredentialList(ctx, { search: 'E-1006', page: 1 })
    expect(credentials).toEqual([])
  })

  test('an officer decides on themselves, whatever else they are', async () => {
    const scene = await credentialScene()
    const id = await idOfCredential(scene, 'E-1002', 'AC-L2')
    const ctx = await scene.as(officer)
    const themselves = { ...ctx, actor: { ...ctx.actor, personId: await scene.idOf('E-1002') } }
    expect(
      await actOnCredential(themselves, { credentialId: id, act: { kind: 'SUSPENSION_LIFTED' }, reason }),
    ).toMatchObject({ ok: false, reason: 'conflict' })
  })
})

describe('the list of credentials', () => {
  test('finds by number, name, staff code and type, and only the brand’s', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const { number } = await scene.db
      .selectFrom('credential')
      .select('number')
      .where('id', '=', await idOfCredential(scene, 'E-1002', 'AC-L2'))
      .executeTakeFirstOrThrow()
    for (const search of [number.toLowerCase(), 'e-1002', '李敏', 'li min']) {
      const { credentials, total } = await readCredentialList(ctx, { search, page: 1 })
      expect(credentials.map(({ person }) => person.code)).toContain('E-1002')
      expect(total).toBeGreaterThan(0)
    }
    const newest = await readCredentialList(ctx, { search: '', page: 1 })
    expect(newest.credentials.length).toBe(25)
    expect(newest.credentials.every((one) => one.number.startsWith('MEIHE-'))).toBe(true)
  })
})
