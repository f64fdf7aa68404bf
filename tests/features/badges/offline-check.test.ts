import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Verdict } from '#app/badge-format/verify/verdict.ts'
import type { Context } from '#app/context.server.ts'
import { verifyBadgeFile } from '#app/evaluators/verify-badge-file.server.ts'
import { badgeForms, readBadge } from '#app/features/badges/index.server.ts'
import { rotateKeys } from '#app/features/signing/index.server.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { badgeOf, credentialOf, happen, publishedAt } from './badge-scene.ts'

/** A badge of ours is checked by whoever saved it with what is published of its brand: no network, no database, nothing else of this site. */
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiergate-offline-'))
  vi.stubGlobal('fetch', () => {
    throw new Error('Something was fetched')
  })
})

afterEach(async () => {
  vi.unstubAllGlobals()
  await rm(folder, { recursive: true })
})

/** Saves a published document under its address, as a browser or a mirror would. */
async function save(ctx: Context, url: string): Promise<void> {
  const document = await publishedAt(ctx, url)
  if (document === undefined) throw new Error(`${url} is not published`)
  const { host, pathname } = new URL(url)
  const file = join(folder, 'documents', host.replace(/:\d+$/, ''), pathname)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(document))
}

async function saveAllOf(ctx: Context, brand: string): Promise<void> {
  const site = `${ctx.settings.publicUrl}/brands/${brand}`
  for (const path of ['did.json', 'jwks.json', 'issuer.json', 'status/suspension/1', 'status/revocation/1'])
    await save(ctx, `${site}/${path}`)
}

async function verdictOf(content: string | Buffer, now: string): Promise<string> {
  const file = join(folder, 'badge')
  await writeFile(file, content)
  const out: string[] = []
  const output = { out: (line: string) => out.push(line), err: (line: string) => out.push(line) }
  await verifyBadgeFile([file, '--json', '--documents', join(folder, 'documents')], output, () => now)
  const { verdict, checks } = JSON.parse(out.join('\n')) as Verdict
  return [verdict, ...checks.flatMap(({ result, code }) => (result === 'pass' ? [] : [code]))].join(' ')
}

async function site() {
  const scene = await frozenContext({ filled: 'demo' })
  const settings = { ...scene.ctx.settings, publicUrl: 'https://skills.example.com' }
  return { ...scene, ctx: { ...scene.ctx, settings } }
}

test('every form of a badge holds by what is published of its brand, also after a key was retired', async () => {
  const { ctx, clock } = await site()
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  await badgeOf(ctx, publicSlug)
  clock.advance(1000)
  await rotateKeys(await actingAs(ctx, 'S-8001'), { brandCode: 'MEIHE', reason: 'Yearly rotation' })
  await saveAllOf(ctx, 'meihe')
  for (const form of badgeForms) {
    const badge = await readBadge(ctx, publicSlug, form)
    expect(await verdictOf(badge?.body ?? '', ctx.now()), form).toBe('valid')
  }
})

test('a suspension, its end, a revocation and the end are seen in the lists of the day', async () => {
  const { ctx, clock } = await site()
  const { id, publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const { text, jwt, json } = await badgeOf(ctx, publicSlug)
  const both = async () => {
    await saveAllOf(ctx, 'meihe')
    return [await verdictOf(text, ctx.now()), await verdictOf(jwt, ctx.now())]
  }
  const [from, until] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']
  await happen(ctx, id, { kind: 'SUSPENDED', effectiveAt: from, untilAt: until })
  clock.set(from)
  expect(await both()).toEqual(['invalid suspended', 'invalid suspended'])
  clock.set(until)
  expect(await both()).toEqual(['valid', 'valid'])
  await happen(ctx, id, { kind: 'REVOKED', effectiveAt: until })
  clock.advance(61_000)
  expect(await both()).toEqual(['invalid revoked', 'invalid revoked'])
  clock.set(json.validUntil)
  expect((await both())[0]).toContain('expired')
})

test('what was changed does not hold, nor what names another brand’s key; without the documents nothing is decided for it', async () => {
  const { ctx } = await site()
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const { text } = await badgeOf(ctx, publicSlug)
  await mkdir(join(folder, 'documents'))
  expect(await verdictOf(text, ctx.now())).not.toMatch(/^valid/)
  await saveAllOf(ctx, 'meihe')
  expect(await verdictOf(text.replaceAll('AC-L3', 'AC-L4'), ctx.now())).toContain('invalid')
  expect(await verdictOf(text.replaceAll('brands:meihe', 'brands:lumen'), ctx.now())).not.toMatch(/^valid/)
})
