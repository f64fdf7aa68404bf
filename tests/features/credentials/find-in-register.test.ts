import { beforeAll, describe, expect, test } from 'vitest'
import { parseCertificateNumber } from '#app/domain/credential/certificate-number.ts'
import { findInRegister } from '#app/features/credentials/index.server.ts'
import { counting } from '#tests/features/reporting/team-scene.ts'
import { credentialScene } from './credential-scene.ts'

type Scene = Awaited<ReturnType<typeof credentialScene>>

async function someCredential({ db, idOf }: Scene) {
  return db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['credential.number', 'credential.publicSlug as slug'])
    .where('credential.personId', '=', await idOf('E-1002'))
    .where('credentialType.code', '=', 'AC-L2')
    .executeTakeFirstOrThrow()
}

describe('the register finds a certificate', () => {
  test.each([
    ['as it is printed', (number: string) => number],
    ['in small letters', (number: string) => number.toLowerCase()],
    ['with spaces for hyphens and around it', (number: string) => `  ${number.replaceAll('-', ' ')} `],
    [
      'in full-width signs',
      (number: string) => number.replace(/[0-9]/g, (d) => String.fromCodePoint(0xff10 + Number(d))),
    ],
    ['with O for 0 and I for 1', (number: string) => number.replaceAll('0', 'O').replaceAll('1', 'I')],
    [
      'with 0 for O and 1 for I and L in the brand and the type',
      (number: string) => number.replaceAll('I', '1').replaceAll('L', '1'),
    ],
    [
      'without the hyphens of its random part',
      (number: string) => number.replace(/-(\w{4})-(\w{4})-(\w)$/, '-$1$2$3'),
    ],
  ])('%s', async (_, spell) => {
    const scene = await credentialScene()
    const { number, slug } = await someCredential(scene)
    expect(await findInRegister(scene.ctx, spell(number))).toEqual({ ok: true, slug })
  })

  test('by the address that its code holds', async () => {
    const scene = await credentialScene()
    const { slug } = await someCredential(scene)
    for (const typed of [
      `https://skills.example.com/c/${slug}`,
      `/c/${slug}?lng=en`,
      `HTTP://X/C/${slug.toUpperCase()}`,
    ])
      expect(await findInRegister(scene.ctx, typed)).toEqual({ ok: true, slug })
  })

  test('that was taken over with a number of another form', async () => {
    const scene = await credentialScene()
    const { slug } = await someCredential(scene)
    const row = await scene.db
      .selectFrom('credential')
      .selectAll()
      .where('publicSlug', '=', slug)
      .executeTakeFirstOrThrow()
    const old = { id: 'OLD', number: '美合 2019/004711', publicSlug: `${'0'.repeat(25)}a` }
    await scene.db
      .insertInto('credential')
      .values({ ...row, ...old })
      .execute()
    expect(await findInRegister(scene.ctx, ' 美合  2019/004711')).toEqual({
      ok: true,
      slug: old.publicSlug,
    })
  })
})

describe('where nothing is found, the register says why', () => {
  let scene: Scene
  let number = ''
  beforeAll(async () => {
    scene = await credentialScene()
    number = (await someCredential(scene)).number
    return () => scene.db.destroy()
  })

  test.each(['', '   ', '　'])('nothing was typed: "%s"', async (typed) => {
    expect(await findInRegister(scene.ctx, typed)).toEqual({ ok: false, reason: 'empty' })
  })

  test.each(['王强', 'AC-L2', "' or 1=1 --", 'x'.repeat(5000)])('no number: %.20s', async (typed) => {
    expect(await findInRegister(scene.ctx, typed)).toEqual({ ok: false, reason: 'other-form' })
  })

  test('any single wrong character of the random part is a mistyped number', async () => {
    const start = number.length - '7K3M-9Q2X-D'.length
    for (let at = start; at < number.length; at += 1) {
      const sign = number[at] ?? ''
      if (sign === '-') continue
      const other = sign === 'A' ? 'B' : 'A'
      const typed = number.slice(0, at) + other + number.slice(at + 1)
      expect(await findInRegister(scene.ctx, typed)).toEqual({ ok: false, reason: 'mistyped' })
    }
  })

  test('a well-formed number that nobody has, and an address that nobody has', async () => {
    const [, prefix = ''] = /^(.*)-\w{4}-\w{4}-\w$/.exec(number) ?? []
    const unknown = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
      .map((check) => `${prefix}-0000-0000-${check}`)
      .find((one) => parseCertificateNumber(one))
    expect(unknown).toBeDefined()
    expect(await findInRegister(scene.ctx, unknown ?? '')).toEqual({ ok: false, reason: 'unknown' })
    expect(await findInRegister(scene.ctx, `/c/${'0'.repeat(26)}`)).toEqual({ ok: false, reason: 'unknown' })
  })

  test('with no more than three queries', async () => {
    const { db, count } = counting(scene.db)
    await findInRegister({ db }, 'MEIHE-AC-L2-0000-0000-0')
    expect(count()).toBeLessThanOrEqual(3)
  })
})
