import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

const light = { paper: 'rgb(244, 245, 242)', ink: 'rgb(21, 25, 28)', scheme: 'light' }
const dark = { paper: 'rgb(16, 20, 22)', ink: 'rgb(238, 241, 239)', scheme: 'dark' }

test.each([
  ['light', null, light],
  ['dark', null, dark],
  ['dark', 'light', light],
  ['light', 'dark', dark],
  ['dark', 'dark', dark],
] as const)('a system in %s and a choice of %s', async (colorScheme, chosen, expected) => {
  const context = await browser.newContext({ colorScheme })
  if (chosen) await context.addCookies([{ name: 'theme', value: chosen, url }])
  const page = await context.newPage()
  const seen = () =>
    page.evaluate(() => {
      const { backgroundColor, colorScheme } = getComputedStyle(document.documentElement)
      return { paper: backgroundColor, ink: getComputedStyle(document.body).color, scheme: colorScheme }
    })
  await page.goto(url + paths.signIn())
  expect(await seen()).toEqual(expected)
  // Paper is white, whatever the screen.
  await page.emulateMedia({ media: 'print' })
  expect(await seen()).toMatchObject({ paper: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', scheme: 'light' })
  await context.close()
})
