import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { mappedRoutes } from '#tests/support/pages.ts'
import { exploreSite, type Site, type Visitor } from '#tests/support/pages-of-role.ts'
import { setScenes } from '#tests/support/pages-scenes.ts'
import { type RunningServer, startServer } from '#tests/support/server.ts'

let browser: Browser
let server: RunningServer
let url: string
let site: Site

beforeAll(async () => {
  server = await startServer()
  url = server.url
  site = await exploreSite(url, await mappedRoutes(), await setScenes(url))
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Bytes over the wire: of all, and of scripts. The check's lists with search are React Aria's, which weigh as much as half of all else. */
const coursePage = { requests: 12, bytes: 150_000, scriptBytes: 110_000 }
const usual = { requests: 14, bytes: 150_000, scriptBytes: 120_000 }
const check = { requests: 14, bytes: 185_000, scriptBytes: 165_000 }

const pages: Record<string, { who: Visitor; address: string; most?: typeof usual }> = {
  'the course page': { who: 'engineer', address: '/courses/:course', most: coursePage },
  'a lesson': { who: 'engineer', address: '/courses/:course/lessons/:lesson' },
  'the ladder': { who: 'engineer', address: '/ladder' },
  'the exam room': { who: 'engineer', address: '/attempts/:attempt' },
  'the check': { who: 'dispatcher', address: '/check', most: check },
  'the team': { who: 'provider-manager', address: '/team' },
  'the sign-in page': { who: 'nobody', address: paths.signIn() },
}

/** What a first visit costs: requests and bytes as they come over the wire, headers included. */
async function weigh(who: Visitor, address: string, withScripts: boolean) {
  const path = address.includes('?')
    ? address
    : (site.pagesOf(who).find((page) => page.address === address)?.path ?? '')
  expect(path).not.toBe('')
  const context = await browser.newContext({ javaScriptEnabled: withScripts })
  const [name, value] = site.cookieOf(who)?.split('=') ?? []
  if (name && value) await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const sums = { requests: 0, bytes: 0, scriptBytes: 0 }
  const types = new Map<string, string>()
  wire.on('Network.responseReceived', ({ requestId, type }) => {
    types.set(requestId, type)
    sums.requests += 1
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sums.bytes += encodedDataLength
    if (types.get(requestId) === 'Script') sums.scriptBytes += encodedDataLength
  })
  await wire.send('Network.enable')
  await page.goto(`${url}${path}`, { waitUntil: 'networkidle' })
  await context.close()
  return sums
}

describe('the first view of', () => {
  test.each(Object.entries(pages))('%s is light', async (_, { who, address, most = usual }) => {
    const { requests, bytes, scriptBytes } = await weigh(who, address, true)
    expect.soft(requests).toBeLessThanOrEqual(most.requests)
    expect.soft(bytes).toBeLessThanOrEqual(most.bytes)
    expect.soft(scriptBytes).toBeLessThanOrEqual(most.scriptBytes)
  })

  test('a public credential is lighter still, and complete without any script', async () => {
    const { bytes, scriptBytes } = await weigh('nobody', '/c/:slug', true)
    expect(scriptBytes).toBe(0)
    expect(bytes).toBeLessThanOrEqual(40_000)
  })

  test.each(['/register', '/providers?what=MEIHE%2FAC&level=1'])(
    'so are register and directory: %s',
    async (address) => {
      const { bytes, scriptBytes } = await weigh('nobody', address, true)
      expect(scriptBytes).toBe(0)
      expect(bytes).toBeLessThanOrEqual(40_000)
    },
  )

  test('a verdict needs no script', async () => {
    const { bytes } = await weigh('dispatcher', '/check/decisions/:decision', false)
    expect(bytes).toBeLessThanOrEqual(40_000)
  })
})
