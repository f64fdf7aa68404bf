import { describe, expect, test } from 'vitest'
import { readPublicCredential, readWallet } from '#app/features/credentials/index.server.ts'
import { choosePublicName } from '#app/features/identity/index.server.ts'
import { counting } from '#tests/features/reporting/team-scene.ts'
import { credentialScene } from './credential-scene.ts'

type Scene = Awaited<ReturnType<typeof credentialScene>>

async function slugOf({ db, idOf }: Scene, person: string, type: string): Promise<string> {
  const { publicSlug } = await db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select('credential.publicSlug')
    .where('credential.personId', '=', await idOf(person))
    .where('credentialType.code', '=', type)
    .executeTakeFirstOrThrow()
  return publicSlug
}

describe('the public page of a credential', () => {
  test('says the exact scope, the issuer and a masked name, and nothing else of the person', async () => {
    const scene = await credentialScene()
    const shown = await readPublicCredential(scene.ctx, await slugOf(scene, 'E-1002', 'AC-L2'))
    expect(shown).toMatchObject({
      status: 'ACTIVE',
      isValid: true,
      issuer: 'Meihe',
      typeCode: 'AC-L2',
      holder: 'L* · 李*',
      scopes: [
        {
          category: 'Room air conditioner',
          rungs: 3,
          held: 2,
          label: 'L2',
          mayNot: [{ label: 'L3', text: 'compressor, brazing, inverter IPM, recovery and charging' }],
        },
      ],
    })
    expect(shown?.scopes[0]?.may.map(({ label }) => label)).toEqual(['L1', 'L2'])
    const text = JSON.stringify(shown)
    for (const secret of ['李敏', 'Li Min', 'E-1002', 'O1', '+86', await scene.idOf('E-1002')])
      expect(text).not.toContain(secret)
  })

  test('shows nothing as held while suspended, with since when, and not the grounds', async () => {
    const scene = await credentialScene()
    const shown = await readPublicCredential(scene.ctx, await slugOf(scene, 'E-1006', 'NB-L2'))
    expect(shown).toMatchObject({ status: 'SUSPENDED', isValid: false, since: '2026-10-11T16:00:00.000Z' })
    expect(shown?.scopes[0]).toMatchObject({ held: 0, isCarried: false })
    expect(JSON.stringify(shown)).not.toContain('PADP')
  })

  test.each([
    ['the last second of the printed day', '2027-05-31T15:59:59.999Z', 'RENEWAL_WINDOW', true],
    ['the midnight after it in Shanghai', '2027-05-31T16:00:00.000Z', 'ADMIN_GRACE', false],
    ['ninety days on, less a second', '2027-08-29T15:59:59.999Z', 'ADMIN_GRACE', false],
    ['ninety days on', '2027-08-29T16:00:00.000Z', 'LAPSED', false],
  ])('the status turns at midnight in Shanghai: %s', async (_, at, status, isValid) => {
    const scene = await credentialScene()
    const slug = await slugOf(scene, 'E-1002', 'AC-L2')
    scene.clock.set(at)
    expect(await readPublicCredential(scene.ctx, slug)).toMatchObject({ status, isValid })
  })

  test('a rung that is not safety-critical has its working grace, and says so', async () => {
    const scene = await credentialScene()
    const slug = await slugOf(scene, 'E-1008', 'WM-L2')
    scene.clock.set('2027-05-31T16:00:00.000Z')
    expect(await readPublicCredential(scene.ctx, slug)).toMatchObject({
      status: 'WORKING_GRACE',
      isValid: true,
    })
  })

  test('a composite names each component and whether it carries', async () => {
    const scene = await credentialScene()
    const shown = await readPublicCredential(scene.ctx, await slugOf(scene, 'E-1001', 'TRI-L2'))
    expect(shown).toMatchObject({ completeness: 'COMPLETE', isReduced: false })
    expect(shown?.scopes.map(({ held }) => held)).toEqual([2, 2, 2])
  })

  test.each(['', 'x', '../../etc/passwd', '0'.repeat(26), "' or 1=1 --"])(
    'an address that does not exist, %j, is nothing',
    async (slug) => {
      const scene = await credentialScene()
      expect(await readPublicCredential(scene.ctx, slug)).toBeNull()
    },
  )

  test('reading takes at most ten queries, however much the person holds', async () => {
    const scene = await credentialScene()
    const { db, count } = counting(scene.db)
    const slug = await slugOf(scene, 'E-1001', 'TRI-L2')
    await readPublicCredential({ ...scene.ctx, db }, slug)
    expect(count()).toBeLessThanOrEqual(10)
  })
})

describe('the wallet', () => {
  test('holds what works first, with scope and dates, and keeps what is over as history', async () => {
    const scene = await credentialScene()
    const today = await readWallet(await scene.as('E-1006'))
    expect(today.current.map(({ typeCode, status, grantsWork }) => [typeCode, status, grantsWork])).toEqual([
      ['DATA', 'ACTIVE', true],
      ['NB-L2', 'SUSPENDED', false],
    ])
    expect(today.current[1]?.scope).toMatchObject([{ category: 'Notebook', label: 'L2', rungs: 4 }])
    scene.clock.set('2027-12-01T02:00:00.000Z')
    const later = await readWallet(await scene.as('E-1003'))
    expect(later.current).toEqual([])
    expect(later.history.map(({ typeCode, status }) => [typeCode, status])).toEqual([['AC-L2', 'LAPSED']])
  })
})

describe('the name on the public page', () => {
  test('is whole once its owner says so, and masked again when they say that, both in the ledger', async () => {
    const scene = await credentialScene()
    const slug = await slugOf(scene, 'E-1002', 'AC-L2')
    const shown = async () => (await readPublicCredential(scene.ctx, slug))?.holder
    const owner = await scene.as('E-1002')
    expect(await shown()).toBe('L* · 李*')
    await choosePublicName(owner, { isPublic: true })
    await choosePublicName(owner, { isPublic: true })
    expect(await shown()).toBe('Li Min · 李敏')
    await choosePublicName(owner, { isPublic: false })
    expect(await shown()).toBe('L* · 李*')
    const entries = await scene.db
      .selectFrom('auditEntry')
      .select('action')
      .where('action', 'like', 'name.%')
      .orderBy('sequence')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['name.shown', 'name.masked'])
  })
})
