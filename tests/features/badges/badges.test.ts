import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { unbakePng, unbakeSvg } from '#app/badge-format/bake.server.ts'
import { schemaFaults } from '#app/badge-format/check-schema.server.ts'
import { statusBitAt } from '#app/badge-format/status-bits.server.ts'
import { readBadge, readRevocations, readStatusList } from '#app/features/badges/index.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { badgeOf, credentialOf, happen, publishedAt } from './badge-scene.ts'

const minute = 60_000

describe.each(testDialects)('on %s', (dialect) => {
  test('a badge is signed once; who asks at the same time gets the same bytes', async () => {
    const { ctx, clock } = await frozenContext({ filled: 'demo', dialect })
    const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
    const [first, second] = await Promise.all([badgeOf(ctx, publicSlug), badgeOf(ctx, publicSlug)])
    clock.advance(100 * minute)
    const later = await badgeOf(ctx, publicSlug)
    expect(second.text).toBe(first.text)
    expect(second.jwt).toBe(first.jwt)
    expect(later.text).toBe(first.text)
    expect(schemaFaults(first.json)).toEqual([])
  })

  test('the list shows a suspension while it lasts, and a revocation in both lists for good', async () => {
    const { ctx, clock } = await frozenContext({ filled: 'demo', dialect })
    const { id, publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
    const { json } = await badgeOf(ctx, publicSlug)
    const place = Number(json.credentialStatus.statusListIndex)
    const marked = async () => {
      const bits = []
      for (const purpose of ['revocation', 'suspension']) {
        const list = await readStatusList(ctx, { brandName: 'meihe', purpose, list: '1' })
        bits.push(statusBitAt(JSON.parse(list?.json ?? '').credentialSubject.encodedList, place))
      }
      return bits
    }
    expect(await marked()).toEqual([false, false])
    clock.advance(minute)
    const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']
    await happen(ctx, id, { kind: 'SUSPENDED', effectiveAt: from, untilAt: until })
    clock.advance(minute)
    expect(await marked()).toEqual([false, false])
    clock.set(from)
    expect(await marked()).toEqual([false, true])
    clock.set(until)
    expect(await marked()).toEqual([false, false])
    await happen(ctx, id, { kind: 'REVOKED', effectiveAt: until })
    clock.advance(minute)
    expect(await marked()).toEqual([true, true])
    expect(JSON.parse((await readRevocations(ctx, 'meihe'))?.json ?? '')).toEqual({
      id: 'http://localhost:3000/brands/meihe/revocations.json',
      issuer: json.issuer.id,
      revokedCredential: [{ id: json.id, revoked: true, revocationReason: 'Revoked' }],
    })
  })
})

test('a list is signed anew only where it says something else', async () => {
  const { ctx, clock } = await frozenContext({ filled: 'demo' })
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  await badgeOf(ctx, publicSlug)
  const read = () => readStatusList(ctx, { brandName: 'meihe', purpose: 'revocation', list: '1' })
  const first = await read()
  clock.advance(2 * minute)
  expect((await read())?.json).toBe(first?.json)
})

test('however many ask, a list is compared once a minute; what is said is at most a minute old', async () => {
  const { ctx, clock } = await frozenContext({ filled: 'demo' })
  const { id, publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  await badgeOf(ctx, publicSlug)
  for (const read of [
    () => readRevocations(ctx, 'meihe'),
    () => readStatusList(ctx, { brandName: 'meihe', purpose: 'revocation', list: '1' }),
  ]) {
    const [first, second] = await Promise.all([read(), read()])
    expect(second).toBe(first)
    clock.advance(minute - 1)
    expect(await read()).toBe(first)
    expect(first?.freshUntil).toBe(new Date(Date.parse(ctx.now()) + 1).toISOString())
    clock.advance(1)
    const later = await read()
    expect(later?.json).toBe(first?.json)
    expect(later).not.toBe(first)
  }
  await happen(ctx, id, { kind: 'REVOKED', effectiveAt: ctx.now() })
  clock.advance(minute)
  expect((await readRevocations(ctx, 'meihe'))?.json).toContain(publicSlug)
})

test('a name in upper case is another address, also once the list is in memory', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  expect(await readRevocations(ctx, 'meihe')).not.toBeNull()
  expect(await readRevocations(ctx, 'MEIHE')).toBeNull()
  expect(await readRevocations(ctx, 'nobody')).toBeNull()
})

test('a badge names nobody: neither name, phone nor staff code; who knows the code can tell', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const person = await ctx.db
    .selectFrom('person')
    .selectAll()
    .where('code', '=', 'E-1001')
    .executeTakeFirstOrThrow()
  const { text, json } = await badgeOf(ctx, (await credentialOf(ctx, 'E-1001', 'AC-L3')).publicSlug)
  for (const secret of [person.name, person.nameLatin, person.phone, person.code, person.id])
    if (secret) expect(text).not.toContain(secret)
  const [identity] = json.credentialSubject.identifier
  const hash = createHash('sha256').update(`E-1001${identity?.salt}`).digest('hex')
  expect(identity?.identityHash).toBe(`sha256$${hash}`)
})

test('it says exact scope and dates in both languages', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { json } = await badgeOf(ctx, (await credentialOf(ctx, 'E-1001', 'AC-L3')).publicSlug)
  expect(json.credentialSubject.achievement.description).toBe(
    'Room air conditioner up to L3: compressor, brazing, inverter IPM, recovery and charging\n房间空调器至 L3：压缩机、焊接、变频模块 IPM、系统回收与充注',
  )
  expect([json.validFrom, json.validUntil]).toEqual(['2025-05-31T16:00:00.000Z', '2027-05-31T16:00:00.000Z'])
})

test('every document a badge names is published', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { json } = await badgeOf(ctx, (await credentialOf(ctx, 'E-1001', 'AC-L3')).publicSlug)
  const { id } = json.credentialSubject.achievement
  expect(await publishedAt(ctx, id)).toMatchObject({ id, creator: json.issuer })
  expect(await publishedAt(ctx, `${ctx.settings.publicUrl}/brands/meihe/issuer.json`)).toMatchObject(
    json.issuer,
  )
  expect(await publishedAt(ctx, json.credentialStatus.statusListCredential)).toMatchObject({
    issuer: json.issuer.id,
  })
})

test('the pictures carry the badge', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const { text } = await badgeOf(ctx, publicSlug)
  expect(unbakePng((await readBadge(ctx, publicSlug, 'png'))?.body as Buffer)).toBe(text)
  expect(unbakeSvg(String((await readBadge(ctx, publicSlug, 'svg'))?.body))).toBe(text)
})

test('what is not there has no badge and no list, whatever is asked', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  expect(await readBadge(ctx, 'a'.repeat(26), 'json')).toBeNull()
  expect(await readBadge(ctx, "' or 1=1", 'jwt')).toBeNull()
  await badgeOf(ctx, (await credentialOf(ctx, 'E-1001', 'AC-L3')).publicSlug)
  const list = (brandName: string, purpose: string, number: string) =>
    readStatusList(ctx, { brandName, purpose, list: number })
  expect(await list('meihe', 'revocation', '2')).toBeNull()
  expect(await list('lumen', 'revocation', '1')).toBeNull()
  expect(await list('meihe', 'message', '1')).toBeNull()
  expect(await list('meihe', 'revocation', '1e3')).toBeNull()
  expect(await readRevocations(ctx, 'p1')).toBeNull()
})
