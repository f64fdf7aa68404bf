import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { type ProviderDirectory, readProviderDirectory } from '#app/features/reporting/index.server.ts'
import { readProviderStanding } from '#app/features/reporting/read-provider-standing.server.ts'
import { frozenContext, frozenNow } from '#tests/support/frozen-context.ts'
import { counting } from './team-scene.ts'

type Found = Extract<ProviderDirectory['answer'], { kind: 'found' }>

const nothing = { what: '', level: '', place: '', page: 1 }
let ctx: Context

beforeAll(async () => {
  const world = await frozenContext({ filled: 'demo' })
  ctx = world.ctx
  return () => world.db.destroy()
})

async function find(asked: Partial<typeof nothing>, context = ctx): Promise<Found> {
  const { answer } = await readProviderDirectory(context, { ...nothing, ...asked })
  if (answer?.kind !== 'found') throw new Error('Nothing was asked')
  return answer
}

/** Every page of an answer. */
async function findAll(asked: Partial<typeof nothing>) {
  const first = await find(asked)
  const entries = [...first.entries]
  for (let page = 2; entries.length < first.total; page += 1)
    entries.push(...(await find({ ...asked, page })).entries)
  return entries
}

describe('the provider directory', () => {
  test('lists the outlets that the gate lets work at the level, and no other', async () => {
    const { offers, levels } = await readProviderDirectory(ctx, nothing)
    const providers = await ctx.db
      .selectFrom('organisation')
      .select('id')
      .where('kind', '=', 'provider')
      .execute()
    const outlets = await ctx.db.selectFrom('outlet').select(['id', 'code', 'providerId']).execute()
    const standings = new Map(
      await Promise.all(
        providers.map(async ({ id }) => [id, await readProviderStanding(ctx.db, id, frozenNow)] as const),
      ),
    )
    let listed = 0
    for (const what of offers.flatMap(({ categories }) => categories.map(({ value }) => value)))
      for (const { level } of levels) {
        const expected = outlets
          .filter(({ id, providerId }) => {
            const standing = standings.get(providerId)
            const category = standing?.categories.find((one) => `${one.brandCode}/${one.code}` === what)
            return category && standing && standing.openLevel(id, category.categoryId) >= level
          })
          .map(({ code }) => code)
        const asked = { what, level: String(level) }
        const { rungs } = await find(asked)
        if (level > rungs) continue
        const entries = await findAll(asked)
        expect(entries.map(({ outlet }) => outlet).sort(), `${what} ${level}`).toEqual(expected.sort())
        listed += entries.length
      }
    expect(listed).toBeGreaterThan(260)
  })

  test('leaves out an outlet under review, and shows one on probation', async () => {
    const codes = async (what: string) => (await findAll({ what })).map(({ outlet }) => outlet)
    expect(await codes('MEIHE/WM')).not.toContain('O8')
    expect(await codes('LUMEN/NB')).toContain('O7')
  })

  test('a place holds everything below it and nothing beside it', async () => {
    const { places } = await readProviderDirectory(ctx, nothing)
    expect(places.map(({ path }) => path)).toContain('CN/HB/WUH')
    const { entries, place, total } = await find({ what: 'MEIHE/AC', place: 'CN/HB/WUH' })
    expect(place).toBe('Wuhan')
    expect(total).toBeGreaterThan(0)
    expect(new Set(entries.map(({ city }) => city))).toEqual(new Set(['Wuhan']))
    await ctx.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('outlet')
        .set({ jurisdictionPath: 'CN/HB/WUH2' })
        .where('code', '=', 'O5')
        .execute()
      const there = await find({ what: 'MEIHE/AC', place: 'CN/HB/WUH' }, { ...ctx, db: trx })
      expect(there.entries.map(({ outlet }) => outlet)).not.toContain('O5')
      await trx
        .updateTable('outlet')
        .set({ jurisdictionPath: 'CN/HB/WUH' })
        .where('code', '=', 'O5')
        .execute()
    })
  })

  test('says how many engineers are certified, and names nobody', async () => {
    const answer = await find({ what: 'MEIHE/AC', level: '2', place: 'CN/HB/WUH' })
    const entry = answer.entries.find(({ outlet }) => outlet === 'O1')
    expect(entry).toMatchObject({ engineers: expect.any(Number), level: 3 })
    expect(entry?.engineers).toBeGreaterThan(0)
    const text = JSON.stringify(answer)
    const people = await ctx.db.selectFrom('person').select(['id', 'code', 'name']).limit(300).execute()
    for (const { id, code, name } of people)
      for (const secret of [id, code, name]) expect(text).not.toContain(`"${secret}"`)
  })

  test('what makes no sense in the address asks for nothing, and the highest rung is the highest level', async () => {
    expect((await readProviderDirectory(ctx, { ...nothing, what: 'X/Y' })).answer).toBeNull()
    expect((await readProviderDirectory(ctx, { ...nothing, what: "' or 1=1", level: '-3' })).asked).toEqual({
      what: '',
      level: 1,
      place: '',
    })
    const { asked } = await readProviderDirectory(ctx, { ...nothing, what: 'MEIHE/AC', level: '99' })
    expect(asked.level).toBe(3)
    expect((await find({ what: 'MEIHE/AC', page: 10_000 })).entries.length).toBeGreaterThan(0)
  })

  test('speaks the language of who asks', async () => {
    const chinese = { ...ctx, language: 'zh-CN' as const }
    const { entries } = await find({ what: 'MEIHE/AC', place: 'CN/HB/WUH' }, chinese)
    expect(entries.find(({ outlet }) => outlet === 'O5')).toMatchObject({
      name: '好邻居 武昌服务中心',
      city: '武汉',
    })
  })

  test('asks the database as often for many outlets as for few', async () => {
    const ask = async (asked: Partial<typeof nothing>) => {
      const { db, count } = counting(ctx.db)
      await find(asked, { ...ctx, db })
      return count()
    }
    expect(await ask({ what: 'MEIHE/AC' })).toBe(await ask({ what: 'MEIHE/AC', place: 'CN/HB/WUH' }))
  })
})
