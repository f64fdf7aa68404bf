import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readCertificate, recogniseFile } from '#app/features/certificates/index.server.ts'
import { testDialects } from '#tests/support/database.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'
import { credentialOf, happen } from '../badges/badge-scene.ts'

async function printed(dialect?: (typeof testDialects)[number]) {
  const scene = await frozenContext({ filled: 'demo', ...(dialect && { dialect }) })
  const me = await actingAs(scene.ctx, 'E-1001')
  const credential = await credentialOf(scene.ctx, 'E-1001', 'AC-L3')
  const outcome = await readCertificate(me, credential.publicSlug)
  if (!outcome.ok) throw new Error(outcome.reason)
  return { ...scene, me, credential, pdf: outcome.pdf, number: outcome.number }
}

describe.each(testDialects)('on %s', { timeout: 60_000 }, (dialect) => {
  test('a certificate is printed once and served byte for byte', async () => {
    const { me, clock, credential, pdf, number } = await printed(dialect)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(number).toBe(credential.number)
    clock.advance(86_400_000)
    const [again, more] = await Promise.all([1, 2].map(() => readCertificate(me, credential.publicSlug)))
    expect(again).toEqual({ ok: true, number, pdf })
    expect(more).toEqual(again)
  })

  test('the file is recognised, with what has become of the credential since', async () => {
    const { ctx, clock, credential, pdf } = await printed(dialect)
    expect(await recogniseFile(ctx, pdf)).toMatchObject({
      kind: 'issued',
      credential: { number: credential.number, isValid: true },
    })
    await happen(ctx, credential.id, { kind: 'REVOKED', effectiveAt: ctx.now() })
    clock.advance(1000)
    expect(await recogniseFile(ctx, pdf)).toMatchObject({
      kind: 'issued',
      credential: { status: 'REVOKED', isValid: false },
    })
  })
})

test('a file in which anything was changed is recognised as altered', async () => {
  const { ctx, credential, pdf } = await printed()
  for (const at of [20, Math.floor(pdf.length / 2), pdf.length - 3]) {
    const changed = Buffer.from(pdf)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(await recogniseFile(ctx, changed)).toMatchObject({ kind: 'altered', slug: credential.publicSlug })
  }
  expect(await recogniseFile(ctx, Buffer.concat([pdf, Buffer.from('\n')]))).toMatchObject({ kind: 'altered' })
})

test('another file is unknown, also one that names an address of nobody', async () => {
  const { ctx } = await printed()
  const site = ctx.settings.publicUrl
  for (const text of ['', 'hello', `${site}/c/${'a'.repeat(26)}`, `${site}/c/`, `${site}/c/..`])
    expect(await recogniseFile(ctx, Buffer.from(text))).toEqual({ kind: 'unknown' })
})

test('nobody prints the certificate of somebody else', async () => {
  const { ctx, credential } = await printed()
  const other = await actingAs(ctx, 'E-1002')
  expect(await readCertificate(other, credential.publicSlug)).toEqual({ ok: false, reason: 'unknown' })
  expect(await readCertificate(other, 'x')).toEqual({ ok: false, reason: 'unknown' })
})

test('a name with a letter that the fonts lack is not printed, and says which; the credential holds', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const me = await actingAs(ctx, 'E-1001')
  const { publicSlug, id } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const renamed = { ...me, actor: { ...me.actor, name: '王𠮷' } }
  expect(await readCertificate(renamed, publicSlug)).toEqual({
    ok: false,
    reason: 'letters-missing',
    letters: ['𠮷'],
  })
  const files = await ctx.db.selectFrom('certificateFile').selectAll().execute()
  expect(files).toEqual([])
  const rare = { ...me, actor: { ...me.actor, name: '喆淼骉䶮㛃龘彧犇堃赟翀昶' } }
  expect(await readCertificate(rare, publicSlug)).toMatchObject({ ok: true })
  const [file] = await ctx.db.selectFrom('certificateFile').selectAll().execute()
  expect(file?.credentialId).toBe(id)
  const bytes = Buffer.from(file?.contentBase64 ?? '', 'base64')
  expect(file?.contentHash).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('a name that runs both ways is not printed, and says by which script; one that runs one way is', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const me = await actingAs(ctx, 'E-1001')
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const named = (name: string, nameLatin: string | null = null) =>
    readCertificate({ ...me, actor: { ...me.actor, name, nameLatin } }, publicSlug)
  expect(await named('王 محمد')).toEqual({ ok: false, reason: 'directions-mixed', scripts: ['Arab'] })
  expect(await named('王强', 'محمد Ali')).toMatchObject({ ok: false, reason: 'directions-mixed' })
  expect(await named('דוד')).toMatchObject({ ok: false, reason: 'letters-missing', letters: ['ד', 'ו'] })
  expect(await ctx.db.selectFrom('certificateFile').selectAll().execute()).toEqual([])
  expect(await named('محمد العربي')).toMatchObject({ ok: true })
})

test('a name with letters of a fallback font, and one of any length, are printed', async () => {
  for (const name of [
    'Łukasz Şahin',
    '김민준',
    'น้ำทิพย์ กำแพง',
    'Дмитрий Ґудзь',
    '王'.repeat(60),
    'Wolfeschlegelsteinhausenbergerdorff'.repeat(3),
  ]) {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const me = await actingAs(ctx, 'E-1001')
    const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
    const renamed = { ...me, actor: { ...me.actor, name } }
    expect(await readCertificate(renamed, publicSlug), name).toMatchObject({ ok: true })
  }
})

test('nothing new is printed of what was revoked', async () => {
  const { ctx, clock } = await frozenContext({ filled: 'demo' })
  const me = await actingAs(ctx, 'E-1001')
  const { publicSlug, id } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  await happen(ctx, id, { kind: 'REVOKED', effectiveAt: ctx.now() })
  clock.advance(1000)
  expect(await readCertificate(me, publicSlug)).toEqual({ ok: false, reason: 'void' })
})
