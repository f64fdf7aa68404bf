import { beforeAll, describe, expect, test } from 'vitest'
import { sharedServer } from '#tests/support/shared-server.ts'
import { signInAs } from '#tests/support/sign-in.ts'

/** A certificate carries the whole name: its holder alone downloads it, and whoever was given it can have it checked. */
let url = ''
let path = ''
let mine = ''
let pdf: Buffer

beforeAll(async () => {
  url = (await sharedServer()).url
  mine = await signInAs(url, 'E-1001')
  const wallet = await (await fetch(`${url}/wallet`, { headers: { cookie: mine } })).text()
  path = /\/wallet\/certificates\/[0-9a-z]{20,40}/.exec(wallet)?.[0] ?? ''
  const response = await fetch(url + path, { headers: { cookie: mine } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[A-Z0-9-]+\.pdf"$/)
  pdf = Buffer.from(await response.arrayBuffer())
})

async function verify(file: Uint8Array | null, language = 'en') {
  const form = new FormData()
  if (file) form.set('file', new File([new Uint8Array(file)], 'certificate.pdf'))
  const response = await fetch(`${url}/verify`, {
    method: 'POST',
    headers: { origin: url, cookie: `language=${language}` },
    body: form,
  })
  return { status: response.status, text: await response.text() }
}

describe('the certificate', () => {
  test('is the same file each time', async () => {
    const again = await fetch(url + path, { headers: { cookie: mine } })
    expect(Buffer.from(await again.arrayBuffer()).equals(pdf)).toBe(true)
  })

  test('is not there for a colleague, and leads nobody but to the sign-in page', async () => {
    const colleague = await signInAs(url, 'E-1002')
    expect((await fetch(url + path, { headers: { cookie: colleague } })).status).toBe(404)
    const nobody = await fetch(url + path, { redirect: 'manual' })
    expect(nobody.status).toBe(302)
  })
})

test('the wallet says which letter or script kept a certificate from being printed, and nothing that an address puts into its mouth', async () => {
  const wallet = async (query: string) =>
    (await fetch(`${url}/wallet?${query}`, { headers: { cookie: mine } })).text()
  expect(await wallet('missing=%F0%A0%AE%B7')).toContain('𠮷 (U+20BB7)')
  expect(await wallet('mixed=Arab')).toContain('your name has Arabic letters')
  const turned = await wallet('missing=%E2%80%AE')
  expect(turned).toContain('no font here has U+202E.')
  for (const query of ['mixed=%3Cb%3E', 'mixed=', 'missing=', 'mixed=Arabic'])
    expect(await wallet(query)).not.toContain('cannot be printed')
  expect(await wallet(`missing=${encodeURIComponent('<script>alert(1)</script>')}`)).not.toContain(
    '<script>alert',
  )
})

describe('a file that somebody was given', () => {
  test('is recognised as issued, with the name masked', async () => {
    const { status, text } = await verify(pdf)
    expect(status).toBe(200)
    expect(text).toContain('This is the file that was issued')
    expect(text).not.toContain('王强')
  })

  test('is recognised as altered, in either language', async () => {
    const changed = Buffer.from(pdf)
    changed[200] = (changed[200] ?? 0) ^ 1
    expect((await verify(changed)).text).toContain('This is not the file that was issued')
    expect((await verify(changed, 'zh-CN')).text).toContain('这不是签发的文件')
  })

  test('is unknown where it is something else; without a file the field says so', async () => {
    expect((await verify(Buffer.from('hello'))).text).toContain('This file was not issued here')
    const none = await verify(null)
    expect(none.status).toBe(400)
    expect(none.text).toContain('Choose the PDF first.')
  })
})
