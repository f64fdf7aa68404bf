import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { mappedRoutes } from '#tests/support/pages.ts'
import {
  complaintsOf,
  type Look,
  openLook,
  overflowOf,
  violationsOf,
} from '#tests/support/pages-looked-at.ts'
import { exploreSite, type Site, visitors } from '#tests/support/pages-of-role.ts'
import { setScenes } from '#tests/support/pages-scenes.ts'
import { sharedServer } from '#tests/support/shared-server.ts'

const looks: Record<string, Look> = {
  'in English on a desktop': { language: 'en', theme: 'light', width: 1280 },
  'in Chinese on a phone at night': { language: 'zh-CN', theme: 'dark', width: 360 },
}

let browser: Browser
let url: string
let site: Site

beforeAll(async () => {
  url = (await sharedServer()).url
  site = await exploreSite(url, await mappedRoutes(), await setScenes(url))
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test.each(visitors)('links lead %s to every page', (visitor) => {
  expect(site.missingOf(visitor)).toEqual([])
})

describe.each(Object.entries(looks))('every page %s', (_name, look) => {
  /** A page that several roles share is looked at once, but for the desk, which is another one for each. */
  const seen = new Set<string>()

  test.each(visitors)(
    'of %s is accessible, fits the window and runs without a complaint',
    async (visitor) => {
      const context = await openLook(browser, url, look, site.cookieOf(visitor))
      const found: string[] = []
      try {
        for (const { address, path } of site.pagesOf(visitor)) {
          if (seen.has(address) && address !== '/desk') continue
          seen.add(address)
          const page = await context.newPage()
          const complaints = complaintsOf(page)
          const response = await page.goto(`${url}${path}`, { waitUntil: 'load' })
          const status = response?.status() ?? 0
          if (status >= 400 && address !== '/*') found.push(`${path} answers ${status}`)
          for (const { rule, where } of await violationsOf(page))
            found.push(`${path}: ${rule} at ${where.slice(0, 3).join('; ')}`)
          if ((await overflowOf(page)) > 0) found.push(`${path} is wider than ${look.width} px`)
          const language = await page.locator('html').getAttribute('lang')
          if (language !== look.language) found.push(`${path} is in ${language}`)
          if ((await page.locator('h1').count()) !== 1)
            found.push(`${path} has ${await page.locator('h1').count()} first headings`)
          found.push(...complaints.map((complaint) => `${path}: ${complaint}`))
          await page.close()
        }
      } finally {
        await context.close()
      }
      expect(found).toEqual([])
    },
  )
})
