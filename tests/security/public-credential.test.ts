import type { LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { enrolForCredential } from '#app/features/credentials/index.server.ts'
import { handle, loader, meta } from '#app/routes/public/credential.tsx'
import { credentialScene } from '#tests/features/credentials/credential-scene.ts'

/** Anybody may look at one credential by its address and learn nothing else of the person; nobody can count or guess addresses. */

const argsFor = (ctx: Context, slug: string) =>
  ({
    request: new Request(`http://localhost:3000/c/${slug}`),
    params: { slug },
    context: { context: async () => ctx },
  }) as unknown as LoaderFunctionArgs

describe('the public page', () => {
  test('is open to nobody in particular, needs no script and is not indexed', async () => {
    const scene = await credentialScene()
    const { publicSlug } = await scene.db
      .selectFrom('credential')
      .select('publicSlug')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { credential } = await loader(argsFor(scene.ctx, publicSlug))
    expect(credential.number).toMatch(/-[0-9A-Z]$/)
    expect(handle.scripts).toBe(false)
    const tags = meta({ data: { credential } } as never)
    expect(tags).toContainEqual({ name: 'robots', content: 'noindex, nofollow' })
  })

  test.each(['made-up', '%00', 'a'.repeat(5000)])('an address that does not exist is 404', async (slug) => {
    const scene = await credentialScene()
    await expect(loader(argsFor(scene.ctx, slug))).rejects.toMatchObject({ status: 404 })
  })

  test('a number or an id is no address', async () => {
    const scene = await credentialScene()
    const { number, id } = await scene.db
      .selectFrom('credential')
      .select(['number', 'id'])
      .limit(1)
      .executeTakeFirstOrThrow()
    for (const guess of [number, number.toLowerCase(), id]) {
      await expect(loader(argsFor(scene.ctx, guess))).rejects.toMatchObject({ status: 404 })
    }
  })
})

describe('enrolling for others', () => {
  test('an engineer enrols nobody else, and a manager nobody of another provider', async () => {
    const scene = await credentialScene()
    const wanted = { brandCode: 'MEIHE', typeCode: 'WM-L2' }
    const colleague = await scene.idOf('E-1004')
    const stranger = await scene.idOf('E-1031')
    expect(await enrolForCredential(await scene.as('E-1001'), { ...wanted, personId: colleague })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const manager = await scene.as('P-6001')
    expect(await enrolForCredential(manager, { ...wanted, personId: stranger })).toEqual({
      ok: false,
      reason: 'unknown-person',
    })
    expect((await enrolForCredential(manager, { ...wanted, personId: colleague })).ok).toBe(true)
    expect(
      await enrolForCredential(manager, { brandCode: 'LUMEN', typeCode: 'NB-L1', personId: colleague }),
    ).toEqual({
      ok: false,
      reason: 'unknown-type',
    })
  })
})
