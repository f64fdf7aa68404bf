import { expect, test } from 'vitest'
import { gatherFacts } from '#app/features/gate/index.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'

test.each(testDialects)(
  'what somebody declares at one time is one declaration, in the order of preference: %s',
  async (dialect) => {
    const { db } = await frozenContext({ filled: 'demo', dialect })
    const asOf = '2026-11-23T02:00:00.000Z'
    const request = {
      engineer: 'E-1001',
      outlet: 'O1',
      brand: 'MEIHE',
      operation: 'AC-CLEAN',
      model: 'MH-AC-35-R32',
      site: { jurisdiction: 'CN' },
      window: { start: asOf, end: asOf },
      checkpoint: 'ASSIGN' as const,
      asOf,
    }
    const declared = async () => (await gatherFacts(db, request)).affiliations[0]?.declaredCategories
    const [first, ...others] = (await declared()) ?? []
    expect(others).toEqual([])
    expect(first?.categories.map(({ category }) => category)).toEqual(['AC', 'RF', 'WM'])
    const [row] = await db
      .selectFrom('declaredCategory')
      .innerJoin('affiliation', 'affiliation.id', 'declaredCategory.affiliationId')
      .innerJoin('person', 'person.id', 'affiliation.personId')
      .selectAll('declaredCategory')
      .where('person.code', '=', 'E-1001')
      .orderBy('declaredCategory.position', 'desc')
      .execute()
    if (!row) throw new Error('E-1001 declares nothing')
    await db
      .insertInto('declaredCategory')
      .values({ ...row, fromAt: '2026-11-01T00:00:00.000Z', recordedAt: '2026-11-01T00:00:00.000Z' })
      .execute()
    expect((await declared())?.map(({ categories }) => categories.length)).toEqual([3, 1])
  },
  60_000,
)
