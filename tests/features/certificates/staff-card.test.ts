import { expect, test } from 'vitest'
import { readStaffCard } from '#app/features/certificates/index.server.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { credentialOf, happen } from '../badges/badge-scene.ts'

test('a staff card says who, what and until when; nobody else has it', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { publicSlug, number } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  expect(await readStaffCard(await actingAs(ctx, 'E-1001'), publicSlug)).toMatchObject({
    name: '王强',
    staffCode: 'E-1001',
    typeCode: 'AC-L3',
    number,
    grantsWork: true,
    scopes: [{ category: 'Room air conditioner', label: 'L3', rungs: 3, held: 3 }],
  })
  expect(await readStaffCard(await actingAs(ctx, 'E-1002'), publicSlug)).toBeNull()
})

test('a suspended credential lights no rung on the card', async () => {
  const { ctx, clock } = await frozenContext({ filled: 'demo' })
  const { publicSlug, id } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  await happen(ctx, id, { kind: 'SUSPENDED', effectiveAt: ctx.now() })
  clock.advance(1000)
  const card = await readStaffCard(await actingAs(ctx, 'E-1001'), publicSlug)
  expect(card).toMatchObject({ status: 'SUSPENDED', grantsWork: false, scopes: [{ held: 0 }] })
})
