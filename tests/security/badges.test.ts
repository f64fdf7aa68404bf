import { beforeAll, describe, expect, test } from 'vitest'
import { sharedServer } from '#tests/support/shared-server.ts'
import { signInAs } from '#tests/support/sign-in.ts'

/** What a badge promises its holder and its readers: it can be checked by anybody, and tells nobody who the holder is. */
let url = ''
let slug = ''

beforeAll(async () => {
  url = (await sharedServer()).url
  const wallet = await fetch(`${url}/wallet`, { headers: { cookie: await signInAs(url, 'E-1001') } })
  slug = /\/c\/([0-9a-z]{20,40})/.exec(await wallet.text())?.[1] ?? ''
  expect(slug).not.toBe('')
})

const forms = {
  json: 'application/vc+ld+json',
  jwt: 'application/vc+jwt',
  png: 'image/png',
  svg: 'image/svg+xml',
}

describe.each(Object.entries(forms))('the badge as %s', (form, type) => {
  test('is there for anybody, from any site, and sets no cookie', async () => {
    const response = await fetch(`${url}/c/${slug}/badge.${form}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const body = Buffer.from(await response.arrayBuffer()).toString('utf8')
    for (const secret of ['王强', 'E-1001', '1370000']) expect(body).not.toContain(secret)
  })

  test('of nobody is not there', async () => {
    expect((await fetch(`${url}/c/${'a'.repeat(26)}/badge.${form}`)).status).toBe(404)
    expect((await fetch(`${url}/c/..%2Fwallet/badge.${form}`)).status).toBe(404)
  })
})

test('the documents of a brand hold no private part of a key', async () => {
  for (const path of ['did.json', 'jwks.json', 'issuer.json', 'revocations.json']) {
    const response = await fetch(`${url}/brands/meihe/${path}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    expect(await response.text()).not.toMatch(/"(d|p|q|dp|dq|qi|oth|k)":/)
  }
})

test('who has a document as it is, is told so and gets no body; a list is kept elsewhere for a minute at most', async () => {
  const badge = (await (await fetch(`${url}/c/${slug}/badge.json`)).json()) as {
    credentialStatus: { statusListCredential: string }
  }
  const { pathname: list } = new URL(badge.credentialStatus.statusListCredential)
  for (const path of [
    `/c/${slug}/badge.json`,
    '/brands/meihe/did.json',
    '/brands/meihe/revocations.json',
    list,
  ]) {
    const first = await fetch(url + path)
    expect(first.status).toBe(200)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
    for (const named of [etag, `"x", ${etag}`, '*']) {
      const again = await fetch(url + path, { headers: { 'if-none-match': named } })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(etag)
      expect(again.headers.get('access-control-allow-origin')).toBe('*')
    }
    expect((await fetch(url + path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
  }
  for (const path of ['/brands/meihe/revocations.json', list]) {
    const seconds = /^public, max-age=(\d+)$/.exec(
      (await fetch(url + path)).headers.get('cache-control') ?? '',
    )
    expect(Number(seconds?.[1])).toBeLessThanOrEqual(60)
  }
})

test('a key, a list and an achievement of one brand are not another’s', async () => {
  const { keys } = (await (await fetch(`${url}/brands/meihe/jwks.json`)).json()) as {
    keys: { kid: string }[]
  }
  for (const { kid } of keys) {
    const { pathname } = new URL(kid)
    expect((await fetch(url + pathname)).status).toBe(200)
    expect((await fetch(url + pathname.replace('meihe', 'lumen'))).status).toBe(404)
  }
  expect((await fetch(`${url}/brands/meihe/achievements/wm-l2`)).status).toBe(200)
  expect((await fetch(`${url}/brands/meihe/achievements/none`)).status).toBe(404)
  expect((await fetch(`${url}/brands/p1/jwks.json`)).status).toBe(404)
})
